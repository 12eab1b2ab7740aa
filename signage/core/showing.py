"""Whether an item may be shown at one moment, and if not, why; and when that next changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from signage.clock import SOFTWARE_MADE, trusted
from signage.core import opening
from signage.core.emergency import Emergency, Mode
from signage.core.item import Lane
from signage.core.snapshot import Snapshot, SnapshotItem, zone_of
from signage.core.timetable import Period
from signage.core.window import Window, allowed
from signage.core.wording import clock_time, local, moment, moment_of
from signage.words import Words, for_locale

#: An event that begins within this comes in every turn.
SOON = timedelta(minutes=30)
#: From here on the leaf of an event counts minutes.
COUNTS_DOWN = timedelta(minutes=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How well a screen reaches its hub: whether it answered since the start, how long it is silent."""

    answered: bool = True
    silent_for: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """One moment at one library, and what it allows, in the ticker and on the stage.

    Does not choose or order: that is the programme's.

    While the clock cannot be right nothing ends or runs out, and nothing with a window is shown: a
    window is a permission, and without a clock nobody knows that it holds.
    """

    snapshot: Snapshot
    now: datetime
    local: datetime
    zone: ZoneInfo
    words: Words
    reach: Reach
    sure: bool
    open: bool
    #: The emergency that is on now.
    emergency: Emergency | None = None

    @classmethod
    def at(cls, snapshot: Snapshot, now: datetime, reach: Reach) -> Showing:
        """The moment `now`. Raises SnapshotError where the library's zone is not known."""
        zone = zone_of(snapshot.library.timezone)
        here, sure = local(now, zone), trusted(moment(now))
        hours, emergency = snapshot.library.hours, snapshot.emergency
        return cls(
            snapshot=snapshot,
            now=moment(now),
            local=here,
            zone=zone,
            words=for_locale(snapshot.library.locale),
            reach=reach,
            sure=sure,
            open=hours.is_open(here) if sure else not hours.known,
            emergency=emergency if emergency and emergency.is_on(moment(now)) else None,
        )

    @property
    def takeover(self) -> bool:
        """Whether an emergency is shown instead of everything."""
        return self.emergency is not None and self.emergency.mode is Mode.REPLACE

    def is_alarm(self, item: SnapshotItem) -> bool:
        """Whether `item` is the notice of the emergency that is on."""
        return self.emergency is not None and item.id == self.emergency.id

    def why_not(self, item: SnapshotItem) -> str:
        """Why `item` may not be shown now, "" if it may."""
        words, when = self.words, item.content.when
        if self.is_alarm(item):
            return ""
        if self.takeover:
            return words.text("rests while an emergency is shown")
        if self.snapshot.mix.weight(item.lane) <= 0:
            return words.text("nothing of its kind is shown here")
        if self.sure and when and moment(when.ends) <= self.now:
            return words.text("ended at {when}", when=self._say(when.ends))
        if self.sure and item.expires and moment(item.expires) <= self.now:
            return words.text("too old since {when}", when=self._say(item.expires))
        if self.sure and item.lease and moment(item.lease) <= self.now:
            return words.text("not confirmed by its service since {when}", when=self._say(item.lease))
        if item.review and not self.reach.answered:
            return words.text("waits for the hub")
        if item.review and self.reach.silent_for >= self.snapshot.review_rest:
            return words.text("rests while the hub is silent")
        if item.lane is Lane.PATRONS and not self.open:
            opens = self.snapshot.library.hours.opens_at(self.local) if self.sure else None
            if opens is None:
                return words.text("rests while the library is closed")
            return words.text("rests while the library is closed, until {when}", when=self._say(opens))
        if item.windows and not self.sure:
            return words.text("is for certain times, and the clock is not set")
        if not allowed(item.windows, self.local):
            begins = self._next_window(item.windows)
            if begins is None:
                return words.text("its time is over")
            return words.text("not before {when}", when=self._say(begins))
        return ""

    def must(self, item: SnapshotItem) -> bool:
        """Whether an item that may be shown comes in every turn: pinned, or begins within SOON."""
        when = item.content.when
        if item.pinned:
            return True
        if not self.sure or when is None or when.all_day:
            return False
        return timedelta(0) < moment(when.starts) - self.now <= SOON

    def changes_at(self, timetable: tuple[Period, ...] = ()) -> datetime | None:
        """The next moment at which anything said here could be otherwise, by time alone. UTC.

        `timetable` is that of the screen.
        """
        if not self.sure:
            return SOFTWARE_MADE
        return min((found for found in self._edges(timetable) if found > self.now), default=None)

    def _edges(self, timetable: tuple[Period, ...]) -> Iterator[datetime]:
        yield from self._daily_edges(timetable)
        if self.emergency:
            yield moment(self.emergency.until)
        counted = opening.next_change(self.snapshot.library.hours, self.local)
        if counted:
            yield counted
        silent = self.reach.silent_for
        if timedelta(0) < silent < self.snapshot.review_rest:
            yield self.now + (self.snapshot.review_rest - silent)
        for item in self.snapshot.items:
            when = item.content.when
            if item.expires:
                yield moment(item.expires)
            if item.lease:
                yield moment(item.lease)
            if not when:
                continue
            starts = moment(when.starts)
            yield starts
            yield moment(when.ends)
            wait = starts - self.now
            if wait > SOON:
                yield starts - SOON
            if wait > COUNTS_DOWN:
                yield starts - COUNTS_DOWN + timedelta(minutes=1)
            elif wait > timedelta(0):
                yield starts - (-(-wait // timedelta(minutes=1)) - 1) * timedelta(minutes=1)

    def _daily_edges(self, timetable: tuple[Period, ...]) -> Iterator[datetime]:
        """Midnight, opening hours, and the hours of windows; the change of the clocks if there is one."""
        today = self.local.date()
        midnight = datetime.combine(today + timedelta(days=1), time.min, tzinfo=self.zone)
        yield moment(midnight)
        if midnight.utcoffset() != self.local.utcoffset():
            # Somewhere before midnight the clock face jumps, always on a half hour of UTC.
            half = self.now.replace(minute=self.now.minute // 30 * 30, second=0, microsecond=0)
            yield half + timedelta(minutes=30)
        hours = {edge for shift in self.snapshot.library.hours.shifts(today) for edge in shift}
        windows = [window for item in self.snapshot.items for window in item.windows]
        for window in (*windows, *(period.window for period in timetable)):
            hours.update(edge for edge in (window.opens, window.closes) if edge is not None)
        for hour in hours:
            for fold in (0, 1):
                yield moment(datetime.combine(today, hour, tzinfo=self.zone).replace(fold=fold))

    def _next_window(self, windows: tuple[Window, ...]) -> datetime | None:
        """When one of `windows` begins next, within a year, to the minute; for the words only."""
        today = self.local.date()
        days = {today + timedelta(days=ahead) for ahead in range(8)}
        far = today + timedelta(days=366)
        for window in windows:
            if window.first_day and today < window.first_day <= far:
                days.update(window.first_day + timedelta(days=ahead) for ahead in range(7))
        for day in sorted(days):
            for hour in sorted({window.opens or time.min for window in windows}):
                begins = datetime.combine(day, hour, tzinfo=self.zone)
                if begins > self.local and allowed(windows, begins):
                    return begins
        return None

    def _say(self, when: datetime) -> str:
        here = local(when, self.zone)
        if here.date() == self.local.date() and self.sure:
            return clock_time(here, self.words)
        return moment_of(when, self.zone, self.words)
