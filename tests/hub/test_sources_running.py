"""The sources of a hub that runs as its own process, against a server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from signage.clock import SystemClock
from signage.core.role import Role
from signage.store import Store
from tests.hub.staff import Staff, signing_in
from tests.hub.test_server import Running, free_port
from tests.loopback import Loopback, Scripted, ok

CONFIG = """
[library]
name = "Harbour Library"
[hub]
listen = "127.0.0.1:{port}"
data = "data"
allow_hosts = ["{host}"]
[[screen]]
name = "Foyer"
[[source]]
id = "news"
name = "Our news"
kind = "feed"
url = "{url}"
trust = "publish"
"""


def feed(*titles: str) -> Scripted:
    """A feed of these entries."""
    items = "".join(f"<item><title>{one}</title><guid>{one}</guid></item>" for one in titles)
    return ok(f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode())


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        loopback.answers["/feed"] = feed("The reading room is warm")
        yield loopback


@pytest.fixture
def running(tmp_path: Path, server: Loopback) -> Iterator[Running]:
    port = free_port()
    config = CONFIG.format(port=port, host=server.host, url=server.url("/feed"))
    (tmp_path / "config.toml").write_text(config)
    hub = Running(tmp_path, port)
    try:
        hub.until(hub.healthy)
        yield hub
    finally:
        hub.end()


@pytest.fixture
def ada(running: Running) -> Iterator[Staff]:
    clock = SystemClock()
    with (
        Store.open(running.folder / "data" / "signage.db", clock) as store,
        signing_in(store, clock.now(), running.url, "Grace", Role.ADMINISTRATOR) as staff,
    ):
        yield staff


def test_a_source_is_fetched_now_and_what_came_is_said(
    running: Running, ada: Staff, server: Loopback
) -> None:
    running.until(lambda: running.texts() == {"The reading room is warm"})
    server.answers["/feed"] = feed("The reading room is warm", "Chess on Fridays")
    assert ada.post("/sources/news/fetch").status_code == 303
    assert "Our news: Asked just now. 2 entries, 1 new." in ada.words("/sources")
    running.until(lambda: "Chess on Fridays" in running.texts())
    server.answers["/feed"] = Scripted(status=401)
    ada.post("/sources/news/fetch")
    assert "Needs you The server wants a login." in ada.words("/sources")
    assert running.texts() == {"The reading room is warm", "Chess on Fridays"}
