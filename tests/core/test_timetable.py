"""Reading hours, a sensory hour, exam weeks: what a screen's timetable changes, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.programme import make
from signage.core.snapshot import Screen, decode, encode
from signage.core.timetable import Period, screen_at
from signage.core.window import Window
from tests.core.build import NOW, minutes, snapshot

MORNINGS = Period(
    window=Window(weekdays=tuple(range(5)), opens=time(9), closes=time(12)), motion="calm", theme="paper"
)
EXAMS = Period(window=Window(first_day=date(2027, 1, 18), last_day=date(2027, 2, 5)), motion="calm")
SUNDAY = Period(window=Window(weekdays=(6,)), theme="high-contrast", motion="crawl")
SCREEN = Screen(timetable=(MORNINGS, EXAMS, SUNDAY))

times = st.integers(0, 600 * 24 * 60).map(lambda count: datetime(2026, 11, 2, tzinfo=UTC) + minutes(count))


def test_a_period_holds_from_its_first_to_its_last_minute() -> None:
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)
    during = screen_at(SCREEN, monday)
    assert (during.motion, during.theme) == ("calm", "paper")
    assert screen_at(SCREEN, monday - minutes(1)) == SCREEN
    assert screen_at(SCREEN, monday + timedelta(hours=3)) == SCREEN


def test_the_first_period_that_says_a_thing_wins() -> None:
    sunday_in_exams = datetime(2027, 1, 24, 15, tzinfo=UTC)
    found = screen_at(SCREEN, sunday_in_exams)
    assert (found.motion, found.theme) == ("calm", "high-contrast")


def test_without_a_clock_there_is_no_timetable() -> None:
    assert screen_at(SCREEN, datetime(1970, 1, 1, 9, 30, tzinfo=UTC)) == SCREEN


def test_a_programme_is_of_the_screen_as_it_is_then() -> None:
    of = replace(snapshot(), screen=SCREEN)
    morning = datetime(2026, 11, 24, 10, tzinfo=UTC)
    programme = make(of, of.screen, morning)
    assert programme.screen.motion == "calm"
    assert programme.changes_at == datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert make(of, of.screen, NOW).screen == SCREEN


def test_it_travels_in_the_snapshot() -> None:
    of = replace(snapshot(), screen=SCREEN)
    assert decode(encode(of)).screen == SCREEN


@settings(deadline=None, max_examples=100)
@given(times)
def test_nothing_else_is_changed_and_once_is_enough(local: datetime) -> None:
    found = screen_at(SCREEN, local)
    assert replace(found, motion=SCREEN.motion, theme=SCREEN.theme) == SCREEN
    assert screen_at(found, local) == found


@settings(deadline=None, max_examples=60)
@given(times)
def test_nothing_changes_before_the_programme_says_so(at: datetime) -> None:
    of = replace(snapshot(), screen=SCREEN)
    programme = make(of, of.screen, at)
    assert programme.changes_at
    just_before = max(at, programme.changes_at - timedelta(microseconds=1))
    assert make(of, of.screen, just_before).screen == programme.screen
