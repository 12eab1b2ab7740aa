"""When the library is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

#: Opens (inclusive) and closes (exclusive), local time, on one day; `time.max` closes at midnight.
Shift = tuple[time, time]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """The week's opening hours, Monday first, and the days it stays closed. Local time only.

    A week without a single shift means that the hours are not known: `is_open` is then always true.
    """

    week: tuple[tuple[Shift, ...], ...] = ((),) * 7
    closed: tuple[date, ...] = ()

    @property
    def known(self) -> bool:
        """Whether any opening hours were given."""
        return any(self.week)

    def shifts(self, day: date) -> tuple[Shift, ...]:
        """The shifts of one day, in order; none on a closed day."""
        return () if day in self.closed else self.week[day.weekday()]

    def is_open(self, local: datetime) -> bool:
        """Whether the library is open at `local`; true where no hours are known."""
        if not self.known:
            return True
        return any(opens <= local.time() < closes for opens, closes in self.shifts(local.date()))

    def closes_at(self, local: datetime) -> datetime | None:
        """When the present shift ends, or None while closed or where no hours are known."""
        for opens, closes in self.shifts(local.date()):
            if opens <= local.time() < closes:
                if closes == time.max:
                    return datetime.combine(local.date() + timedelta(days=1), time.min, tzinfo=local.tzinfo)
                return local.replace(hour=closes.hour, minute=closes.minute, second=0, microsecond=0)
        return None

    def opens_at(self, local: datetime) -> datetime | None:
        """The next opening after `local` within two weeks, or None."""
        for ahead in range(15):
            day = local.date() + timedelta(days=ahead)
            for opens, _ in self.shifts(day):
                begins = datetime.combine(day, opens, tzinfo=local.tzinfo)
                if begins > local:
                    return begins
        return None
