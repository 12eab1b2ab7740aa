"""When each source is asked next: the rules of `pacing`, applied to sources."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from signage.clock import Clock
from signage.errors import AskedToWait, BudgetSpent, GoneForGood, NotReachable, SignageError
from signage.fetcher import address, pacing
from signage.fetcher.errand import Gathered
from signage.settings import SourceSettings
from signage.sources import KINDS

#: How often a file on this PC is looked at, beside being picked up when it is saved.
FILES_EVERY = timedelta(minutes=5)
#: The interval of kinds that other packages add.
USUAL = timedelta(minutes=60)
#: Whatever goes wrong with a due time, a source is not asked in a circle.
SHORTEST_PAUSE = timedelta(seconds=1)


class Timetable:
    """When each source is due, on the monotonic clock, so that a wall clock that jumps delays nothing.

    The store keeps the same as dates, for the next start.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: dict[str, float] = {}

    def wait(self, source_id: str, pause: timedelta) -> None:
        """The source is due after `pause`."""
        self._due[source_id] = self._clock.monotonic() + max(pause, SHORTEST_PAUSE).total_seconds()

    def now(self, source_id: str) -> None:
        """The source is due."""
        self._due[source_id] = self._clock.monotonic()

    def forget(self, source_id: str) -> None:
        """The source is not due until it is entered again."""
        self._due.pop(source_id, None)

    def keep_only(self, source_ids: Collection[str]) -> None:
        """Forget all others."""
        self._due = {each: due for each, due in self._due.items() if each in source_ids}

    def due(self) -> tuple[str, ...]:
        """The sources that are due, the longest waiting first."""
        now = self._clock.monotonic()
        return tuple(each for each in sorted(self._due, key=self._due.__getitem__) if self._due[each] <= now)

    def seconds_left(self, besides: Collection[str]) -> float | None:
        """How long until the next source is due, leaving some out; None where there is none."""
        waits = [due for each, due in self._due.items() if each not in besides]
        return max(min(waits) - self._clock.monotonic(), 0.0) if waits else None


def interval_of(source: SourceSettings, found: Gathered, allow_hosts: Collection[str]) -> timedelta:
    """The time to the next fetch after one that went well."""
    if source.options.path:
        return source.every or FILES_EVERY
    return pacing.interval(
        every=source.every,
        usual=KINDS[source.kind].every if source.kind in KINDS else USUAL,
        headers=found.headers,
        poll_after=found.poll_after,
        in_house=_is_in_house(source, allow_hosts),
    )


def pause_after(
    error: SignageError, failures: int, source: SourceSettings, now: datetime, chance: float
) -> timedelta:
    """The time to the next fetch after `failures` failures in a row, this one included."""
    if isinstance(error, GoneForGood):
        return pacing.LONGEST_WAIT
    if isinstance(error, BudgetSpent):
        return min(pacing.next_month(now) - now, pacing.LONGEST_WAIT)
    longest = pacing.LONGEST_PAUSE
    if source.options.path:
        longest = FILES_EVERY
    elif isinstance(error, NotReachable):
        longest = pacing.LONGEST_PAUSE_OFFLINE
    pause = pacing.back_off(failures, chance, longest=longest)
    asked = error.wait if isinstance(error, AskedToWait) else None
    return max(pause, asked) if asked else pause


def _is_in_house(source: SourceSettings, allow_hosts: Collection[str]) -> bool:
    """Whether the library runs the server itself, and so may ask as often as it likes."""
    parts = urlsplit(source.options.api or source.options.url)
    port = parts.port or (443 if parts.scheme in {"https", "webcals"} else 80)
    return address.allowed(parts.hostname or "", port, allow_hosts)
