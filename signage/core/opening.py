"""The opening hours in words: whether it is open, what comes next, and the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from signage.core.hours import OpeningHours, Shift
from signage.core.item import When
from signage.core.wording import HARD_SPACE, clock_time, first_weekday, moment, span, speak_when, weekday
from signage.words import Words

#: From here on the minutes are counted.
COUNTS_DOWN = timedelta(minutes=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One row of the week. `open` is false on a day without hours; `spans` says "closed" then.

    `hours` are the spans on one line.
    """

    day: date
    name: str
    hours: str
    spans: tuple[str, ...]
    open: bool
    today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the slide of the opening hours says. `time` is the part of `headline` to set off, or ""."""

    headline: str
    time: str
    note: str
    week: tuple[Day, ...]


def opening(hours: OpeningHours, local: datetime, words: Words) -> Opening:
    """The opening hours as seen at `local`: the week that it lies in.

    Only of use where hours are known and the clock is right.
    """
    closes, opens = hours.closes_at(local), hours.opens_at(local)
    at = headline = note = ""
    today = opens is not None and opens.date() == local.date()
    if closes:
        at = _clock(closes.time() if closes.date() == local.date() else time.max, words)
        headline = words.text("Open today until {time}", time=at)
        if _is_near(closes, local):
            note = words.plural("closes in {count} min", "closes in {count} min", _minutes(closes, local))
        elif opens and today:
            note = words.text("opens again at {time}", time=clock_time(opens, words))
    elif opens and today:
        at = clock_time(opens, words)
        headline = words.text("Opens today at {time}", time=at)
        if _is_near(opens, local):
            note = words.plural("opens in {count} min", "opens in {count} min", _minutes(opens, local))
    else:
        shut = not hours.shifts(local.date())
        headline = words.text("Closed today") if shut else words.text("Closed now")
        note = words.text("opens {when}", when=_when(opens, local, words)) if opens else ""
    return Opening(headline=headline, time=at, note=_unbroken(note), week=_week(hours, local.date(), words))


def next_change(hours: OpeningHours, local: datetime) -> datetime | None:
    """When `opening` next says something else by the minutes that it counts. UTC."""
    found = []
    for edge in (hours.closes_at(local), hours.opens_at(local)):
        if edge is None:
            continue
        if _is_near(edge, local):
            found.append(moment(edge) - (_minutes(edge, local) - 1) * timedelta(minutes=1))
        else:
            found.append(moment(edge) - COUNTS_DOWN + timedelta(minutes=1))
    return min(found, default=None)


def _is_near(edge: datetime, local: datetime) -> bool:
    return _minutes(edge, local) * timedelta(minutes=1) < COUNTS_DOWN


def _minutes(edge: datetime, local: datetime) -> int:
    """Minutes until `edge`, the begun one counted too."""
    return -((moment(local) - moment(edge)) // timedelta(minutes=1))


def _when(opens: datetime, local: datetime, words: Words) -> str:
    until = opens + timedelta(minutes=1)
    return str(speak_when(When(starts=opens, ends=until), local, words))


def _week(hours: OpeningHours, today: date, words: Words) -> tuple[Day, ...]:
    first = today - timedelta(days=(today.weekday() - first_weekday(words)) % 7)
    days = [first + timedelta(days=ahead) for ahead in range(7)]
    shifts = [hours.shifts(day) for day in days]
    whole = all(edge.minute == 0 or edge == time.max for day in shifts for shift in day for edge in shift)
    return tuple(
        _day(day, tuple(_span(shift, words, whole=whole) for shift in those), words, today=day == today)
        for day, those in zip(days, shifts, strict=True)
    )


def _day(day: date, spans: tuple[str, ...], words: Words, *, today: bool) -> Day:
    said = spans or (words.label("opening hours", "closed"),)
    return Day(
        day=day,
        name=weekday(day, words, whole=True),
        hours=words.label("between two shifts", ", ").join(said),
        spans=said,
        open=bool(spans),
        today=today,
    )


def _span(shift: Shift, words: Words, *, whole: bool) -> str:
    """From when to when; "10 – 19" where the whole week has whole hours and the clock has 24 of them."""
    said = [_clock(edge, words) for edge in shift]
    naught = words.digits("0")
    if whole and all(edge.endswith((f":{naught}{naught}", f".{naught}{naught}")) for edge in said):
        said = [edge[:-3].removeprefix(naught) or naught for edge in said]
    return span(said[0], said[1], words, apart=HARD_SPACE)


def _clock(edge: time, words: Words) -> str:
    """The time on a clock; the end of the day is 24:00 where the clock has 24 hours."""
    if edge != time.max:
        return clock_time(edge, words)
    said = clock_time(time.min, words)
    minutes = said.lstrip(words.digits("0"))
    return said if minutes == said else words.digits("24") + minutes


def _unbroken(note: str) -> str:
    """A number stays with its unit."""
    head, _, tail = note.rpartition(" ")
    return f"{head}{HARD_SPACE}{tail}" if head and head[-1].isdigit() else note
