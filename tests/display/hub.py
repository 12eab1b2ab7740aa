"""A small hub on loopback that tests can make answer, fall silent and come back."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Desk:
    """What the hub would say, and what it was told."""

    def __init__(self) -> None:
        self.body = b"{}"
        self.etag = '"1"'
        self.token = "secret"
        self.realm = 'Bearer realm="signage"'
        #: What a screen that asks to be let in is answered, one after the other; the last one stays.
        self.pairing: list[tuple[int, dict[str, Any]]] = [(503, {})]
        self.events: list[str] = []
        self.pictures: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []
        self.reports: list[dict[str, Any]] = []
        #: What was shown of the glass: the address it was sent to, and the picture.
        self.shown: list[tuple[str, bytes]] = []
        self.down = False
        #: Whether it has no snapshot to give, though it speaks.
        self.bare = False
        self.port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _handler(desk: Desk) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _allowed(self) -> bool:
            return self.headers.get("Authorization") == f"Bearer {desk.token}"

        def do_GET(self) -> None:
            known = self.headers.get("If-None-Match", "")
            desk.asked.append((self.path, known))
            if desk.down:
                self._answer(503)
            elif not self._allowed():
                self._answer(401, b"", **{"WWW-Authenticate": desk.realm})
            elif self.path.endswith("/snapshot") and desk.bare:
                self._answer(503)
            elif self.path.endswith("/snapshot"):
                self._answer(
                    304 if known == desk.etag else 200,
                    b"" if known == desk.etag else desk.body,
                    ETag=desk.etag,
                )
            elif self.path.startswith("/media/"):
                picture = desk.pictures.get(self.path.rpartition("/")[2])
                self._answer(200 if picture else 404, picture or b"")
            else:
                self._stream()

        def _stream(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            sent = len(desk.events)
            self.wfile.write(b": heart\n\n")
            while not desk.down:
                for event in desk.events[sent:]:
                    self.wfile.write(event.encode())
                    sent += 1
                self.wfile.flush()
                time.sleep(0.01)

        def do_PUT(self) -> None:
            desk.shown.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer(204)

        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            desk.reports.append(told)
            if self.path.endswith("/pair"):
                status, answer = desk.pairing.pop(0) if len(desk.pairing) > 1 else desk.pairing[0]
                self._answer(status, json.dumps(answer).encode())
            else:
                self._answer(204)

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A screen that hangs up is no error."""


@contextmanager
def serving() -> Iterator[Desk]:
    """A hub that answers until the block ends."""
    desk = Desk()
    server = _Server(("127.0.0.1", 0), _handler(desk))
    desk.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        desk.down = True
        server.shutdown()
        server.server_close()
        thread.join()


def until(ready: Callable[[], object], turn: Callable[[], None], seconds: float = 20.0) -> None:
    """Let the Qt loop turn until `ready`; fails after `seconds`, which no healthy run comes near."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it never came"
        turn()
        time.sleep(0.002)
