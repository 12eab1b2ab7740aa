"""The keeper: starts the hub and one display per TV, or the display alone, and keeps each of them up.

Runs as a process of its own that knows programs only (`python -m signage.keeper JOB`, JOB being JSON):
it reads no settings, opens no database and draws nothing, so there is little in it that can fail.
"""

from __future__ import annotations

import asyncio
import ctypes
import json
import logging
import os
import signal
import sys
import time
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import partial

log = logging.getLogger(__name__)

#: Seconds. A program that died is started again after the shortest pause, then after twice as long ...
SHORTEST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
#: ... until it has lived so long; then the next pause is the shortest again.
HEALTHY = 60.0
#: So many deaths within so many seconds make a display start on less.
DEATHS = 3
WITHIN = 60.0
#: After so many seconds on less, a display tries the newest copy again.
TRY_AGAIN = 3600.0
#: Seconds that the displays have for themselves before the hub starts too: the first picture is on the
#: glass from the saved copy sooner when the two do not share a small processor.
HEAD_START = 0.7
#: Seconds between "please stop" and the end.
GRACE = 2.0

FORMAT = "%(asctime)s %(levelname)s %(message)s"


class Copy(StrEnum):
    """What a display starts on: the newest copy, the one before it, or notices alone."""

    NEWEST = "newest"
    PREVIOUS = "previous"
    NOTICES = "notices"


_LESS = {Copy.NEWEST: Copy.PREVIOUS, Copy.PREVIOUS: Copy.NOTICES, Copy.NOTICES: Copy.NOTICES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the keeper remembers of one program's deaths. Times are monotonic seconds.

    Changes only through `after_death` and `at_start`. Does not know which program it is about.
    """

    copy: Copy = Copy.NEWEST
    #: When `copy` was last chosen.
    since: float = 0.0
    #: The deaths on this copy that lie within WITHIN of the last one, that one included.
    deaths: tuple[float, ...] = ()
    #: How many times in a row it died before it was HEALTHY, on this copy.
    quick: int = 0

    @property
    def pause(self) -> float:
        """Seconds to wait before the next start."""
        return min(LONGEST_PAUSE, SHORTEST_PAUSE * 2.0 ** min(max(0, self.quick - 1), 10))


def after_death(record: Record, started: float, died: float) -> Record:
    """The record after a life from `started` to `died`.

    The third death within a minute makes the next start use less, and gives that a fresh run of pauses.
    """
    deaths = (*(death for death in record.deaths if died - death < WITHIN), died)
    if len(deaths) >= DEATHS and record.copy is not Copy.NOTICES:
        return Record(copy=_LESS[record.copy], since=died, quick=1)
    quick = record.quick + 1 if died - started < HEALTHY else 1
    return replace(record, deaths=deaths[-DEATHS:], quick=quick)


def at_start(record: Record, now: float) -> Record:
    """The record with which a start at `now` is made: the newest copy again once an hour is over."""
    if record.copy is not Copy.NEWEST and now - record.since >= TRY_AGAIN:
        return Record(since=now)
    return record


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program to keep up. `chooses` adds `--copy-choice` to its command.

    One that `closes` is a window at a desk: one that ends with code 0 was closed and stays closed.
    """

    name: str
    command: tuple[str, ...]
    chooses: bool = False
    closes: bool = False
    #: Seconds before it is started the first time.
    waits: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one keeper keeps up."""

    programs: tuple[Program, ...]

    def encode(self) -> str:
        """The job as JSON, for the command line."""
        return json.dumps([asdict(program) for program in self.programs])

    @staticmethod
    def decode(text: str) -> Job:
        """The job that `encode` wrote."""
        return Job(
            programs=tuple(
                Program(**{**entry, "command": tuple(entry["command"])}) for entry in json.loads(text)
            )
        )


def die_with_parent() -> None:
    """Let the kernel end this process when its parent thread ends, however that ends. Linux only.

    prctl(2), PR_SET_PDEATHSIG. Called between fork and exec; survives the exec.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)


def _before_exec(parent: int) -> None:
    die_with_parent()
    if os.getppid() != parent:  # the parent ended before the kernel was told
        os._exit(1)


class Keeper:
    """Starts every program, starts it again when it ends, and stops all of them.

    Never gives up; stops by itself only when a person has closed the last window at a desk. Does not look
    into what they do: a program that hangs is not noticed.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stopping = asyncio.Event()
        self._told: dict[str, float] = {}
        self._windows = {program.name for program in job.programs if program.closes}

    async def run(self) -> None:
        """Keep everything up until `stop` is called; then everything has ended."""
        await asyncio.gather(*(self._keep(program) for program in self._job.programs))

    def stop(self) -> None:
        """Begin to stop."""
        self._stopping.set()

    async def _keep(self, program: Program) -> None:
        if program.waits:
            await self._sleep(program.waits)
        record = Record(since=time.monotonic())
        while not self._stopping.is_set():
            record = at_start(record, time.monotonic())
            choice = ("--copy-choice", record.copy.value) if program.chooses else ()
            started = time.monotonic()
            tied = partial(_before_exec, os.getpid())
            try:
                child = await asyncio.create_subprocess_exec(*program.command, *choice, preexec_fn=tied)
            except OSError as error:
                code = f"it could not be started: {error.strerror}"
            else:
                renew = record.since + TRY_AGAIN - started if record.copy is not Copy.NEWEST else None
                if await self._wait(child, renew):
                    continue
                if program.closes and child.returncode == 0:
                    self._closed(program)
                    return
                code = f"it ended with code {child.returncode}"
            if self._stopping.is_set():
                return
            record = after_death(record, started, time.monotonic())
            self._tell(program, code, record)
            await self._sleep(record.pause)

    def _closed(self, window: Program) -> None:
        self._windows.discard(window.name)
        if not self._windows:
            self.stop()

    async def _wait(self, child: asyncio.subprocess.Process, renew: float | None) -> bool:
        """Wait for the child's end; True if it was ended here: a stop, or the newest is tried again."""
        ended = asyncio.ensure_future(child.wait())
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({ended, stopping}, timeout=renew, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                return False
            child.terminate()
            done, _ = await asyncio.wait({ended}, timeout=GRACE)
            if not done:
                child.kill()
                await ended
            return True
        finally:
            stopping.cancel()

    async def _sleep(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    def _tell(self, program: Program, code: str, record: Record) -> None:
        """One line a death while the pauses grow, then one an hour: months of them must not fill a disk."""
        now = time.monotonic()
        if record.pause >= LONGEST_PAUSE and now - self._told.get(program.name, -TRY_AGAIN) < TRY_AGAIN:
            return
        if record.pause >= LONGEST_PAUSE:
            self._told[program.name] = now
        on = f" on {record.copy.value}" if record.copy is not Copy.NEWEST else ""
        log.warning("%s: %s. It starts again%s in %g s.", program.name, code, on, record.pause)


async def keep(job: Job) -> None:
    """Keep the programs of `job` up until SIGTERM, SIGINT or SIGHUP."""
    keeper = Keeper(job)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, keeper.stop)
    await keeper.run()


def main() -> None:
    """Run the job given as the only argument."""
    logging.basicConfig(level=logging.INFO, format=FORMAT, stream=sys.stderr)
    asyncio.run(keep(Job.decode(sys.argv[1])))


if __name__ == "__main__":
    main()
