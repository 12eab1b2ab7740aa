"""The sources of a hub that runs as its own process, against a server on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from signage.clock import SystemClock
from signage.core.role import Role
from signage.store import Store
from tests.hub.staff import Staff, signing_in, text_of
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


def test_an_address_is_looked_at_added_and_fetched(
    running: Running, server: Loopback, tmp_path: Path
) -> None:
    tomorrow = f"{datetime.now(UTC) + timedelta(days=1):%Y%m%d}"
    server.answers["/events.ics"] = ok(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Harbour//EN\r\nBEGIN:VEVENT\r\nUID:1@harbour.example\r\n"
        f"DTSTART:{tomorrow}T100000Z\r\nDTEND:{tomorrow}T110000Z\r\nSUMMARY:A talk about lamps\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n".encode(),
        "text/calendar",
    )
    config = tmp_path / "config.toml"
    with (
        Store.open(tmp_path / "data" / "signage.db", SystemClock()) as store,
        signing_in(store, SystemClock().now(), running.url, "Priya", Role.ADMINISTRATOR) as priya,
    ):
        looked = priya.post("/sources/look", url=server.url("/events.ics?key=secret")).headers["location"]
        assert re.fullmatch(r"/sources/add\?look=[\w-]+", looked), "an address may be a secret"
        found = priya.get(looked).text
        assert "Found: a calendar with 1 event" in text_of(found)
        assert "A talk about lamps" in text_of(found)
        assert "calendars and lists are the library's own plans." in text_of(found)
        assert "Proposed: 1 of 1 have a date." in text_of(found)
        token = re.search(r'name="token" value="([^"]+)"', found)
        assert token
        before = config.read_text()
        form = {"which": "0", "name": "Harbour events", "trust": "publish", "lane": "events"}
        assert priya.post("/sources/add", form, token=token[1]).headers["location"] == "/sources"
        assert config.read_text().startswith(before.rstrip())
        running.until(lambda: "A talk about lamps" in running.texts())
        assert "Harbour events" in priya.words("/sources")
        assert "lane" not in config.read_text(), "its usual lane need not be written down"
        assert priya.post("/sources/add", form, token="nothing").status_code == 422
    assert not [line for line in running.logged if "secret" in line]


def test_what_is_looked_at_says_what_would_be_left_out(
    running: Running, ada: Staff, server: Loopback
) -> None:
    ago = format_datetime(datetime.now(UTC) - timedelta(days=40))
    server.answers["/posts"] = ok(
        '<rss version="2.0"><channel><title>Posts</title>'
        f"<item><title>Snow on the roof</title><guid>old</guid><pubDate>{ago}</pubDate></item>"
        "<item><title>Write to ada@harbour.example</title><guid>new</guid></item></channel></rss>".encode()
    )
    looked = ada.post("/sources/look", url=server.url("/posts")).headers["location"]
    said = ada.words(looked)
    assert "it is on a website of the library" in said, "the library trusts a feed of that server already"
    assert "Snow on the roof Left out too old since" in said
    assert "Posts Write to ada@harbour.example stays 5 seconds Posts" in said
    token = looked.partition("=")[2]
    ada.post("/sources/add", token=token, which="0", name="Posts", trust="review", lane="notices")
    assert 'lane = "notices"' in (running.folder / "config.toml").read_text()


@pytest.mark.parametrize(
    "address", ["/nothing-here", "/etc/passwd", "http://10.0.0.1/feed", "javascript:alert(1)"]
)
def test_what_is_no_source_is_told_and_changes_nothing(
    running: Running, server: Loopback, tmp_path: Path, address: str
) -> None:
    config = (tmp_path / "config.toml").read_text()
    asked = server.url(address) if address == "/nothing-here" else address
    with (
        Store.open(tmp_path / "data" / "signage.db", SystemClock()) as store,
        signing_in(store, SystemClock().now(), running.url, "Priya", Role.ADMINISTRATOR) as priya,
    ):
        answer = priya.post("/sources/look", url=asked)
    assert answer.status_code == 422
    assert re.search(r'id="url-wrong"[^>]*>[^<]{10,}<', answer.text)
    assert "root:" not in answer.text
    assert (tmp_path / "config.toml").read_text() == config


def test_trust_is_lowered_at_once_and_raised_after_a_question(
    running: Running, ada: Staff, server: Loopback
) -> None:
    running.until(lambda: running.texts() == {"The reading room is warm"})
    page = ada.words("/sources/news")
    assert "News: The reading room is warm Approved" in page
    assert "1 thing of it may be shown now." in page
    ada.post("/sources/news", name="Town news", trust="review")
    assert "Town news is saved." in ada.words("/sources")
    running.until(lambda: running.texts() == set())
    asked = text_of(ada.post("/sources/news", name="Town news", trust="publish").text)
    assert "Show Town news without asking?" in asked
    assert "1 thing waits now, and would be shown within a minute: News: The reading room is warm" in asked
    assert running.texts() == set(), "it was asked first"
    ada.post("/sources/news", name="Town news", trust="review")
    assert "Town news: Asked just now." in ada.words("/sources/news"), "nothing to save, so it is tried"
    ada.post("/sources/news", name="Town news", trust="publish", sure="yes")
    running.until(lambda: running.texts() == {"The reading room is warm"})


def test_a_source_is_taken_out_with_all_that_came_from_it(
    running: Running, ada: Staff, server: Loopback
) -> None:
    running.until(lambda: running.texts() == {"The reading room is warm"})
    assert "It is asked no more, and 1 thing leaves the screens at once." in ada.words("/sources/news/remove")
    assert ada.post("/sources/news/remove").headers["location"] == "/sources"
    assert "Our news is taken out. 1 thing left." in ada.words("/sources")
    running.until(lambda: running.texts() == set())
    kept = (running.folder / "config.toml").read_text()
    assert "# [[source]]" in kept
    assert server.url("/feed") in kept
    assert ada.get("/sources/news").status_code == 404
    config = running.folder / "config.toml"
    config.write_text(
        CONFIG.format(port=running.url.rpartition(":")[2], host=server.host, url=server.url("/feed"))
    )
    running.until(lambda: running.texts() == {"The reading room is warm"})
