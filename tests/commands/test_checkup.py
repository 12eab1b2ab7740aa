"""The check-up's findings, one by one."""

from __future__ import annotations

import socket
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from signage.commands.checkup import Level, backup, clock, disk, hub, plan, size
from signage.core.decision import Trust
from signage.core.snapshot import Library, Screen
from signage.settings import HubSettings, Settings, SourceSettings
from signage.sources.plan import SourceOptions


def test_a_clock_that_was_never_set() -> None:
    assert clock(datetime(1970, 1, 1, tzinfo=UTC)).level is Level.ERROR
    assert clock(datetime(2026, 12, 1, tzinfo=UTC)).level is Level.FINE


def test_a_backup_that_is_too_old() -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    assert backup(None, now).level is Level.WARNING
    assert backup(now - timedelta(days=2), now).level is Level.FINE
    old = backup(now - timedelta(days=3, hours=1), now)
    assert (old.level, old.what) == (Level.WARNING, "The last one is 3 days old.")
    assert backup(now + timedelta(days=9), now).level is Level.FINE, "the clock was wrong once"


def test_a_folder_that_is_not_there_yet_is_fine(tmp_path: Path) -> None:
    assert disk(tmp_path / "a" / "b").level is Level.FINE


@pytest.mark.parametrize(
    ("diagonal", "distance", "level"),
    [
        (43, 5, Level.FINE),
        (43, 5.8, Level.WARNING),
        (50, 5.8, Level.FINE),
        (75, 8.7, Level.FINE),
        (55, 2, Level.FINE),
    ],
)
def test_a_tv_that_is_too_small_for_the_room(diagonal: float, distance: float, level: Level) -> None:
    finding = size(Screen(diagonal=diagonal, distance=distance))
    assert finding.level is level
    assert bool(finding.do) is (level is Level.WARNING)


def test_a_playlist_that_is_not_there(tmp_path: Path) -> None:
    def finding(path: Path) -> Level:
        options = SourceOptions(id="week", kind="playlist", path=path)
        return plan(SourceSettings(options=options, trust=Trust.PUBLISH)).level

    assert finding(tmp_path / "week.csv") is Level.ERROR
    (tmp_path / "week.csv").write_text("kind,text\n")
    assert finding(tmp_path / "week.csv") is Level.FINE


def test_a_folder_of_posters_is_a_folder(tmp_path: Path) -> None:
    def finding(path: Path) -> Level:
        options = SourceOptions(id="posters", kind="folder", path=path)
        return plan(SourceSettings(options=options, trust=Trust.PUBLISH)).level

    (tmp_path / "posters.png").write_text("x")
    assert finding(tmp_path / "posters") is Level.ERROR
    assert finding(tmp_path / "posters.png") is Level.ERROR
    assert finding(tmp_path) is Level.FINE


def test_a_tv_that_is_too_small_says_which_to_choose() -> None:
    finding = size(Screen(diagonal=43, distance=6))
    assert "readable to 5.0 m" in finding.what
    assert "At 6 m choose 55 inches or more" in finding.do


def at(port: int, tmp_path: Path) -> Settings:
    return Settings(
        path=tmp_path / "config.toml",
        library=Library(name="Harbour Library"),
        hub=HubSettings(data=tmp_path, port=port),
    )


def test_no_hub_is_no_error_and_another_program_is(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert hub(at(free.getsockname()[1], tmp_path)).level is Level.WARNING

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>hello")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert hub(at(server.server_port, tmp_path)).level is Level.ERROR
        thread.join()
