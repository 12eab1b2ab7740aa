"""What screens say of something that was taken off: never more than they said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from signage.hub.screens.leaving import Leaving, Left, left
from signage.hub.screens.report import Removed, Report, Reports

T = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HIDE = Leaving(at=T, revision=7, ids=frozenset({"a"}))


def at(seconds: float) -> datetime:
    return T + timedelta(seconds=seconds)


def told(report: Report, *, received: float = 1.0, leaving: Leaving = HIDE) -> Left:
    return left(leaving, ["Foyer"], {"Foyer": (at(received), report)})


def test_a_screen_that_said_nothing_is_named() -> None:
    assert left(HIDE, ["Foyer", "Café"], {}) == Left(silent=("Foyer", "Café"))


def test_what_is_still_painted_is_not_gone_whatever_the_revision() -> None:
    assert told(Report(revision=9, painted=("a",), clock=at(1))).silent == ("Foyer",)


def test_an_old_report_without_the_item_is_no_answer() -> None:
    assert told(Report(revision=6, painted=("b",), clock=at(1))).silent == ("Foyer",)


def test_the_new_snapshot_without_the_item_is_an_answer_without_a_time() -> None:
    assert told(Report(revision=7, painted=("b",), clock=at(1))) == Left(gone=("Foyer",))


def test_the_time_is_how_long_ago_it_left_by_a_clock_that_is_wrong() -> None:
    wrong = timedelta(days=3)
    removed = (Removed(id="a", at=at(0.4) + wrong),)
    found = told(Report(revision=6, removed=removed, clock=at(0.6) + wrong), received=0.6)
    assert found.gone == ("Foyer",)
    assert found.seconds is not None
    assert round(found.seconds, 3) == 0.4


def test_a_removal_from_before_the_decision_is_no_answer_to_it() -> None:
    removed = (Removed(id="a", at=at(-20)),)
    assert told(Report(revision=6, removed=removed, clock=at(1))).silent == ("Foyer",)


def test_of_several_items_one_removal_is_not_enough() -> None:
    several = Leaving(at=T, revision=7, ids=frozenset({"a", "b"}))
    removed = (Removed(id="a", at=at(0.3)),)
    assert told(Report(revision=6, removed=removed, clock=at(1)), leaving=several).silent == ("Foyer",)
    done = told(Report(revision=7, removed=removed, clock=at(1)), leaving=several)
    assert done.everywhere
    assert done.seconds is not None


def test_what_just_left_a_screen_is_known_for_a_while() -> None:
    reports = Reports()
    reports.keep("Foyer", Report(painted=("a", "b")), at(0))
    reports.keep("Café", Report(painted=("b",)), at(0))
    reports.keep("Foyer", Report(painted=("c",)), at(5))
    assert [(one.item, one.screen, one.at) for one in reports.just_shown(at(0))] == [("a", "Foyer", at(5))]
    assert reports.just_shown(at(6)) == ()
