"""The guard of the pages: who is asking, whether they may, and whether a form is ours.

Every route names its permission: `def queue(visit: Annotated[Visit, needs(Permission.MODERATE)])`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool

from signage.core.role import Permission, may
from signage.hub.hub import Hub
from signage.hub.pages import cookies
from signage.hub.pages.visit import Visit
from signage.hub.token import hashed
from signage.store.people import Entry

#: Methods that change nothing (RFC 9110, section 9.2.1).
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Elsewhere(Exception):
    """Answer with a redirect to `address`."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class NotAllowed(HTTPException):
    """Somebody is signed in who may not do this."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(403, "Your account may not do this.")
        self.permission = permission


class ForeignForm(HTTPException):
    """The form was not made by one of our pages, or by one that is too old."""

    def __init__(self) -> None:
        super().__init__(
            403, "This page was open a long time. Go back, load it again, and send it once more."
        )


class Guard:
    """The dependency behind `needs`: gives the Visit, or refuses."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, request: Request) -> Visit:
        """Who asks, once all is well."""
        hub: Hub = request.app.state.hub
        # Browsers send one host's cookies to all of its ports.
        token = "" if request.app.state.patrons_only else cookies.read(request, cookies.SESSION)
        entry, opened = await run_in_threadpool(_look, hub, token)
        visit = Visit(request=request, hub=hub, entry=entry, mark=token if entry else "")
        request.state.visit = visit  # error pages speak to the same person
        if self.permission is Permission.FIRST_RUN:
            if opened:
                raise HTTPException(404, "There is no page here.")
        elif not opened:
            if request.app.state.patrons_only:
                raise HTTPException(404, "There is no page here yet.")
            raise Elsewhere("/first-run")
        elif not may(visit.role, self.permission):
            if entry is not None:
                raise NotAllowed(self.permission)
            raise Elsewhere(_sign_in(request))
        if request.method not in SAFE:
            await _ours(request, visit)
        return visit


def needs(permission: Permission) -> Any:
    """The dependency that lets in who has `permission`, and gives the Visit."""
    return Depends(Guard(permission))


def _look(hub: Hub, token: str) -> tuple[Entry | None, bool]:
    entry = hub.store.people.entered(hashed(token), hub.clock.now()) if token else None
    return entry, hub.opened()


def _sign_in(request: Request) -> str:
    """Where to sign in, and come back to: the page itself, or the one whose form was sent."""
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method not in SAFE:
        back = urlsplit(request.headers.get("referer", "")).path
    return "/sign-in" if back in ("", "/") else f"/sign-in?next={quote(back)}"


async def _ours(request: Request, visit: Visit) -> None:
    """Refuse a form that another site made: by its origin, and by the key that it carries."""
    if not _same_origin(request, visit.hub):
        raise ForeignForm
    key = request.headers.get("x-form-key", "")
    if not key:
        given = (await request.form()).get("key", "")
        key = given if isinstance(given, str) else ""
    if not cookies.form_key_right(visit.mark or cookies.read(request, cookies.VISIT), key):
        raise ForeignForm


def _same_origin(request: Request, hub: Hub) -> bool:
    """Old browsers send a Referer in the place of an Origin; who sends neither is no browser of ours."""
    sent = _origin(request.headers.get("origin") or request.headers.get("referer", ""))
    return bool(sent) and sent in {
        f"{request.url.scheme}://{request.headers.get('host', '')}".casefold(),
        # A proxy that speaks HTTPS to people speaks HTTP to us: these are the addresses people see.
        _origin(hub.settings.hub.address),
        _origin(hub.settings.patrons_address),
    }


def _origin(address: str) -> str:
    """Scheme, host and port of an address (RFC 6454, section 6.2); empty where it has none."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".casefold() if parts.netloc else ""
