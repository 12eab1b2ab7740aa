"""The road of an item into the store: due, asked, read, judged, saved."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from signage.clock import Clock
from signage.core.health import trouble_of
from signage.errors import (
    GoneForGood,
    NotRecognised,
    SignageError,
    StoreError,
    UsageError,
)
from signage.fetcher import pacing, roster
from signage.fetcher.client import Client, authority_of
from signage.fetcher.errand import Errand, Gathered
from signage.fetcher.hosts import Hosts
from signage.fetcher.pictures import Pictures
from signage.fetcher.reports import Reports
from signage.fetcher.savedfiles import saved_files
from signage.fetcher.timetable import Timetable, interval_of, pause_after
from signage.fetcher.verdicts import judged
from signage.fetcher.workers import Workers
from signage.media.shelf import Shelf
from signage.settings import Settings, SourceSettings
from signage.sources import plan_for
from signage.store import Store
from signage.store.outcome import DueSource, FetchOutcome, SaveReport

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRow:
    """One line of `fetch --json`. `outcome` is fetched, not modified, failed or skipped."""

    source: str
    kind: str
    outcome: str
    items: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    error: str = ""
    seconds: float = 0.0


class Pipeline:
    """Asks each source when it is due and hands the store what came. The only one that asks.

    Waits on the monotonic clock: a wall clock that jumps delays nothing. Each source has a task of its
    own, so a slow one holds up none but those on its own server. Does not own client, workers or store:
    who made them closes them.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        client: Client,
        workers: Workers,
        clock: Clock,
        on_saved: Callable[[int], None] = lambda _: None,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._settings, self._store, self._client = settings, store, client
        self._workers, self._clock, self._on_saved, self._chance = workers, clock, on_saved, chance
        self._hosts = Hosts(clock.monotonic)
        shelf = Shelf(settings.hub.data / "media")
        self._pictures = Pictures(store, shelf, client, workers, self._hosts, clock)
        self._registered: Settings | None = None
        self._times = Timetable(clock)
        self._busy: dict[str, asyncio.Lock] = {}
        self._running: set[str] = set()
        self._reports = Reports()
        self._woken = asyncio.Event()

    def reload(self, settings: Settings) -> None:
        """Go on with other settings. What sources remember stays, unless they lead elsewhere now."""
        self._settings = settings
        self._client.allow(settings.hub.allow_hosts)
        self._woken.set()

    async def run(self) -> None:
        """Fetches until it is cancelled."""
        async with asyncio.TaskGroup() as tasks:
            watching: asyncio.Task[None] | None = None
            while True:
                self._woken.clear()
                if self._registered is not self._settings:
                    await self._register_at_last()
                    if watching is not None:
                        watching.cancel()
                    watching = tasks.create_task(self._watch_files(tasks))
                for source_id in self._times.due():
                    if source_id not in self._running:
                        self._start(tasks, source_id)
                try:
                    async with asyncio.timeout(self._times.seconds_left(self._running)):
                        await self._woken.wait()
                except TimeoutError:
                    continue

    async def fetch(self, ids: Collection[str] | None = None, force: bool = True) -> tuple[FetchRow, ...]:
        """Fetch these sources (None: all) now, or with `force=False` those of them that are due.

        Raises UsageError for an id that the settings do not name, StoreError.
        """
        if self._registered is not self._settings:
            await self._register()
        known = [source.id for source in self._settings.sources]
        for unknown in sorted(set(ids or ()) - set(known)):
            raise UsageError(
                f"source {unknown}",
                "The settings name no such source.",
                f"They name: {', '.join(known)}." if known else "They name no source at all.",
            )
        due = self._times.due()
        wanted = [each for each in known if (ids is None or each in ids) and (force or each in due)]
        async with asyncio.TaskGroup() as tasks:
            rows = [tasks.create_task(self._fetch(each, with_pictures=True)) for each in wanted]
        return tuple(row.result() for row in rows)

    # Who is due

    async def _register_at_last(self) -> None:
        """Registers however long the store cannot be written: a full disk must not end the fetching."""
        while True:
            try:
                return await self._register()
            except StoreError as error:
                log.error("%s It is tried again each minute.", error)  # noqa: TRY400  a sentence for staff
                await asyncio.sleep(60)

    async def _register(self) -> None:
        settings, now = self._settings, self._clock.now()
        await asyncio.to_thread(self._store.register, roster.records(settings))
        ids = [source.id for source in settings.sources]
        due = await asyncio.to_thread(self._store.due_sources, now, ids) if ids else ()
        waiting = {each.id for each in await asyncio.to_thread(self._store.due_sources, now)}
        before, self._registered = self._registered, settings
        earlier = {source.id: source for source in before.sources} if before else {}
        for each in due:
            if earlier.get(each.id) == settings.source(each.id):
                continue
            if before or each.id in waiting:
                self._times.now(each.id)
            else:
                self._times.wait(each.id, each.due - now)
        self._times.keep_only(ids)

    def _start(self, tasks: asyncio.TaskGroup, source_id: str) -> None:
        self._running.add(source_id)

        async def fetch() -> None:
            try:
                await self._fetch(source_id)
            finally:
                self._running.discard(source_id)
                self._woken.set()
            await self._collect(source_id)

        tasks.create_task(fetch(), name=f"source {source_id}")

    async def _watch_files(self, tasks: asyncio.TaskGroup) -> None:
        paths: dict[Path, list[str]] = {}
        for source in self._settings.sources:
            if source.options.path:
                paths.setdefault(source.options.path, []).append(source.id)
        async for path in saved_files(paths):
            for source_id in paths[path]:
                self._start(tasks, source_id)

    # One fetch

    async def _fetch(self, source_id: str, *, with_pictures: bool = False) -> FetchRow:
        async with self._busy.setdefault(source_id, asyncio.Lock()):
            source = self._settings.source(source_id)
            if source is None:
                return FetchRow(source=source_id, kind="", outcome="skipped", error="It was taken out.")
            began = self._clock.monotonic()
            row = await self._guarded(source)
            if with_pictures and row.outcome != "failed":
                await self._collect(source_id)
            return replace(row, seconds=round(self._clock.monotonic() - began, 3))

    async def _guarded(self, source: SourceSettings) -> FetchRow:
        """Turns everything that can go wrong with one source into a row; the others go on."""
        try:
            return await self._attempt(source)
        except StoreError as error:
            self._times.wait(source.id, pacing.FIRST_PAUSE)
            self._reports.failed(source.id, error)
            return _row(source, "failed", error=f"{error.what} {error.do}")
        except Exception:
            # The border between sources: a mistake in one kind must not end the fetching of all.
            self._times.wait(source.id, pacing.LONGEST_PAUSE)
            log.exception("source %s: a mistake in this software", source.id)
            return _row(source, "failed", error="A mistake in this software.")

    async def _attempt(self, source: SourceSettings) -> FetchRow:
        now = self._clock.now()
        (due,) = await asyncio.to_thread(self._store.due_sources, now, [source.id])
        plan = plan_for(source.options)
        errand = Errand(source, plan, self._store, self._client, self._workers, self._hosts, now)
        try:
            try:
                first = plan.start(due.state, now)
            except ValueError as error:
                raise NotRecognised(
                    f"source {source.id}", "The address cannot be used.", "Check it for mistakes."
                ) from error
            if first and (left := self._hosts.pause_left(authority_of(first[0].url))):
                self._times.wait(source.id, left)
                return _row(source, "skipped", error=f"{authority_of(first[0].url)} asked for a pause.")
            found = await errand.run(first, due.state)
        except SignageError as error:
            return await self._save_failure(source, due, errand, error)
        if source.kind == "folder" and source.options.path is not None:
            items = found.items.values()
            found.problems += await self._pictures.take_in(source.id, source.options.path, items)
        return await self._save(source, found)

    async def _save(self, source: SourceSettings, found: Gathered) -> FetchRow:
        now = self._clock.now()
        next_due = pacing.next_due(
            now, interval_of(source, found, self._settings.hub.allow_hosts), self._chance(), found.wait
        )

        outcome = FetchOutcome(
            source=source.id,
            next_due=next_due,
            memory=found.memory,
            validators=found.validators,
            gone=tuple(found.gone),
            checked=tuple(found.checked),
            complete=found.complete,
            unchanged=found.answers > 0 and found.unchanged == found.answers,
            # A person has just saved it: a short list on this PC is meant.
            settled=source.options.path is not None,
            reads=found.reads,
            problems=tuple(found.problems),
        )

        def save() -> SaveReport:
            earlier = self._store.earlier_texts(source.id, now)
            added = tuple(one.word for one in self._store.block_words.all())
            items = judged(found.items.values(), source, self._settings, earlier, added)
            return self._store.save(replace(outcome, items=items), now)

        report = await asyncio.to_thread(save)
        self._times.wait(source.id, report.due - now)
        self._reports.worked(source.id, report, found.moved_to)
        self._on_saved(report.revision)
        return _row(
            source,
            "not modified" if outcome.unchanged else "fetched",
            items=len(found.items),
            new=report.new,
            changed=report.changed,
            gone=report.gone,
        )

    async def _save_failure(
        self, source: SourceSettings, due: DueSource, errand: Errand, error: SignageError
    ) -> FetchRow:
        now = self._clock.now()
        pause = pause_after(error, due.failures + 1, source, now, self._chance())
        outcome = FetchOutcome(
            source=source.id,
            next_due=now + pause,
            failure=f"{error.what} {error.do}",
            trouble=trouble_of(error),
            reads=errand.gathered.reads,
        )
        report = await asyncio.to_thread(self._store.save, outcome, now)
        self._times.wait(source.id, report.due - now)
        if isinstance(error, GoneForGood):
            # For good means until the settings lead elsewhere, or this program starts again.
            self._times.forget(source.id)
        self._reports.failed(source.id, error)
        return _row(source, "failed", error=f"{error.what} {error.do}")

    # What follows from it

    async def _collect(self, source_id: str) -> None:
        """Pictures come after their items; what goes wrong with them is no failure of the source."""
        try:
            if await self._pictures.collect(source_id):
                self._on_saved(await asyncio.to_thread(self._store.revision))
        except (StoreError, OSError) as error:
            log.warning("source %s: pictures could not be kept: %s", source_id, error)


def _row(source: SourceSettings, outcome: str, **figures: Any) -> FetchRow:
    return FetchRow(source=source.id, kind=source.kind, outcome=outcome, **figures)
