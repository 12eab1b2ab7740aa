"""Asking sources: what the hub does all day, and commands once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager
from dataclasses import dataclass

from signage.clock import Clock, SystemClock
from signage.fetcher.client import Client
from signage.fetcher.discover import Found, discover
from signage.fetcher.pipeline import FetchRow, Pipeline
from signage.fetcher.workers import Workers
from signage.settings import Settings
from signage.sources.plan import Place
from signage.store import Store


@asynccontextmanager
async def asking(settings: Settings, clock: Clock) -> AsyncIterator[tuple[Client, Workers]]:
    """What asks and what reads the answers; both end with the block."""
    client = Client(contact=settings.hub.contact, allow_hosts=settings.hub.allow_hosts, clock=clock)
    workers = Workers()
    try:
        yield client, workers
    finally:
        await workers.close()
        await client.close()


async def fetch_once(settings: Settings, store: Store, ids: Sequence[str] | None) -> tuple[FetchRow, ...]:
    """Ask sources now (None: all), without a running hub. Raises UsageError and StoreError."""
    clock = SystemClock()
    async with asking(settings, clock) as (client, workers):
        return await Pipeline(settings, store, client, workers, clock).fetch(ids)


#: So long a person waits for what an address is, in seconds.
PATIENCE = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What came of looking at an address. `wrong`: why nothing did, in words."""

    address: str
    finds: tuple[Found, ...] = ()
    wrong: str = ""


async def find_out(text: str, settings: Settings) -> tuple[Found, ...]:
    """What an address can be, the likeliest first. Raises SourceError, TimeoutError after PATIENCE."""
    clock = SystemClock()
    place = Place(timezone=settings.library.timezone, locale=settings.library.locale)
    async with asking(settings, clock) as (client, workers), asyncio.timeout(PATIENCE):
        return await discover(text, client, workers, clock.now(), place)


class Fetching:
    """The running fetcher, as pages reach it from their own threads. Until `begin` nothing is asked."""

    def __init__(self) -> None:
        self._pipeline: Pipeline | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def begin(self, pipeline: Pipeline) -> None:
        """From now on this one is asked. Call it in the event loop that it runs in."""
        self._pipeline, self._loop = pipeline, asyncio.get_running_loop()

    def reload(self, settings: Settings) -> None:
        """Go on with other settings. May be called from any thread."""
        if self._pipeline is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(self._pipeline.reload, settings)

    def now(self, source_id: str, patience: float) -> FetchRow | None:
        """Fetch one source now; None where that takes more than `patience` seconds, and goes on.

        Raises UsageError for an id that the settings do not name, StoreError.
        """
        if self._pipeline is None or self._loop is None:
            return None
        asked = asyncio.run_coroutine_threadsafe(self._pipeline.fetch([source_id]), self._loop)
        try:
            return asked.result(patience)[0]
        except (TimeoutError, CancelledError):
            return None
