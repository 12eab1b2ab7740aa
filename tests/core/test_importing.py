"""What importing a list would do, before anything is done."""

from __future__ import annotations

from dataclasses import replace

from signage.core.importing import Fate, check
from signage.core.item import Content, Kind, Picture, RawItem
from signage.core.source import Problem


def row(name: str, text: str = "", picture: str = "") -> RawItem:
    pictures = (Picture(url=picture),) if picture else ()
    return RawItem(id=name, content=Content(kind=Kind.NOTICE, text=text or name, pictures=pictures))


def test_each_line_has_its_fate_and_the_refused_come_first() -> None:
    kept = Picture(url="upload:1", sha256="1", alt="Seen")
    pictured = replace(row("c"), content=replace(row("c").content, pictures=(kept,)))
    checked = check(
        "may.csv",
        [
            ("line 2", row("a")),
            ("line 3", row("b", "new")),
            ("line 4", row("c")),
            ("line 6", row("d", picture="x")),
        ],
        [Problem(where="line 5", what="has no text")],
        {"b": row("b", "old"), "c": pictured},
        left_out="left out",
    )
    assert [(one.where, one.fate, one.note) for one in checked.outlooks] == [
        ("line 5", Fate.REFUSED, "has no text"),
        ("line 3", Fate.CHANGE, ""),
        ("line 2", Fate.ADD, ""),
        ("line 6", Fate.ADD, "left out"),
        ("line 4", Fate.SAME, ""),
    ]
    assert [(change.target, change.said_before is None) for change in checked.changes] == [
        ("b", False),
        ("a", True),
        ("d", True),
    ]
    assert all(not change.said_after.content.pictures for change in checked.changes if change.said_after)


def test_nothing_new_is_nothing_to_do() -> None:
    again = check("a.csv", [("line 2", row("a"))], [], {"a": row("a")})
    assert (again.count(Fate.SAME), again.changes) == (1, ())
