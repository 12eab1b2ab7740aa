"""The one wall clock and the one monotonic clock. They are passed in and never read deep inside."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

#: No copy of this software ran before this moment: a clock that shows less was not set yet.
SOFTWARE_MADE = datetime(2026, 11, 1, tzinfo=UTC)


class Clock(Protocol):
    """What tells the time. Everything that decides takes a `datetime`; only edges hold a clock."""

    def now(self) -> datetime:
        """The wall clock, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment; never jumps. For waits and timeouts."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The computer's own clocks."""

    def now(self) -> datetime:
        """The wall clock, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since boot, as CLOCK_MONOTONIC counts them."""
        return time.monotonic()


def trusted(now: datetime) -> bool:
    """Whether `now` can be right: a PC without a battery starts in 1970 until the network tells it.

    While this is false nothing expires and no "today" or "in 10 min" is written.
    """
    return now >= SOFTWARE_MADE
