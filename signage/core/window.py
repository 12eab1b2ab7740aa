"""When something may be shown: dates, weekdays, hours, in the library's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One stretch of showing. Every part that is None or empty is open.

    Days are inclusive; weekdays are 0 (Monday) to 6; `opens` is inclusive and `closes` exclusive.
    Hours that close before they open run over midnight and belong to the day they began.
    Takes local times only and does not know about time zones.
    """

    first_day: date | None = None
    last_day: date | None = None
    weekdays: tuple[int, ...] = ()
    opens: time | None = None
    closes: time | None = None

    def allows(self, local: datetime) -> bool:
        """Whether `local`, a time on the library's clock, lies in this window."""
        opens, closes = self.opens or time.min, self.closes
        if closes is None or closes > opens:
            return (
                self._allows_day(local.date())
                and opens <= local.time()
                and (closes is None or local.time() < closes)
            )
        if local.time() >= opens:
            return self._allows_day(local.date())
        return local.time() < closes and self._allows_day(local.date() - timedelta(days=1))

    def _allows_day(self, day: date) -> bool:
        return (
            (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
            and (not self.weekdays or day.weekday() in self.weekdays)
        )


def allowed(windows: tuple[Window, ...], local: datetime) -> bool:
    """Whether any of `windows` allows `local`; no windows at all means always."""
    return not windows or any(window.allows(local) for window in windows)
