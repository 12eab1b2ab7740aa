"""Importing a spreadsheet: nothing changes before the yes, every line is told, and all of it can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from signage.core.decision import State, Trust
from signage.core.role import Role
from signage.hub.hub import Hub
from signage.store import Store
from signage.store.outcome import STAFF, SourceRecord
from tests.hub.staff import Staff, signed_in, text_of

LIST = """kind;title;date;starts;ends;place;figure
event;Poetry evening;31 June 2199;19:00;21:00;Hall;
event;;2199-06-06;11:00;12:00;Hall;
event;Seed swap;2199-05-23;10:00;12:00;Garden;
notice;The lift works again;;;;;
number;books came home this week;;;;;1,204
"""


@pytest.fixture
def priya(hub: Hub, address: str, store: Store) -> Iterator[Staff]:
    store.register([SourceRecord(id=STAFF, name="Staff", kind="staff", trust=Trust.PUBLISH)])
    with signed_in(hub, address, role=Role.EDITOR) as staff:
        yield staff


def look(staff: Staff, body: str | bytes, name: str = "may.csv") -> httpx.Response:
    headers = {"Origin": str(staff.client.base_url).rstrip("/")}
    file = body if isinstance(body, bytes) else body.encode()
    sent = {"file": (name, file, "text/csv")} if file else None
    return staff.client.post("/playlist/import", data={"key": staff.key}, files=sent, headers=headers)


def checked(staff: Staff, body: str) -> tuple[str, str]:
    """Where the list is told, and how."""
    answer = look(staff, body)
    assert answer.status_code == 303
    return answer.headers["location"], staff.get(answer.headers["location"]).text


def test_a_list_is_looked_at_then_imported_changed_and_undone(priya: Staff, store: Store) -> None:
    where, page = checked(priya, LIST)
    assert store.items(source=STAFF) == []
    words = text_of(page)
    assert "31 June" in words
    assert "has no text" in words
    assert "line 2 Refused" in words
    assert "Add 3" in words
    token = where.partition("file=")[2]
    assert priya.post(f"/playlist/import/{token}").headers["location"] == "/playlist"
    assert sorted(item.content.text for item in store.items(source=STAFF)) == [
        "Seed swap",
        "The lift works again",
        "books came home this week",
    ]
    assert "3 added, 0 changed, 2 refused." in priya.words("/playlist")

    where, page = checked(
        priya, LIST.replace("10:00;12:00;Garden", "10:30;12:30;Garden").replace("1,204", "1,310")
    )
    assert "Add 1 and change 1" in text_of(page)
    where, page = checked(priya, LIST.replace("1,204", "1,310"))
    assert "Change 1" in text_of(page)
    priya.post(f"/playlist/import/{where.partition('file=')[2]}")
    undo = re.search(r'action="(/playlist/undo/\d+)"', priya.get("/playlist").text)
    assert undo
    priya.post(undo[1])
    assert {item.content.figure for item in store.items(source=STAFF)} == {"", "1,204"}
    assert all(item.state is State.APPROVED for item in store.items(source=STAFF))


def test_the_same_list_again_has_nothing_to_import(priya: Staff) -> None:
    where, _ = checked(priya, LIST)
    priya.post(f"/playlist/import/{where.partition('file=')[2]}")
    assert "Nothing to import" in text_of(checked(priya, LIST)[1])


def test_what_changed_since_the_look_is_not_overwritten(priya: Staff, store: Store) -> None:
    first, second = checked(priya, LIST)[0], checked(priya, LIST)[0]
    priya.post(f"/playlist/import/{first.partition('file=')[2]}")
    late = priya.post(f"/playlist/import/{second.partition('file=')[2]}")
    assert late.status_code == 409
    assert "Somebody changed one of these" in text_of(late.text)
    assert len(store.items(source=STAFF)) == 3


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "Choose a file first."),
        (b"PK\x03\x04rest", "Choose Save as there"),
        (b"name,email\nAda,ada@library.example\n", "No column is headed"),
        (b"\n\n", "The list is empty."),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_list_is_told_with_a_way_out(priya: Staff, body: bytes, sentence: str) -> None:
    answer = look(priya, body)
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)


def test_a_token_that_is_not_known_says_so(priya: Staff) -> None:
    assert "too long ago" in priya.words("/playlist/import?file=nothing")
    assert priya.post("/playlist/import/nothing").status_code == 422


def test_what_is_written_in_a_cell_stays_words(priya: Staff) -> None:
    _, page = checked(priya, "title;link\n<script>alert(1)</script>;javascript:alert(1)\n<b>Bold</b>;\n")
    assert "<script>alert" not in page
    assert "is not a web address" in text_of(page)
