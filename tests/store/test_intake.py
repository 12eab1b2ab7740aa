"""What a fetch does to items: one transaction each."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from signage.core.decision import Reason, State, Trust, Verdict
from signage.errors import StoreError
from signage.sources.plan import Problem
from signage.store import FetchOutcome, SourceRecord, Store, Validators
from tests.store.making import (
    DATES,
    DAY,
    GUESTS,
    HELD,
    HOUR,
    MINUTE,
    NOON,
    OURS,
    TAG,
    event,
    fetch,
    post,
    private,
    states,
)


def test_a_new_item_is_stored_as_it_came_with_its_first_row(store: Store) -> None:
    raw = post("1", picture="https://social.example/cat.jpg")
    report = fetch(store, OURS, [raw])
    assert (report.new, report.changed, report.gone) == (1, 0, 0)
    item = store.item(raw.id)
    assert (item.raw, item.state, item.sources, item.trust) == (
        raw,
        State.APPROVED,
        ("ours",),
        Trust.PUBLISH,
    )
    assert (item.first_seen, item.confirmed) == (NOON, NOON)
    (row,) = store.decisions(raw.id)
    assert (row.by, row.before, row.after, row.reasons) == (
        "rules",
        None,
        State.APPROVED,
        (Reason.TRUSTED,),
    )


def test_the_same_answer_again_changes_nothing_but_the_confirmation(store: Store) -> None:
    raw = post("1")
    first = fetch(store, OURS, [raw])
    again = fetch(store, OURS, [raw], now=NOON + 10 * MINUTE)
    assert (again.new, again.changed, again.gone, again.revision) == (0, 0, 0, first.revision)
    assert store.item(raw.id).confirmed == NOON + 10 * MINUTE
    assert len(store.decisions(raw.id)) == 1


def test_leases_reach_the_screens_once_an_hour(store: Store) -> None:
    raw = post("1")
    first = fetch(store, OURS, [raw])
    assert fetch(store, OURS, checked=(raw.id,), now=NOON + 59 * MINUTE).revision == first.revision
    assert fetch(store, OURS, checked=(raw.id,), now=NOON + 60 * MINUTE).revision > first.revision
    assert store.item(raw.id).confirmed == NOON + HOUR


def test_a_review_source_never_publishes_whatever_its_rules_say(store: Store) -> None:
    raw = post("1")
    fetch(store, TAG, [raw], verdict=Verdict(state=State.APPROVED, reasons=(Reason.TRUSTED,)))
    assert store.item(raw.id).state is State.WAITING


def test_a_change_at_a_publish_source_is_judged_again(store: Store) -> None:
    fetch(store, OURS, [post("1", "Story time")])
    report = fetch(store, OURS, [post("1", "Story time, with biscuits")])
    assert report.changed == 1
    assert store.item(post("1").id).state is State.APPROVED
    fetch(store, OURS, [post("1", "Look at www.example.org")], verdict=HELD)
    assert store.item(post("1").id).state is State.HELD


@pytest.mark.parametrize(
    "other",
    [
        post("1", "Other words"),
        post("1", author="Somebody else"),
        post("1", picture="https://social.example/other.jpg"),
    ],
    ids=["text", "author", "picture"],
)
def test_a_change_at_a_review_source_takes_the_approval_back(store: Store, other: object) -> None:
    raw = post("1")
    fetch(store, TAG, [raw])
    store.decide([raw.id], State.APPROVED, by="Ann", now=NOON)
    before = store.revision()
    fetch(store, TAG, [raw], now=NOON + MINUTE)
    assert store.item(raw.id).state is State.APPROVED
    assert isinstance(other, type(raw))
    fetch(store, TAG, [other], now=NOON + 2 * MINUTE)
    item = store.item(raw.id)
    assert (item.state, item.reasons) == (State.WAITING, (Reason.CHANGED, Reason.REVIEW))
    assert store.revision() > before
    assert store.decisions(raw.id)[-1].by == "rules"
    # Changing it back does not bring the approval back.
    fetch(store, TAG, [raw], now=NOON + 3 * MINUTE)
    assert store.item(raw.id).state is State.WAITING


def test_an_approval_of_a_held_item_stays_while_its_words_stay(store: Store) -> None:
    raw = post("1")
    fetch(store, OURS, [raw], verdict=HELD)
    store.decide([raw.id], State.APPROVED, by="Ann", now=NOON)
    fetch(store, OURS, [raw], verdict=HELD, now=NOON + MINUTE)
    assert store.item(raw.id).state is State.APPROVED
    fetch(store, OURS, [post("1", "New words")], verdict=HELD, now=NOON + MINUTE)
    item = store.item(raw.id)
    assert (item.state, item.reasons) == (State.HELD, (Reason.CHANGED, Reason.LINK))


def test_an_event_that_only_moved_stays_approved(store: Store) -> None:
    fetch(store, GUESTS, [event("talk")])
    store.decide(["calendar:talk"], State.APPROVED, by="Ann", now=NOON)
    report = fetch(store, GUESTS, [event("talk", NOON + 2 * DAY)])
    item = store.item("calendar:talk")
    assert (report.changed, item.state) == (1, State.APPROVED)
    assert item.content.when is not None
    assert item.content.when.starts == NOON + 2 * DAY


def test_deleted_means_gone_and_seen_again_means_as_before(store: Store) -> None:
    raw = post("1")
    fetch(store, OURS, [raw])
    assert fetch(store, OURS, gone=(raw.id,)).gone == 1
    assert store.item(raw.id).state is State.GONE
    row = store.decisions(raw.id)[-1]
    assert (row.by, row.before, row.after, row.reasons) == (
        "source",
        State.APPROVED,
        State.GONE,
        (Reason.DELETED,),
    )
    fetch(store, OURS, [raw])
    assert store.item(raw.id).state is State.APPROVED
    row = store.decisions(raw.id)[-1]
    assert (row.by, row.before, row.reasons[0]) == ("source", State.GONE, Reason.RETURNED)


def test_an_approved_guest_is_approved_when_it_returns_unless_it_says_something_else(store: Store) -> None:
    raw = post("1")
    fetch(store, TAG, [raw])
    store.decide([raw.id], State.APPROVED, by="Ann", now=NOON)
    fetch(store, TAG, gone=(raw.id,))
    fetch(store, TAG, [raw])
    assert store.item(raw.id).state is State.APPROVED
    fetch(store, TAG, gone=(raw.id,))
    fetch(store, TAG, [post("1", "Something else")])
    assert store.item(raw.id).state is State.WAITING


def test_gone_for_an_item_of_another_source_is_not_believed(store: Store) -> None:
    raw = post("1")
    fetch(store, OURS, [raw])
    assert fetch(store, TAG, gone=(raw.id, "mastodon:nobody-knows")).gone == 0
    assert store.item(raw.id).state is State.APPROVED


def test_the_same_post_through_two_sources_is_one_item_and_hidden_once(store: Store) -> None:
    raw = post("1")
    fetch(store, TAG, [raw])
    assert store.item(raw.id).state is State.WAITING
    fetch(store, OURS, [raw], now=NOON + MINUTE)
    item = store.item(raw.id)
    assert (item.state, item.trust, item.sources) == (State.APPROVED, Trust.PUBLISH, ("tag", "ours"))
    store.decide([raw.id], State.HIDDEN, by="Ann", now=NOON)
    fetch(store, TAG, [raw])
    fetch(store, OURS, [post("1", "Other words")])
    assert len(store.items()) == 1
    assert store.item(raw.id).state is State.HIDDEN


def test_a_review_source_cannot_put_words_into_a_published_item(store: Store) -> None:
    fetch(store, DATES, [event("talk", text="A talk")])
    fetch(store, GUESTS, [event("talk", text="Buy now")])
    item = store.item("calendar:talk")
    assert (item.content.text, item.state) == ("A talk", State.APPROVED)
    # Where the trusted calendar drops it, what is left has to wait.
    fetch(store, DATES, [event("other")], complete=True, settled=True)
    item = store.item("calendar:talk")
    assert (item.content.text, item.state) == ("Buy now", State.WAITING)


def test_two_sources_that_disagree_do_not_make_an_item_wait_again_and_again(store: Store) -> None:
    other = replace(GUESTS, id="others")
    store.register((GUESTS, other))
    fetch(store, GUESTS, [event("talk", text="A talk")])
    fetch(store, other, [event("talk", text="The talk")], now=NOON + MINUTE)
    store.decide(["calendar:talk"], State.APPROVED, by="Ann", now=NOON)
    for minute in range(2, 5):
        fetch(store, GUESTS, [event("talk", text="A talk")], now=NOON + minute * MINUTE)
        fetch(store, other, [event("talk", text="The talk")], now=NOON + minute * MINUTE)
    assert store.item("calendar:talk").state is State.APPROVED


def test_private_through_any_source_is_private(store: Store) -> None:
    fetch(store, DATES, [event("room")])
    fetch(store, GUESTS, [private(event("room"))])
    item = store.item("calendar:room")
    assert (item.state, item.reasons, item.raw.private) == (State.HELD, (Reason.PRIVATE,), True)


def test_what_is_missing_from_a_complete_list_is_gone(store: Store) -> None:
    fetch(store, DATES, [event(name) for name in "abcd"], complete=True)
    report = fetch(store, DATES, [event(name) for name in "abc"], complete=True)
    assert (report.gone, report.shrunken) == (1, False)
    assert states(store) == dict.fromkeys("abc", State.APPROVED) | {"d": State.GONE}


def test_what_scrolled_off_a_feed_stays(store: Store) -> None:
    fetch(store, OURS, [post("1"), post("2")])
    assert fetch(store, OURS, [post("3")]).gone == 0
    assert set(states(store).values()) == {State.APPROVED}


def test_an_event_that_has_ended_ages_out_and_is_not_called_gone(store: Store) -> None:
    fetch(store, DATES, [event("past", NOON - 2 * HOUR), event("next")], complete=True)
    report = fetch(store, DATES, [event("next")], complete=True)
    assert (report.gone, report.shrunken) == (0, False)


def test_an_empty_list_is_believed_after_three_polls_over_half_an_hour(store: Store) -> None:
    fetch(store, DATES, [event("a"), event("b")], complete=True)
    first = fetch(store, DATES, [], complete=True)
    assert (first.gone, first.shrunken, first.due) == (0, True, NOON + 15 * MINUTE)
    assert store.source_health()[0].shrunken_since == NOON
    second = fetch(store, DATES, [], complete=True, now=NOON + 15 * MINUTE)
    assert (second.gone, second.shrunken) == (0, True)
    assert set(states(store).values()) == {State.APPROVED}
    third = fetch(store, DATES, [], complete=True, now=NOON + 30 * MINUTE)
    assert (third.gone, third.shrunken, third.due) == (2, False, NOON + 90 * MINUTE)
    assert set(states(store).values()) == {State.GONE}
    assert store.source_health()[0].shrunken_since is None


def test_staff_can_accept_a_short_list_at_once(store: Store) -> None:
    fetch(store, DATES, [event("a"), event("b")], complete=True)
    fetch(store, DATES, [], complete=True)
    assert store.accept("dates", NOON) == 2
    assert store.accept("dates", NOON) == 0
    assert set(states(store).values()) == {State.GONE}


def test_a_doubted_list_keeps_no_validators_so_that_it_is_asked_for_whole(store: Store) -> None:
    address = "https://calendar.example/public.ics"
    fetch(store, DATES, [event("a"), event("b")], complete=True)
    store.save(FetchOutcome(source="dates", next_due=NOON, validators={address: Validators(etag="a")}), NOON)
    assert store.validators(address, "dates").etag == "a"
    store.save(
        FetchOutcome(
            source="dates", next_due=NOON, complete=True, validators={address: Validators(etag="b")}
        ),
        NOON,
    )
    assert store.validators(address, "dates") == Validators()


def test_not_modified_confirms_everything_on_a_complete_list(store: Store) -> None:
    fetch(store, DATES, [event("a"), event("b")], complete=True)
    fetch(store, OURS, [post("1")])
    later = NOON + 2 * HOUR
    fetch(store, DATES, unchanged=True, now=later)
    fetch(store, OURS, unchanged=True, now=later)
    assert store.item("calendar:a").confirmed == later
    assert store.item(post("1").id).confirmed == NOON
    # The next whole answer still knows that the list is complete.
    assert fetch(store, DATES, [event("a")], complete=True, settled=True).gone == 1


def test_a_failure_keeps_everything_and_counts(store: Store) -> None:
    fetch(store, DATES, [event("a")], complete=True)
    for minute in (1, 2):
        store.save(
            FetchOutcome(source="dates", next_due=NOON + HOUR, failure="No answer.", reads=3),
            NOON + minute * MINUTE,
        )
    (due,) = store.due_sources(NOON, ["dates"])
    assert (due.failures, due.due) == (2, NOON + HOUR)
    health = next(row for row in store.source_health() if row.id == "dates")
    assert (health.failure, health.failed_since, health.last_good, health.shown) == (
        "No answer.",
        NOON + MINUTE,
        NOON,
        1,
    )
    assert store.reads_this_month("dates", NOON) == 6
    assert store.item("calendar:a").state is State.APPROVED
    fetch(store, DATES, [event("a")], complete=True, now=NOON + HOUR)
    health = next(row for row in store.source_health() if row.id == "dates")
    assert (health.failure, health.failures, health.failed_since) == ("", 0, None)


def test_problems_are_kept_for_staff(store: Store) -> None:
    problem = Problem(where="line 7", what="There is no such day.")
    store.save(FetchOutcome(source="dates", next_due=NOON + HOUR, problems=(problem,)), NOON)
    assert store.source_health()[0].problems == (problem,)


def test_an_unknown_source_is_refused_and_nothing_is_kept(store: Store) -> None:
    stranger = SourceRecord(id="stranger", name="", kind="feed", trust=Trust.PUBLISH)
    with pytest.raises(StoreError, match="stranger"):
        fetch(store, stranger, [post("1")])
    assert store.items() == []


def test_a_hundred_items_are_saved_quickly(store: Store) -> None:
    def hundred(portion: int) -> float:
        raws = [post(f"{portion}-{number}") for number in range(100)]
        began = time.process_time()
        fetch(store, OURS, raws)
        return time.process_time() - began

    hundred(0)
    # Processor time, not the clock: the figure asked for is 0.05 s on a quiet machine.
    assert min(hundred(portion) for portion in range(1, 6)) < 0.25
