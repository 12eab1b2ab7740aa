"""What a screen tells about itself: the newest report of each, and what it showed before, in memory."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

#: A display reports every ten seconds, and at once when something changes.
ANSWERS_WITHIN = timedelta(seconds=25)
#: Of so many items that left a screen it is known when.
MOST_SHOWN = 400


class Removed(BaseModel):
    """One item that left the glass, and when, by the screen's clock."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(max_length=1000)
    at: AwareDatetime


class Report(BaseModel):
    """What is painted now and how the screen fares. Keys that this hub does not know are left out."""

    model_config = ConfigDict(frozen=True)

    #: The revision of the snapshot that is shown; None before the first one.
    revision: int | None = None
    painted: tuple[str, ...] = Field(default=(), max_length=400)
    removed: tuple[Removed, ...] = Field(default=(), max_length=400)
    #: Items whose card could not be drawn, with the reason.
    failed: Mapping[str, str] = Field(default_factory=dict, max_length=400)
    played: JsonValue = None
    #: Frame times in milliseconds by name ("p50", "p99", "longest").
    frames: Mapping[str, float] = Field(default_factory=dict, max_length=50)
    #: Bytes.
    memory: int = Field(default=0, ge=0)
    clock: AwareDatetime | None = None
    zone: str = Field(default="", max_length=100)
    backend: str = Field(default="", max_length=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item that was on a screen a moment ago."""

    item: str
    screen: str
    at: datetime


class Reports:
    """The newest report of each screen by name, and what it showed before. Keeps nothing on disk."""

    def __init__(self) -> None:
        self._newest: dict[str, tuple[datetime, Report]] = {}
        self._before: deque[Shown] = deque(maxlen=MOST_SHOWN)
        self._lock = threading.Lock()

    def keep(self, screen: str, report: Report, now: datetime) -> None:
        """Replace the screen's report."""
        with self._lock:
            earlier = self._newest.get(screen)
            self._newest[screen] = (now, report)
            if earlier is not None:
                left = set(earlier[1].painted) - set(report.painted)
                self._before.extend(Shown(item=item, screen=screen, at=now) for item in sorted(left))

    def forget(self, screen: str) -> None:
        """No screen is called so any more."""
        with self._lock:
            self._newest.pop(screen, None)

    def newest(self) -> Mapping[str, tuple[datetime, Report]]:
        """When each screen reported last, and what."""
        with self._lock:
            return dict(self._newest)

    def just_shown(self, since: datetime) -> tuple[Shown, ...]:
        """What left a screen since then and is on none now, the last one first, each once."""
        with self._lock:
            now = {item for _, report in self._newest.values() for item in report.painted}
            lately = {one.item: one for one in self._before if one.at >= since and one.item not in now}
        return tuple(sorted(lately.values(), key=lambda one: (one.at, one.item), reverse=True))
