"""Edits: what staff change lies over items, can be taken back, and never half."""

from __future__ import annotations

from dataclasses import replace

import pytest

from signage.core.decision import Scope, State
from signage.core.edit import Change, Deed
from signage.core.item import Content, Kind, RawItem
from signage.core.placement import Placement
from signage.errors import NothingToUndo, Overtaken
from signage.store import Store
from signage.store.outcome import STAFF
from tests.store.making import DAY, HOUR, NOON, OURS, SetClock, event, fetch, post

FIRST = post("1")
PINNED = Placement(target=FIRST.id, pinned=True, text="Our words", screens=("Foyer",))


def notice(name: str, text: str = "The lift is out of order.") -> RawItem:
    return RawItem(id=f"staff:{name}", content=Content(kind=Kind.NOTICE, text=text, platform="staff"))


def pin(store: Store, placement: Placement = PINNED, before: Placement | None = None) -> int:
    change = Change(target=placement.target, scope=placement.scope, before=before, after=placement)
    return store.edit([change], Deed.PIN, by="Ann", now=NOON)


def test_placements_survive_a_refetch_and_undo_takes_them_back(store: Store) -> None:
    fetch(store, OURS, [FIRST])
    before = store.revision()
    edit = pin(store)
    assert store.revision() > before
    fetch(store, OURS, [post("1", "Other words")], now=NOON + HOUR)
    assert store.placements() == [PINNED] == [store.placement(FIRST.id)]
    undone = store.undo_edit(edit, by="Ben", now=NOON + HOUR)
    assert store.placements() == []
    with pytest.raises(NothingToUndo):
        store.undo_edit(edit, by="Ann", now=NOON + HOUR)
    store.undo_edit(undone, by="Ann", now=NOON + HOUR)
    assert store.placements() == [PINNED], "an undo can be taken back as well"


def test_who_was_slower_is_told_and_changes_nothing(store: Store) -> None:
    fetch(store, OURS, [FIRST, post("2")])
    edit = pin(store)
    slow = [
        Change(target=post("2").id, after=Placement(target=post("2").id, pinned=True)),
        Change(target=FIRST.id, after=Placement(target=FIRST.id, text="Later words")),
    ]
    with pytest.raises(Overtaken):
        store.edit(slow, Deed.CHANGE, by="Ben", now=NOON)
    assert store.placements() == [PINNED]
    pin(store, replace(PINNED, text="Newer words"), before=PINNED)
    with pytest.raises(NothingToUndo, match="since then"):
        store.undo_edit(edit, by="Ann", now=NOON)
    assert store.last_edit(FIRST.id) is not None
    assert [one.text for one in store.placements()] == ["Newer words"]


def test_what_staff_write_is_an_item_like_any_other(store: Store) -> None:
    lift = notice("lift")
    added = store.edit([Change(target=lift.id, said_after=lift)], Deed.ADD, by="Ann", now=NOON)
    item = store.item(lift.id)
    assert (item.state, item.sources, store.written(lift.id)) == (State.APPROVED, (STAFF,), lift)
    other = notice("lift", "The lift works again.")
    store.edit([Change(target=lift.id, said_before=lift, said_after=other)], Deed.CHANGE, by="Ben", now=NOON)
    assert store.item(lift.id).content.text == other.content.text
    with pytest.raises(NothingToUndo):
        store.undo_edit(added, by="Ann", now=NOON)
    gone = store.edit([Change(target=lift.id, said_before=other)], Deed.REMOVE, by="Ann", now=NOON)
    assert (store.item(lift.id).state, store.written(lift.id)) == (State.GONE, None)
    store.undo_edit(gone, by="Ann", now=NOON)
    assert (store.item(lift.id).state, store.written(lift.id)) == (State.APPROVED, other)


def test_what_staff_wrote_without_a_day_stays_and_what_is_over_is_forgotten(
    store: Store, clock: SetClock
) -> None:
    lift, talk = notice("lift"), replace(event("talk"), id="staff:talk")
    changes = [Change(target=raw.id, said_after=raw) for raw in (lift, talk)]
    store.edit(changes, Deed.ADD, by="Ann", now=NOON)
    store.edit(
        [Change(target=talk.id, after=Placement(target=talk.id, pinned=True))], Deed.PIN, by="Ann", now=NOON
    )
    clock.time = NOON + 100 * DAY
    assert store.prune(clock.time) == 1
    assert [item.id for item in store.items()] == [lift.id]
    assert (store.placements(), store.last_edit(talk.id)) == ([], None)
    assert store.last_edit(lift.id) is not None
    store.prune(NOON + 500 * DAY)
    assert store.last_edit(lift.id) is None


def test_a_series_is_placed_apart_from_its_dates(store: Store) -> None:
    both = Placement(target="club", scope=Scope.SERIES, pinned=True)
    store.edit([Change(target="club", scope=Scope.SERIES, after=both)], Deed.PIN, by="Ann", now=NOON)
    assert store.placement("club") is None
    assert store.placement("club", Scope.SERIES) == both
