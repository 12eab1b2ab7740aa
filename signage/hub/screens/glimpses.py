"""Glimpses: what each screen looked like a moment ago, as it sent it; in memory alone."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

#: So long a picture is kept, and so long a screen is left alone after it was asked for one.
KEPT = timedelta(minutes=10)
ASKED_EVERY = timedelta(seconds=5)
#: Bytes; a screen sends some 30,000.
LARGEST = 250_000
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """One picture (JPEG), when it came and which revision it shows."""

    jpeg: bytes
    at: datetime
    revision: int


class Glimpses:
    """The newest picture of each screen; writes none of them down. Thread-safe.

    A picture may hold words of patrons: none outlives ten minutes, and a hide takes all that are older.
    """

    def __init__(self) -> None:
        self._newest: dict[str, Glimpse] = {}
        self._changed = threading.Condition()
        self._asked: datetime | None = None
        #: Pictures of earlier revisions may show what was hidden.
        self._least = 0

    def ask(self, now: datetime) -> bool:
        """Whether the screens are to be asked for pictures: not when they were a moment ago."""
        with self._changed:
            if self._asked is not None and self._asked <= now < self._asked + ASKED_EVERY:
                return False
            self._asked = now
            return True

    def keep(self, screen: str, jpeg: bytes, revision: int, now: datetime) -> bool:
        """Take a picture over; False for one that is no picture, or may show what has been hidden since."""
        with self._changed:
            if revision < self._least or len(jpeg) > LARGEST or not jpeg.startswith(_JPEG):
                return False
            self._newest[screen] = Glimpse(jpeg=jpeg, at=now, revision=revision)
            self._changed.notify_all()
            return True

    def of(self, screen: str, now: datetime, patience: float = 0.0) -> Glimpse | None:
        """The screen's picture; waits up to `patience` seconds for one newer than the last asking."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_new(screen), patience)
            kept = self._newest.get(screen)
            if kept is not None and now - kept.at >= KEPT:
                del self._newest[screen]
                return None
            return kept

    def forget(self, revision: int) -> None:
        """Something left the screens with this revision: earlier pictures may show it."""
        with self._changed:
            self._least = max(self._least, revision)
            self._newest = {name: one for name, one in self._newest.items() if one.revision >= self._least}

    def tidy(self, now: datetime) -> None:
        """Let go of what is too old, also of screens that nobody looks at."""
        with self._changed:
            self._newest = {name: one for name, one in self._newest.items() if now - one.at < KEPT}

    def _is_new(self, screen: str) -> bool:
        kept = self._newest.get(screen)
        return kept is not None and (self._asked is None or kept.at >= self._asked)
