from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from signage.errors import AskedToWait, NeedsSignIn, NotRecognised, SourceError, TooLarge, TooSlow
from signage.fetcher.workers import Bounds, Workers
from tests.fetcher import jobs

QUICK = Bounds(seconds=1)


def with_workers(test: Callable[[Workers], Awaitable[None]], bounds: Bounds = QUICK) -> None:
    async def run() -> None:
        workers = Workers(bounds)
        try:
            await test(workers)
        finally:
            await workers.close()
        assert not workers.pids

    asyncio.run(run())


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def ends(pid: int) -> bool:
    for _ in range(200):
        if not is_alive(pid):
            return True
        await asyncio.sleep(0.05)
    return False


async def started(workers: Workers) -> int:
    for _ in range(1000):
        if workers.pids:
            return workers.pids[0]
        await asyncio.sleep(0.01)
    raise AssertionError("no worker was started")


def test_a_job_is_done_in_one_process_at_low_priority() -> None:
    async def test(workers: Workers) -> None:
        assert workers.pids == ()
        assert await workers.run("source a", jobs.add, 2, 3) == 5
        first, second = [await workers.run("source a", jobs.who) for _ in range(2)]
        assert first == second
        assert first[0] != os.getpid()
        assert first[1] == os.getpid()
        assert first[2] >= 10

    with_workers(test)


@pytest.mark.parametrize(
    ("job", "arguments", "error"),
    [
        (jobs.spin, (), TooSlow),
        (jobs.nap, (60,), TooSlow),
        (jobs.stopped, (), TooSlow),
        (jobs.grow, (), TooLarge),
        (jobs.leave, (0,), NotRecognised),
        (jobs.crash, (signal.SIGKILL,), NotRecognised),
        (jobs.crash, (signal.SIGSEGV,), NotRecognised),
        (jobs.nest, (), NotRecognised),
        (jobs.lambda_back, (), NotRecognised),
        (jobs.add, (1, "one"), NotRecognised),
    ],
)
def test_accidents_are_sentences_and_the_next_job_works(
    job: Callable[..., object], arguments: tuple[object, ...], error: type[SourceError]
) -> None:
    async def test(workers: Workers) -> None:
        with pytest.raises(error) as caught:
            await workers.run("source a", job, *arguments)
        assert caught.value.where == "source a"
        assert caught.value.do
        assert await workers.run("source a", jobs.add, 1, 1) == 2

    with_workers(test, QUICK if error is TooSlow else Bounds(seconds=60))


def test_errors_meant_for_staff_cross_the_border_whole() -> None:
    async def test(workers: Workers) -> None:
        with pytest.raises(NeedsSignIn) as unnamed:
            await workers.run("source a", jobs.ask_for_sign_in)
        assert (unnamed.value.where, unnamed.value.what) == ("source a", "The service wants a token.")
        with pytest.raises(AskedToWait) as named:
            await workers.run("source a", jobs.ask_to_wait)
        assert named.value.where == "source x"
        assert named.value.wait is not None
        assert named.value.wait.total_seconds() == 180

    with_workers(test)


def test_what_a_library_prints_does_not_get_between_results() -> None:
    async def test(workers: Workers) -> None:
        assert await workers.run("source a", jobs.chatter) == "said"
        assert await workers.run("source a", jobs.add, 1, 1) == 2

    with_workers(test)


def test_tokens_are_not_in_a_workers_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNAGE_TOKEN_POSTS", "secret-token")

    async def test(workers: Workers) -> None:
        assert "secret-token" not in (await workers.run("source a", jobs.environment)).values()

    with_workers(test)


def test_a_worker_that_is_killed_in_the_middle_of_a_job() -> None:
    async def test(workers: Workers) -> None:
        await workers.run("source a", jobs.add, 1, 1)
        (pid,) = workers.pids
        job = asyncio.ensure_future(workers.run("source a", jobs.nap, 30))
        await asyncio.sleep(0.2)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(NotRecognised, match="unexpectedly"):
            await job
        assert await workers.run("source a", jobs.add, 1, 1) == 2

    with_workers(test, Bounds(seconds=60))


def test_a_worker_that_is_killed_while_it_rests_is_replaced() -> None:
    async def test(workers: Workers) -> None:
        await workers.run("source a", jobs.add, 1, 1)
        (pid,) = workers.pids
        os.kill(pid, signal.SIGKILL)
        assert await ends(pid)
        await asyncio.sleep(0.2)
        assert await workers.run("source a", jobs.add, 1, 1) == 2

    with_workers(test)


def test_a_job_that_is_cancelled_leaves_no_process_and_no_half_result() -> None:
    async def test(workers: Workers) -> None:
        job = asyncio.ensure_future(workers.run("source a", jobs.nap, 30))
        pid = await started(workers)
        await asyncio.sleep(0.2)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert await ends(pid)
        assert await workers.run("source a", jobs.add, 1, 1) == 2

    with_workers(test, Bounds(seconds=60))


def test_workers_end_when_idle_and_after_many_jobs() -> None:
    async def test(workers: Workers) -> None:
        pids = [(await workers.run("source a", jobs.who))[0] for _ in range(4)]
        assert pids[0] == pids[1] != pids[2] == pids[3]
        assert await ends(pids[3])
        assert workers.pids == ()

    with_workers(test, Bounds(jobs=2, idle_seconds=0.2))


def test_closing_ends_a_job_that_runs() -> None:
    async def test() -> None:
        workers = Workers(Bounds(seconds=60))
        job = asyncio.ensure_future(workers.run("source a", jobs.nap, 30))
        pid = await started(workers)
        await workers.close()
        with pytest.raises(NotRecognised):
            await job
        assert await ends(pid)

    asyncio.run(test())


PARENT = """
import asyncio
from signage.fetcher.workers import Bounds, Workers
from tests.fetcher import jobs
async def main():
    workers = Workers(Bounds(seconds=600))
    await workers.run("source a", jobs.add, 1, 1)
    print(workers.pids[0], flush=True)
    await workers.run("source a", jobs.spin)
asyncio.run(main())
"""


def test_a_worker_dies_with_its_parent() -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=root, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.kill()
    assert asyncio.run(ends(pid))
