"""What people decide holds: across fetches, sources, dates of a series and restarts."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.core.decision import Reason, Scope, State
from signage.core.item import RawItem
from signage.errors import ItemNotFound, NothingToUndo, StoreError
from signage.store import Store, short_id
from tests.store.making import (
    DATES,
    DAY,
    GUESTS,
    MINUTE,
    NOON,
    OURS,
    TAG,
    SetClock,
    event,
    fetch,
    post,
    private,
    states,
)


def test_a_decision_is_a_row_with_who_when_why(store: Store) -> None:
    raw = post("1")
    fetch(store, TAG, [raw])
    (decision,) = store.decide(
        [raw.id], State.HIDDEN, by="Ann", reasons=(Reason.SENSITIVE,), note="asked by a reader", now=NOON
    )
    assert decision == store.decisions(raw.id)[-1]
    assert (decision.by, decision.at, decision.before, decision.after) == (
        "Ann",
        NOON,
        State.WAITING,
        State.HIDDEN,
    )
    assert (decision.reasons, decision.note, decision.scope) == (
        (Reason.SENSITIVE,),
        "asked by a reader",
        Scope.ITEM,
    )
    assert store.item(raw.id).reasons == (Reason.SENSITIVE,)


def test_hidden_survives_refetch_deletion_return_and_restart(
    store: Store, path: Path, clock: SetClock
) -> None:
    raw = post("1")
    fetch(store, OURS, [raw])
    store.decide([raw.id], State.HIDDEN, by="Ann", now=NOON)
    fetch(store, OURS, [post("1", "Changed words")])
    fetch(store, OURS, gone=(raw.id,))
    fetch(store, OURS, [raw])
    store.close()
    with Store.open(path, clock) as again:
        fetch(again, OURS, [raw])
        assert again.item(raw.id).state is State.HIDDEN


def test_hidden_survives_the_renaming_of_its_source(store: Store) -> None:
    raw = post("1")
    fetch(store, OURS, [raw])
    store.decide([raw.id], State.HIDDEN, by="Ann", now=NOON)
    renamed = type(OURS)(id="library-posts", name="Posts", kind="mastodon", trust=OURS.trust)
    store.register((renamed,))
    fetch(store, renamed, [raw])
    assert store.item(raw.id).state is State.HIDDEN


def test_withdrawn_holds_like_hidden(store: Store) -> None:
    fetch(store, OURS, [post("1")])
    store.decide([post("1").id], State.WITHDRAWN, by="its author", now=NOON)
    fetch(store, OURS, [post("1", "Again")])
    assert store.item(post("1").id).state is State.WITHDRAWN


def test_a_word_that_holds_already_is_not_written_twice(store: Store) -> None:
    fetch(store, OURS, [post("1")])
    first = store.decide([post("1").id], State.HIDDEN, by="Ann", now=NOON)
    assert store.decide([post("1").id], State.HIDDEN, by="Ben", now=NOON) == first
    store.undo(post("1").id, by="Ann", now=NOON)
    assert store.item(post("1").id).state is State.APPROVED


def test_undo_goes_back_to_the_state_before_and_is_a_row(store: Store) -> None:
    raw = post("1")
    fetch(store, TAG, [raw])
    store.decide([raw.id], State.APPROVED, by="Ann", now=NOON)
    store.decide([raw.id], State.HIDDEN, by="Ben", now=NOON)
    undone = store.undo(raw.id, by="Ann", now=NOON + MINUTE)
    assert (undone.before, undone.after, undone.by, undone.reasons) == (
        State.HIDDEN,
        State.APPROVED,
        "Ann",
        (Reason.UNDONE,),
    )
    fetch(store, TAG, [raw])
    assert store.item(raw.id).state is State.APPROVED
    assert store.undo(raw.id, by="Ann", now=NOON).after is State.WAITING
    with pytest.raises(NothingToUndo):
        store.undo(raw.id, by="Ann", now=NOON)
    assert len(store.decisions(raw.id)) == 5


def test_undo_does_not_bring_back_an_approval_of_other_words(store: Store) -> None:
    raw = post("1")
    fetch(store, TAG, [raw])
    store.decide([raw.id], State.APPROVED, by="Ann", now=NOON)
    store.decide([raw.id], State.HIDDEN, by="Ann", now=NOON)
    fetch(store, TAG, [post("1", "Quite other words")])
    assert store.undo(raw.id, by="Ann", now=NOON).after is State.WAITING


def test_a_private_item_cannot_be_approved(store: Store) -> None:
    fetch(store, DATES, [private(event("room"))])
    with pytest.raises(StoreError, match="private"):
        store.decide(["calendar:room"], State.APPROVED, by="Ann", now=NOON)
    assert store.item("calendar:room").state is State.HELD
    store.decide(["calendar:room"], State.HIDDEN, by="Ann", now=NOON)


def test_an_approval_falls_when_the_item_becomes_private(store: Store) -> None:
    fetch(store, GUESTS, [event("room")])
    store.decide(["calendar:room"], State.APPROVED, by="Ann", now=NOON)
    fetch(store, GUESTS, [private(event("room"))])
    assert store.item("calendar:room").state is State.HELD


def test_what_is_gone_cannot_be_approved_but_can_be_hidden(store: Store) -> None:
    fetch(store, OURS, [post("1")])
    fetch(store, OURS, gone=(post("1").id,))
    with pytest.raises(StoreError, match="deleted"):
        store.decide([post("1").id], State.APPROVED, by="Ann", now=NOON)
    store.decide([post("1").id], State.HIDDEN, by="Ann", now=NOON)
    fetch(store, OURS, [post("1")])
    assert store.item(post("1").id).state is State.HIDDEN


def test_decisions_about_several_items_are_all_or_none(store: Store) -> None:
    fetch(store, TAG, [post("1")])
    fetch(store, DATES, [private(event("room"))])
    with pytest.raises(StoreError):
        store.decide([post("1").id, "calendar:room"], State.APPROVED, by="Ann", now=NOON)
    with pytest.raises(ItemNotFound):
        store.decide([post("1").id, "nothing"], State.APPROVED, by="Ann", now=NOON)
    assert store.item(post("1").id).state is State.WAITING
    assert len(store.decisions(post("1").id)) == 1


@pytest.mark.parametrize(("by", "after"), [("", "hidden"), ("rules", "hidden"), ("Ann", "gone")])
def test_only_people_decide_and_only_what_is_theirs(store: Store, by: str, after: str) -> None:
    fetch(store, OURS, [post("1")])
    with pytest.raises(StoreError):
        store.decide([post("1").id], State(after), by=by, now=NOON)


def test_ids_can_be_shortened(store: Store) -> None:
    first, second = post("first"), post("second")
    fetch(store, OURS, [first, second])
    assert store.item(short_id(first.id)).id == first.id
    assert store.item(short_id(first.id)[:6].upper()).id == first.id
    assert store.item("mastodon:https://social.example/f").id == first.id
    for unknown in ("mastodon:", "nothing", "", "%"):
        with pytest.raises(ItemNotFound):
            store.item(unknown)
    (decision,) = store.decide([short_id(first.id)], State.HIDDEN, by="Ann", now=NOON)
    assert decision.item == first.id
    assert store.undo(short_id(first.id), by="Ann", now=NOON).after is State.APPROVED


def weekly(*weeks: int, text: str = "Chess club") -> list[RawItem]:
    return [
        event(f"chess/{week}", NOON + week * 7 * DAY, series="calendar:chess", text=text) for week in weeks
    ]


def test_hiding_a_series_binds_its_future_dates(store: Store) -> None:
    fetch(store, DATES, weekly(1, 2))
    rows = store.decide(["calendar:chess/1"], State.HIDDEN, by="Ann", scope=Scope.SERIES, now=NOON)
    assert [(row.item, row.scope) for row in rows] == [
        ("calendar:chess/1", Scope.SERIES),
        ("calendar:chess/2", Scope.SERIES),
    ]
    fetch(store, DATES, weekly(1, 2, 3, text="Chess club, new room"))
    assert set(states(store).values()) == {State.HIDDEN}
    first = store.decisions("calendar:chess/3")[0]
    assert (first.by, first.before, first.scope) == ("Ann", None, Scope.SERIES)
    # One date alone can be let in again.
    store.decide(["calendar:chess/3"], State.APPROVED, by="Ann", now=NOON)
    fetch(store, DATES, weekly(1, 2, 3, 4, text="Chess club, new room"))
    assert states(store) == {
        "1": State.HIDDEN,
        "2": State.HIDDEN,
        "3": State.APPROVED,
        "4": State.HIDDEN,
    }
    # Undo from any of its dates frees the series, and only what the series' word bound.
    store.undo("calendar:chess/4", by="Ann", now=NOON)
    fetch(store, DATES, weekly(1, 2, 3, 4, 5, text="Chess club, new room"))
    assert set(states(store).values()) == {State.APPROVED}


def test_approving_a_series_covers_the_same_words_only(store: Store) -> None:
    fetch(store, GUESTS, weekly(1, 2))
    fetch(store, GUESTS, weekly(3, text="Casino"))
    store.decide(["calendar:chess/1"], State.APPROVED, by="Ann", scope=Scope.SERIES, now=NOON)
    fetch(store, GUESTS, weekly(4))
    fetch(store, GUESTS, weekly(5, text="Casino again"))
    assert states(store) == {
        "1": State.APPROVED,
        "2": State.APPROVED,
        "3": State.WAITING,
        "4": State.APPROVED,
        "5": State.WAITING,
    }


def test_a_series_is_decided_once(store: Store) -> None:
    fetch(store, DATES, weekly(1, 2))
    for _ in range(2):
        store.decide(["calendar:chess/1"], State.HIDDEN, by="Ann", scope=Scope.SERIES, now=NOON)
    store.undo("calendar:chess/2", by="Ann", now=NOON)
    assert set(states(store).values()) == {State.APPROVED}


def test_an_item_that_is_no_series_has_no_series_to_decide_about(store: Store) -> None:
    fetch(store, DATES, [event("talk")])
    with pytest.raises(StoreError, match="series"):
        store.decide(["calendar:talk"], State.HIDDEN, by="Ann", scope=Scope.SERIES, now=NOON)


def test_decisions_raise_the_revision(store: Store) -> None:
    fetch(store, OURS, [post("1")])
    fetch(store, TAG, [post("2")])
    start = store.revision()
    store.decide([post("2").id], State.HIDDEN, by="Ann", now=NOON)
    assert store.revision() == start, "nothing that a screen knew has changed"
    store.decide([post("1").id], State.HIDDEN, by="Ann", now=NOON)
    hidden = store.revision()
    assert hidden > start
    store.undo(post("1").id, by="Ann", now=NOON)
    assert store.revision() > hidden


def test_what_was_hidden_and_then_deleted_cannot_be_approved(store: Store) -> None:
    fetch(store, OURS, [post("1")])
    store.decide([post("1").id], State.HIDDEN, by="Ann", now=NOON)
    fetch(store, OURS, gone=(post("1").id,))
    with pytest.raises(StoreError, match="deleted"):
        store.decide([post("1").id], State.APPROVED, by="Ann", now=NOON)
    assert store.undo(post("1").id, by="Ann", now=NOON).after is State.GONE
    fetch(store, OURS, [post("1")])
    assert store.item(post("1").id).state is State.APPROVED
