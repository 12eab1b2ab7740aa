"""The parts of a form that say when something shows."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from signage.core.window import Window
from signage.hub.staff import times

MORNINGS = Window(opens=time(9), closes=time(12))
MAY = Window(first_day=date(2026, 5, 1), last_day=date(2026, 5, 31), weekdays=(0, 4))


def test_without_windows_there_is_one_part_that_is_always() -> None:
    fields = times.fields_of(())
    assert times.parts(fields) == (1,)
    assert fields["weekdays"] == times.EVERY_DAY
    assert not any(value for name, value in fields.items() if name != "weekdays")


def test_every_window_has_its_part_as_far_as_there_is_room() -> None:
    fields = times.fields_of((MORNINGS, MAY))
    assert times.parts(fields) == (1, 2)
    assert (fields["opens"], fields["first_day-2"], fields["weekdays-2"]) == ("09:00", "2026-05-01", "0,4")
    assert times.parts(times.fields_of((MAY,) * 9)) == tuple(range(1, times.MOST + 1))


def test_another_part_is_every_day_until_somebody_says_otherwise() -> None:
    fields = times.fields_of((MORNINGS,))
    fields |= times.pressed("another-time", fields)
    assert times.parts(fields) == (1, 2)
    assert fields["weekdays-2"] == times.EVERY_DAY
    full = times.fields_of((MAY,) * times.MOST)
    assert times.pressed("another-time", full) == {}


def test_what_comes_after_a_removed_part_moves_up() -> None:
    fields = times.fields_of((MORNINGS, MAY, MORNINGS))
    fields |= times.pressed("no-time-1", fields)
    assert fields == times.fields_of((MAY, MORNINGS))


@given(st.text(max_size=12))
def test_other_buttons_change_nothing(button: str) -> None:
    assert times.pressed(button, times.fields_of((MORNINGS,))) == {}
    assert times.pressed(f"no-time-{button}", times.fields_of((MORNINGS,))) == {}, "one part stays"
