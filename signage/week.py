"""Days and hours as the settings file writes them: "mon-fri", "09:00-19:00", "2026-12-25"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from signage.core.hours import Shift

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def date_of(value: str | date) -> date:
    """A day. Raises ValueError."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f'"{value}" is no date: a day is written as "2026-12-25"') from error


def days_of(text: str) -> range:
    """Weekdays, 0 is Monday. Raises ValueError."""
    first, _, last = text.partition("-")
    if first not in DAYS or (last or first) not in DAYS or DAYS.index(first) > DAYS.index(last or first):
        raise ValueError(f'"{text}" is no day: write mon, tue, wed, thu, fri, sat, sun, or mon-fri')
    return range(DAYS.index(first), DAYS.index(last or first) + 1)


def hours_of(text: str) -> Shift:
    """From when until when; `time.max` is midnight. Raises ValueError."""
    opens, _, closes = text.partition("-")
    try:
        return (
            time.fromisoformat(opens.strip()),
            time.max if closes.strip() == "24:00" else time.fromisoformat(closes.strip()),
        )
    except ValueError as error:
        raise ValueError(f'"{text}" are no hours: write "09:00-19:00"') from error


def week_of(hours: Mapping[str, list[str]]) -> tuple[tuple[Shift, ...], ...]:
    """The shifts of each day, Monday first. Raises ValueError."""
    week: list[tuple[Shift, ...]] = [()] * 7
    for days, shifts in hours.items():
        for day in days_of(days):
            if week[day]:
                raise ValueError(f'"{DAYS[day]}" has its hours twice')
            week[day] = _shifts(shifts)
    return tuple(week)


def _shifts(texts: list[str]) -> tuple[Shift, ...]:
    shifts: list[Shift] = []
    for text in texts:
        shift = hours_of(text)
        if shift[0] >= shift[1] or (shifts and shift[0] < shifts[-1][1]):
            raise ValueError(f'"{text}" closes before it opens, or overlaps the hours before it')
        shifts.append(shift)
    return tuple(shifts)
