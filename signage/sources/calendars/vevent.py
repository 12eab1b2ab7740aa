"""A VEVENT: one event as its calendar wrote it, with its times placed in zones. RFC 5545 section 3.6.1."""

from __future__ import annotations

import calendar as months
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Event
from icalendar.prop import vDDDTypes, vDuration, vRecur

from signage.sources.calendars.sheet import ZONE, mended
from signage.sources.calendars.zones import Zones

#: What reading a broken event raises, in the two libraries that do it.
BROKEN = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
)
#: A library's events do not repeat more often than daily; working such rules out can take for ever.
_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_DAYS_IN = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
#: No rule with more dates than this, from its first to the end of the century's third decade, is worked out.
MOST_DATES = 100_000
#: An event of a series that lasts longer than this is shown on its first date only.
LONGEST_REPEATED = timedelta(days=100)
_DAYS_A_STEP = {"DAILY": 1, "WEEKLY": 4, "MONTHLY": 10, "YEARLY": 10}
_FIRST_YEAR, _LAST_YEAR = 1900, 9000

Moment = date | datetime


@dataclass(slots=True)
class Vevent:
    """A VEVENT with its times placed in zones. `notes` are sentences about what could not be used."""

    event: Event
    starts: Moment
    #: None where the event has no end of its own.
    ends: Moment | None = None
    instead_of: Moment | None = None
    and_future: bool = False
    rules: list[vRecur] = field(default_factory=list)
    more: list[Any] = field(default_factory=list)
    less: list[Any] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def finish(self) -> Moment:
        """Its end; without one of its own the start itself, for a date the next day."""
        if self.ends is not None:
            return self.ends
        return self.starts if isinstance(self.starts, datetime) else self.starts + timedelta(days=1)

    @property
    def repeats(self) -> bool:
        """Whether it has dates beside its first."""
        return bool(self.rules or self.more)

    def moved_up(self, day: date) -> Vevent:
        """The same event as if its rule began shortly before `day`, where the dates from then on stay.

        Years of dates that nobody will see need not be counted. Only for a daily or weekly rule whose
        own first date fits it, and that does not count its dates.
        """
        rule = self.rules[0] if len(self.rules) == 1 else None
        cycle = _cycle(rule, self.starts) if rule is not None else None
        if cycle is None:
            return self
        ahead = day - date(self.starts.year, self.starts.month, self.starts.day)
        jumps = (ahead - (self.finish - self.starts)) // cycle - 2
        if jumps <= 0:
            return self
        return replace(self, starts=self.starts + jumps * cycle, ends=self.finish + jumps * cycle)

    def steps(self, day: date) -> int:
        """About how many dates must be counted from the first one to `day`."""
        begun = self.moved_up(day)
        days = max(0, (day - date(begun.starts.year, begun.starts.month, begun.starts.day)).days)
        return sum(days * _a_day(rule) // _DAYS_A_STEP[_frequency(rule)] for rule in self.rules)

    @property
    def sequence(self) -> int:
        """Its SEQUENCE, 0 where it has none that can be read."""
        value = _first(self.event.get("SEQUENCE"))
        return value if isinstance(value, int) else 0


def vevent(lines: Iterable[str], zones: Zones) -> Vevent | str:
    """The VEVENT of `lines`, or a sentence that says why it cannot be used. RFC 5545 section 3.6.1."""
    text = "\r\n".join(["BEGIN:VEVENT", *map(mended, lines), "END:VEVENT", ""])
    try:
        event = Event.from_ical(text)
    except BROKEN:
        return "It cannot be read."
    if not isinstance(event, Event):
        return "It cannot be read."
    starts = _moment(event, "DTSTART", zones)
    if starts is None:
        return "It has no start that can be read."
    if not _FIRST_YEAR <= starts.year <= _LAST_YEAR:
        return f"It starts in the year {starts.year}."
    made = Vevent(event=event, starts=starts)
    made.instead_of = _moment(event, "RECURRENCE-ID", zones)
    if made.instead_of is not None:
        reach = _first(event.get("RECURRENCE-ID")).params.get("RANGE", "")
        made.and_future = str(reach).upper() == "THISANDFUTURE"
    try:
        _read_repetition(made, zones)
    except BROKEN:
        made.rules, made.more, made.less = [], [], []
        made.notes.append("Its repetition cannot be read; only its first date is shown.")
    _read_end(made, zones)
    return made


def _read_end(made: Vevent, zones: Zones) -> None:
    starts, ends = made.starts, _moment(made.event, "DTEND", zones)
    if ends is None:
        written = _first(made.event.get("DURATION"))
        duration = written.dt if isinstance(written, vDDDTypes | vDuration) else None
        if not isinstance(duration, timedelta):
            return
        try:
            ends = starts + duration
        except OverflowError:
            made.notes.append("It lasts too long; its end is left out.")
            return
    if not isinstance(starts, datetime):
        ends = ends.date() if isinstance(ends, datetime) else ends
        if ends <= starts:
            return  # DTEND equal to DTSTART is how some write one whole day
    elif not isinstance(ends, datetime):
        ends = datetime.combine(ends, time(), tzinfo=starts.tzinfo)
    else:
        ends = ends.astimezone(starts.tzinfo)
    if _is_before(ends, starts):
        made.notes.append("It ends before it starts; its end is left out.")
        return
    made.ends = ends
    if made.repeats and made.finish - made.starts > LONGEST_REPEATED:
        made.rules, made.more = [], []
        made.notes.append("Each of its dates lasts for months; only the first is shown.")


def _is_before(ends: Moment, starts: Moment) -> bool:
    if isinstance(ends, datetime) and isinstance(starts, datetime):
        return ends.astimezone(UTC) < starts.astimezone(UTC)
    return ends < starts


def _read_repetition(made: Vevent, zones: Zones) -> None:
    event = made.event
    rules = [rule for rule in _all(event.get("RRULE")) if rule]
    made.more = _dates(event, "RDATE", zones)
    made.less = _dates(event, "EXDATE", zones)
    if "EXRULE" in event:
        made.notes.append("It takes out dates by a rule (EXRULE), which is not followed.")
    for rule in rules:
        refusal = _refusal(rule, made.starts) if isinstance(rule, vRecur) else "Its repetition cannot be read"
        if refusal:
            made.notes.append(f"{refusal}; only its first date is shown.")
        else:
            if "UNTIL" in rule and rule.pop("COUNT", None) is not None:
                made.notes.append("Its repetition ends both by a date and by a number; the date counts.")
            made.rules.append(_with_until(rule, made.starts, zones))
    if made.rules and zones.calendar and isinstance(made.starts, datetime) and made.starts.tzinfo is UTC:
        made.starts = made.starts.astimezone(zones.calendar)


def _refusal(rule: vRecur, starts: Moment) -> str:
    """Why a rule is not worked out: it would take for ever, or longer than a sign can wait."""
    frequency = _frequency(rule)
    if frequency in _TOO_OFTEN:
        return "It repeats more often than once a day"
    if frequency not in _DAYS_IN:
        return "Its repetition cannot be read"
    interval = _first(rule.get("INTERVAL", 1))
    if not isinstance(interval, int) or interval < 1:
        return "It repeats without any time between"
    a_day = _a_day(rule)
    days = max(0, (date(2036, 1, 1) - date(starts.year, starts.month, starts.day)).days)
    if a_day * days > MOST_DATES:
        return "It repeats too often within a day"
    if frequency != "YEARLY" and ("BYYEARDAY" in rule or "BYWEEKNO" in rule):
        return "Its repetition mixes parts that do not go together"
    if _never_matches(rule, frequency, a_day):
        return "Its rule fits no day of any year"
    return ""


def _frequency(rule: vRecur) -> str:
    return str(_first(rule.get("FREQ")) or "").upper()


def _a_day(rule: vRecur) -> int:
    return math.prod(max(1, len(_all(rule.get(part)))) for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))


def _cycle(rule: vRecur, starts: Moment) -> timedelta | None:
    """After how long a rule repeats itself; None where it has parts that make that hard to say."""
    parts = {str(part).upper() for part in rule} - {"FREQ", "INTERVAL", "UNTIL", "WKST"}
    frequency, interval = _frequency(rule), int(_first(rule.get("INTERVAL", 1)))
    if frequency == "DAILY" and not parts:
        return timedelta(days=interval)
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[starts.weekday()]
    days = [str(day).upper() for day in _all(rule.get("BYDAY"))]
    if frequency == "WEEKLY" and parts <= {"BYDAY"} and (not days or weekday in days):
        return timedelta(weeks=interval)
    return None


def _never_matches(rule: vRecur, frequency: str, a_day: int) -> bool:
    # A rule that fits no day is tried day by day up to the year 9999, which takes seconds.
    days = [abs(int(day)) for day in _all(rule.get("BYMONTHDAY"))]
    chosen = [int(re.sub(r"\D", "", str(month)) or 0) for month in _all(rule.get("BYMONTH"))] or range(1, 13)
    longest = max((months.monthrange(2024, month)[1] for month in chosen if 1 <= month <= 12), default=0)
    positions = [abs(int(position)) for position in _all(rule.get("BYSETPOS"))]
    return (
        longest == 0
        or (bool(days) and min(days) > longest)
        or (bool(positions) and min(positions) > _DAYS_IN[frequency] * a_day)
    )


def _with_until(rule: vRecur, starts: Moment, zones: Zones) -> vRecur:
    # RFC 5545 section 3.3.10 wants UNTIL in the type of DTSTART; many write the other. A date means
    # through that day; a time without a zone is in the event's own.
    until = _first(rule.get("UNTIL"))
    if until is None:
        return rule
    if isinstance(starts, datetime):
        if not isinstance(until, datetime):
            until = datetime.combine(until, time(23, 59, 59), tzinfo=starts.tzinfo)
        elif until.tzinfo is None:
            until = until.replace(tzinfo=starts.tzinfo)
        until = until.astimezone(UTC)
    elif isinstance(until, datetime):
        until = (until.astimezone(zones.fallback) if until.tzinfo else until).date()
    rule["UNTIL"] = [until]
    return rule


def _dates(event: Event, name: str, zones: Zones) -> list[Any]:
    found: list[Any] = []
    for prop in _all(event.get(name)):
        zone = str(prop.params.get(ZONE, ""))
        for one in prop.dts:
            if isinstance(one.dt, tuple):
                begin, end = one.dt
                end = _placed(end, zone, zones) if isinstance(end, datetime) else end
                found.append((_placed(begin, zone, zones), end))
            else:
                found.append(_placed(one.dt, zone, zones))
    return found


def _moment(event: Event, name: str, zones: Zones) -> Moment | None:
    prop = _first(event.get(name))
    value = prop.dt if isinstance(prop, vDDDTypes) else None
    if not isinstance(value, date):
        return None
    try:
        placed = _placed(value, str(prop.params.get(ZONE, "")), zones)
        return _whole_day(event, placed)
    except (OverflowError, ValueError):
        return None


def _placed(value: Moment, zone: str, zones: Zones) -> Moment:
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is not None:
        return value.astimezone(UTC)
    placed = value.replace(tzinfo=zones.named(zone) if zone else zones.fallback)
    placed.astimezone(UTC)  # raises where it leaves the calendar's range
    return placed


def _whole_day(event: Event, value: Moment) -> Moment:
    marked = str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE"
    return value.date() if marked and isinstance(value, datetime) and value.time() == time() else value


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: Any) -> Any:
    return next(iter(_all(value)), None)
