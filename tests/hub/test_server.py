"""The whole hub as its own process: start, stop, settings that change while it runs."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from signage.clock import SystemClock
from signage.core.snapshot import decode
from signage.hub.pages import cookies
from signage.hub.token import hashed, make, token_file
from signage.store import Store
from tests.patience import PATIENCE

CONFIG = """
[library]
name = "Harbour Library"
[hub]
listen = "127.0.0.1:{port}"
data = "data"
[[screen]]
name = "Foyer"
[[source]]
id = "week"
kind = "playlist"
path = "week.csv"
"""
WEEK = "kind,text\nnotice,The reading room has new lamps.\n"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Running:
    """`signage hub` as a process, with what it logged so far."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "signage", "hub", "--config", str(folder / "config.toml")],
            stderr=subprocess.PIPE,
            text=True,
        )
        self.logged: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        self.logged.extend(iter(self.process.stderr.readline, ""))

    def until(self, true: Callable[[], bool], seconds: float = 40) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, "".join(self.logged)
            assert self.process.poll() is None, "".join(self.logged)
            time.sleep(0.05)

    def healthy(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz", trust_env=False, timeout=PATIENCE).json()["ok"] is True
        except httpx.TransportError:
            return False

    def texts(self) -> set[str]:
        token = token_file(self.folder / "data", "Foyer").read_text().strip()
        headers = {"Authorization": f"Bearer {token}"}
        answer = httpx.get(
            f"{self.url}/screen/v1/snapshot", headers=headers, trust_env=False, timeout=PATIENCE
        )
        return {item.content.text for item in decode(answer.content).items}

    def stop(self, number: int = signal.SIGTERM) -> float:
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(30)
        self._reader.join(10)
        return time.monotonic() - began

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        self._reader.join(10)
        assert self.process.stderr is not None
        self.process.stderr.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    port = free_port()
    (tmp_path / "config.toml").write_text(CONFIG.format(port=port))
    (tmp_path / "week.csv").write_text(WEEK)
    hub = Running(tmp_path, port)
    try:
        hub.until(hub.healthy)
        yield hub
    finally:
        hub.end()


def test_it_fetches_serves_and_stops_at_once_with_a_screen_connected(running: Running) -> None:
    running.until(lambda: running.texts() == {"The reading room has new lamps."})
    token = token_file(running.folder / "data", "Foyer").read_text().strip()
    headers = {"Authorization": f"Bearer {token}"}
    with (
        httpx.Client(trust_env=False, timeout=PATIENCE, headers=headers) as client,
        client.stream("GET", f"{running.url}/screen/v1/changes") as changes,
    ):
        assert next(changes.iter_lines()).startswith("id: ")
        assert "server" not in changes.headers
        took = running.stop()
    assert running.process.returncode == 0
    assert took < 10  # 2 s are promised; a busy machine may take longer
    assert all(" INFO " in line for line in running.logged), running.logged
    assert re.fullmatch(r"\S+ \S+ INFO signage \S+: the hub listens at 127\.0\.0\.1:\d+\n", running.logged[0])


def test_an_interrupt_stops_it_too(running: Running) -> None:
    running.stop(signal.SIGINT)
    assert running.process.returncode == 0
    assert "Traceback" not in "".join(running.logged)


def test_saved_settings_are_taken_over_and_broken_ones_are_told(running: Running) -> None:
    running.until(lambda: len(running.texts()) == 1)
    file, good = running.folder / "config.toml", (running.folder / "config.toml").read_text()
    file.write_text(good + "\n[mix]\nevnts = 3\n")
    running.until(lambda: any("goes on with the settings it had" in line for line in running.logged))
    assert any("evnts" in line and " WARNING " in line for line in running.logged)
    assert running.healthy()
    assert len(running.texts()) == 1
    (running.folder / "more.csv").write_text("kind,text\nnotice,Chess on Fridays.\n")
    new = running.folder / "config.new"
    new.write_text(good + '\n[[source]]\nid = "more"\nkind = "playlist"\npath = "more.csv"\n')
    new.replace(file)  # as editors do
    running.until(lambda: any("is in use" in line for line in running.logged))
    running.until(lambda: running.texts() == {"The reading room has new lamps.", "Chess on Fridays."})


def test_an_address_that_is_taken_is_told_plainly(running: Running) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "signage", "hub", "--config", str(running.folder / "config.toml")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert told.stderr.splitlines()[0] == "config.toml, [hub] listen"
    assert len(told.stderr.splitlines()) == 3


def test_it_survives_being_killed(running: Running) -> None:
    running.until(lambda: len(running.texts()) == 1)
    os.kill(running.process.pid, signal.SIGKILL)
    running.end()
    again = Running(running.folder, int(running.url.rpartition(":")[2]))
    try:
        again.until(again.healthy)
        assert again.texts() == {"The reading room has new lamps."}
        again.stop()
        assert again.process.returncode == 0
    finally:
        again.end()


def test_patrons_pages_on_a_port_of_their_own(tmp_path: Path) -> None:
    port, own = free_port(), free_port()
    config = CONFIG.format(port=port) + (
        f'[patrons]\naddress = "http://127.0.0.1:{own}/say"\nlisten = "127.0.0.1:{own}"\n'
    )
    (tmp_path / "week.csv").write_text(WEEK)
    (tmp_path / "config.toml").write_text(config)
    hub = Running(tmp_path, port)
    try:
        hub.until(hub.healthy)
        with httpx.Client(base_url=f"http://127.0.0.1:{own}", trust_env=False, timeout=PATIENCE) as phone:
            for staff in (
                "/sign-in",
                "/queue",
                "/playlist",
                "/screen/v1/snapshot",
                "/healthz",
                "/settings/people",
            ):
                assert phone.get(staff).status_code == 404, staff
            assert phone.get("/").headers["location"] == "/say"
            assert phone.get("/static/app.css").status_code == 200
            # Before there is an administrator nobody could read what is said.
            assert phone.get("/say").status_code == 404
            with Store.open(tmp_path / "data" / "signage.db", SystemClock()) as store:
                store.people.begin(
                    login="ada", name="Ada", password="argon2 of nothing", now=datetime.now(UTC)
                )
            assert "Your words" in phone.get("/say").text
            # A browser sends one host's cookies to all of its ports.
            token = make()
            with Store.open(tmp_path / "data" / "signage.db", SystemClock()) as store:
                (ada,) = store.people.everybody()
                store.people.enter(
                    ada.id, hashed(token), browser="Firefox", stays=False, now=datetime.now(UTC)
                )
            phone.cookies.set(cookies.SESSION, token)
            page = phone.get("/say").text
            assert 'action="/stop"' not in page
            assert 'href="/me"' not in page
        assert hub.stop() < 10
        # No line per answer: it would hold the addresses of phones.
        assert not [line for line in hub.logged if "GET" in line or "/say" in line]
    finally:
        hub.end()


@pytest.mark.parametrize(("trusted", "believed"), [("127.0.0.1", True), ("192.0.2.1", False)])
def test_only_a_trusted_proxy_is_believed_that_people_come_by_https(
    tmp_path: Path, trusted: str, believed: bool
) -> None:
    port = free_port()
    more = f'address = "https://signage.example"\ntrusted_proxies = ["{trusted}"]\ndata ='
    config = CONFIG.format(port=port).replace("data =", more)
    (tmp_path / "week.csv").write_text(WEEK)
    (tmp_path / "config.toml").write_text(config)
    hub = Running(tmp_path, port)
    try:
        hub.until(hub.healthy)
        told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7", "Host": "signage.example"}
        answer = httpx.get(f"{hub.url}/first-run", headers=told, trust_env=False, timeout=PATIENCE)
        assert answer.status_code == 200
        cookie = answer.headers["set-cookie"]
        assert (cookie.startswith("__Host-") and "; Secure" in cookie) is believed
        hub.stop()
    finally:
        hub.end()
