"""A library with a PC and a TV: its settings, the commands its staff give, and the running sign."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from signage.commands.programs import display_command, hub_command, job, keeper_command
from signage.core.snapshot import SnapshotItem, decode
from signage.settings import load
from tests.bench.machine import tree

ROOT = Path(__file__).parents[2]

LIBRARY = """
[library]
name = "Harbour Library"
timezone = "Europe/London"
locale = "en-GB"
[hub]
listen = "127.0.0.1:{port}"
data = "data"
allow_hosts = ["127.0.0.1"]
contact = "sign@library.example"
[[screen]]
name = "Foyer"
motion = "{motion}"
[ages]
posts = "30 d"
"""
LIST = """
[[source]]
id = "staff-list"
name = "This week"
kind = "playlist"
path = "week.csv"
"""
WEEK = """kind,text,detail,date,starts,ends,place
event,Lanterns on the pier,Bring a jar and a candle.,tomorrow,18:00,20:00,Pier
event,Open all day for knitters,Wool is on the table.,today,,,Reading room
notice,The reading room has new lamps,Twelve of them and all of them warm.,,,,
notice,Returns go into the green box,The blue one is being painted.,,,,
number,letters were written here in the autumn,,,,,
question,Where do the gulls sleep?,On the roof of the fish market.,,,,
"""

#: Words in a log that make it not quiet.
LOUD = ("WARNING", "ERROR", "CRITICAL", "Traceback", "signage.qt", "qml:", "QML", "qt.")


@dataclass(frozen=True)
class Place:
    """The folder with the settings file, and the port of its hub."""

    folder: Path
    port: int

    @property
    def config(self) -> Path:
        """The settings file."""
        return self.folder / "config.toml"

    @property
    def screen(self) -> Path:
        """Where the screen keeps its copies."""
        return self.folder / "data" / "screens" / "foyer"

    def signage(self, *words: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """One command of the staff, ended."""
        return subprocess.run(
            [sys.executable, "-m", "signage", *words, "--config", str(self.config)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    def told(self, *words: str) -> dict[str, Any]:
        """The JSON document that a command gives; what it logged must be nothing."""
        ended = self.signage(*words, "--json")
        assert ended.returncode == 0, (ended.stdout, ended.stderr)
        assert ended.stderr == ""
        found: dict[str, Any] = json.loads(ended.stdout)
        return found

    def waiting(self) -> list[str]:
        """The ids that wait for a person."""
        return [item["id"] for item in self.told("items", "--state", "waiting")["items"]]

    def played(self) -> dict[str, Any]:
        """What the screen saved of what it has shown; empty before the first time."""
        try:
            found: dict[str, Any] = json.loads((self.screen / "played.json").read_bytes())
        except FileNotFoundError:
            return {}
        return found

    def copy(self) -> tuple[SnapshotItem, ...]:
        """The items of the screen's newest copy; none before the first."""
        try:
            return decode((self.screen / "newest.json").read_bytes()).items
        except FileNotFoundError:
            return ()

    def healthy(self) -> bool:
        """Whether the hub answers."""
        try:
            answer = httpx.get(f"http://127.0.0.1:{self.port}/healthz", trust_env=False, timeout=5)
        except httpx.TransportError:
            return False
        return answer.status_code == 200 and answer.json()["ok"] is True


def found(folder: Path, port: int, sources: str = "", motion: str = "shelf", week: str = WEEK) -> Place:
    """Write the settings of a library: its own list, and `sources`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "week.csv").write_text(week, encoding="utf-8")
    (folder / "x.token").write_text("secret\n")
    (folder / "x.token").chmod(0o600)
    (folder / "config.toml").write_text(LIBRARY.format(port=port, motion=motion) + LIST + sources)
    return Place(folder, port)


class Sign:
    """A running program of the sign, what it logs, and its children."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as file:
            self.process = subprocess.Popen(list(command), env=environment, stderr=file, cwd=ROOT)

    def said(self) -> str:
        """Everything it logged so far."""
        return self.log.read_text(encoding="utf-8")

    def loud(self) -> list[str]:
        """The lines of its log that staff would have to look at."""
        return [line for line in self.said().splitlines() if any(word in line for word in LOUD)]

    def child(self, module: str) -> int:
        """The process below this one that runs `module` (signage hub: "hub"); 0 where there is none."""
        words = {"hub": b"-m\0signage\0hub", "display": b"-m\0signage.display\0"}[module]
        for pid in tree(self.process.pid) - {self.process.pid}:
            try:
                if words in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return pid
            except OSError:
                continue
        return 0

    def until(self, true: Callable[[], object], seconds: float = 60, what: str = "it") -> float:
        """Wait until something is true; gives how many seconds that took."""
        began = time.monotonic()
        while not true():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < began + seconds, f"{what} did not happen\n{self.said()}"
            time.sleep(0.02)
        return time.monotonic() - began

    def stop(self) -> float:
        """Ask it to end; gives how many seconds that took. Its exit code must be 0."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0, self.said()
        return time.monotonic() - began

    def kill(self) -> None:
        """kill -9, as often as one likes."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)


def run_command(place: Place) -> list[str]:
    """`signage run`."""
    return [sys.executable, "-m", "signage", "run", "--config", str(place.config)]


def display_alone(place: Place) -> list[str]:
    """`signage display`."""
    return [sys.executable, "-m", "signage", "display", "--config", str(place.config)]


def tapped_run(place: Place, tap_port: int) -> list[str]:
    """What `signage run` becomes, but the screen calls its hub by another port, where somebody listens."""
    settings = load(place.config)
    elsewhere = replace(settings, hub=replace(settings.hub, port=tap_port))
    displays = {"display Foyer": display_command(elsewhere, settings.screens[0])}
    return list(keeper_command(job(displays, hub_command(settings))))


def kill(pid: int) -> None:
    """kill -9."""
    os.kill(pid, signal.SIGKILL)
