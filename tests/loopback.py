"""A real HTTP server on 127.0.0.1 whose answers a test writes: polite, slow, broken or hostile ones.

with Loopback() as server:
    server.answers["/feed"] = conditional(b"<rss/>", etag='"1"')
    ... server.url("/feed") ... server.requests
"""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came: path with query, and headers with names in lower case."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripted:
    """An answer. `delay` is waited before it; each piece of `pieces` follows after `pause` seconds."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay: float = 0
    pieces: tuple[bytes, ...] = ()
    pause: float = 0
    #: Sends the pieces over and over until the other side hangs up.
    endless: bool = False
    #: Written to the socket as it is, in place of everything else.
    raw: bytes = b""


Script = Scripted | Callable[[Asked], Scripted]


def ok(body: bytes, content_type: str = "application/rss+xml", **headers: str) -> Scripted:
    """A plain 200. Header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Scripted(body=body, headers={"Content-Type": content_type, **named})


def conditional(body: bytes, *, etag: str = "", last_modified: str = "", **headers: str) -> Script:
    """200 with validators; 304 to the one who sends them back byte for byte."""

    def answer(asked: Asked) -> Scripted:
        same_tag = bool(etag) and asked.headers.get("if-none-match") == etag
        same_date = bool(last_modified) and asked.headers.get("if-modified-since") == last_modified
        validators = {"ETag": etag} if etag else {}
        validators |= {"Last-Modified": last_modified} if last_modified else {}
        if same_tag if etag else same_date:
            return Scripted(status=304, headers=validators)
        plain = ok(body, **headers)
        return Scripted(body=body, headers={**plain.headers, **validators})

    return answer


def redirect(target: str, status: int = 302) -> Scripted:
    """Leads on to another address."""
    return Scripted(status=status, headers={"Location": target})


def packed(body: bytes, members: int = 1) -> Scripted:
    """A body in gzip, of one member or several."""
    size = -(-len(body) // members) or 1
    parts = [body[at : at + size] for at in range(0, max(len(body), 1), size)]
    return Scripted(
        body=b"".join(gzip.compress(part) for part in parts), headers={"Content-Encoding": "gzip"}
    )


def bomb(mebibytes: int) -> Scripted:
    """Some kilobytes of gzip that grow to many mebibytes."""
    return packed(bytes(mebibytes * 1024 * 1024))


def sequence(*scripts: Script) -> Script:
    """One answer after the other; the last one again and again."""
    left = list(scripts)

    def answer(asked: Asked) -> Scripted:
        script = left.pop(0) if len(left) > 1 else left[0]
        return script(asked) if callable(script) else script

    return answer


class Loopback:
    """The server. Counts what was asked, and how many requests were open at once."""

    def __init__(self) -> None:
        self.answers: dict[str, Script] = {}
        self.requests: list[Asked] = []
        self.open_now = 0
        self.open_most = 0
        self._lock = threading.Lock()
        self._ends = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.loopback = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def host(self) -> str:
        """Host and port, as allow_hosts takes them."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}{path}"

    def asked(self, path: str) -> list[Asked]:
        """The requests for one path, without regard to its query."""
        return [asked for asked in self.requests if asked.path.partition("?")[0] == path]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ends.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def script_for(self, asked: Asked) -> Scripted:
        """The scripted answer, 404 for a path that has none."""
        script = self.answers.get(asked.path) or self.answers.get(asked.path.partition("?")[0])
        if script is None:
            return Scripted(status=404, body=b"not here")
        return script(asked) if callable(script) else script

    def wait(self, seconds: float) -> bool:
        """Waits, but not beyond the server's end. Whether the server has ended."""
        return self._ends.wait(seconds)

    def opened(self, asked: Asked) -> None:
        """Counts a request in."""
        with self._lock:
            self.requests.append(asked)
            self.open_now += 1
            self.open_most = max(self.open_most, self.open_now)

    def closed(self) -> None:
        """Counts a request out."""
        with self._lock:
            self.open_now -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    loopback: Loopback

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        loopback = self.server.loopback
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
        loopback.opened(asked)
        try:
            with suppress(ConnectionError, socket.timeout):
                self._answer(loopback.script_for(asked))
        finally:
            loopback.closed()

    def _answer(self, script: Scripted) -> None:
        self.close_connection = True
        if script.delay and self.server.loopback.wait(script.delay):
            return
        if script.raw:
            self.wfile.write(script.raw)
            return
        self.send_response_only(script.status)
        for name, value in script.headers.items():
            self.send_header(name, value)
        bodiless = script.status in {204, 304}
        if not script.pieces and not bodiless and "Content-Length" not in script.headers:
            self.send_header("Content-Length", str(len(script.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if not bodiless:
            self.wfile.write(script.body)
        self._drip(script)

    def _drip(self, script: Scripted) -> None:
        while script.pieces:
            for piece in script.pieces:
                self.wfile.write(piece)
                if script.pause and self.server.loopback.wait(script.pause):
                    return
            if not script.endless:
                return
            time.sleep(0)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name in http.server
        """Quiet: tests read `requests`."""
