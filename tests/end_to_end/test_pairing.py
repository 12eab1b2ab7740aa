"""A screen on another PC: it asks to be let in, shows the sign, and is shut out again."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.end_to_end.library import Place, Sign, found
from tests.hub.test_server import free_port
from tests.patience import PATIENCE


@contextmanager
def running(words: list[str], log: Path, **environment: str) -> Iterator[Sign]:
    """One command of the sign, killed at the end of the block."""
    command = [sys.executable, "-m", "signage", *words]
    sign = Sign(command, {**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment}, log)
    try:
        yield sign
    finally:
        sign.kill()


def code(place: Place) -> str:
    """The code that a screen shows now; it stands on the glass and in the database only."""
    path = place.folder / "data" / "signage.db"
    if not place.healthy():
        return ""
    with contextlib.closing(sqlite3.connect(path, timeout=30)) as raw:
        row = raw.execute("SELECT code FROM pairings").fetchone()
    return str(row[0]) if row else ""


def test_a_new_screen_is_let_in_and_shut_out(tmp_path: Path) -> None:
    place = found(tmp_path / "library", free_port())
    hub_words = ["hub", "--config", str(place.config)]
    hub_log = place.folder / "hub.log"
    elsewhere = tmp_path / "elsewhere"
    copy = elsewhere / "signage" / "screens" / "lobby-2"
    address = f"http://127.0.0.1:{place.port}"
    with running(
        ["display", "--hub", address, "--screen", "lobby-2"],
        tmp_path / "display.log",
        XDG_DATA_HOME=str(elsewhere),
    ) as display:
        display.until(lambda: "first frame" in display.said(), what="a picture without a hub")
        with running(hub_words, hub_log) as hub:
            hub.until(lambda: code(place), what="a code")
            first = code(place)
            page = httpx.get(f"{address}/P/{first}", trust_env=False, timeout=PATIENCE)
            assert f"signage screen pair {first}" in page.text
            hub.process.send_signal(signal.SIGKILL)
        told = place.told("screen", "pair", first.lower(), "--name", "Branch")
        assert told == {"screen": "Branch"}
        with running(hub_words, hub_log) as hub:
            hub.until((copy / "newest.json").exists, what="the first snapshot")
            assert (copy / "token").stat().st_mode & 0o777 == 0o600
            rows = place.told("screen", "list")["screens"]
            assert [(row["screen"], row["where"]) for row in rows] == [
                ("Branch", "elsewhere"),
                ("Foyer", "this PC"),
            ]
            assert place.signage("screen", "revoke", "Foyer").returncode == 2
            assert place.told("screen", "revoke", "branch") == {"revoked": "Branch"}
            hub.until(lambda: code(place), what="another code")
            assert code(place) != first
            assert {path.name for path in copy.iterdir() if path.is_file()} <= {"backend.json"}
            assert hub.stop() < 20
            assert hub.loud() == []
        assert display.stop() < 20
        assert display.loud() == []
    assert not (copy / "played.json").exists()


def test_a_killed_display_of_another_pc_is_back(tmp_path: Path) -> None:
    words = ["display", "--hub", f"http://127.0.0.1:{free_port()}", "--screen", "Lobby"]
    with running(words, tmp_path / "display.log", XDG_DATA_HOME=str(tmp_path)) as display:
        display.until(lambda: "first frame" in display.said(), what="a picture")
        killed = display.child("display")
        os.kill(killed, signal.SIGKILL)
        display.until(lambda: display.said().count("first frame") == 2, what="another picture")
        assert display.child("display") not in {0, killed}
        assert "display Lobby: it ended with code -9" in display.said()
        display.stop()
        assert display.child("display") == 0
