"""What a tree of processes costs: processor time, memory, presents. Reads /proc; changes nothing."""

from __future__ import annotations

import bisect
import itertools
import math
import os
import struct
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree(root: int) -> set[int]:
    """A process and all its descendants that live now."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:  # ended while we looked
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def processor_seconds(root: int) -> float:
    """User and system time of a tree so far, with that of its children that ended."""
    total = 0
    for pid in tree(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(value) for value in fields[11:15])
    return total / TICKS


def processor_nanoseconds(pid: int) -> int:
    """What all threads of one process have used so far (sched-stats: the first figure of schedstat)."""
    total = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((thread / "schedstat").read_text().split()[0])
        except OSError:  # the thread ended while we looked
            continue
    return total


def age(pid: int) -> float:
    """Seconds since a process was started (proc(5), field 22 of stat), to a hundredth."""
    started = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    return float(Path("/proc/uptime").read_text().split()[0]) - started / TICKS


def memory(root: int) -> float:
    """Proportional set size of a tree in MB (10^6 bytes)."""
    total = 0
    for pid in tree(root):
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total * 1024 / 1e6


def idle_share(seconds_before: tuple[float, float], seconds_after: tuple[float, float]) -> float:
    """How much of the machine was idle between two readings of `idle_now`, 0 to 1."""
    idle, total = (after - before for before, after in zip(seconds_before, seconds_after, strict=True))
    return idle / total if total else 0.0


def idle_now() -> tuple[float, float]:
    """Idle and total processor seconds of the whole machine since it started."""
    values = [int(value) for value in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (values[3] + values[4]) / TICKS, sum(values) / TICKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Presents:
    """When a program presented frames: CLOCK_MONOTONIC nanoseconds, as the frame clock stamped them."""

    stamps: tuple[int, ...]

    @classmethod
    def read(cls, log: Path) -> Presents:
        """Read a frame log: a count, then the stamps (tools/frames)."""
        with log.open("rb") as file:
            (count,) = struct.unpack("Q", file.read(8))
            return cls(stamps=struct.unpack(f"{count}Q", file.read(8 * count)))

    def between(self, begin: int, end: int) -> Presents:
        """The presents of one stretch of time."""
        return Presents(stamps=tuple(stamp for stamp in self.stamps if begin <= stamp < end))

    def intervals(self) -> list[float]:
        """Milliseconds from one frame to the next. Parts of one frame within 2 ms count as one."""
        frames: list[int] = []
        for stamp in self.stamps:
            if not frames or stamp - frames[-1] > 2_000_000:
                frames.append(stamp)
        return [(later - earlier) / 1e6 for earlier, later in itertools.pairwise(frames)]

    def late(self, limit: float = 25.0) -> float:
        """The share of intervals above `limit` milliseconds, 0 to 1."""
        intervals = self.intervals()
        return sum(interval > limit for interval in intervals) / len(intervals) if intervals else 1.0

    def still(self, samples: list[tuple[int, int]]) -> float:
        """Processor time while nothing was presented, in shares of a core.

        `samples` are readings of the clock and of `processor_nanoseconds`, in order.
        """
        used = spent = 0
        for (begin, before), (end, after) in itertools.pairwise(samples):
            first = bisect.bisect_left(self.stamps, begin)
            if first == len(self.stamps) or self.stamps[first] > end:
                used, spent = used + after - before, spent + end - begin
        return used / spent if spent else math.nan
