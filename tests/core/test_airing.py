"""Airings: from reports to stretches, with silences and pieces."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from signage.core.airing import LONGEST, SILENT, Airing, Glass, after_report, joined, so_far
from tests.core.build import NOW

SECOND = timedelta(seconds=1)


def told(*reports: tuple[float, str]) -> tuple[list[tuple[str, float, float]], Glass]:
    """What ended after reports (seconds, items as letters), each as (item, from, until)."""
    glass, ended = None, list[Airing]()
    for at, painted in reports:
        glass, more = after_report(glass, "Foyer", painted, NOW + at * SECOND)
        ended += more
    assert glass is not None
    return [_plain(one) for one in ended], glass


def _plain(one: Airing) -> tuple[str, float, float]:
    return one.item, (one.began - NOW).total_seconds(), (one.ended - NOW).total_seconds()


def test_a_stretch_lasts_from_the_first_report_with_it_to_the_first_without() -> None:
    ended, glass = told((0, "ab"), (8, "ab"), (10, "bc"), (15, "c"))
    assert ended == [("a", 0, 10), ("b", 0, 15)]
    assert [_plain(one) for one in so_far(glass)] == [("c", 10, 15)]


def test_nothing_is_claimed_of_a_silence() -> None:
    ended, glass = told((0, "a"), (10, "a"), (100, "a"))
    assert ended == [("a", 0, 10)]
    assert [_plain(one) for one in so_far(glass)] == [("a", 100, 100)]


def test_a_clock_that_is_set_back_ends_what_was_on() -> None:
    assert told((0, "a"), (10, "a"), (-500, "a"))[0] == [("a", 0, 10)]


def test_a_long_stretch_is_kept_in_pieces_and_told_as_one() -> None:
    ended, glass = told(*((10 * number, "a") for number in range(100)))
    assert ended == [("a", 0, 600)]
    whole = joined(
        [
            *(
                Airing(screen="Foyer", item=item, began=NOW + first * SECOND, ended=NOW + last * SECOND)
                for item, first, last in ended
            ),
            *so_far(glass),
        ]
    )
    assert [_plain(one) for one in whole] == [("a", 0, 990)]


@given(st.lists(st.tuples(st.floats(0.1, 40), st.sets(st.sampled_from("abcd"))), max_size=60))
def test_stretches_of_one_item_never_overlap_and_are_never_too_long(
    steps: list[tuple[float, set[str]]],
) -> None:
    at, reports = 0.0, list[tuple[float, str]]()
    for wait, painted in steps:
        at += wait
        reports.append((at, "".join(sorted(painted))))
    if not reports:
        return
    ended, glass = told(*reports)
    ended += [_plain(one) for one in so_far(glass)]
    for item in "abcd":
        own = sorted((first, last) for name, first, last in ended if name == item)
        assert all(first <= last for first, last in own)
        assert all(last <= first for (_, last), (first, _) in pairwise(own))
        limit = (LONGEST + SILENT).total_seconds() + 1
        assert all(last - first <= limit for first, last in own)
