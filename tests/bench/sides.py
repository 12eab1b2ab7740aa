"""The two sides of the benchmark, each started fresh on the same X server and measured the same way."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench import content, machine
from tests.bench.glimpse import Glimpse

ROOT = Path(__file__).parents[2]
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--kiosk",
    "--window-position=0,0",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What one side cost in one run. Shares of a core, MB, seconds, shares of intervals.

    `still` is processor time in stretches in which nothing was presented (nan where there was none).
    `first_frame` is when the plank is seen on the screen, which both sides draw with their content; it
    counts from the start of the process that draws, `first_frame_all` from the command's.
    """

    processor: float
    still: float
    memory: float
    memory_all: float
    first_frame: float
    first_frame_all: float
    frames: int
    late: float
    longest: float
    idle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class XServer:
    """A virtual screen without a GPU, and the frame clock built for it."""

    display: str
    clock: Path
    shm_opcode: str
    size: str = "1920x1080"

    def environment(self, log: Path) -> dict[str, str]:
        """The environment in which a program's presents are stamped into `log`.

        Python may keep its bytecode, as it does on a PC that runs the sign.
        """
        own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {
            **own,
            "DISPLAY": self.display,
            "LD_PRELOAD": str(self.clock),
            "FRAMELOG": str(log),
            "SHM_OPCODE": self.shm_opcode,
        }


@contextlib.contextmanager
def x_server(folder: Path, size: str = "1920x1080") -> Iterator[XServer]:
    """Start Xvfb and build the frame clock. Needs $SIGNAGE_CORPUS/tools/frames (default ../shared)."""
    tools = (
        Path(os.environ.get("SIGNAGE_CORPUS", ROOT.parent / "shared")) / "tools" / "frames" / "frameclock.c"
    )
    if not tools.is_file():
        sys.exit(
            f"The frame clock {tools} is missing: set SIGNAGE_CORPUS to the folder that holds tools/frames."
        )
    clock = folder / "presents.so"
    here = Path(__file__).parent
    subprocess.run(
        ("gcc", "-O2", "-shared", "-fPIC", "-w", "-include", tools, "-o", clock, here / "presents.c", "-ldl"),
        check=True,
    )
    reading, writing = os.pipe()
    command = ("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp")
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:  # the server writes its number when it answers
                display = f":{told.readline().strip()}"
            listing = subprocess.run(
                ("xdpyinfo", "-display", display, "-queryExtensions"),
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            line = next(line for line in listing.splitlines() if "MIT-SHM" in line)
            opcode = line.split("opcode:")[1].split(",")[0].strip(" )")
            yield XServer(display=display, clock=clock, shm_opcode=opcode, size=size)
        finally:
            server.terminate()


def run(
    command: list[str],
    server: XServer,
    folder: Path,
    *,
    seconds: float,
    warm_up: float,
    drawing: str = "",
    extra: Mapping[str, str] = {},
) -> Measure:
    """Start a program, let it warm up, and measure it for `seconds`.

    `drawing` is an argument of the process that draws, where it is one of several:
    processor time is then that process's, memory the whole tree's.
    """
    log = folder / "frames.bin"
    log.unlink(missing_ok=True)
    wide, high = (int(part) for part in server.size.split("x"))
    glimpse = Glimpse(server.display, wide // 2, high - high // 200, content.PLANK)
    glimpse.start()
    started = time.monotonic_ns()
    with subprocess.Popen(
        command,
        env={**server.environment(log), **extra},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    ) as program:
        try:
            time.sleep(warm_up)
            drawer = _drawer(program.pid, drawing) if drawing else program.pid
            drawer_started = time.monotonic_ns() - machine.age(drawer) * 1e9
            begin, used, idle = time.monotonic_ns(), machine.processor_seconds(drawer), machine.idle_now()
            samples = _watch(drawer, seconds, drawing != "")
            end, used_after, idle_after = (
                time.monotonic_ns(),
                machine.processor_seconds(drawer),
                machine.idle_now(),
            )
            memory, memory_all = machine.memory(drawer), machine.memory(program.pid)
        finally:
            glimpse.stop()
            program.terminate()
            try:
                program.wait(15)
            except subprocess.TimeoutExpired:
                program.kill()
    presents = machine.Presents.read(log)
    moving = presents.between(begin, end)
    return Measure(
        processor=(used_after - used) / ((end - begin) / 1e9),
        still=presents.still(samples),
        memory=memory,
        memory_all=memory_all,
        first_frame=(glimpse.seen - drawer_started) / 1e9 if glimpse.seen else float("inf"),
        first_frame_all=(glimpse.seen - started) / 1e9 if glimpse.seen else float("inf"),
        frames=len(moving.stamps),
        late=moving.late(),
        longest=max(moving.intervals(), default=float("inf")),
        idle=machine.idle_share(idle, idle_after),
    )


def _watch(pid: int, seconds: float, sampled: bool) -> list[tuple[int, int]]:
    """Wait; where the process draws alone, read the clock and what it has used ten times a second."""
    until: float = time.monotonic() + seconds
    samples: list[tuple[int, int]] = []
    if not sampled:
        time.sleep(seconds)
    while time.monotonic() < until:
        samples.append((time.monotonic_ns(), machine.processor_nanoseconds(pid)))
        time.sleep(0.1)
    return samples


def chromium(page: Path, server: XServer, folder: Path, *, seconds: float, warm_up: float) -> Measure:
    """Debian's Chromium with a fresh profile, in kiosk mode."""
    profile = folder / "profile"
    shutil.rmtree(profile, ignore_errors=True)
    size = server.size.replace("x", ",")
    command = [
        "chromium",
        *CHROMIUM_FLAGS,
        f"--window-size={size}",
        f"--user-data-dir={profile}",
        page.as_uri(),
    ]
    return run(command, server, folder, seconds=seconds, warm_up=warm_up)


def sign(settings: Path, server: XServer, folder: Path, *, seconds: float, warm_up: float) -> Measure:
    """`signage run` with its hub, its workers and one display."""
    command = [sys.executable, "-m", "signage", "run", "--config", str(settings)]
    return run(command, server, folder, seconds=seconds, warm_up=warm_up, drawing="signage.display")


def _drawer(root: int, part: str) -> int:
    for pid in sorted(machine.tree(root)):
        if part in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
            return pid
    sys.exit(f"No process that runs {part} was started.")
