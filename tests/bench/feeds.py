"""Twenty feeds on loopback with an entry more at each question, so that each answer is parsed."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_counter = itertools.count()
_served: list[int] = []


class _Feed(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        turn = next(_counter)
        numbers = (*range(59), f"new-{turn}")
        items = "".join(
            f"<item><guid>{self.path}-{n}</guid><title>Reading group {n}</title>"
            f"<description>{'We read on and talk about it over tea. ' * 40}</description></item>"
            for n in numbers
        )
        body = f"<rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        _served.append(turn)

    def log_message(self, *_: object) -> None:
        """Say nothing: the table is the output."""


@contextlib.contextmanager
def serve() -> Iterator[str]:
    """Serve on a free loopback port; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feed)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def asked() -> int:
    """How many answers were given so far."""
    return len(_served)
