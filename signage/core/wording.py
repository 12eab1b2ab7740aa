"""Moments in the words of people: 'today 15:00', 'in 10 min', '2 h ago', by locale.

Everything here is written for the library's own clock and zone. No function raises for any
date: what cannot be moved to the library's zone (year 1, year 9999) is read as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from signage.clock import trusted
from signage.core.item import When
from signage.words import Words

if TYPE_CHECKING:
    from babel import Locale

#: From here on a date without its year could be mistaken for one of this year.
FAR = timedelta(days=300)
HARD_SPACE = "\u00a0"
#: Is not seen; a line that begins with it runs from right to left even if it has no letters.
TO_LEFT = "\u200f"


class Phase(StrEnum):
    """How near an event is; it decides how its leaf is drawn."""

    DATE = "date"
    WEEKDAY = "weekday"
    TOMORROW = "tomorrow"
    TODAY = "today"
    SOON = "soon"
    NOW = "now"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Two short lines for an event's leaf, such as "today" over "15:00".

    `lead` can be empty. `note` is the word "cancelled" for a cancelled event, else empty: such an
    event is never "soon" or "now", its leaf goes on saying when it would have been.
    """

    lead: str
    strong: str
    phase: Phase
    note: str = ""

    def __str__(self) -> str:
        said = f"{self.lead} {self.strong}".strip()
        return f"{self.note}: {said}" if self.note else said


def moment(when: datetime) -> datetime:
    """`when` in UTC, for comparing and subtracting.

    Python compares two times of one zone by their clock faces, which is wrong by an hour around a
    change of the clocks.
    """
    try:
        return when.astimezone(UTC)
    except (OverflowError, ValueError):
        return when.replace(tzinfo=UTC)


def local(when: datetime, zone: tzinfo | None) -> datetime:
    """`when` on the clock of `zone`."""
    try:
        return when.astimezone(zone)
    except (OverflowError, ValueError):
        return when.replace(tzinfo=zone)


def last_day(when: When, zone: tzinfo | None) -> date:
    """The last day on which any of the event is; its end is exclusive."""
    begins, ends = local(when.starts, zone), local(when.ends, zone)
    if ends.time() == time.min and ends.date() > begins.date():
        return ends.date() - timedelta(days=1)
    return max(ends.date(), begins.date())


def speak_when(when: When, now_local: datetime, words: Words, cancelled: bool = False) -> Label:
    """When an event is, as seen at `now_local`, a time in the library's zone.

    While the clock cannot be right it is the plain date. "today" is said of the library's own day
    only, and "until Sun" of an event of several days that has begun.
    """
    note = words.label("event", "cancelled") if cancelled else ""
    zone, now = now_local.tzinfo, moment(now_local)
    begins, first, today = local(when.starts, zone), local(when.starts, zone).date(), now_local.date()
    if not trusted(now):
        return Label(lead=weekday(first, words), strong=short_date(first, words), phase=Phase.DATE, note=note)
    if now >= moment(when.ends):
        return Label(lead="", strong=words.label("event", "over"), phase=Phase.OVER, note=note)
    last = last_day(when, zone)
    if when.all_day:
        return _speak_day(first, last, today, words, note)
    wait = moment(when.starts) - now
    if wait <= timedelta(0):
        if not cancelled:
            return Label(
                lead=words.label("right now", "right"),
                strong=words.label("right now", "now"),
                phase=Phase.NOW,
            )
        if first != today:
            return _speak_day(first, last, today, words, note)
    minutes = -(-wait // timedelta(minutes=1))
    if 0 < minutes < 60 and not cancelled:
        strong = _plain(words.label("duration", "{count} min", count=minutes))
        return Label(lead=words.label("in 20 min", "in"), strong=strong, phase=Phase.SOON)
    clock = clock_time(begins, words)
    match (first - today).days:
        case 0:
            return Label(lead=words.label("day", "today"), strong=clock, phase=Phase.TODAY, note=note)
        case 1:
            return Label(lead=words.label("day", "tomorrow"), strong=clock, phase=Phase.TOMORROW, note=note)
        case ahead if 1 < ahead <= 6:
            return Label(lead=weekday(first, words), strong=clock, phase=Phase.WEEKDAY, note=note)
    strong = short_date(first, words, year=first - today > FAR)
    return Label(lead=weekday(first, words), strong=strong, phase=Phase.DATE, note=note)


def _speak_day(first: date, last: date, today: date, words: Words, note: str) -> Label:
    """The label of an event that has days and no hours, from `first` to `last`, both inclusive."""
    if first <= today < last:
        ahead = (last - today).days
        until = weekday(last, words) if ahead <= 6 else short_date(last, words)
        return Label(lead=words.label("until Sunday", "until"), strong=until, phase=Phase.NOW, note=note)
    if today in (first, last):
        return Label(lead="", strong=words.label("day", "today"), phase=Phase.TODAY, note=note)
    if (first - today).days == 1:
        return Label(lead="", strong=words.label("day", "tomorrow"), phase=Phase.TOMORROW, note=note)
    strong = short_date(first, words, year=abs(first - today) > FAR)
    return Label(lead=weekday(first, words), strong=strong, phase=Phase.DATE, note=note)


def age(
    published: datetime, now: datetime, words: Words, zone: tzinfo | None = None, *, dated: bool = False
) -> str:
    """How old a post is: "now", "5 min", "2 h", "3 d", after a week its date.

    Its date at once if `dated`, and while the clock cannot be right. A post from the future is "now"
    for an hour's worth of wrong clocks and else has its date. `zone` is the library's, by default that
    of `now`.
    """
    zone = zone or now.tzinfo
    past = moment(now) - moment(published)
    said_on = local(published, zone).date()
    if dated or not trusted(moment(now)) or not timedelta(hours=-1) <= past < timedelta(days=7):
        today = local(now, zone).date()
        return short_date(said_on, words, year=abs(today - said_on) > FAR)
    if past < timedelta(minutes=1):
        return words.label("age", "now")
    if past < timedelta(hours=1):
        return _plain(words.label("duration", "{count} min", count=past // timedelta(minutes=1)))
    if past < timedelta(days=1):
        return _plain(words.label("duration", "{count} h", count=past // timedelta(hours=1)))
    return _plain(words.label("duration", "{count} d", count=past.days))


def next_age(published: datetime, now: datetime) -> datetime:
    """When `age` next says something else; both in UTC. A week later it stays for good."""
    past = now - published
    if past < timedelta(hours=-1):
        return published - timedelta(hours=1)
    if past < timedelta(minutes=1):
        return published + timedelta(minutes=1)
    step = timedelta(minutes=1) if past < timedelta(hours=1) else timedelta(hours=1)
    step = step if past < timedelta(days=1) else timedelta(days=1)
    return published + (past // step + 1) * step


def clock_time(when: datetime | time, words: Words) -> str:
    """The time of a clock face: "15:00", or "3 pm" where the locale's clock has twelve hours."""
    return words.digits(_clock_time(when.hour, when.minute, words.locale))


def wall_clock(when: datetime, words: Words) -> str:
    """The time as a clock on a wall shows it: "15:00", or "3:00" where it has twelve hours."""
    return words.digits(_wall_clock(when.hour, when.minute, words.locale))


def span(first: str, last: str, words: Words, *, apart: str = "") -> str:
    """From one to the other, "15:00–16:30" or "3 pm – 5 pm", in the direction in which the language runs."""
    apart = apart or (HARD_SPACE if HARD_SPACE in first + last else "")
    return f"{TO_LEFT if words.rtl else ''}{first}{apart}–{apart}{last}"


def time_span(when: When, zone: tzinfo | None, words: Words) -> str:
    """From when to when: "15:00–16:30", days with both dates, "" for an event that is all day."""
    begins, ends = local(when.starts, zone), local(when.ends, zone)
    first, last = begins.date(), last_day(when, zone)
    if when.all_day:
        if first == last:
            return ""
        return span(short_date(first, words), short_date(last, words), words, apart=" ")
    if first == ends.date():
        if when.open_end or when.starts == when.ends:
            return clock_time(begins, words)
        return span(clock_time(begins, words), clock_time(ends, words), words)
    return span(
        f"{short_date(first, words)} {clock_time(begins, words)}",
        f"{short_date(ends.date(), words)} {clock_time(ends, words)}",
        words,
        apart=" ",
    )


def date_line(when: datetime | date, words: Words) -> str:
    """The date under the clock, such as "Mon 23 Nov"."""
    day = when.date() if isinstance(when, datetime) else when
    return words.digits(_skeleton(day, "MMMEd", words.locale))


def weekday(day: date, words: Words, *, whole: bool = False) -> str:
    """The day's name: "Thu", or "Thursday" when `whole`."""
    return _skeleton(day, "cccc" if whole else "ccc", words.locale)


def weekday_name(number: int, words: Words) -> str:
    """The short name of a day of the week, 0 for Monday."""
    return weekday(date(2024, 1, 1) + timedelta(days=number % 7), words)


def first_weekday(words: Words) -> int:
    """The day on which the locale's week begins: 0 is Monday, 5 Saturday as in Egypt."""
    return _locale(words.locale).first_week_day


def month(day: date, words: Words) -> str:
    """The month's name, short: "Nov"."""
    return _skeleton(day, "LLL", words.locale)


def long_date(day: date, words: Words) -> str:
    """Day and month with its whole name: "28 November"."""
    return words.digits(_skeleton(day, "MMMMd", words.locale))


def short_date(day: date, words: Words, *, year: bool = False) -> str:
    """Day and month: "28 Nov", with its year when `year`."""
    return words.digits(_skeleton(day, "yMMMd" if year else "MMMd", words.locale))


def moment_of(when: datetime, zone: tzinfo | None, words: Words) -> str:
    """A moment for staff: "Mon 23 Nov 09:00"."""
    here = local(when, zone)
    return f"{date_line(here, words)} {clock_time(here, words)}"


@lru_cache(maxsize=16)
def _locale(name: str) -> Locale:
    """Babel's locale for a BCP 47 name; the language alone, then English, where it knows no better."""
    # Babel costs some 50 ms to import: only who writes a date pays for it.
    from babel import Locale, UnknownLocaleError

    for candidate in (name, name.split("-")[0], "en"):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@lru_cache(maxsize=2048)
def _skeleton(day: date, skeleton: str, locale: str) -> str:
    from babel.dates import format_skeleton

    if skeleton in ("ccc", "cccc", "LLL"):
        from babel.dates import format_date

        return format_date(day, skeleton, locale=_locale(locale))
    return _plain(format_skeleton(skeleton, day, locale=_locale(locale)))


@lru_cache(maxsize=2048)
def _clock_time(hour: int, minute: int, locale: str) -> str:
    from babel.dates import format_skeleton, format_time, get_time_format

    known = _locale(locale)
    pattern = get_time_format("short", locale=known).pattern
    if "h" not in pattern and "K" not in pattern:
        return _plain(format_time(time(hour, minute), "short", locale=known))
    said = _plain(format_skeleton("hm" if minute else "h", datetime(2001, 1, 1, hour, minute), locale=known))  # noqa: DTZ001 - a clock face, no moment
    return said.lower() if known.language == "en" else said


@lru_cache(maxsize=2048)
def _wall_clock(hour: int, minute: int, locale: str) -> str:
    from babel.dates import format_time, get_time_format

    known = _locale(locale)
    hours = re.sub(r"[abB]", "", get_time_format("short", locale=known).pattern).strip()
    return _plain(format_time(time(hour, minute), hours, locale=known)).strip()


def _plain(said: str) -> str:
    """Without the narrow no-break space that few fonts have, and unbreakable all the same."""
    return said.replace("\u202f", HARD_SPACE).replace(" ", HARD_SPACE)
