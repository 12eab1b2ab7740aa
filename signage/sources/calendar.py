"""Calendars: iCalendar files (RFC 5545) as LibCal, Google, Outlook and others really write them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

from signage.core.item import RawItem
from signage.errors import GoneForGood, NeedsSignIn, NotRecognised, Unavailable
from signage.sources.calendars.happening import manner, raw_item
from signage.sources.calendars.occurrence import Occurrence, occurrences
from signage.sources.calendars.sheet import Sheet, sheets, value_of
from signage.sources.calendars.vevent import Vevent, vevent
from signage.sources.calendars.zones import Zones
from signage.sources.feeds.guard import looks_like_page
from signage.sources.plan import (
    CALENDAR_TYPES,
    Problem,
    Received,
    Request,
    Response,
    SourceOptions,
    SourceState,
)

#: Which dates become items: what ended a day ago is still known, what is far ahead comes later.
BEHIND = timedelta(days=1)
AHEAD = timedelta(days=60)
#: More than this no library has in two months; the soonest are kept.
MOST_ITEMS = 2000
MOST_PROBLEMS = 40
#: How many dates are counted through for one answer: about two seconds' work.
MOST_STEPS = 300_000

_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_UNTIL = re.compile(r"UNTIL=(\d{8})", re.IGNORECASE)
_DURATION = re.compile(r"\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


@dataclass(frozen=True)
class Calendar:
    """An iCalendar address or file. Gives the dates near `now`, not the calendar's whole history.

    An event that cannot be read is listed among the problems and takes no other with it.
    """

    options: SourceOptions

    def start(self, state: SourceState, now: datetime) -> tuple[Request, ...]:  # noqa: ARG002
        """One question: the whole calendar, if it has changed."""
        url = re.sub(r"^webcals?:", "https:", self.options.url.strip(), flags=re.IGNORECASE)
        return (
            Request(
                name="calendar",
                url=url,
                path=None if url else self.options.path,
                accept=CALENDAR_TYPES,
                conditional=True,
                signed=self.options.signed,
            ),
        )

    def receive(self, response: Response, state: SourceState, now: datetime) -> Received:  # noqa: ARG002
        """Every date from a day ago to 60 days ahead, private ones marked, cancelled ones too.

        Raises NotRecognised where the answer is no calendar, NeedsSignIn, GoneForGood or Unavailable
        where the server says so.
        """
        where = f"source {self.options.id}"
        _refuse_status(response.status, where)
        found = sheets(response.body)
        if not found or (looks_like_page(response.body) and not any(sheet.events for sheet in found)):
            raise _no_calendar(response.body, where)
        reading = _Reading(now - BEHIND, now + AHEAD, ZoneInfo(self.options.place.timezone))
        for sheet in found:
            reading.take(sheet)
        return Received(
            items=reading.soonest(),
            complete=all(sheet.whole for sheet in found),
            problems=reading.all_problems(),
            poll_after=next(filter(None, map(_wished_interval, found)), None),
        )


@dataclass
class _Reading:
    """What one answer has given so far."""

    lower: datetime
    upper: datetime
    library: ZoneInfo
    items: dict[str, RawItem] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    steps: int = 0

    def take(self, sheet: Sheet) -> None:
        zones = Zones(sheet.zones, sheet.heading.get("X-WR-TIMEZONE", ""), self.library)
        withdrawn = sheet.heading.get("METHOD", "").upper() == "CANCEL"
        for uid, numbered in _by_uid(sheet).items():
            if not _out_of_reach([lines for _, lines in numbered], self.lower, self.upper):
                self._take_event(uid, numbered, len(sheet.events), zones, withdrawn=withdrawn)
        self.problems += [
            Problem(
                where="time zones",
                what=f'The time zone "{name[:60]}" is not known; its times are read as {zones.fallback}.',
            )
            for name in dict.fromkeys(zones.unknown)
        ]
        if not sheet.whole:
            self.problems.append(Problem(where="the end", what="The calendar breaks off before its end."))

    def soonest(self) -> tuple[RawItem, ...]:
        ordered = sorted(self.items.values(), key=lambda item: (_starts(item), item.id))
        if len(ordered) > MOST_ITEMS:
            what = f"There are {len(ordered)} dates in two months; the first {MOST_ITEMS} are taken."
            self.problems.append(Problem(where="the calendar", what=what))
        return tuple(ordered[:MOST_ITEMS])

    def all_problems(self) -> tuple[Problem, ...]:
        kept = self.problems[:MOST_PROBLEMS]
        if len(self.problems) > MOST_PROBLEMS:
            more = len(self.problems) - MOST_PROBLEMS
            kept.append(Problem(where="the calendar", what=f"{more} more events could not be used."))
        return tuple(kept)

    def _take_event(
        self,
        uid: str,
        numbered: list[tuple[int, tuple[str, ...]]],
        total: int,
        zones: Zones,
        *,
        withdrawn: bool,
    ) -> None:
        entries: list[Vevent] = []
        where: dict[int, str] = {}
        for number, lines in numbered:
            place = f"event {number} of {total}"
            made = vevent(lines, zones)
            if isinstance(made, str):
                self.problems.append(Problem(where=place, what=made))
            else:
                entries.append(made)
                where[id(made.event)] = place
        for made in entries:
            self.steps += made.steps(self.upper.date())
            if made.rules and self.steps > MOST_STEPS:
                made.rules = []
                made.notes.append(
                    "The calendar repeats too much to be counted; only its first date is shown."
                )
        dates = occurrences(entries, self.lower, self.upper, zones) if entries else []
        masters = [manner(made.event) for made in entries if made.instead_of is None]
        series_off = withdrawn or (bool(masters) and all(one.cancelled for one in masters))
        nameless: set[str] = set()
        for date in dates:
            self._take_date(uid, date, where[id(date.event)], nameless, off=series_off)
        for made in entries:
            self.problems += [Problem(where=where[id(made.event)], what=note) for note in made.notes]

    def _take_date(self, uid: str, date: Occurrence, where: str, nameless: set[str], *, off: bool) -> None:
        stands = manner(date.event)
        if stands.tentative and not stands.cancelled:
            self._note_once(where, "It is not settled yet (tentative) and is left out.", nameless)
            return
        item = raw_item(uid, date, cancelled=off or stands.cancelled, private=stands.private)
        if item is None:
            self._note_once(where, "It has no title and is left out.", nameless)
        else:
            self.items.setdefault(item.id, item)

    def _note_once(self, where: str, what: str, noted: set[str]) -> None:
        if where not in noted:
            noted.add(where)
            self.problems.append(Problem(where=where, what=what))


def _starts(item: RawItem) -> datetime:
    when = item.content.when
    return when.starts.astimezone(UTC) if when else datetime.max.replace(tzinfo=UTC)


def _by_uid(sheet: Sheet) -> Mapping[str, list[tuple[int, tuple[str, ...]]]]:
    groups: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for number, lines in enumerate(sheet.events, start=1):
        uid = _without_markup(value_of(lines, "UID")) or _content_id(lines)
        groups.setdefault(uid, []).append((number, lines))
    return groups


def _without_markup(uid: str) -> str:
    # A site's protection of e-mail addresses may have rewritten the UID, in another way each time.
    uid = unescape(re.sub(r"<[^>]*>", "", uid)) if "<" in uid else uid
    uid = "".join(character for character in uid if character.isprintable()).strip()
    return uid if len(uid) <= 300 else f"sha256-{hashlib.sha256(uid.encode()).hexdigest()}"


def _content_id(lines: tuple[str, ...]) -> str:
    words = "\n".join(value_of(lines, name) for name in ("DTSTART", "SUMMARY", "LOCATION"))
    return f"sha256-{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:24]}"


def _out_of_reach(group: list[tuple[str, ...]], lower: datetime, upper: datetime) -> bool:
    """Whether an event is surely over, or surely too far ahead; judged by its dates' digits alone.

    A calendar that keeps its whole history is mostly this: reading it all would take seconds.
    """
    first, last = f"{lower - timedelta(days=2):%Y%m%d}", f"{upper + timedelta(days=2):%Y%m%d}"
    earliest, latest = "99999999", ""
    for lines in group:
        begins = list(_days(lines, ("DTSTART",)))
        if not begins or value_of(lines, "DURATION"):
            return False
        earliest = min([earliest, *begins, *_days(lines, ("RDATE",))])
        latest = max([latest, *begins, *_days(lines, ("DTEND", "RDATE"))])
        for line in lines:
            if line[:5].upper() == "RRULE":
                until = _UNTIL.search(line)
                latest = max(latest, until.group(1)) if until else "99999999"
    return latest < first or earliest > last


def _days(lines: tuple[str, ...], names: tuple[str, ...]) -> Iterator[str]:
    for line in lines:
        if line.upper().startswith(names):
            for found in _DAY.finditer(line.partition(":")[2].replace("T", " ")):
                yield "".join(found.groups())


def _wished_interval(sheet: Sheet) -> timedelta | None:
    for name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        if found := _DURATION.fullmatch(sheet.heading.get(name, "").strip().upper()):
            weeks, days, hours, minutes, seconds = (int((part or "0")[:6]) for part in found.groups())
            wish = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
            if wish > timedelta(0):
                return min(wish, timedelta(days=7))
    return None


def _refuse_status(status: int, where: str) -> None:
    if status in {401, 403}:
        raise NeedsSignIn(
            where,
            "The calendar is not public.",
            "Make it public, or use its secret address or a token.",
        )
    if status == 410:
        raise GoneForGood(where, "The calendar is gone for good.", "Ask its owner for the new address.")
    if status >= 400:
        raise Unavailable(where, f"The server answered with error {status}.", "Check the calendar's address.")


def _no_calendar(body: bytes, where: str) -> NotRecognised:
    if not body.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return NotRecognised(
            where, "The answer was empty.", "Nothing is changed on the screens; it is asked again later."
        )
    if looks_like_page(body):
        return NotRecognised(
            where,
            "A web page came back, not a calendar.",
            "Look on the page for a link called iCal, ICS or subscribe and use its address; if it is a "
            "sign-in page, make the calendar public or use its secret address.",
        )
    return NotRecognised(
        where,
        "What came back is not a calendar.",
        "Use the address that ends in .ics or is called iCal, ICS or subscribe.",
    )
