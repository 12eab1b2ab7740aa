from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.window import Window, allowed

MONDAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour, minute))


def test_no_window_means_always() -> None:
    assert allowed((), at(3))
    assert Window().allows(at(3))


@pytest.mark.parametrize(
    ("moment", "is_in"), [(at(8, 59), False), (at(9), True), (at(16, 59), True), (at(17), False)]
)
def test_hours_include_the_opening_and_not_the_closing(moment: datetime, is_in: bool) -> None:
    assert Window(opens=time(9), closes=time(17)).allows(moment) is is_in


def test_days_are_inclusive() -> None:
    window = Window(first_day=MONDAY, last_day=MONDAY + timedelta(days=1))
    days = [MONDAY + timedelta(days=ahead) for ahead in range(-1, 3)]
    assert [window.allows(at(12, day=day)) for day in days] == [False, True, True, False]


def test_hours_over_midnight_belong_to_the_day_they_began() -> None:
    fridays = Window(weekdays=(4,), opens=time(20), closes=time(2))
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    assert fridays.allows(at(23, day=friday))
    assert fridays.allows(at(1, 59, day=saturday))
    assert not fridays.allows(at(2, day=saturday))
    assert not fridays.allows(at(1, day=friday))
    assert not fridays.allows(at(21, day=saturday))


def test_any_of_several_windows_is_enough() -> None:
    both = (Window(opens=time(9), closes=time(10)), Window(opens=time(14), closes=time(15)))
    assert [allowed(both, at(hour)) for hour in (9, 12, 14)] == [True, False, True]


@settings(deadline=None)
@given(st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1)), st.times(), st.times())  # noqa: DTZ001 - hypothesis wants its bounds naive
def test_hours_and_the_hours_between_them_share_the_day(moment: datetime, one: time, other: time) -> None:
    if one == other:
        assert Window(opens=one, closes=other).allows(moment)
    else:
        inside, outside = Window(opens=one, closes=other), Window(opens=other, closes=one)
        assert inside.allows(moment) is not outside.allows(moment)
