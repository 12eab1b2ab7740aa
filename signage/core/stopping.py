"""Stop: what leaves every screen when somebody stops comments and social posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signage.core.item import Content, Kind

#: Comments and posts, in whatever lane. What the library itself announces or asks goes on.
STOPPED = (Kind.COMMENT, Kind.POST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One row: who stopped, and since which revision no snapshot holds what it covers."""

    id: int
    by: str
    at: datetime
    revision: int
    ended_by: str = ""
    ended_at: datetime | None = None


def covers(content: Content) -> bool:
    """Whether a Stop takes this off the screens."""
    return content.kind in STOPPED
