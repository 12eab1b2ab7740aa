from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.hours import OpeningHours

LONDON = ZoneInfo("Europe/London")
DAY = ((time(9), time(12)), (time(13), time(17)))
HOURS = OpeningHours(
    week=(DAY, DAY, DAY, DAY, DAY, ((time(18), time.max),), ()), closed=(date(2026, 12, 25),)
)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


def test_unknown_hours_are_always_open() -> None:
    unknown = OpeningHours()
    assert not unknown.known
    assert unknown.is_open(at(23, 3))
    assert unknown.closes_at(at(23, 3)) is None
    assert unknown.opens_at(at(23, 3)) is None


def test_open_from_the_first_minute_to_the_last() -> None:
    seen = [HOURS.is_open(at(23, *clock)) for clock in ((8, 59), (9, 0), (11, 59), (12, 0), (13, 0), (17, 0))]
    assert seen == [False, True, True, False, True, False]


def test_a_closed_day_is_closed_all_day() -> None:
    assert HOURS.shifts(date(2026, 12, 25)) == ()
    assert not HOURS.is_open(at(25, 10, month=12))
    assert HOURS.opens_at(at(25, 10, month=12)) == at(26, 18, month=12)


def test_closes_at_the_end_of_the_present_shift() -> None:
    assert HOURS.closes_at(at(23, 9)) == at(23, 12)
    assert HOURS.closes_at(at(23, 12)) is None


def test_a_shift_can_end_at_midnight() -> None:
    assert HOURS.is_open(at(28, 23, 59))
    assert HOURS.closes_at(at(28, 23, 59)) == at(29, 0)
    assert not HOURS.is_open(at(29, 0))


def test_opens_again_in_the_afternoon_and_after_the_week_end() -> None:
    assert HOURS.opens_at(at(23, 12, 30)) == at(23, 13)
    assert HOURS.opens_at(at(29, 10)) == at(30, 9)


@settings(deadline=None)
@given(st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 20)))  # noqa: DTZ001 - hypothesis wants its bounds naive
def test_what_opens_next_is_open_then_and_was_not_just_before(naive: datetime) -> None:
    moment = naive.replace(tzinfo=LONDON)
    opens = HOURS.opens_at(moment)
    assert opens is not None
    assert opens > moment
    assert HOURS.is_open(opens)
    assert not HOURS.is_open(opens - timedelta(microseconds=1))
    closes = HOURS.closes_at(moment)
    assert (closes is not None) is HOURS.is_open(moment)
