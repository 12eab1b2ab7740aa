"""The door of the hub: which requests come in at all. Host names, sizes, headers of every answer."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from signage.errors import SettingsError
from signage.settings import HubSettings

log = logging.getLogger(__name__)

#: Nothing that a screen sends is larger. Bytes.
MOST_BODY = 256 * 1024

#: Staff send posters to these pages, and nobody else comes so far as to have them read.
UPLOADS = "/playlist"
MOST_UPLOAD = 26 * 1024 * 1024

#: A page runs the hub's own script and style, sends forms to the hub, and stands in no frame.
PAGE = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
NOTHING = b"default-src 'none'; frame-ancestors 'none'"
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    # Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


def listen(host: str, port: int, table: str = "hub") -> socket.socket:
    """The socket to serve on. Raises SettingsError where the address cannot be had."""
    where = f"config.toml, [{table}] listen"
    at = f"{host}:{port}"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        what = f"The hub cannot listen at {at}: {(error.strerror or str(error)).lower()}."
        do = "Stop the other program (perhaps another signage), or set another port."
        if not isinstance(error, PermissionError) and "in use" not in what:
            do = "Set it to an address of this PC and a port above 1023."
        raise SettingsError(where, what, do) from error
    # asyncio does this for sockets of its own making only; without it each answer, which goes out in
    # two pieces, waits 40 ms for the browser's acknowledgement of the first one.
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return door


def names_of(hub: HubSettings, *others: str) -> frozenset[str]:
    """The host names under which this hub may be called, besides addresses in figures.

    `others`: further addresses at which people reach it, such as that of the patrons' form.
    """
    named = (urlsplit(address).hostname for address in (hub.address, *others) if address)
    return frozenset({"localhost", hub.host.casefold(), *(name.casefold() for name in named if name)})


def host_allowed(header: str, names: Iterable[str]) -> bool:
    """Whether a Host header names this hub.

    An address in figures always does: a page elsewhere can point only a *name* of its own at this PC
    (DNS rebinding).
    """
    host = header.strip().casefold()
    host = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    if host in names:
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class _TooLargeBody(Exception):
    """The body went over the limit while it was read."""


class Door:
    """Refuses wrong hosts (421) and large bodies (413), and adds the headers every answer carries.

    Writes one line a request at level debug, never with an address. Does not know who is calling.
    """

    def __init__(self, app: ASGIApp, names: Callable[[], frozenset[str]]) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if not host_allowed(headers.get(b"host", ""), self.names()):
            await _refuse(send, 421, "This hub is not called by that name.")
            return
        most = MOST_UPLOAD if scope["path"].startswith(UPLOADS) else MOST_BODY
        length = headers.get(b"content-length", "0")
        if not length.isdecimal() or int(length) > most:
            await _refuse(send, 413, "The request is too large.")
            return
        started = False
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise _TooLargeBody
            return message

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                if taken > most:  # what reads the body may have turned the refusal into an answer of its own
                    message["status"] = 413
                names = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *HEADERS,
                    (b"content-security-policy", PAGE if _is_page(message["headers"]) else NOTHING),
                    *([] if b"cache-control" in names else [(b"cache-control", b"no-store")]),
                ]
                # Not the path itself: it may hold the code of somebody's comment.
                route = getattr(scope.get("route"), "path", "?")
                log.debug("%s %s %s", scope["method"], route, message["status"])
            await send(message)

        try:
            await self.app(scope, counted, dressed)
        except _TooLargeBody:
            if not started:
                await _refuse(send, 413, "The request is too large.")


def _is_page(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers)


async def _refuse(send: Send, status: int, sentence: str) -> None:
    body = sentence.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
