"""The diary: what each screen showed when, noted from the reports and written down now and then."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection
from datetime import datetime

from signage.core.airing import Airing, Glass, after_report, joined, so_far
from signage.core.emergency import EMERGENCY
from signage.errors import StoreError
from signage.store import Store
from signage.store.items import short_id

log = logging.getLogger(__name__)

#: So much is kept while the database cannot be written; then the oldest is lost.
MOST_UNWRITTEN = 20_000


class Diary:
    """Notes reports in memory; `write` puts what ended into the store, many rows at once. Thread-safe.

    Keeps ids alone, no words: of an item its short id, of an emergency its whole one.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._glasses: dict[str, Glass] = {}
        self._unwritten: list[Airing] = []

    def note(self, screen: str, painted: Collection[str], now: datetime) -> None:
        """A screen reported what it paints."""
        names = [named(one) for one in painted]
        with self._lock:
            self._glasses[screen], ended = after_report(self._glasses.get(screen), screen, names, now)
            self._unwritten += ended
            del self._unwritten[:-MOST_UNWRITTEN]

    def write(self) -> None:
        """Write down what ended since the last time. What cannot be written is tried again."""
        with self._lock:
            airings, self._unwritten = self._unwritten, []
        try:
            self._store.airings.add(airings)
        except StoreError as error:
            log.warning("%s", error)
            with self._lock:
                self._unwritten = [*airings, *self._unwritten][-MOST_UNWRITTEN:]

    def leave(self, screen: str) -> None:
        """Write down what is on this screen as far as it was told: it will be called otherwise."""
        with self._lock:
            glass = self._glasses.pop(screen, None)
            if glass is not None:
                self._unwritten += so_far(glass)
        self.write()

    def close(self) -> None:
        """Write down everything, also what is on: the hub stops."""
        with self._lock:
            for glass in self._glasses.values():
                self._unwritten += so_far(glass)
            self._glasses.clear()
        self.write()

    def between(self, first: datetime, last: datetime, *, item: str = "") -> tuple[Airing, ...]:
        """What was on from `first` until before `last`, of one item by its short id. Raises StoreError."""
        with self._lock:
            here = [*self._unwritten, *(one for glass in self._glasses.values() for one in so_far(glass))]
        found = [one for one in here if one.began < last and one.ended >= first and item in ("", one.item)]
        return joined([*self._store.airings.between(first, last, item=item), *found])


def named(item_id: str) -> str:
    """What an item is called in the diary."""
    return item_id if item_id.startswith(EMERGENCY) else short_id(item_id)
