"""What a screen tells about itself: the newest report of each, kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue


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


class Reports:
    """The newest report of each screen by name. Keeps nothing on disk and nothing older."""

    def __init__(self) -> None:
        self._newest: dict[str, tuple[datetime, Report]] = {}
        self._lock = threading.Lock()

    def keep(self, screen: str, report: Report, now: datetime) -> None:
        """Replace the screen's report."""
        with self._lock:
            self._newest[screen] = (now, report)

    def newest(self) -> Mapping[str, tuple[datetime, Report]]:
        """When each screen reported last, and what."""
        with self._lock:
            return dict(self._newest)
