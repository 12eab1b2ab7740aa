"""The form of one screen: from how it looks to fields, and from fields to how it looks. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from signage.core.snapshot import Screen
from signage.core.timetable import Period
from signage.core.window import Window

LAYOUTS = ("full", "strip", "bar")
MOTIONS = ("shelf", "crawl", "calm")
#: Per cent of the picture, as the settings file allows.
INSETS = ("0", "2.5", "5")
#: Inches and metres, as the settings file allows.
LARGEST, FARTHEST = 300, 100
#: The days that a row of the timetable can name at once; "" is every day.
DAYS = ("", "0,1,2,3,4", "5,6", "0", "1", "2", "3", "4", "5", "6")
MOST_PERIODS = 20
#: Empty rows under those of the timetable.
SPARE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the timetable as it is typed. One that says nothing is left out."""

    days: str = ""
    first: str = ""
    last: str = ""
    opens: str = ""
    closes: str = ""
    motion: str = ""
    theme: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that was sent: the look it asks for, None where something in it is wrong."""

    look: Screen | None
    rows: tuple[Row, ...]
    #: What is wrong, by its field. Words: "size", "distance", "choice".
    wrong: Mapping[str, str]


def rows_of(screen: Screen) -> tuple[Row, ...]:
    """The timetable as rows, with empty ones to fill."""
    rows = [
        Row(
            days=",".join(map(str, period.window.weekdays)),
            first=_written(period.window.first_day),
            last=_written(period.window.last_day),
            opens=f"{period.window.opens:%H:%M}" if period.window.opens else "",
            closes=f"{period.window.closes:%H:%M}" if period.window.closes else "",
            motion=period.motion,
            theme=period.theme,
        )
        for period in screen.timetable
    ]
    return (*rows, *[Row()] * min(SPARE, MOST_PERIODS - len(rows)))


def filled(name: str, fields: Mapping[str, str], rows: Sequence[Row], *, themes: Collection[str]) -> Filled:
    """What was sent. Says what is wrong as one of: size, distance, choice, when, what, hours, days."""
    wrong = {}
    diagonal, distance = _number(fields["diagonal"]), _number(fields["distance"])
    if not 0 < diagonal <= LARGEST:
        wrong["diagonal"] = "size"
    if not 0 < distance <= FARTHEST:
        wrong["distance"] = "distance"
    for field, known in (
        ("theme", themes),
        ("layout", LAYOUTS),
        ("motion", MOTIONS),
        ("inset", INSETS),
    ):
        if fields[field] not in known:
            wrong[field] = "choice"
    typed = [_judged(row, themes) for row in rows[:MOST_PERIODS] if _says_something(row)]
    look = None
    if not wrong and not any(row.wrong for row in typed):
        look = Screen(
            name=name,
            theme=fields["theme"],
            layout=fields["layout"],
            motion=fields["motion"],
            diagonal=diagonal,
            distance=distance,
            inset=float(fields["inset"]),
            timetable=tuple(_period(row) for row in typed),
        )
    return Filled(look=look, rows=(*typed, *[Row()] * SPARE), wrong=wrong)


def _says_something(row: Row) -> bool:
    return bool(row.motion or row.theme or row.first or row.last or row.opens or row.closes)


def _judged(row: Row, themes: Collection[str]) -> Row:
    return replace(row, wrong=_wrong(row, themes))


def _wrong(row: Row, themes: Collection[str]) -> str:
    try:
        period = _period(row)
    except ValueError:
        return "choice"
    window = period.window
    if not (row.motion or row.theme):
        return "what"
    if row.motion not in ("", *MOTIONS) or row.theme not in ("", *themes):
        return "choice"
    if window == Window():
        return "when"
    if window.opens == window.closes and window.opens is not None:
        return "hours"
    if window.first_day and window.last_day and window.last_day < window.first_day:
        return "days"
    return ""


def _period(row: Row) -> Period:
    """Raises ValueError for what is no date, no time or no day."""
    weekdays = tuple(int(day) for day in row.days.split(",")) if row.days else ()
    if not set(weekdays) <= set(range(7)):
        raise ValueError("no day of the week")
    return Period(
        window=Window(
            first_day=date.fromisoformat(row.first) if row.first else None,
            last_day=date.fromisoformat(row.last) if row.last else None,
            weekdays=weekdays,
            opens=_clock(row.opens),
            closes=_clock(row.closes),
        ),
        motion=row.motion,
        theme=row.theme,
    )


def _clock(text: str) -> time | None:
    """The library's own time of day. Raises ValueError, also for one of another zone ("10:00+05:00")."""
    clock = time.fromisoformat(text) if text else None
    if clock is not None and clock.tzinfo is not None:
        raise ValueError("a time with an offset")
    return clock


def _number(text: str) -> float:
    """The number that was typed, also with a comma; 0 for none."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return 0
    return number if math.isfinite(number) else 0


def _written(day: date | None) -> str:
    return "" if day is None else day.isoformat()
