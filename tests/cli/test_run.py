"""`signage run` where there is no screen: the hub alone, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.test_cli import CONFIG
from tests.hub.test_server import free_port
from tests.patience import PATIENCE
from tests.test_keeper import alive, until


class Run:
    """The command, its one child, and the hub's address."""

    def __init__(self, folder: Path, port: int) -> None:
        clean = {
            name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}
        }
        self.url = f"http://127.0.0.1:{port}/healthz"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "signage", "run", "--config", str(folder / "config.toml")],
            env=clean,
            stderr=subprocess.PIPE,
            text=True,
        )

    def healthy(self) -> bool:
        try:
            return httpx.get(self.url, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def children(self) -> list[int]:
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in found.split()]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    port = free_port()
    (tmp_path / "config.toml").write_text(CONFIG.format(port=port))
    (tmp_path / "week.csv").write_text("kind,text\nnotice,The reading room has new lamps.\n")
    run = Run(tmp_path, port)
    try:
        until(run.healthy, 60)
        yield run
    finally:
        if run.process.poll() is None:
            run.process.kill()
        run.process.wait(PATIENCE)
        assert run.process.stderr is not None
        run.process.stderr.close()


def test_it_says_that_there_is_no_screen_and_stops_cleanly(run: Run) -> None:
    (hub,) = run.children()
    began = time.monotonic()
    run.process.terminate()
    _, told = run.process.communicate(timeout=30)
    assert time.monotonic() - began < 15  # 3 s are promised; a busy machine may take longer
    assert run.process.returncode == 0
    assert told.splitlines()[0] == "There is no screen here (no X server, no Wayland): the hub runs alone."
    assert not alive(hub)
    assert " WARNING " not in told


def test_a_killed_hub_is_back(run: Run) -> None:
    (hub,) = run.children()
    os.kill(hub, signal.SIGKILL)
    until(lambda: not alive(hub))
    until(run.healthy, 60)
    assert run.children() != [hub]


def test_nothing_outlives_a_killed_run(run: Run) -> None:
    (hub,) = run.children()
    run.process.kill()
    run.process.wait(PATIENCE)
    until(lambda: not alive(hub))
    assert not run.healthy()
