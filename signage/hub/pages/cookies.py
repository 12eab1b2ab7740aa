"""Cookies: who is signed in, and which forms are ours."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from fastapi import Request, Response

#: The token of a session.
SESSION = "signage-session"
#: A random mark of a browser in which nobody is signed in; its forms are known by it.
VISIT = "signage-visit"


def secure(request: Request) -> bool:
    """Whether this request came by HTTPS."""
    return request.url.scheme == "https"


def _name(request: Request, name: str) -> str:
    # A browser takes "__Host-" only with HTTPS, and then from nobody but this very host.
    return f"__Host-{name}" if secure(request) else name


def read(request: Request, name: str) -> str:
    """The cookie's value, "" where there is none."""
    return request.cookies.get(_name(request, name), "")


def write(
    request: Request, response: Response, name: str, value: str, *, lasts: timedelta | None = None
) -> None:
    """Hand a cookie to the browser that no script can read; without `lasts` until it is closed."""
    response.set_cookie(
        _name(request, name),
        value,
        max_age=None if lasts is None else int(lasts.total_seconds()),
        secure=secure(request),
        httponly=True,
        samesite="lax",
    )


def forget(request: Request, response: Response, name: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(_name(request, name), secure=secure(request), httponly=True, samesite="lax")


def form_key(cookie: str) -> str:
    """What a form must carry: only who knows the cookie can compute it (OWASP: HMAC-based token)."""
    return hmac.new(cookie.encode(), b"form", "sha256").hexdigest()


def form_key_right(cookie: str, given: str) -> bool:
    """Whether a form carries what it must."""
    return bool(cookie) and hmac.compare_digest(form_key(cookie).encode(), given.encode("utf-8", "replace"))


def new_mark() -> str:
    """A random value for the cookie VISIT."""
    return secrets.token_urlsafe(24)
