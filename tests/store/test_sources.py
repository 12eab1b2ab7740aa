"""Sources as the store knows them: the settings' list, due times, memories, validators, reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from signage.core.decision import State, Trust
from signage.errors import StoreError
from signage.store import FetchOutcome, Store, Validators
from tests.store.making import (
    DATES,
    DAY,
    GUESTS,
    HOUR,
    MINUTE,
    NOON,
    OURS,
    TAG,
    SetClock,
    event,
    fetch,
    post,
    states,
)


def due(store: Store, now: datetime) -> list[str]:
    return [source.id for source in store.due_sources(now)]


def test_a_new_source_is_due_at_once_and_then_when_it_was_told(store: Store) -> None:
    assert due(store, NOON) == ["dates", "guests", "ours", "tag"]
    fetch(store, OURS, interval=10 * MINUTE)
    fetch(store, DATES, interval=HOUR)
    assert due(store, NOON) == ["guests", "tag"]
    assert due(store, NOON + 10 * MINUTE) == ["guests", "tag", "ours"]
    assert store.next_due() == NOON


def test_due_times_and_memory_are_kept_across_restarts(store: Store, path: Path, clock: SetClock) -> None:
    outcome = FetchOutcome(source="ours", next_due=NOON + HOUR, memory={"since_id": "9"})
    store.save(outcome, NOON)
    store.save(FetchOutcome(source="tag", next_due=NOON + 6 * HOUR, failure="No answer."), NOON)
    store.close()
    with Store.open(path, clock) as again:
        again.register((OURS, TAG))
        assert due(again, NOON + 30 * MINUTE) == []
        assert due(again, NOON + HOUR) == ["ours"]
        assert again.source_state("ours").memory == {"since_id": "9"}
        assert again.due_sources(NOON, ["tag"])[0].failures == 1


def test_sources_can_be_asked_for_by_name_due_or_not(store: Store) -> None:
    fetch(store, OURS)
    assert [source.id for source in store.due_sources(NOON, ["ours"])] == ["ours"]
    assert store.due_sources(NOON, []) == ()
    with pytest.raises(StoreError, match="nobody"):
        store.due_sources(NOON, ["ours", "nobody"])


def test_a_due_time_that_a_wrong_clock_wrote_is_not_waited_for(store: Store) -> None:
    fetch(store, OURS, now=NOON + 4000 * DAY)
    assert "ours" in due(store, NOON)
    fetch(store, TAG, interval=24 * HOUR)
    assert "tag" not in due(store, NOON)


def test_none_leaves_the_memory_as_it_was(store: Store) -> None:
    store.save(FetchOutcome(source="ours", next_due=NOON, memory={"a": "1"}), NOON)
    fetch(store, OURS)
    assert store.source_state("ours").memory == {"a": "1"}


def test_the_plan_is_told_what_is_shown(store: Store) -> None:
    fetch(store, OURS, [post("1"), post("2"), post("3")])
    store.decide([post("2").id], State.HIDDEN, by="Ann", now=NOON)
    fetch(store, OURS, gone=(post("3").id,))
    (shown,) = store.source_state("ours").shown
    assert (shown.id, shown.published, shown.confirmed) == (post("1").id, NOON - HOUR, NOON)
    fetch(store, DATES, [event("past", NOON - 3 * HOUR), event("next")])
    assert [shown.id for shown in store.source_state("dates").shown] == ["calendar:next"]


def test_validators_are_kept_byte_for_byte_and_by_source(store: Store) -> None:
    address = "https://social.example/feed?a=ü&b=%20"
    kept = Validators(etag='W/"a\\"b\xe9"', last_modified="Sat,  28 Nov 2026 12:00:00 gmt")
    store.save(FetchOutcome(source="ours", next_due=NOON, validators={address: kept}), NOON)
    assert store.validators(address, "ours") == kept
    assert store.validators(address, "tag") == Validators()
    assert store.validators(address + "x", "ours") == Validators()
    store.save(FetchOutcome(source="ours", next_due=NOON, validators={address: Validators()}), NOON)
    assert store.validators(address, "ours") == Validators()


def test_other_settings_make_what_is_remembered_void(store: Store) -> None:
    address = "https://social.example/feed"
    store.save(
        FetchOutcome(
            source="ours",
            next_due=NOON + HOUR,
            memory={"a": "1"},
            validators={address: Validators(etag="x")},
        ),
        NOON,
    )
    store.register((OURS, TAG, DATES, GUESTS))
    assert store.validators(address, "ours").etag == "x"
    store.register((replace(OURS, name="New name"), TAG))
    assert store.source_state("ours").memory == {"a": "1"}, "a name changes nothing"
    store.register((replace(OURS, fingerprint="2"), TAG))
    assert store.source_state("ours").memory == {}
    assert store.validators(address, "ours") == Validators()
    assert "ours" in due(store, NOON)


def test_a_source_that_was_taken_out_is_not_asked_but_its_items_stay(store: Store) -> None:
    fetch(store, OURS, [post("1")])
    store.register((TAG,))
    assert due(store, NOON + DAY) == ["tag"]
    assert store.item(post("1").id).state is State.APPROVED
    assert [row.listed for row in store.source_health()] == [True, False, False, False]


def test_less_trust_takes_items_off_at_once(store: Store) -> None:
    fetch(store, OURS, [post("1")])
    before = store.revision()
    store.register((replace(OURS, trust=Trust.REVIEW),))
    item = store.item(post("1").id)
    assert (item.state, item.trust) == (State.WAITING, Trust.REVIEW)
    assert store.revision() > before


def test_a_renamed_calendar_does_not_keep_cancelled_dates_by_its_old_name(store: Store) -> None:
    fetch(store, DATES, [event(name) for name in "abc"], complete=True)
    renamed = replace(DATES, id="calendar")
    store.register((renamed,))
    fetch(store, renamed, [event(name) for name in "abc"], complete=True)
    fetch(store, renamed, [event(name) for name in "ab"], complete=True)
    assert states(store)["c"] is State.GONE


def test_reads_are_counted_by_month(store: Store) -> None:
    for now in (datetime(2026, 11, 30, 23, 59, tzinfo=UTC), NOON, datetime(2026, 12, 1, tzinfo=UTC)):
        store.save(FetchOutcome(source="ours", next_due=now, reads=40), now)
    assert store.reads_this_month("ours", NOON) == 80
    assert store.reads_this_month("ours", datetime(2026, 12, 24, tzinfo=UTC)) == 40
    assert store.reads_this_month("tag", NOON) == 0


def test_what_was_asked_while_its_source_was_taken_out_brings_nothing_back(store: Store) -> None:
    fetch(store, OURS, [post("a")])
    assert store.withdraw_source(OURS.id, NOON) == 1
    assert states(store) == {"a": State.GONE}
    fetch(store, OURS, [post("a"), post("b")], now=NOON + HOUR)
    assert states(store) == {"a": State.GONE}
    store.register([OURS])
    fetch(store, OURS, [post("a"), post("b")], now=NOON + HOUR)
    assert states(store) == {"a": State.APPROVED, "b": State.APPROVED}
