"""Reading items: order, filters, pictures, earlier texts, pruning, and doing it by index."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy import event as sql_event

from signage.core.decision import Reason, State
from signage.core.item import Author
from signage.core.skeleton import fingerprint
from signage.store import Store, short_id
from tests.store.making import (
    DATES,
    DAY,
    MINUTE,
    NOON,
    OURS,
    TAG,
    event,
    fetch,
    post,
)


def names(store: Store, **filters: object) -> list[str]:
    return [item.id.rpartition("/")[2] for item in store.items(**filters)]  # type: ignore[arg-type]


def test_items_come_in_the_order_in_which_they_were_first_seen(store: Store) -> None:
    fetch(store, OURS, [post("b")])
    fetch(store, OURS, [post("a")], now=NOON + MINUTE)
    fetch(store, OURS, [post("c"), post("b", "Other words")], now=NOON + 2 * MINUTE)
    assert names(store) == ["b", "a", "c"]
    assert names(store, limit=2) == ["a", "c"]


def test_items_can_be_asked_for_by_state_and_source(store: Store) -> None:
    fetch(store, OURS, [post("1"), post("2")])
    fetch(store, TAG, [post("2"), post("3")])
    assert names(store, states=(State.WAITING,)) == ["3"]
    assert names(store, states=(State.WAITING, State.APPROVED)) == ["1", "2", "3"]
    assert names(store, states=()) == []
    assert names(store, source="tag") == ["2", "3"]
    assert names(store, source="tag", states=(State.APPROVED,)) == ["2"]


@settings(deadline=None)
@given(st.text())
def test_a_short_id_is_short_and_plain(item_id: str) -> None:
    assert re.fullmatch("[a-z2-7]{8}", short_id(item_id))


def test_an_item_does_not_repeat_itself_but_others(store: Store) -> None:
    fetch(store, TAG, [post("1", "Buy now!")])
    fetch(store, TAG, [post("2", "BUY  now")], now=NOON + MINUTE)
    fetch(store, DATES, [event("a"), event("b")])
    earlier = store.earlier_texts("tag", NOON + MINUTE)
    assert earlier.besides(post("1").id) == frozenset()
    assert earlier.besides(post("2").id) == {fingerprint("Buy now!")}
    assert store.earlier_texts("ours", NOON).first == {}
    assert store.earlier_texts("dates", NOON).first == {}, "dates of events say the same"
    assert store.earlier_texts("tag", NOON + 40 * DAY).first == {}


def test_fetched_pictures_are_known_by_their_hash(store: Store) -> None:
    raw = post("1", picture="https://social.example/cat.jpg")
    fetch(store, OURS, [raw])
    before = store.revision()
    assert store.keep_picture("https://social.example/cat.jpg", "a" * 64, width=640, height=480, now=NOON)
    assert store.revision() > before
    (picture,) = store.item(raw.id).content.pictures
    assert (picture.sha256, picture.width, picture.height) == ("a" * 64, 640, 480)
    assert store.pictures() == {"https://social.example/cat.jpg": "a" * 64}
    again = store.keep_picture("https://social.example/cat.jpg", "a" * 64, width=640, height=480, now=NOON)
    assert not again
    # A refetch still compares what the source says, not what was fetched since.
    assert fetch(store, OURS, [raw]).changed == 0


def test_a_fetched_avatar_is_known_by_its_hash(store: Store) -> None:
    """The display terms of X ask for the avatar, and a screen asks nobody but the hub."""
    url = "https://social.example/face.png"
    raw = post("1")
    said = replace(raw.content, author=Author(name="Ann", handle="@ann@social.example", picture=url))
    fetch(store, OURS, [replace(raw, content=said)])
    store.keep_picture(url, "c" * 64, width=96, height=96, now=NOON)
    author = store.item(raw.id).content.author
    assert author
    assert (author.picture, author.sha256) == (url, "c" * 64)


def test_other_bytes_at_the_same_address_take_an_approval_back(store: Store) -> None:
    url = "https://social.example/cat.jpg"
    fetch(store, TAG, [post("1", picture=url)])
    store.decide([post("1").id], State.APPROVED, by="Ann", now=NOON)
    store.keep_picture(url, "a" * 64, width=1, height=1, now=NOON)
    assert store.item(post("1").id).state is State.APPROVED
    store.keep_picture(url, "b" * 64, width=1, height=1, now=NOON)
    item = store.item(post("1").id)
    assert (item.state, item.reasons) == (State.WAITING, (Reason.CHANGED, Reason.REVIEW))


def test_old_items_are_forgotten_but_not_what_people_decided(store: Store) -> None:
    fetch(store, OURS, [post("old"), post("hidden")])
    fetch(store, DATES, [event("far", NOON + 300 * DAY)])
    store.decide([post("hidden").id], State.HIDDEN, by="Ann", now=NOON)
    fetch(store, OURS, [post("new")], now=NOON + 59 * DAY)
    assert store.prune(NOON + 59 * DAY) == 0
    assert store.prune(NOON + 61 * DAY) == 1
    assert names(store) == ["calendar:far", "hidden", "new"]
    assert len(store.decisions(post("old").id)) == 1, "the log outlives its items"
    assert store.prune(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    fetch(store, OURS, [post("old")], now=NOON + 62 * DAY)
    assert store.item(post("old").id).state is State.APPROVED


def test_large_stores_are_read_by_index(store: Store, path: Path) -> None:
    fetch(store, OURS, [post("1")])
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    sql_event.listen(Engine, "before_cursor_execute", note)
    try:
        store.items(states=(State.WAITING,))
        store.items(limit=10)
        store.item(short_id(post("1").id))
        store.source_state("ours")
        store.earlier_texts("ours", NOON)
        fetch(store, OURS, [post("1", "Other")])
    finally:
        sql_event.remove(Engine, "before_cursor_execute", note)
    raw = sqlite3.connect(path)
    plans = [
        line[3]
        for statement in asked
        if statement.startswith("SELECT")
        for line in raw.execute(f"EXPLAIN QUERY PLAN {statement}", [None] * statement.count("?"))
    ]
    raw.close()
    assert any("ix_items_state" in line for line in plans)
    slow = [line for line in plans if re.match("SCAN (items|sightings|decisions)", line)]
    assert [line for line in slow if "USING" not in line] == []
