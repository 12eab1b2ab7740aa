"""An occurrence: one date of an event. Works out which ones lie in a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

import recurring_ical_events
from icalendar import Calendar, Event
from icalendar.prop import vDDDLists, vDDDTypes

from signage.core.item import When
from signage.sources.calendars.vevent import BROKEN, Moment, Vevent
from signage.sources.calendars.zones import Zones
from signage.sources.dates import span


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of an event, with the VEVENT whose words belong to it."""

    event: Event
    when: When
    #: What tells it from the others of its UID: RECURRENCE-ID or start, in UTC or as a date.
    key: str


def occurrences(
    entries: Sequence[Vevent], lower: datetime, upper: datetime, zones: Zones
) -> list[Occurrence]:
    """The dates of one UID that touch the time from `lower` to `upper` (exclusive), soonest first.

    `entries` are its master and the ones that replace single dates. Where a calendar uses one UID
    for several events of the same SEQUENCE, each counts. Rules are worked out in wall time, so that
    a weekly event keeps its hour over a change of clocks; what is compared, is compared in UTC.
    """
    masters = [made for made in entries if made.instead_of is None]
    changes = [made for made in entries if made.instead_of is not None]
    newest = max((made.sequence for made in masters), default=0)
    masters = list({made.starts: made for made in masters if made.sequence == newest}.values())
    masters.sort(key=lambda made: not made.repeats)
    found: list[Occurrence] = []
    for number, master in enumerate(masters):
        mine = changes if number == 0 else []
        if master.repeats or mine:
            found += _expanded([master, *mine], lower, upper, zones)
        else:
            found.append(_as_occurrence(master, master.starts, master.finish, None, zones.library))
    if not masters:
        for change in changes:
            found.append(
                _as_occurrence(change, change.starts, change.finish, change.instead_of, zones.library)
            )
    unique = {one.key: one for one in reversed(found) if _touches(one.when, lower, upper)}
    return sorted(unique.values(), key=lambda one: (one.when.starts.astimezone(UTC), one.key))


def _touches(when: When, lower: datetime, upper: datetime) -> bool:
    starts, ends = when.starts.astimezone(UTC), when.ends.astimezone(UTC)
    return starts < upper and (ends > lower or starts >= lower)


def _expanded(entries: list[Vevent], lower: datetime, upper: datetime, zones: Zones) -> list[Occurrence]:
    calendar = Calendar()
    first = entries[0]
    for change in entries[1:]:
        # A date stands for that day's occurrence where the series has hours.
        if isinstance(first.starts, datetime) and not isinstance(change.instead_of, datetime | None):
            hour = first.starts.timetz()
            change.instead_of = datetime.combine(change.instead_of, hour)
    margin = timedelta(days=2)
    if not any(change.and_future for change in entries[1:]):
        first = first.moved_up((lower - margin).date())
    for index, made in enumerate([first, *entries[1:]]):
        calendar.add_component(_skeleton(made, index))
    begin, end = (moment.astimezone(zones.library) for moment in (lower - margin, upper + margin))
    try:
        dates = recurring_ical_events.of(calendar).between(begin, end)
    except BROKEN:
        entries[0].notes.append("Its repetition cannot be worked out; only the dates written down are shown.")
        return [
            _as_occurrence(made, made.starts, made.finish, made.instead_of, zones.library) for made in entries
        ]
    found = []
    for one in dates:
        made = entries[int(str(one["X-INDEX"]))]
        starts, ends = one["DTSTART"].dt, one["DTEND"].dt
        key = made.instead_of if made.instead_of is not None and not made.and_future else starts
        found.append(_as_occurrence(made, starts, ends, key, zones.library))
    return found


def _skeleton(made: Vevent, index: int) -> Event:
    # Only what decides about dates goes to the library: it copies the event for each of them.
    bone = Event()
    bone["UID"] = "one"
    bone["X-INDEX"] = str(index)
    bone["SEQUENCE"] = made.sequence
    bone["DTSTART"] = vDDDTypes(made.starts)
    bone["DTEND"] = vDDDTypes(made.finish)
    if made.instead_of is not None:
        bone["RECURRENCE-ID"] = vDDDTypes(made.instead_of)
        if made.and_future:
            bone["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    else:
        if made.rules:
            bone["RRULE"] = made.rules
        if made.more:
            bone["RDATE"] = [vDDDLists(made.more)]
        if made.less:
            bone["EXDATE"] = [vDDDLists(made.less)]
    return bone


def _as_occurrence(
    made: Vevent, starts: Moment, ends: Moment, key: Moment | None, library: tzinfo
) -> Occurrence:
    written = _written(starts if key is None else key)
    if not isinstance(starts, datetime):
        last = ends.date() if isinstance(ends, datetime) else ends
        last = max(last, starts + timedelta(days=1))
        # Midnights of the library's own days: an all-day event is never moved through UTC.
        when = When(
            starts=datetime.combine(starts, time(), tzinfo=library),
            ends=datetime.combine(last, time(), tzinfo=library),
            all_day=True,
        )
    else:
        begin = starts.astimezone(UTC)
        finish = ends.astimezone(UTC) if isinstance(ends, datetime) else begin
        when = span(begin, finish)
    return Occurrence(event=made.event, when=when, key=written)


def _written(moment: Moment) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")
