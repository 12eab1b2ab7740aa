from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from signage.errors import (
    AskedToWait,
    NotReachable,
    NotRecognised,
    Refused,
    SourceError,
    TooLarge,
    TooSlow,
    Unavailable,
)
from signage.fetcher.client import NO_VALIDATORS, Answer, Client, Limits, user_agent
from signage.fetcher.resolver import Resolver, resolve
from signage.sources.plan import CALENDAR_TYPES, Request
from signage.store.outcome import Validators
from tests.loopback import Loopback, Scripted, bomb, conditional, ok, packed, redirect

FEED = b'<rss version="2.0"><channel><title>Harbour Library</title></channel></rss>'
SMALL = Limits(seconds=1.5, connect_seconds=1, body=64 * 1024, calendar=256 * 1024, redirects=5)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


def get(
    url: str,
    *,
    allow: tuple[str, ...] = (),
    validators: Validators = NO_VALIDATORS,
    token: str = "",
    accept: str = "*/*",
    limits: Limits = SMALL,
    resolver: Resolver = resolve,
) -> Answer:
    async def ask() -> Answer:
        client = Client("mail@library.example", allow, limits=limits, resolver=resolver)
        try:
            request = Request(name="feed", url=url, accept=accept, signed=bool(token))
            return await client.get(request, validators, token, where="source posts")
        finally:
            await client.close()

    return asyncio.run(ask())


def test_a_polite_question(server: Loopback) -> None:
    server.answers["/feed"] = Scripted(body=FEED, headers={"Set-Cookie": "who=you", "ETag": '"1"'})
    answer = get(server.url("/feed"), allow=(server.host,), accept="application/rss+xml")
    assert answer.response.body == FEED
    asked = server.requests[0].headers
    assert asked["user-agent"] == user_agent("mail@library.example")
    assert asked["accept-encoding"] == "gzip"
    assert asked["accept"] == "application/rss+xml"
    assert asked["host"] == server.host
    assert not {"cookie", "referer", "if-none-match", "authorization"} & set(asked)


def test_cookies_are_not_sent_back(server: Loopback) -> None:
    server.answers["/a"] = redirect("/b")
    server.answers["/a"] = Scripted(status=302, headers={"Location": "/b", "Set-Cookie": "who=you; Path=/"})
    server.answers["/b"] = ok(FEED)
    get(server.url("/a"), allow=(server.host,))
    assert "cookie" not in server.asked("/b")[0].headers


@pytest.mark.parametrize("etag", ['W/"weak \u00e9"', "no quotes at all", '"' + "x" * 300 + '"'])
def test_validators_go_back_byte_for_byte(server: Loopback, etag: str) -> None:
    odd_date = "Yesterday, around noon"
    server.answers["/feed"] = conditional(FEED, etag=etag, last_modified=odd_date)
    first = get(server.url("/feed"), allow=(server.host,))
    assert first.validators == Validators(etag=etag, last_modified=odd_date)
    second = get(server.url("/feed"), allow=(server.host,), validators=first.validators)
    assert second.not_modified
    assert second.validators == first.validators
    assert server.requests[1].headers["if-modified-since"] == odd_date


def test_gzip_of_several_members(server: Loopback) -> None:
    server.answers["/feed"] = packed(FEED * 100, members=4)
    assert get(server.url("/feed"), allow=(server.host,)).response.body == FEED * 100


def test_calendars_may_be_longer(server: Loopback) -> None:
    server.answers["/long"] = packed(b"x" * (200 * 1024))
    answer = get(server.url("/long"), allow=(server.host,), accept=CALENDAR_TYPES)
    assert len(answer.response.body) == 200 * 1024
    with pytest.raises(TooLarge):
        get(server.url("/long"), allow=(server.host,))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422])
def test_statuses_that_plans_read(server: Loopback, status: int) -> None:
    server.answers["/gone"] = Scripted(status=status, body=b"{}")
    assert get(server.url("/gone"), allow=(server.host,)).response.status == status


def test_a_permanent_redirect_is_proposed_and_a_temporary_one_is_not(server: Loopback) -> None:
    server.answers |= {"/new": ok(FEED), "/old": redirect("/new", 301), "/today": redirect("/new", 302)}
    server.answers["/mixed"] = redirect("/today", 308)
    assert get(server.url("/old"), allow=(server.host,)).moved_to == server.url("/new")
    assert get(server.url("/today"), allow=(server.host,)).moved_to == ""
    assert get(server.url("/mixed"), allow=(server.host,)).moved_to == server.url("/today")


def test_five_redirects_are_followed_and_no_sixth(server: Loopback) -> None:
    server.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(6)}
    server.answers["/6"] = ok(FEED)
    assert get(server.url("/1"), allow=(server.host,)).response.body == FEED
    with pytest.raises(Unavailable):
        get(server.url("/0"), allow=(server.host,))


def test_a_token_stays_with_its_host(server: Loopback) -> None:
    with Loopback() as other:
        server.answers["/posts"] = redirect("/own")
        server.answers["/own"] = redirect(other.url("/far"))
        other.answers["/far"] = ok(b"[]", "application/json")
        get(server.url("/posts"), allow=(server.host, other.host), token="secret-token")
        assert server.asked("/posts")[0].headers["authorization"] == "Bearer secret-token"
        assert server.asked("/own")[0].headers["authorization"] == "Bearer secret-token"
        assert "authorization" not in other.requests[0].headers


def test_a_pause_that_a_server_asks_for(server: Loopback) -> None:
    server.answers["/busy"] = Scripted(status=429, headers={"Retry-After": "1000000000"})
    with pytest.raises(AskedToWait) as caught:
        get(server.url("/busy"), allow=(server.host,))
    assert caught.value.wait == timedelta(hours=24)
    assert caught.value.where == "source posts"


ENDLESS = Scripted(pieces=(b"x" * 8192,), endless=True)
HOSTILE: dict[str, tuple[Scripted, type[SourceError]]] = {
    "never answers": (Scripted(delay=60), TooSlow),
    "drips": (Scripted(pieces=(b"x",) * 600, pause=0.1), TooSlow),
    "drips its headers": (Scripted(raw=b"HTTP/1.1 200 OK\r\nX: ", delay=0.1), NotReachable),
    "endless body": (ENDLESS, TooLarge),
    "endless body in chunks": (
        Scripted(
            headers={"Transfer-Encoding": "chunked"},
            pieces=(b"2000\r\n" + b"x" * 8192 + b"\r\n",),
            endless=True,
        ),
        TooLarge,
    ),
    "gzip bomb": (bomb(16), TooLarge),
    "bomb in many members": (packed(bytes(1024 * 1024), members=8), TooLarge),
    "endless empty members": (
        Scripted(headers={"Content-Encoding": "gzip"}, pieces=(gzip.compress(b"") * 100,), endless=True),
        TooLarge,
    ),
    "gzip twice": (
        Scripted(body=gzip.compress(gzip.compress(FEED)), headers={"Content-Encoding": "gzip, gzip"}),
        NotRecognised,
    ),
    "brotli": (Scripted(body=b"xx", headers={"Content-Encoding": "br"}), NotRecognised),
    "gzip that breaks off": (
        Scripted(body=gzip.compress(FEED * 50)[:40], headers={"Content-Encoding": "gzip"}),
        NotRecognised,
    ),
    "gzip that is broken": (
        Scripted(body=gzip.compress(FEED)[:12] + b"\xff" * 90, headers={"Content-Encoding": "gzip"}),
        NotRecognised,
    ),
    "says it is huge": (Scripted(headers={"Content-Length": "99999999999"}), TooLarge),
    "says it is longer than it is": (Scripted(body=FEED, headers={"Content-Length": "5000"}), NotReachable),
    "hangs up": (Scripted(raw=b"\r\n"), NotReachable),
    "is not HTTP": (Scripted(raw=b"SSH-2.0-OpenSSH_9.2\r\n"), NotReachable),
    "huge headers": (
        Scripted(raw=b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 2_000_000 + b"\r\n\r\n"),
        NotReachable,
    ),
    "no content": (Scripted(status=204), NotRecognised),
    "empty": (Scripted(), NotRecognised),
    "a sign-in page": (ok(b"\n<!DOCTYPE html><title>Welcome to GuestNet</title>"), NotRecognised),
    "304 that nobody asked for": (Scripted(status=304), Unavailable),
    "server error": (Scripted(status=500, body=b"oops"), Unavailable),
    "redirect to nowhere": (Scripted(status=302), Unavailable),
    "redirect to itself": (redirect("/hostile"), Unavailable),
    "redirect to a file": (redirect("file:///etc/passwd"), NotRecognised),
    "redirect to this PC": (redirect("http://127.0.0.1:9/"), Refused),
    "redirect to the cloud's keys": (redirect("http://169.254.169.254/latest"), Refused),
    "redirect to ::1": (redirect("http://[::1]:9/"), Refused),
    "redirect through NAT64": (redirect("http://[64:ff9b::7f00:1]:9/"), Refused),
    "redirect to a decimal host": (redirect("http://2130706433:9/"), Refused),
    "redirect to an octal host": (redirect("http://0177.0.0.1:9/"), NotReachable),
    "redirect to a broken address": (redirect("http://[::1/"), NotReachable),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_servers_end_within_the_limits(server: Loopback, name: str) -> None:
    script, error = HOSTILE[name]
    server.answers["/hostile"] = script
    began = time.monotonic()
    with pytest.raises(error) as caught:
        get(server.url("/hostile?key=secret"), allow=(server.host,))
    assert time.monotonic() - began < 20
    assert "secret" not in str(caught.value)
    assert caught.value.what.endswith(".")
    assert caught.value.do.endswith(".")


def test_what_is_called_gzip_and_is_none_is_read(server: Loopback) -> None:
    server.answers["/feed"] = Scripted(body=FEED, headers={"Content-Encoding": "gzip"})
    assert get(server.url("/feed"), allow=(server.host,)).response.body == FEED


def test_a_304_with_a_body_is_a_304(server: Loopback) -> None:
    server.answers["/feed"] = Scripted(raw=b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello")
    assert get(server.url("/feed"), allow=(server.host,), validators=Validators(etag='"1"')).not_modified


def test_encryption_is_never_given_up_on_the_way() -> None:
    import httpx

    from signage.fetcher import client as module

    class Downgrade(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(302, headers={"Location": "http://social.example/"}, request=request)

    async def ask() -> None:
        asking = module.Client(limits=SMALL)
        asking._http = httpx.AsyncClient(transport=Downgrade())
        await asking.get(Request(name="posts", url="https://social.example/"), token="secret")

    with pytest.raises(Refused):
        asyncio.run(ask())


def test_private_hosts_are_refused_before_anything_is_sent(server: Loopback) -> None:
    with pytest.raises(Refused, match="allow_hosts"):
        get(server.url("/feed"))
    assert not server.requests


def test_a_name_that_leads_home_is_refused_and_one_that_is_mixed_uses_the_public_part() -> None:
    async def home(host: str, port: int) -> tuple[str, ...]:
        return ("10.0.0.7",)

    with pytest.raises(Refused):
        get("http://calendar.example/", resolver=home)


def test_the_checked_address_is_the_one_that_is_used(server: Loopback) -> None:
    """A name server that answers differently the second time (rebinding) is asked only once."""
    asked: list[str] = []
    port = int(server.host.partition(":")[2])
    server.answers["/feed"] = ok(FEED)

    async def once(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",) if len(asked) == 1 else ("203.0.113.1",)

    answer = get(f"http://calendar.lan:{port}/feed", allow=("calendar.lan",), resolver=once)
    assert answer.response.body == FEED
    assert asked == ["calendar.lan"]
    assert server.requests[0].headers["host"] == f"calendar.lan:{port}"


def test_a_second_address_is_tried(server: Loopback) -> None:
    server.answers["/feed"] = ok(FEED)
    port = int(server.host.partition(":")[2])

    async def two(host: str, port: int) -> tuple[str, ...]:
        return ("127.0.0.2", "127.0.0.1")

    assert get(f"http://cal.lan:{port}/feed", allow=("cal.lan",), resolver=two).response.body == FEED


def test_a_name_server_that_hangs_ends_in_time() -> None:
    async def hang(host: str, port: int) -> tuple[str, ...]:
        await asyncio.sleep(3600)
        return ()

    with pytest.raises(TooSlow):
        get("http://library.example/", resolver=hang)


@pytest.mark.parametrize(
    "url", ["", "ftp://library.example/", "http://", "library", "http://[::1", "http://a b/"]
)
def test_what_is_no_address_is_said_to_be_none(url: str) -> None:
    with pytest.raises((NotRecognised, NotReachable)):
        get(url)


def test_nobody_listens(server: Loopback) -> None:
    with pytest.raises(NotReachable):
        get("http://127.0.0.1:9/", allow=("127.0.0.1",))
