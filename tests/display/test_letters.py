"""Letters that no font can draw never reach the glass, and are told with what to install."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from signage.core.snapshot import SnapshotItem
from signage.display import asked, letters
from tests.display import scenes
from tests.gallery import rooms
from tests.gallery.rooms import Scene

FAMILIES = ("Atkinson Hyperlegible Next", "Literata")
#: Not assigned in any Unicode version, so no font has it.
NOBODYS = "\u0378"


@pytest.mark.usefixtures("app")
def test_what_fonts_have_is_left_as_it_is() -> None:
    text = "Café · Öffnung – “so”: 12 € … ß\u00ad\u200b \u2066@x\u2069"
    assert letters.missing(text, FAMILIES) == ()
    assert letters.without(text, FAMILIES) is text


@pytest.mark.usefixtures("app")
def test_what_no_font_has_is_taken_out_with_what_belongs_to_it() -> None:
    assert letters.missing(f"a{NOBODYS}b{NOBODYS}", FAMILIES) == (NOBODYS,)
    assert letters.without(f"Tea {NOBODYS}\u0301\ufe0f time", FAMILIES) == "Tea time"
    assert letters.without(NOBODYS * 3, FAMILIES) == ""


def test_fancy_letters_become_plain_ones_where_no_font_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "_has", lambda char, _families: ord(char) < 0x1D400)
    assert letters.without("\U0001d40e\U0001d429\U0001d41e\U0001d427 today", FAMILIES) == "Open today"


def changed(item: SnapshotItem, **more: object) -> SnapshotItem:
    return replace(item, content=replace(item.content, **more))  # type: ignore[arg-type]


@pytest.mark.usefixtures("app")
def test_a_snapshot_has_nothing_left_that_would_be_a_box() -> None:
    mixed = changed(rooms.GARDEN, text=f"Open {NOBODYS} now")
    empty = changed(rooms.LAMP, text=NOBODYS)
    whole = changed(rooms.SWEETS, text=f"Whole {NOBODYS}", platform="x")
    snapshot = Scene(name="", caption="", items=(mixed, empty, whole, rooms.TEA)).snapshot()
    kept = letters.drawable(snapshot, FAMILIES).items
    assert [item.content.text for item in kept] == ["Open now", "Tea time"]


@pytest.mark.usefixtures("app")
def test_a_snapshot_that_can_be_drawn_is_the_same_one() -> None:
    snapshot = scenes.around(rooms.NOW)
    assert letters.drawable(snapshot, FAMILIES) is snapshot


@pytest.mark.parametrize(
    ("char", "package"),
    [
        ("新", "fonts-noto-cjk"),
        ("ひ", "fonts-noto-cjk"),
        ("한", "fonts-noto-cjk"),
        ("🦉", "fonts-noto-color-emoji"),
        ("ت", "fonts-noto-core"),
        ("ש", "fonts-noto-core"),
        ("क", "fonts-noto-core"),
        ("ไ", "fonts-noto-core"),
    ],
)
def test_the_package_that_has_a_letter(char: str, package: str) -> None:
    assert letters.package(char) == package


def test_check_names_the_characters_the_item_and_the_package(app: QGuiApplication) -> None:
    found = asked.letterless({"item 1a2b": f"x{NOBODYS}", "item 3c4d": "plain"}, [FAMILIES])
    assert app is QGuiApplication.instance()
    assert [finding["where"] for finding in found] == ["item 1a2b"]
    assert "U+0378" in found[0]["what"]
    assert "fonts-noto-core" in found[0]["do"]
