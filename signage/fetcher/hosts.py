"""Manners towards servers: one question at a time to each, and a pause where one asks for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from weakref import WeakValueDictionary

#: How many servers are asked at the same time.
MOST_AT_ONCE = 16


class Hosts:
    """Who may be asked now. Forgets its pauses when the process ends: due times are in the store."""

    def __init__(self, monotonic: Callable[[], float], most_at_once: int = MOST_AT_ONCE) -> None:
        self._monotonic = monotonic
        self._places = asyncio.Semaphore(most_at_once)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._pauses: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until no other question to this host is open, then for a place among all questions.

        In this order: who waits for a slow host must not take a place from the others.
        """
        own = self._turns.setdefault(host, asyncio.Lock())
        async with own, self._places:
            yield

    def pause(self, host: str, wait: timedelta) -> None:
        """Leave a host alone for a while, whatever source leads there."""
        self._pauses[host] = max(self._pauses.get(host, 0), self._monotonic() + wait.total_seconds())

    def pause_left(self, host: str) -> timedelta:
        """How long this host is still to be left alone; zero where it is not."""
        left = self._pauses.get(host, 0) - self._monotonic()
        if left <= 0:
            self._pauses.pop(host, None)
            return timedelta(0)
        return timedelta(seconds=left)
