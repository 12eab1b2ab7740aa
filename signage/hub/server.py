"""Serving: the application, the fetcher and the announcer in one event loop, until told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
import watchfiles
from fastapi import FastAPI

from signage import __version__
from signage.clock import Clock, SystemClock
from signage.core.pairing import halves
from signage.errors import SignageError, StoreError
from signage.fetcher.pipeline import Pipeline
from signage.hub.app import make_app, make_patrons_app
from signage.hub.backups import folder, lock
from signage.hub.door import listen
from signage.hub.fetching import asking
from signage.hub.hub import Hub
from signage.hub.moderation import alarm
from signage.settings import Settings, load
from signage.store import Store

log = logging.getLogger(__name__)

#: How far the hub steps back for the display on a PC that runs both: the picture comes first.
NICE = 5
#: Seconds between two looks at the code of first run.
LOOK_AT_CODE = 5
#: Seconds that open requests get to end; streams are ended at once.
GRACE = 1
#: Seconds between two looks for pictures of screens that are too old.
FORGET_EVERY = 30.0
#: Seconds between two times that the diary is written: as much is lost where the hub is killed.
WRITE_DIARY_EVERY = 30
#: Seconds between two times that the store forgets what nobody needs.
TIDY_EVERY = 24 * 3600
#: Seconds after the start before which no backup is made: first come the screens and the sources.
SETTLED = 60
#: Seconds until a backup that failed is tried again.
RETRY = 3600


class _Server(uvicorn.Server):
    """uvicorn without its own signal handling: the hub stops its other parts at the same time."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(settings: Settings, clock: Clock | None = None) -> None:
    """Run the hub until SIGTERM or SIGINT. Raises SettingsError and StoreError at the start."""
    clock = clock or SystemClock()
    os.nice(NICE)
    settings.hub.data.mkdir(parents=True, exist_ok=True)
    with (
        listen(settings.hub.host, settings.hub.port) as door,
        _patrons_door(settings) as patrons_door,
        lock.in_use(settings.hub.data),
    ):
        store = Store.open(settings.hub.database or settings.hub.data / "signage.db", clock)
        try:
            asyncio.run(_serve(settings, store, clock, door, patrons_door))
        finally:
            store.close()


@contextmanager
def _patrons_door(settings: Settings) -> Iterator[socket.socket | None]:
    """The socket of the patrons' pages, None where they have none of their own. Raises SettingsError."""
    if settings.patrons_listen is None:
        yield None
        return
    with listen(*settings.patrons_listen, "patrons") as door:
        yield door


def _server(app: FastAPI, trusted_proxies: tuple[str, ...]) -> _Server:
    return _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=bool(trusted_proxies),
            forwarded_allow_ips=list(trusted_proxies),
            timeout_graceful_shutdown=GRACE,
            limit_concurrency=500,
        )
    )


async def _serve(
    settings: Settings,
    store: Store,
    clock: Clock,
    door: socket.socket,
    patrons_door: socket.socket | None,
) -> None:
    hub = Hub(settings, store, clock)
    await asyncio.to_thread(hub.admit_own_screens)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    servers = {_server(make_app(hub), settings.hub.trusted_proxies): door}
    if patrons_door is not None:
        servers[_server(make_patrons_app(hub), settings.hub.trusted_proxies)] = patrons_door
    host, port = door.getsockname()[:2]
    log.info("signage %s: the hub listens at %s:%s", __version__, host, port)
    if not await asyncio.to_thread(hub.opened):
        code = " ".join(halves(hub.first_run.open(clock.now())))
        where = settings.hub.address or f"http://{host}:{port}"
        log.info("First run: open %s and type the code %s within 10 minutes.", where, code)
    async with asking(settings, clock) as (client, workers):
        pipeline = Pipeline(settings, store, client, workers, clock, hub.fetched)
        hub.fetching.begin(pipeline)
        jobs = [
            asyncio.create_task(hub.announcer.run()),
            asyncio.create_task(pipeline.run()),
            asyncio.create_task(_watch(hub, pipeline)),
            asyncio.create_task(_tidy(hub)),
            asyncio.create_task(_back_up(hub)),
            asyncio.create_task(_look_at_code(hub)),
            asyncio.create_task(alarm.keep_watch(hub)),
            asyncio.create_task(_keep_diary(hub)),
            asyncio.create_task(_forget(hub)),
        ]
        serving = [asyncio.create_task(one.serve(sockets=[at])) for one, at in servers.items()]
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({*serving, stopping, *jobs}, return_when=asyncio.FIRST_COMPLETED)
        for server in servers:
            server.should_exit = True
        hub.announcer.close()
        for job in (*jobs, stopping):
            job.cancel()
        ended = await asyncio.gather(*serving, *jobs, return_exceptions=True)
        await asyncio.to_thread(hub.prints.close)
        await asyncio.to_thread(hub.diary.close)
    for problem in ended:
        if isinstance(problem, Exception):
            raise problem


async def _watch(hub: Hub, pipeline: Pipeline) -> None:
    """Take over the settings file each time it is saved; go on with the last good one where it is broken."""
    path = hub.settings.path
    # The folder is watched: editors put a new file in the old one's place.
    async for changes in watchfiles.awatch(path.parent, debounce=200, recursive=False):
        if not any(changed == str(path) for _, changed in changes) or not path.exists():
            continue
        try:
            settings = await asyncio.to_thread(load, path)
            await asyncio.to_thread(hub.reload, settings)
        except SignageError as error:
            log.warning("%s The hub goes on with the settings it had.", error)
            continue
        pipeline.reload(settings)
        log.info("%s was changed and is in use.", path.name)


async def _look_at_code(hub: Hub) -> None:
    """A new code of first run reaches the screens although nothing was written."""
    while True:
        await asyncio.sleep(LOOK_AT_CODE)
        if not hub.first_run.closed:
            hub.announcer.poke()


async def _keep_diary(hub: Hub) -> None:
    """Write down what the screens showed; a few rows at a time would cost a commit each."""
    while True:
        await asyncio.sleep(WRITE_DIARY_EVERY)
        await asyncio.to_thread(hub.diary.write)


async def _forget(hub: Hub) -> None:
    """No picture of a screen outlives its time where nobody looks; nothing forgotten stays on the disk."""
    while True:
        await asyncio.sleep(FORGET_EVERY)
        hub.glimpses.tidy(hub.clock.now())
        try:
            await asyncio.to_thread(hub.store.sweep)
        except StoreError as error:
            log.warning("%s", error)


async def _tidy(hub: Hub) -> None:
    """Let the store forget old items once a day; a failure waits for the next day."""
    while True:
        try:
            forgotten = await asyncio.to_thread(hub.store.prune, hub.clock.now(), hub.settings.retention)
            log.debug("%d old items were forgotten.", forgotten)
        except StoreError as error:
            log.warning("%s", error)
        await asyncio.sleep(TIDY_EVERY)


async def _back_up(hub: Hub) -> None:
    """Two backups a day; where one fails, the page tells and the next try comes soon."""
    backups = hub.backups
    await asyncio.to_thread(backups.clean)
    newest = next((kept.made for kept in backups.all() if kept.purpose is folder.Purpose.BY_ITSELF), None)
    pause = folder.wait(newest, hub.clock.now()).total_seconds()
    while True:
        await asyncio.sleep(max(pause, SETTLED))
        try:
            kept = await asyncio.to_thread(backups.make, folder.Purpose.BY_ITSELF, hub.clock.now())
            log.info("Backup %s: %.1f MB.", kept.name, kept.size / 1_000_000)
            backups.trouble, pause = "", folder.EVERY.total_seconds()
        except StoreError as error:
            log.warning("%s", error)
            backups.trouble, pause = f"{error.what} {error.do}", RETRY
