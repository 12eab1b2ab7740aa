"""Half an hour in which nothing stays: the display must not grow.

SIGNAGE_SOAK_SECONDS=90 script/test --no-lint --long tests/soak     is the short form, to try things out.
SIGNAGE_SOAK_LOG=FILE keeps every sample, from the first second on, as tab-separated columns.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import pytest

from tests.display.hub import serving
from tests.end_to_end.glass import lit, missing
from tests.end_to_end.library import Sign
from tests.soak.parade import ROUND, Parade

SECONDS = float(os.environ.get("SIGNAGE_SOAK_SECONDS", "1800"))
#: Everything has been there once, and what is kept for the second time is there.
WARM_UP = min(1.5 * ROUND, SECONDS / 3)
SAMPLE_EVERY = 2.0
LOG = os.environ.get("SIGNAGE_SOAK_LOG", os.devnull)
#: MiB that 10,000 replaced items may add.
MOST_MEMORY = 2.0
#: Lines to the hub at once: what Qt opens to one host, when answers are awaited side by side.
MOST_LINES = 6
#: Objects more at the same place of the last round, typically: it is never twice the same moment.
MOST_OBJECTS = 12
#: In less than this the slope says nothing.
LONG_ENOUGH = 900


@dataclass(frozen=True)
class Sample:
    """One look at the process. Memory in MiB: its own pages, with its share of others' (PSS), with all (RSS)."""

    seconds: float
    changes: int
    own: float
    pss: float
    rss: float
    lines: int
    files: int
    threads: int
    objects: int


def sample(pid: int, cell: Path, seconds: float, changes: int) -> Sample:
    """Look at the process once. Source: proc(5), smaps_rollup."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in rollup}
    status = Path(f"/proc/{pid}/status").read_text()
    opened = [str(link) for link in links(pid)]
    lines = connected(pid).intersection(opened)
    threads = next(line for line in status.splitlines() if line.startswith("Threads:"))
    return Sample(
        seconds=seconds,
        changes=changes,
        own=(kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) / 1024,
        pss=kilobytes["Pss"] / 1024,
        rss=kilobytes["Rss"] / 1024,
        lines=len(lines),
        files=len(opened) - len(lines),
        threads=int(threads.split()[1]),
        objects=int.from_bytes(cell.read_bytes(), sys.byteorder, signed=True),
    )


def links(pid: int) -> Iterator[Path]:
    """What its open files are; what is closed meanwhile is left out."""
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield file.readlink()


def connected(pid: int) -> set[str]:
    """The TCP connections of its network, called as its open files are. Source: proc_pid_net(5)."""
    rows = Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]
    return {f"socket:[{row.split()[9]}]" for row in rows}


def counter(folder: Path) -> Path:
    """The little library that counts objects, built."""
    built = folder / "objects.so"
    source = Path(__file__).with_name("objects.c")
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", built, source], check=True)
    return built


def slope(samples: Sequence[Sample], name: str) -> float:
    """What 10,000 replaced items added, by the straight line through all samples."""
    changes = [one.changes for one in samples]
    return statistics.linear_regression(changes, [getattr(one, name) for one in samples]).slope * 10_000


def told(samples: Sequence[Sample], name: str) -> str:
    """The figures of one thing, for people: a line of quarters, lowest to highest in each."""
    quarter = max(1, len(samples) // 4)
    parts = [samples[at : at + quarter] for at in range(0, 4 * quarter, quarter)]
    values = [[getattr(one, name) for one in part] for part in parts if part]
    return f"{name:8} " + "   ".join(f"{min(some):.10g} to {max(some):.10g}" for some in values)


@pytest.mark.long
@pytest.mark.timeout(SECONDS + 300)
def test_nothing_grows_while_everything_changes(tmp_path: Path) -> None:
    if why := missing():
        pytest.skip(why)
    cell, token = tmp_path / "objects", tmp_path / "token"
    cell.write_bytes(bytes(8))
    token.write_text("secret")
    with lit(tmp_path / "glass", "1920x1080") as glass, serving() as desk:
        parade = Parade(desk)
        parade.step(0)
        command = [sys.executable, "-m", "tests.soak.display", str(counter(tmp_path)), str(cell)]
        command += ["--hub", desk.address, "--token-file", str(token), "--copy", str(tmp_path / "copy")]
        command += ["--backend", "software", "--windowed", "--size", "1920x1080"]
        display = Sign(command, glass.environment(), tmp_path / "display.log")
        try:
            display.until(lambda: desk.reports, what="a report")
            samples = soak(display, parade, cell)
            loud = display.loud()
            assert display.stop() < 20
        finally:
            display.kill()
    judge(samples, loud)


def soak(display: Sign, parade: Parade, cell: Path) -> list[Sample]:
    """One step each second; the samples after the warm-up."""
    began, second = time.monotonic(), 0
    samples: list[Sample] = []
    with Path(LOG).open("w", encoding="utf-8", buffering=1) as log:
        print(*(field.name for field in fields(Sample)), sep="\t", file=log)
        while (now := time.monotonic() - began) < SECONDS:
            assert display.process.poll() is None, display.said()
            if now >= second + 1:
                second += 1
                parade.step(second)
            if now >= len(samples) * SAMPLE_EVERY:
                samples.append(sample(display.process.pid, cell, now, parade.changes))
                print(*(f"{value:.10g}" for value in astuple(samples[-1])), sep="\t", file=log)
            time.sleep(0.05)
    return [one for one in samples if one.seconds >= WARM_UP]


def judge(samples: Sequence[Sample], loud: Sequence[str]) -> None:
    """Fail where something grew from the first whole round to the last, or memory by too much an item.

    RSS is told and not judged: it counts pages of libraries and fonts that cost nothing where others have them.
    """
    names = ("own", "pss", "rss", "lines", "files", "threads", "objects")
    grown = {name: slope(samples, name) for name in names}
    after = samples[-1].changes - samples[0].changes
    print(f"\n{SECONDS:.0f} s, {samples[-1].changes} items replaced, {after} after the warm-up;")
    print("by quarters, and what 10,000 items added:")
    for name in names:
        print(f"{told(samples, name)}   {grown[name]:+.3f}")
    assert not loud
    long = int(ROUND / SAMPLE_EVERY)
    if len(samples) < 2 * long:
        print("Too short to judge growth: the rounds are not whole.")
        return
    first, last = samples[:long], samples[-long:]
    for name in ("files", "threads"):
        most = [max(getattr(one, name) for one in part) for part in (first, last)]
        assert most[1] <= most[0], f"{name} grew"
    assert max(one.lines for one in samples) <= MOST_LINES
    more = [late.objects - early.objects for early, late in zip(first, last, strict=True)]
    assert statistics.median(more) <= MOST_OBJECTS, "objects grew"
    if SECONDS >= LONG_ENOUGH:
        assert grown["own"] <= MOST_MEMORY
        assert grown["pss"] <= MOST_MEMORY
