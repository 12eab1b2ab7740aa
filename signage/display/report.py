"""The report: what the hub is told of this screen."""

from __future__ import annotations

import os
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import msgspec

from signage.clock import Clock
from signage.display.turns import Turns

#: So many removed items are remembered.
MOST_REMOVED = 100


class Report:
    """Remembers what failed and what left the glass, and when. Sends nothing itself."""

    def __init__(self, clock: Clock, backend: str) -> None:
        self._clock, self._backend = clock, backend
        self._failed: dict[str, str] = {}
        self._removed: dict[str, str] = {}

    def failed(self, item: str, why: str) -> None:
        """The card of this item could not be made."""
        self._failed[item] = why[:500]

    def removed(self, ids: AbstractSet[str]) -> None:
        """These have just left the glass."""
        self._removed |= dict.fromkeys(ids, self._clock.now().isoformat())
        self._removed = dict(list(self._removed.items())[-MOST_REMOVED:])

    def told(self, revision: int | None, painted: AbstractSet[str], turns: Turns | None) -> dict[str, Any]:
        """The report of this moment, ready for JSON."""
        return {
            "revision": revision,
            "painted": sorted(painted),
            "removed": [{"id": one, "at": at} for one, at in self._removed.items()],
            "failed": self._failed,
            "played": msgspec.to_builtins(turns.played) if turns else None,
            "memory": _memory(),
            "clock": self._clock.now().isoformat(),
            "zone": turns.snapshot.library.timezone if turns else "",
            "backend": self._backend,
        }


def _memory() -> int:
    """Resident memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
