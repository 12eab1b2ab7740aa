"""What is remembered about a source between two fetches, and what was wrong with its answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

#: A part of a path that could be a key: letters and figures mixed, and long.
_KEY = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w%.~=-]{16,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item of this source that may be on a screen now, so that a plan can ask whether it still is."""

    id: str
    published: datetime | None = None
    confirmed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What a plan remembers from one fetch to the next, and what is shown of it now."""

    #: Short texts only: cursors, looked-up ids, which spelling a server takes.
    memory: Mapping[str, str] = field(default_factory=dict)
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in an answer that could not be used, while the rest could: one row, one event."""

    #: "line 7", "event 3 of 40"
    where: str
    what: str


def told_address(url: str) -> str:
    """An address as it may stand on a page: host and path, without what could be a password or a key."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    path = "/".join("…" if _KEY.fullmatch(part) else part for part in parts.path.split("/"))
    return f"{host}{f':{port}' if port else ''}{path.rstrip('/')}"
