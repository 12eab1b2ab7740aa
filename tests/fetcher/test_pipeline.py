from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from signage import sources
from signage.core.decision import State, Trust
from signage.core.snapshot import Library
from signage.errors import UsageError
from signage.fetcher.client import Client, Limits
from signage.fetcher.pipeline import FetchRow, Pipeline
from signage.fetcher.workers import Bounds, Workers
from signage.settings import HubSettings, Settings, SourceSettings
from signage.sources import KindEntry
from signage.sources.plan import SourceOptions
from signage.store import Store
from tests.loopback import Loopback, Scripted, conditional, ok, redirect, sequence

CSV = "title,date,time\nStory time,2026-12-01,15:00\n"


@dataclass
class TestClock:
    """A wall clock that a test moves; the monotonic one goes on, and can be moved forward."""

    __test__ = False
    wall: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    skipped: float = 0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return time.monotonic() + self.skipped

    def forward(self, wait: timedelta) -> None:
        self.wall += wait
        self.skipped += wait.total_seconds()


@dataclass
class Bench:
    """A pipeline over a real store, a real client, real workers and a real server."""

    folder: Path
    server: Loopback
    clock: TestClock = field(default_factory=TestClock)
    sources: list[SourceSettings] = field(default_factory=list)
    saved: list[int] = field(default_factory=list)
    #: So long a worker may read; a test about one that reads too long sets it down.
    seconds: float = 60

    def add(
        self,
        source_id: str,
        at: str = "",
        *,
        kind: str = "lines",
        trust: Trust = Trust.PUBLISH,
        every: timedelta | None = None,
        token: str = "",
        url: str = "",
        path: Path | None = None,
        monthly_reads: int = 0,
    ) -> None:
        options = SourceOptions(
            id=source_id,
            name=source_id,
            kind=kind,
            url=url or (self.server.url(at) if at else ""),
            path=path,
            signed=bool(token),
            monthly_reads=monthly_reads,
        )
        self.sources.append(SourceSettings(options=options, trust=trust, every=every, token=token))

    @property
    def settings(self) -> Settings:
        return Settings(
            path=self.folder / "config.toml",
            library=Library(name="Harbour Library"),
            hub=HubSettings(data=self.folder, allow_hosts=(self.server.host,)),
            sources=tuple(self.sources),
        )

    def run(self, test: Callable[[Pipeline, Store], Awaitable[None]]) -> None:
        async def whole() -> None:
            limits = Limits(seconds=5, body=64 * 1024)
            client = Client("", (self.server.host,), limits=limits, clock=self.clock)
            workers = Workers(Bounds(seconds=self.seconds))
            with Store.open(self.folder / "signage.db", self.clock) as store:
                pipeline = Pipeline(
                    self.settings,
                    store,
                    client,
                    workers,
                    self.clock,
                    self.saved.append,
                    chance=random.Random(1).random,
                )
                try:
                    await test(pipeline, store)
                finally:
                    await workers.close()
                    await client.close()

        asyncio.run(whole())

    def fetch(self, *ids: str, force: bool = True) -> list[FetchRow]:
        rows: list[FetchRow] = []

        async def test(pipeline: Pipeline, store: Store) -> None:
            rows.extend(await pipeline.fetch(ids or None, force))

        self.run(test)
        return rows


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    entry = KindEntry("tests.fetcher.jobs", "Lines", Trust.REVIEW, timedelta(minutes=60))
    monkeypatch.setattr(sources, "KINDS", {**sources.KINDS, "lines": entry})
    with Loopback() as server:
        yield Bench(tmp_path, server)


async def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come about")


async def stop(running: asyncio.Task[None]) -> None:
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


def texts(store: Store, *states: State) -> list[str]:
    return sorted(item.content.text for item in store.items(states=states or None))


def test_items_of_several_kinds_come_into_the_store(bench: Bench) -> None:
    bench.server.answers["/posts"] = ok(b"First words\nMore words")
    (bench.folder / "events.csv").write_text(CSV)
    bench.add("posts", "/posts", trust=Trust.REVIEW)
    bench.add("events", kind="playlist", path=bench.folder / "events.csv")

    async def test(pipeline: Pipeline, store: Store) -> None:
        rows = {row.source: row for row in await pipeline.fetch()}
        assert (rows["posts"].outcome, rows["posts"].items, rows["posts"].new) == ("fetched", 2, 2)
        assert (rows["events"].outcome, rows["events"].kind) == ("fetched", "playlist")
        assert texts(store, State.APPROVED) == ["Story time"]
        assert texts(store, State.WAITING) == ["First words", "More words"]
        assert bench.saved[-1] == store.revision()

    bench.run(test)


def test_words_that_moderators_wrote_down_hold_what_a_trusted_source_brings(bench: Bench) -> None:
    bench.server.answers["/posts"] = ok(b"Come to the casino\nRead a book")
    bench.add("posts", "/posts")

    async def test(pipeline: Pipeline, store: Store) -> None:
        store.block_words.add("casino", by="Tom", now=bench.clock.now())
        await pipeline.fetch()
        assert texts(store, State.HELD) == ["Come to the casino"]
        assert texts(store, State.APPROVED) == ["Read a book"]

    bench.run(test)


def test_nothing_is_read_again_that_has_not_changed(bench: Bench) -> None:
    bench.server.answers["/posts"] = conditional(b"Words", etag='W/"1"')
    (bench.folder / "events.csv").write_text(CSV)
    bench.add("posts", "/posts")
    bench.add("events", kind="playlist", path=bench.folder / "events.csv")
    assert {row.outcome for row in bench.fetch()} == {"fetched"}
    assert {row.outcome for row in bench.fetch()} == {"not modified"}
    (bench.folder / "events.csv").write_text(CSV + "Chess club,2026-12-02,16:00\n")
    assert [row.new for row in bench.fetch("events")] == [1]
    bench.clock.forward(timedelta(days=1))
    assert [row.outcome for row in bench.fetch()] == ["not modified", "fetched"], "lists speak of days"


def test_a_failure_keeps_everything_and_backs_off(bench: Bench) -> None:
    bench.server.answers["/posts"] = sequence(
        ok(b"Words"), Scripted(status=500), ok(b"<html>Sign in to GuestNet</html>"), ok(b""), ok(b"mistake")
    )
    bench.add("posts", "/posts")
    bench.fetch()

    async def test(pipeline: Pipeline, store: Store) -> None:
        pauses = []
        for _ in range(4):
            (row,) = await pipeline.fetch()
            assert row.outcome == "failed"
            assert row.error
            (due,) = store.due_sources(bench.clock.now(), ["posts"])
            pauses.append(due.due - bench.clock.now())
            assert texts(store, State.APPROVED) == ["Words"]
        assert pauses[0] < pauses[1] < pauses[2] < pauses[3] <= timedelta(hours=6)
        (health,) = store.source_health()
        assert health.failure.startswith("The answer cannot be read.")

    bench.run(test)


def test_due_times_are_honoured_after_a_restart(bench: Bench) -> None:
    bench.server.answers["/posts"] = ok(b"Words")
    bench.add("posts", "/posts", every=timedelta(minutes=10))
    bench.fetch()
    assert bench.fetch(force=False) == []
    bench.clock.forward(timedelta(minutes=8))
    assert bench.fetch(force=False) == []
    bench.clock.forward(timedelta(minutes=4))
    assert [row.outcome for row in bench.fetch(force=False)] == ["fetched"]
    assert len(bench.server.requests) == 2


def test_running_asks_when_it_is_due_and_stops_at_once(bench: Bench) -> None:
    bench.server.answers["/posts"] = ok(b"Words")
    bench.add("posts", "/posts", every=timedelta(seconds=1))

    async def test(pipeline: Pipeline, store: Store) -> None:
        running = asyncio.create_task(pipeline.run())
        await until(lambda: len(bench.server.requests) >= 3)
        bench.clock.wall -= timedelta(days=365)
        asked = len(bench.server.requests)
        await until(lambda: len(bench.server.requests) >= asked + 2)
        began = time.monotonic()
        await stop(running)
        assert time.monotonic() - began < 2

    bench.run(test)


def test_a_file_is_picked_up_when_it_is_saved(bench: Bench) -> None:
    path = bench.folder / "events.csv"
    path.write_text(CSV)
    bench.add("events", kind="playlist", path=path)

    async def test(pipeline: Pipeline, store: Store) -> None:
        running = asyncio.create_task(pipeline.run())
        await until(lambda: texts(store) == ["Story time"])
        await asyncio.sleep(0.5)
        path.write_text(CSV + "Chess club,2026-12-02,16:00\n")
        await until(lambda: len(texts(store)) == 2)
        beside = path.with_suffix(".new")
        beside.write_text(CSV + "Reading group,2026-12-03,16:00\n")
        beside.replace(path)
        await until(lambda: "Reading group" in texts(store, State.APPROVED))
        assert "Chess club" not in texts(store, State.APPROVED)
        await stop(running)

    bench.run(test)


def test_a_slow_source_delays_no_other(bench: Bench) -> None:
    with Loopback() as other:
        other.answers["/slow"] = Scripted(delay=60)
        bench.server.answers |= {f"/{n}": ok(b"Words %d" % n) for n in range(5)}
        for n in range(20):
            bench.add(f"slow-{n}", url=other.url("/slow"))
        for n in range(5):
            bench.add(f"posts-{n}", f"/{n}")

        async def test(pipeline: Pipeline, store: Store) -> None:
            pipeline._client.allow((bench.server.host, other.host))
            running = asyncio.create_task(pipeline.run())
            await until(lambda: len(texts(store)) == 5, seconds=10)
            assert other.open_most == 1, "one connection a host"
            await stop(running)

        bench.run(test)


@pytest.mark.parametrize("word", [b"spin", b"crash", b"mistake"])
def test_a_source_that_cannot_be_read_harms_no_other(bench: Bench, word: bytes) -> None:
    bench.seconds = 2
    bench.server.answers |= {"/sick": ok(word), "/posts": ok(b"Words")}
    bench.add("sick", "/sick")
    bench.add("posts", "/posts")
    rows = {row.source: row.outcome for row in bench.fetch()}
    assert rows == {"sick": "failed", "posts": "fetched"}


def test_a_pause_holds_for_the_whole_host(bench: Bench) -> None:
    bench.server.answers |= {
        "/busy": Scripted(status=429, headers={"Retry-After": "7200"}),
        "/posts": ok(b"Words"),
    }
    bench.add("busy", "/busy")
    bench.add("posts", "/posts")

    async def test(pipeline: Pipeline, store: Store) -> None:
        (row,) = await pipeline.fetch(["busy"])
        assert row.outcome == "failed"
        (due,) = store.due_sources(bench.clock.now(), ["busy"])
        assert due.due - bench.clock.now() >= timedelta(hours=2)
        (row,) = await pipeline.fetch(["posts"])
        assert (row.outcome, len(bench.server.requests)) == ("skipped", 1)
        bench.clock.forward(timedelta(hours=2))
        (row,) = await pipeline.fetch(["posts"])
        assert row.outcome == "fetched"

    bench.run(test)


def test_what_is_gone_for_good_is_not_asked_again(bench: Bench) -> None:
    bench.server.answers["/feed"] = Scripted(status=410)
    bench.add("feed", "/feed", kind="feed")

    async def test(pipeline: Pipeline, store: Store) -> None:
        running = asyncio.create_task(pipeline.run())
        await until(lambda: bool(pipeline._reports.troubled))
        assert pipeline._times.due() == ()
        assert pipeline._times.seconds_left(()) is None
        assert "gone for good" in store.source_health()[0].failure
        await stop(running)

    bench.run(test)


def test_the_budget_ends_asking_before_money_is_spent(bench: Bench) -> None:
    bench.server.answers["/paid"] = ok(b"\n".join(b"Words %d" % n for n in range(10)))
    bench.add("paid", "/paid", monthly_reads=25, token="secret-token")
    assert [bench.fetch()[0].outcome for _ in range(3)] == ["fetched", "fetched", "failed"]
    assert len(bench.server.requests) == 2
    assert "monthly_reads" in bench.fetch()[0].error
    bench.clock.wall = datetime(2026, 12, 1, 0, 1, tzinfo=UTC)
    assert bench.fetch()[0].outcome == "fetched"


def test_further_questions_are_asked_and_bounded(bench: Bench) -> None:
    bench.server.answers["/endless"] = lambda asked: ok(
        f"Words {asked.path}\nmore {bench.server.url('/endless')}?{len(bench.server.requests)}".encode()
    )
    bench.add("posts", "/endless")
    (row,) = bench.fetch()
    assert (row.outcome, row.items) == ("fetched", 20)
    assert len(bench.server.requests) == 20


def test_a_later_answer_that_fails_keeps_what_came_before(bench: Bench) -> None:
    more = f"Words\ncomplete\nmore {bench.server.url('/broken')}"
    bench.server.answers["/posts"] = conditional(more.encode(), etag='"1"')
    bench.server.answers["/broken"] = Scripted(status=500)
    bench.add("posts", "/posts")

    async def test(pipeline: Pipeline, store: Store) -> None:
        (row,) = await pipeline.fetch()
        assert (row.outcome, row.items) == ("fetched", 1)
        (health,) = store.source_health()
        assert 'the question "more"' in health.problems[0].where
        assert store.source_state("posts").memory == {}
        (row,) = await pipeline.fetch()
        assert row.outcome == "fetched", "it is asked again in full"

    bench.run(test)


def test_a_token_is_sent_to_the_sources_own_host_only(bench: Bench) -> None:
    with Loopback() as other:
        other.answers["/next"] = ok(b"Far words")
        bench.server.answers["/posts"] = ok(f"Words\nmore {other.url('/next')}".encode())
        bench.add("posts", "/posts", token="secret-token")

        async def test(pipeline: Pipeline, store: Store) -> None:
            pipeline._client.allow((bench.server.host, other.host))
            (row,) = await pipeline.fetch()
            assert row.items == 2

        bench.run(test)
        assert bench.server.requests[0].headers["authorization"] == "Bearer secret-token"
        assert "authorization" not in other.requests[0].headers


def test_the_log_speaks_once_per_change_and_holds_no_secret(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.server.answers["/posts"] = sequence(
        *[Scripted(status=500)] * 4, Scripted(status=404), ok(b"Words"), redirect("/moved?key=secret", 301)
    )
    bench.server.answers["/moved"] = ok(b"Words")
    bench.add("posts", "/posts?key=secret", token="secret-token")

    async def test(pipeline: Pipeline, store: Store) -> None:
        for _ in range(9):
            await pipeline.fetch()

    with caplog.at_level(logging.INFO, logger="signage"):
        bench.run(test)
    said = [record.getMessage() for record in caplog.records if record.name.startswith("signage")]
    assert sum("error (status 500)" in line for line in said) == 1
    assert sum("works again" in line for line in said) == 1
    assert sum("moved for good" in line for line in said) == 1
    assert len(said) <= 6
    assert not any("secret" in line for line in said)


def test_other_settings_are_taken_up_while_it_runs(bench: Bench) -> None:
    bench.server.answers |= {"/one": conditional(b"One", etag='"1"'), "/two": ok(b"Two")}
    bench.add("one", "/one")

    async def test(pipeline: Pipeline, store: Store) -> None:
        running = asyncio.create_task(pipeline.run())
        await until(lambda: texts(store) == ["One"])
        bench.add("two", "/two")
        pipeline.reload(bench.settings)
        await until(lambda: texts(store) == ["One", "Two"])
        assert len(bench.server.asked("/one")) == 1, "what did not change keeps its due time"
        bench.sources.pop(0)
        pipeline.reload(bench.settings)
        await until(lambda: pipeline._registered is pipeline._settings)
        await stop(running)

    bench.run(test)


def test_a_source_that_nobody_knows(bench: Bench) -> None:
    bench.add("posts", "/posts")
    with pytest.raises(UsageError, match="posts"):
        bench.fetch("pots")


def test_a_file_that_is_missing_or_no_file(bench: Bench) -> None:
    (bench.folder / "folder.csv").mkdir()
    bench.add("missing", kind="playlist", path=bench.folder / "missing.csv")
    bench.add("folder", kind="playlist", path=bench.folder / "folder.csv")
    rows = bench.fetch()
    assert [row.outcome for row in rows] == ["failed", "failed"]
    assert "missing.csv does not exist" in rows[0].error
