"""The display as a process of its own, as it is started on a TV."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from signage.core import snapshot as snapshots
from tests.display import scenes
from tests.display.hub import serving


class Display:
    """A running display and what it wrote to its log."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.log = folder / "display.log"
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "signage.display", "--copy", str(folder / "copy"), *options]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stderr=log, env=environ)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, text: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while text not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.02)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Display]:
    made = Display(folder, *options)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.process.kill()
        made.process.wait(30)


def copy(folder: Path, revision: int = 1) -> None:
    scenes.save(folder / "copy", scenes.around(datetime.now(UTC), scenes.snapshot(revision=revision)))


def quiet(log: str) -> bool:
    return not [
        line for line in log.splitlines() if line.startswith(("WARNING", "ERROR", "CRITICAL", "Traceback"))
    ]


def test_it_starts_from_its_copy_without_a_hub_and_leaves_cleanly(tmp_path: Path) -> None:
    copy(tmp_path)
    with running(tmp_path, "--hub=http://127.0.0.1:9") as display:
        display.wait_for("first frame")
        assert display.stop() == 0
        assert quiet(display.said()), display.said()
        assert "drawn by software" in display.said()
    assert (tmp_path / "copy" / "played.json").is_file()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"version": 99}', os.urandom(3000)])
def test_a_poisoned_copy_keeps_no_screen_black(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "newest.json").write_bytes(damage)
    with running(tmp_path, "--hub=http://127.0.0.1:9") as display:
        display.wait_for("first frame")
        assert display.stop() == 0


def test_it_takes_the_hubs_snapshot_saves_it_and_reports(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("secret")
    with serving() as desk:
        desk.body = snapshots.encode(scenes.around(datetime.now(UTC), scenes.snapshot(revision=7)))
        with running(tmp_path, f"--hub={desk.address}", f"--token-file={token}", "--motion=crawl") as display:
            end = time.monotonic() + 60
            while not any(report["painted"] for report in desk.reports):
                assert display.process.poll() is None, display.said()
                assert time.monotonic() < end, display.said()
                time.sleep(0.02)
            assert display.stop() == 0
            assert quiet(display.said()), display.said()
        report = desk.reports[-1]
        assert report["revision"] == 7
        assert report["failed"] == {}
        assert report["memory"] > 10_000_000
        saved = (tmp_path / "copy" / "newest.json").read_bytes()
        assert saved == desk.body


def test_a_hide_reaches_the_report(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("secret")
    with serving() as desk:
        desk.body = snapshots.encode(scenes.around(datetime.now(UTC)))
        with running(tmp_path, f"--hub={desk.address}", f"--token-file={token}") as display:
            end = time.monotonic() + 60
            while not any(report["painted"] for report in desk.reports):
                assert time.monotonic() < end, display.said()
                time.sleep(0.02)
            gone = desk.reports[-1]["painted"][0]
            desk.events.append(f'event: hide\ndata: {{"revision": 2, "ids": ["{gone}"]}}\n\n')
            while gone not in [removed["id"] for removed in desk.reports[-1]["removed"]]:
                assert time.monotonic() < end, display.said()
                time.sleep(0.02)
            assert gone not in desk.reports[-1]["painted"]
            assert display.stop() == 0


def test_what_is_painted_is_told_soon_after_it_changed(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("secret")
    with serving() as desk:
        desk.body = snapshots.encode(scenes.around(datetime.now(UTC)))
        with running(tmp_path, f"--hub={desk.address}", f"--token-file={token}") as display:
            end = time.monotonic() + 60
            while not any(map(soon_after, desk.reports, desk.reports[1:])):
                assert display.process.poll() is None, display.said()
                assert time.monotonic() < end, display.said()
                time.sleep(0.02)
            assert display.stop() == 0


def soon_after(report: dict[str, Any], newer: dict[str, Any]) -> bool:
    """Whether a report tells of other items, and did not wait for its turn every ten seconds."""
    between = datetime.fromisoformat(newer["clock"]) - datetime.fromisoformat(report["clock"])
    return (
        bool(report["painted"]) and report["painted"] != newer["painted"] and between < timedelta(seconds=8)
    )


def test_wrong_options_are_said(tmp_path: Path) -> None:
    with running(tmp_path, "--size=large") as display:
        assert display.process.wait(60) == 1
        assert "This is not a size" in display.said()
    with running(tmp_path, "--motion=gallop") as display:
        assert display.process.wait(60) == 2
