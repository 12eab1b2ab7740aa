from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from signage.core.decision import Trust
from signage.errors import NotReachable, NotRecognised, Refused
from signage.fetcher.client import Client
from signage.fetcher.discover import Found, discover, whole_address
from signage.fetcher.links import links_in
from signage.fetcher.workers import Workers
from tests.loopback import Loopback, Scripted, ok

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FEED = b"""<rss version="2.0"><channel><title>News</title>
<item><title>The reading room is warm</title><guid>1</guid></item></channel></rss>"""
CALENDAR = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Harbour//EN\r\nBEGIN:VEVENT\r\nUID:1@harbour.example\r
DTSTAMP:20261101T000000Z\r\nDTSTART:20261128T150000Z\r\nDTEND:20261128T160000Z\r\nSUMMARY:Story time\r
END:VEVENT\r\nEND:VCALENDAR\r\n"""
PAGE = b"""<!DOCTYPE html><html><head><title>Harbour Library</title>
<link rel="alternate" type="application/rss+xml" title="Our news" href="/news.rss">
<link rel=alternate type="text/calendar" href="events">
<link rel="alternate" type="application/rss+xml" href="/broken.rss">
<link rel="stylesheet" href="/style.css"></head>
<body><a href="webcal://calendar.example/x.ics">Subscribe</a></body></html>"""


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


def look(text: str, *allow: str) -> tuple[Found, ...]:
    async def whole() -> tuple[Found, ...]:
        client, workers = Client(allow_hosts=allow), Workers()
        try:
            return await discover(text, client, workers, NOW)
        finally:
            await workers.close()
            await client.close()

    return asyncio.run(whole())


def test_an_address_that_says_what_it_is(server: Loopback) -> None:
    server.answers["/feed"] = ok(FEED)
    (found,) = look(server.url("/feed"), server.host)
    assert (found.options.kind, found.trust) == ("feed", Trust.REVIEW)
    assert [item.content.text for item in found.items] == ["The reading room is warm"]


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (FEED, "text/html", "feed"),
        (CALENDAR, "application/octet-stream", "calendar"),
        (b"title,date,time\nChess,2026-12-02,16:00\n", "text/csv; charset=utf-8", "playlist"),
    ],
)
def test_an_address_that_is_known_by_its_answer(
    server: Loopback, body: bytes, content_type: str, kind: str
) -> None:
    server.answers["/thing"] = ok(body, content_type)
    (found,) = look(server.url("/thing"), server.host)
    assert found.options.kind == kind
    assert len(found.items) == 1
    assert found.why


def test_a_page_names_its_feeds_and_calendars(server: Loopback) -> None:
    server.answers |= {
        "/": ok(PAGE, "text/html"),
        "/news.rss": ok(FEED),
        "/events": ok(CALENDAR, "text/calendar"),
    }
    found = look(server.url("/"), server.host)
    assert [(one.options.kind, one.options.url) for one in found] == [
        ("feed", server.url("/news.rss")),
        ("calendar", server.url("/events")),
    ]
    assert found[0].options.name == "Our news"
    assert found[0].options.id == "our-news"
    assert found[1].trust is Trust.PUBLISH


def test_a_page_that_names_nothing_says_so(server: Loopback) -> None:
    server.answers["/"] = ok(b"<!doctype html><title>Hello</title>", "text/html")
    with pytest.raises(NotRecognised, match="names no feed and no calendar"):
        look(server.url("/"), server.host)


def test_what_cannot_be_asked_says_why(server: Loopback) -> None:
    server.answers["/gone?key=secret"] = Scripted(status=404)
    with pytest.raises(NotRecognised, match="status 404") as caught:
        look(server.url("/gone?key=secret"), server.host)
    assert "secret" not in str(caught.value)
    with pytest.raises(Refused, match="allow_hosts"):
        look(server.url("/"))
    with pytest.raises(NotReachable):
        look("http://127.0.0.1:9/", "127.0.0.1")


def test_a_service_that_wants_a_token_is_told_of() -> None:
    (found,) = look("https://x.com/harbourlibrary")
    assert found.options.kind == "x"
    assert found.items == ()
    assert "token" in found.why


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "week.csv").write_text("title,date,time\nChess,2026-12-02,16:00\n")
    (found,) = look(str(tmp_path / "week.csv"))
    assert (found.options.kind, found.options.path) == ("playlist", tmp_path / "week.csv")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("library.example", "https://library.example"),
        ("library.example:8080/feed", "https://library.example:8080/feed"),
        ("@harbour@social.example", "https://social.example/@harbour"),
        ("http://library.example/", "http://library.example/"),
        ("webcal://library.example/a.ics", "webcal://library.example/a.ics"),
    ],
)
def test_addresses_are_made_whole(typed: str, meant: str) -> None:
    assert whole_address(typed) == meant


def test_the_usual_places_of_wordpress_and_libcal() -> None:
    page = b'<meta name="generator" content="WordPress 6.9"><title>Blog</title>'
    assert [link.url for link in links_in(page, "https://blog.example/about/")] == [
        "https://blog.example/feed/"
    ]
    (link,) = links_in(b"<title>Events</title>", "https://lib.libcal.com/calendar/events?cid=77&t=m")
    assert link.url == "https://lib.libcal.com/ical_subscribe.php?src=p&cid=77"
    assert link.kind == "calendar"
