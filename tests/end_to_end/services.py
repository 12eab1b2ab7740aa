"""The outside world on loopback: the real services' paths, headers and conditional requests.

Answers come from files of the corpus, which is never committed. Their dates are moved by whole days, so
that posts are fresh and events are in the coming days; nothing else is changed.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

_STAMP = re.compile(r"(20\d\d)-?([01]\d)-?([0-3]\d)(?=[T\s\"'<,;]|\r?\n|$)")


def moved(text: str, by: timedelta) -> str:
    """`text` with every date in it moved by whole days: 2026-08-18T…, 20260818T…, 20260818."""

    def move(found: re.Match[str]) -> str:
        try:
            day = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC) + by
        except ValueError:
            return found[0]
        return day.strftime("%Y-%m-%d" if "-" in found[0] else "%Y%m%d")

    return _STAMP.sub(move, text)


def days_until(first: str, wanted: datetime) -> timedelta:
    """By how many whole days a file whose date is `first` has to move to reach `wanted`."""
    return timedelta(days=(wanted.date() - datetime.fromisoformat(first).date()).days)


class _Server(ThreadingHTTPServer):
    """Says nothing when who asked is killed in the middle."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Services:
    """One server for all services. Does not know what is done with its answers; counts what was asked."""

    def __init__(self, corpus: Path, now: datetime) -> None:
        self.asked: Counter[str] = Counter()
        self.not_modified = 0
        self.down = False
        self._corpus = corpus
        self.started = now
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        """Be gone, as a network that is down; open connections end as well."""
        self.down = True
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def settings(self, every: str = "") -> str:
        """The [[source]] tables that ask these services, at least one of each kind but the playlist.

        `every` is how often; empty: as often as the kinds do by themselves.
        """
        tables = (
            f'id = "mastodon"\nkind = "mastodon"\nurl = "{self.address}/@Gargron"\ntrust = "publish"',
            f'id = "bluesky"\nkind = "bluesky"\nurl = "https://bsky.app/profile/shinyakato.dev"\napi = "{self.address}"',
            f'id = "x"\nkind = "x"\nurl = "https://x.com/library"\napi = "{self.address}"\n'
            'token_file = "x.token"\nmonthly_reads = 5000\ntrust = "publish"',
            f'id = "blog"\nkind = "feed"\nurl = "{self.address}/blog/feed/"\ntrust = "publish"',
            f'id = "urdu"\nkind = "feed"\nurl = "{self.address}/urdu/index.xml"\ntrust = "publish"',
            f'id = "bibliocommons"\nkind = "feed"\nurl = "{self.address}/v2/libraries/lib/rss/events"\ntrust = "publish"',
            f'id = "libcal"\nkind = "calendar"\nurl = "{self.address}/ical_subscribe.php?src=p&cid=1"',
        )
        often = f'every = "{every}"\n' if every else ""
        return "".join(f"\n[[source]]\n{table}\n{often}" for table in tables)

    def answer(self, path: str, query: dict[str, str], token: str) -> tuple[int, str, bytes]:
        """The status, content type and body for one address."""
        match path.strip("/").split("/"):
            case ["api", "v1", "accounts", "lookup"]:
                return self._json(self._mastodon()[0]["account"])
            case ["api", "v1", "accounts", _, "statuses"]:
                return self._json(self._mastodon())
            case ["api", "v1", "statuses", status]:
                found = [one for one in self._mastodon() if one["id"] == status]
                return (
                    self._json(found[0])
                    if found
                    else (404, "application/json", b'{"error":"Record not found"}')
                )
            case ["xrpc", "com.atproto.identity.resolveHandle"]:
                return self._json({"did": self._bluesky()["feed"][-1]["post"]["author"]["did"]})
            case ["xrpc", "app.bsky.feed.getAuthorFeed"]:
                return self._json({**self._bluesky(), "cursor": None})
            case ["xrpc", "app.bsky.feed.getPosts"]:
                wanted = query.get("uris", "")
                return self._json(
                    {"posts": [x["post"] for x in self._bluesky()["feed"] if x["post"]["uri"] in wanted]}
                )
            case ["2", *rest]:
                return self._x(rest, token)
            case ["blog", "feed"]:
                body = self._text("feeds/feedjira-AmazonWebServicesBlog.xml")
                by = days_until("2009-01-16", self.started - timedelta(days=1))
                return 200, "application/atom+xml; charset=utf-8", moved(body, by).encode()
            case ["urdu", "index.xml"]:
                body = self._text("feeds/v2-testdata__urdu_UTF8.xml")
                body = "".join(re.split(r"(?<=</item>)", body, maxsplit=4)[:4]) + "</channel></rss>"
                body = re.sub(r"<pubDate>[^<]*", f"<pubDate>{self.started:%a, %d %b %Y %H:%M:%S} GMT", body)
                return 200, "application/rss+xml; charset=utf-8", body.encode()
            case ["v2", "libraries", _, "rss", "events"]:
                body = self._text("feeds/bibliocommons-richmond-library-2026.rss")
                by = days_until("2026-08-17", self.started + timedelta(days=1))
                return 200, "application/rss+xml", moved(body, by).encode()
            case ["ical_subscribe.php"]:
                body = (self._corpus / "corpus/ics/libcal-clearview-library-2026.ics").read_bytes().decode()
                by = days_until("2026-08-18", self.started + timedelta(days=1))
                return 200, "text/calendar; charset=utf-8", moved(body, by).encode()
        return 404, "text/plain", b"not found"

    def _x(self, rest: list[str], token: str) -> tuple[int, str, bytes]:
        if token != "Bearer secret":
            return 401, "application/problem+json", b'{"title":"Unauthorized","status":401}'
        if rest[:3] == ["users", "by", "username"]:
            return self._json({"data": {"id": "2244994945", "name": "Our Library", "username": rest[3]}})
        answer = json.loads(self._text("x/twittered-tests__tweet_list_v2_example.json"))
        answer["data"] += json.loads(self._text("x/twarc-csv-verified_type.jsonl").splitlines()[0])["data"]
        for post in answer["data"]:
            post["author_id"] = "2244994945"
            post["created_at"] = f"{self.started - timedelta(hours=2):%Y-%m-%dT%H:%M:%S.000Z}"
        answer["includes"] = {"users": [{"id": "2244994945", "name": "Our Library", "username": "library"}]}
        answer["meta"] = {"result_count": len(answer["data"])}
        return self._json(answer)

    def _mastodon(self) -> list[dict[str, Any]]:
        text = self._text("mastodon/tokodon-data__statuses.json")
        found: list[dict[str, Any]] = json.loads(
            moved(text, days_until("2019-12-08", self.started - timedelta(days=1)))
        )
        for more in ("tokodon-data__status-tags", "tootsdk-Resources__post_wordle_linebreaks"):
            status = json.loads(self._text(f"mastodon/{more}.json"))
            times = {"created_at": found[0]["created_at"], "edited_at": None, "account": found[0]["account"]}
            found.append(status | times)
        for number, status in enumerate(found):
            status["id"] = str(1000 + number)
            status["uri"] = f"{self.address}/users/Gargron/statuses/{1000 + number}"
        return found

    def _bluesky(self) -> dict[str, Any]:
        text = self._text("bluesky/atproto.dart-getAuthorFeed.json")
        found: dict[str, Any] = json.loads(
            moved(text, days_until("2023-04-30", self.started - timedelta(days=1)))
        )
        return found

    def _text(self, name: str) -> str:
        return (self._corpus / "corpus" / name).read_text(encoding="utf-8")

    @staticmethod
    def _json(value: object) -> tuple[int, str, bytes]:
        return 200, "application/json; charset=utf-8", json.dumps(value).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        services = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if services.down:
                    self.close_connection = True
                    return
                parts = urlsplit(self.path)
                path = unquote(parts.path)
                query = {key: ",".join(values) for key, values in parse_qs(parts.query).items()}
                services.asked[path] += 1
                status, kind, body = services.answer(path, query, self.headers.get("Authorization", ""))
                tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                if status == 200 and self.headers.get("If-None-Match") == tag:
                    services.not_modified += 1
                    status, body = 304, b""
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("ETag", tag)
                self.send_header("X-RateLimit-Remaining", "299")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
