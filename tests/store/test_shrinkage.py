from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.store.shrinkage import Suspicion, due_while_doubtful, settle
from tests.store.making import HOUR, MINUTE, NOON

IDS = frozenset("abcdefgh")
ids = st.frozensets(st.sampled_from(sorted(IDS)))


def test_half_may_go_at_once_and_more_than_half_may_not() -> None:
    assert settle(IDS, frozenset("abcd"), None, NOON).gone == frozenset("efgh")
    doubted = settle(IDS, frozenset("abc"), None, NOON)
    assert not doubted.gone
    assert doubted.suspicion == Suspicion(since=NOON, polls=1, missing=tuple("defgh"))


def test_polls_that_disagree_start_again() -> None:
    first = settle(IDS, frozenset("ab"), None, NOON).suspicion
    second = settle(IDS, frozenset("a"), first, NOON + 20 * MINUTE).suspicion
    assert second is not None
    assert (second.since, second.polls) == (NOON + 20 * MINUTE, 1)


def test_three_quick_polls_are_not_enough() -> None:
    suspicion = None
    for minute in range(10):
        settlement = settle(IDS, frozenset(), suspicion, NOON + minute * MINUTE)
        suspicion = settlement.suspicion
        assert not settlement.gone
    assert settle(IDS, frozenset(), suspicion, NOON + 30 * MINUTE).gone == IDS


def test_a_clock_that_was_set_back_does_not_keep_a_dead_list_for_ever() -> None:
    suspicion = Suspicion(since=NOON + 1000 * HOUR, polls=2, missing=tuple(sorted(IDS)))
    again = settle(IDS, frozenset(), suspicion, NOON).suspicion
    assert again is not None
    assert settle(IDS, frozenset(), again, NOON + 30 * MINUTE).gone == IDS


@settings(deadline=None, max_examples=200)
@given(expected=ids, polls=st.lists(ids, min_size=1, max_size=6), settled=st.booleans())
def test_nothing_goes_that_is_listed_and_nothing_much_goes_by_surprise(
    expected: frozenset[str], polls: list[frozenset[str]], settled: bool
) -> None:
    suspicion = None
    for number, listed in enumerate(polls):
        settlement = settle(expected, listed, suspicion, NOON + number * 15 * MINUTE, settled=settled)
        assert not settlement.gone & listed
        assert settlement.gone in (frozenset(), expected - listed)
        if number < 2 and not settled:
            assert 2 * len(settlement.gone) <= len(expected)
            assert listed or not settlement.gone
        if settled:
            assert settlement.suspicion is None
        suspicion = settlement.suspicion
        expected -= settlement.gone


@settings(deadline=None)
@given(st.timedeltas(min_value=timedelta(hours=-1), max_value=timedelta(days=1)))
def test_a_doubted_source_is_asked_sooner_and_never_in_the_past(wish: timedelta) -> None:
    due = due_while_doubtful(NOON + wish, NOON)
    assert NOON <= due <= max(NOON, NOON + wish)
    assert due <= NOON + 15 * MINUTE
