"""The hub is killed at random moments while it fetches and while somebody decides."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from signage.clock import SystemClock
from signage.store import Store
from tests.end_to_end.library import ROOT, Place, Sign, found
from tests.end_to_end.restless import Restless
from tests.hub.test_server import free_port

#: The hub is killed at most so many seconds after a moment of its life: its start, its first question,
#: or the first thing that it saved; after that it asks and saves all the time.
WITHIN = 1.5
SAVED = "INFO source boats-"

Decision = tuple[str, datetime, str]


@dataclass
class Count:
    """What happened in all rounds."""

    rounds: int = 0
    decisions: set[Decision] = field(default_factory=set)
    asked: int = 0
    saved: int = 0
    seconds: float = 0.0


class Decider:
    """The process of somebody who decides, and what it has acknowledged."""

    def __init__(self, place: Place, seed: int) -> None:
        command = [sys.executable, "-m", "tests.end_to_end.decider", str(place.config), str(seed)]
        with (place.folder / "decider.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
        self.told: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.told.extend(iter(self.process.stdout.readline, ""))

    def decisions(self) -> set[Decision]:
        """What it said it had done; its last word may be cut."""
        whole = [line.split("\t") for line in tuple(self.told) if line.endswith("\n")]
        return {(item, datetime.fromisoformat(at), after.strip()) for item, at, after in whole}

    def kill(self) -> set[Decision]:
        """kill -9; gives everything that it had acknowledged."""
        self.process.kill()
        self.process.wait(20)
        self._reader.join(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.decisions()


def prove(place: Place, told: set[Decision]) -> None:
    """The database is sound, holds every acknowledged decision, and every item is where its log says."""
    path = place.folder / "data" / "signage.db"
    with contextlib.closing(sqlite3.connect(path, timeout=30)) as raw:
        assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    kept: set[Decision] = set()
    with Store.open(path, SystemClock()) as store:
        for item in store.items():
            log = store.decisions(item.id)
            kept |= {(row.item, row.at, row.after.value) for row in log}
            for earlier, later in pairwise(log):
                assert later.before is earlier.after
    assert told <= kept, sorted(told - kept)


def rules_said(place: Place) -> int:
    """How many rows of the log no person wrote: each was saved with a fetch."""
    with contextlib.closing(sqlite3.connect(place.folder / "data" / "signage.db")) as raw:
        (rows,) = raw.execute("SELECT count(*) FROM decisions WHERE by IN ('rules', 'source')").fetchone()
    return int(rows)


@contextmanager
def hub(place: Place) -> Iterator[Sign]:
    """`signage hub`, killed with everything it started at the end of the block."""
    command = [sys.executable, "-m", "signage", "hub", "--config", str(place.config)]
    running = Sign(command, dict(os.environ), place.folder / "hub.log")
    try:
        yield running
    finally:
        running.kill()


def kill_rounds(folder: Path, rounds: int, seed: int) -> Count:
    """Start, kill and look `rounds` times, on one database."""
    chance, count, began = random.Random(seed), Count(), time.monotonic()
    world = Restless()
    place = found(folder, free_port(), world.settings())
    assert place.signage("fetch").returncode == 0
    decider = Decider(place, seed)
    try:
        for number in range(rounds):
            with hub(place) as running:
                # What the last kill left is looked at while the hub starts on it.
                told = count.decisions | decider.decisions()
                asked, log = sum(world.asked.values()), len(running.said())
                if number % 4:
                    running.until(place.healthy, what="a hub that answers")
                    running.until(lambda: sum(world.asked.values()) > asked, what="a question")  # noqa: B023
                if number % 4 > 1:
                    running.until(lambda: SAVED in running.said()[log:], what="something saved")  # noqa: B023
                time.sleep(chance.uniform(0, WITHIN))
                running.process.send_signal(signal.SIGKILL)
                if number % 5 == 4:
                    count.decisions |= decider.kill()
                    decider = Decider(place, seed + number)
            prove(place, told)
            assert decider.process.poll() is None, (folder / "decider.log").read_text()
            count.rounds += 1
        with hub(place) as running:
            running.until(place.healthy, what="a hub that answers at last")
            loud = running.loud()
            assert running.stop() < 20
        count.decisions |= decider.kill()
        prove(place, count.decisions)
    finally:
        decider.kill()
        world.stop()
    assert loud == []
    count.asked = sum(world.asked.values())
    count.saved = rules_said(place)
    count.seconds = time.monotonic() - began
    return count


def judge(counts: list[Count]) -> None:
    """Much was asked and decided, and the figure for people."""
    rounds = sum(count.rounds for count in counts)
    decided, asked = sum(len(count.decisions) for count in counts), sum(count.asked for count in counts)
    saved, seconds = sum(count.saved for count in counts), max(count.seconds for count in counts)
    sys.stdout.write(
        f"\n{rounds} kills in {seconds:.0f} s: {decided} acknowledged decisions, none lost; "
        f"{asked} questions, {saved} decisions of rules\n"
    )
    assert decided >= rounds
    assert asked >= 2 * rounds
    assert saved >= 2 * rounds


def test_the_hub_is_killed_at_random_moments(tmp_path: Path) -> None:
    judge([kill_rounds(tmp_path / "library", 8, seed=8)])


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_the_hub_is_killed_at_200_random_moments(tmp_path: Path) -> None:
    lanes = (67, 67, 66)  # a hub that starts waits more than it works: three at a time
    with ThreadPoolExecutor(len(lanes)) as pool:
        libraries = [
            pool.submit(kill_rounds, tmp_path / f"library-{seed}", rounds, seed)
            for seed, rounds in enumerate(lanes)
        ]
        judge([library.result() for library in libraries])
