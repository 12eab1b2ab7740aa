"""Worker processes that read what came from outside, and are ended where they take too long."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar, cast

import signage
from signage.errors import NotRecognised, TooLarge, TooSlow
from signage.fetcher.job import BEGUN, LENGTH, Job, Result
from signage.sources.plan import Plan, Received, Response, SourceState

T = TypeVar("T")

#: The largest result that is taken from a worker.
_MOST_RESULT = 64 * 1024 * 1024
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a job may cost, and how long a worker lives. Memory in bytes, times in seconds."""

    seconds: float = 5
    memory: int = 256 * 1024 * 1024
    #: For starting the process and importing what the job needs.
    start_seconds: float = 20
    idle_seconds: float = 60
    jobs: int = 200
    workers: int = 1


class Workers:
    """Runs jobs in processes of low priority: one job a process at a time, and in order of arrival.

    A process is started when there is work and ended when there was none for a minute. It dies with
    this one. Does not retry a job, and knows nothing about sources.
    """

    def __init__(self, bounds: Bounds = Bounds()) -> None:
        self.bounds = bounds
        self._free = asyncio.Semaphore(bounds.workers)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that live now."""
        return tuple(worker.pid for worker in self._all)

    async def receive(
        self, plan: Plan, response: Response, state: SourceState, now: datetime, *, where: str = "source"
    ) -> Received:
        """What a plan makes of an answer. Raises the SourceErrors of `receive` and of `run`."""
        return await self.run(where, receive, plan, response, state, now)

    async def run(self, where: str, function: Callable[..., T], *arguments: object) -> T:
        """Call a function of a module in a worker; it and its arguments are pickled.

        Raises the SourceError that it raised, TooSlow past the seconds, TooLarge past the memory,
        NotRecognised where it failed in any other way.
        """
        async with self._free:
            worker = self._wake() or await self._start()
            try:
                result = await worker.do(Job(function, arguments, self.bounds.seconds), self.bounds)
            except TimeoutError as error:
                raise TooSlow(
                    where,
                    f"Reading the answer took longer than {self.bounds.seconds:g} seconds.",
                    "Look for an address with fewer items; what is shown stays for its own time.",
                ) from error
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                raise NotRecognised(
                    where,
                    "Reading the answer ended unexpectedly.",
                    "It is tried again later; what is shown stays for its own time.",
                ) from error
            finally:
                # Also when this task was cancelled: half a result must not meet the next job.
                if worker.clean and worker.jobs < self.bounds.jobs and not self._closed:
                    self._rest(worker)
                else:
                    self._end(worker)
        return cast("T", _value(result, where))

    async def close(self) -> None:
        """Ends all workers at once."""
        self._closed = True
        for worker in list(self._all):
            self._end(worker)
        await asyncio.gather(*self._ending)

    def _wake(self) -> _Worker | None:
        """An idle process that still lives."""
        while self._idle:
            worker = self._idle.pop()
            worker.rouse()
            if worker.alive:
                return worker
            self._end(worker)
        return None

    async def _start(self) -> _Worker:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "signage.fetcher.worker", str(self.bounds.memory), str(os.getpid())),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_environment(),
        )
        worker = _Worker(process)
        self._all.add(worker)
        return worker

    def _rest(self, worker: _Worker) -> None:
        self._idle.append(worker)
        worker.bedtime = asyncio.get_running_loop().call_later(self.bounds.idle_seconds, self._retire, worker)

    def _retire(self, worker: _Worker) -> None:
        if worker in self._idle:
            self._idle.remove(worker)
            self._end(worker)

    def _end(self, worker: _Worker) -> None:
        worker.kill()
        self._all.discard(worker)
        ended = asyncio.ensure_future(worker.ended())
        self._ending.add(ended)
        ended.add_done_callback(self._ending.discard)


def run_once(where: str, function: Callable[..., T], *arguments: object) -> T:
    """Call a function in a worker of its own, from a thread without a loop. Raises as `Workers.run`."""

    async def once() -> T:
        workers = Workers()
        try:
            return await workers.run(where, function, *arguments)
        finally:
            await workers.close()

    return asyncio.run(once())


class _Worker:
    """One process and its pipes. `clean` while no job is half done."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.jobs = 0
        self.clean = True
        self.bedtime: asyncio.TimerHandle | None = None
        self._reading = asyncio.Lock()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    def rouse(self) -> None:
        if self.bedtime is not None:
            self.bedtime.cancel()
            self.bedtime = None

    async def do(self, job: Job, bounds: Bounds) -> Result:
        """Raises TimeoutError, EOFError, OSError or UnpicklingError; the worker is unclean then."""
        self.clean = False
        self.jobs += 1
        packed = pickle.dumps(job)
        if self._process.stdin is None:
            raise EOFError
        async with asyncio.timeout(bounds.start_seconds):
            self._process.stdin.write(LENGTH.pack(len(packed)) + packed)
            await self._process.stdin.drain()
            message = await self._read()
        if message == BEGUN:
            async with asyncio.timeout(bounds.seconds):
                message = await self._read()
        result = pickle.loads(message)  # noqa: S301  from our own worker process
        if not isinstance(result, Result):
            raise pickle.UnpicklingError
        self.clean = not result.out_of_memory
        return result

    async def _read(self) -> bytes:
        if self._process.stdout is None:
            raise EOFError
        async with self._reading:
            head = await self._process.stdout.readexactly(LENGTH.size)
            size: int = LENGTH.unpack(head)[0]
            if size > _MOST_RESULT:
                raise pickle.UnpicklingError
            return await self._process.stdout.readexactly(size)

    def kill(self) -> None:
        self.rouse()
        with suppress(ProcessLookupError):
            self._process.kill()

    async def ended(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        # A pipe is closed only when it was read to its end.
        while self._process.stdout is not None and not self._process.stdout.at_eof():
            async with self._reading:
                with suppress(OSError):
                    await self._process.stdout.read(_PIECE)
        await self._process.wait()


def _environment() -> dict[str, str]:
    """Without the tokens of sources; with the place of this package, wherever the hub was started."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGNAGE_")}
    places = [str(Path(signage.__file__).parents[1]), kept.get("PYTHONPATH", "")]
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, places))}


def receive(plan: Plan, response: Response, state: SourceState, now: datetime) -> Received:
    """The job of reading one answer, as a function that can be pickled."""
    return plan.receive(response, state, now)


def _value(result: Result, where: str) -> object:
    if result.error is not None:
        result.error.where = result.error.where or where
        raise result.error
    if result.out_of_memory:
        raise TooLarge(
            where,
            "Reading the answer takes more memory than a sign should use.",
            "Look for an address with fewer items; what is shown stays for its own time.",
        )
    if result.accident:
        raise NotRecognised(
            where,
            "The answer cannot be read.",
            "Check the address; the log says more. What is shown stays for its own time.",
        ) from RuntimeError(result.accident)
    return result.value
