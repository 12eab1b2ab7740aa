"""Patience: patrons are told that it takes longer today, because a moderator asked for it."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

#: It is asked for anew when it is still so after this time.
LASTS = timedelta(hours=1)


class Patience:
    """Until when patrons are told. In memory: it ends with the hub. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: datetime | None = None

    def ask(self, now: datetime) -> None:
        """Tell them from now on."""
        with self._lock:
            self._until = now + LASTS

    def end(self) -> None:
        """Tell them no more."""
        with self._lock:
            self._until = None

    def until(self, now: datetime) -> datetime | None:
        """When it ends; None where nobody is told."""
        with self._lock:
            return self._until if self._until and now < self._until else None
