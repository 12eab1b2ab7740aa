"""A source is a plan without I/O: what to ask, and what to make of the answers.

The pipeline alone asks. `receive` runs in a worker process, so a plan and everything that goes
into or comes out of it can be pickled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from signage.core.item import Kind, RawItem
from signage.core.source import Problem as Problem
from signage.core.source import Shown as Shown
from signage.core.source import SourceState as SourceState

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1"
)
JSON_TYPES = "application/json"
CALENDAR_TYPES = "text/calendar, */*;q=0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing to ask. Either an address to get or a file on this PC to read, never both.

    `name` tells `receive` which of its questions is answered ("lookup", "page", "posts").
    `conditional` sends the validators of the last answer to this same address.
    `signed` adds the source's token; the client sends it to the source's own host only.
    `reads` is how many paid reads the answer can cost at most (X), 0 for free ones.
    """

    name: str
    url: str = ""
    path: Path | None = None
    accept: str = "*/*"
    headers: Mapping[str, str] = field(default_factory=dict)
    conditional: bool = False
    signed: bool = False
    reads: int = 0
    #: `path` is a folder, and its files are wanted: the body is then JSON, a list of ListedFile.
    folder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """One file of a folder. Size in bytes, modified in nanoseconds; `text` of short text files only."""

    name: str
    size: int
    modified: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer: header names in lower case, body decoded from any content encoding.

    Statuses below 400 and those that a plan wants to see itself (400, 401, 403, 404, 410, 422)
    come here; 304, 429 and the rest are the pipeline's.
    """

    request: Request
    #: The address that answered, after redirects.
    url: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What one answer gave.

    `gone` are ids that the service says are deleted or no longer public. `checked` are ids that it
    confirmed without sending them again. `complete` says that `items` (over all answers of this
    fetch) is everything there is, so that what is missing was taken away (calendars, playlists).
    """

    items: tuple[RawItem, ...] = ()
    requests: tuple[Request, ...] = ()
    #: None leaves the memory as it was.
    memory: Mapping[str, str] | None = None
    gone: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    complete: bool = False
    problems: tuple[Problem, ...] = ()
    #: The publisher's own wish for the time between two fetches (ttl, sy:, X-PUBLISHED-TTL).
    poll_after: timedelta | None = None
    #: Paid reads that this answer used (X).
    reads: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the library is: what a plan needs to read local dates."""

    timezone: str = "UTC"
    locale: str = "en-GB"


class Plan(Protocol):
    """One source, ready to be asked. Frozen, picklable, and without I/O."""

    def start(self, state: SourceState, now: datetime) -> tuple[Request, ...]:
        """The first questions of a fetch."""
        ...

    def receive(self, response: Response, state: SourceState, now: datetime) -> Received:
        """What an answer gives. Raises a SourceError where the whole answer is of no use."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """One [[source]] table, checked. Paths are absolute; `folder` is where the settings file lies."""

    id: str
    name: str = ""
    kind: str
    url: str = ""
    path: Path | None = None
    api: str = ""
    #: account, hashtag, favourites, bookmarks, list, mentions, search: which of a service's lists.
    show: str = ""
    #: The hashtag, list id, search query, where `show` needs one.
    query: str = ""
    #: Whether a token is at hand (the token itself stays with the client).
    signed: bool = False
    #: Paid reads a month (X).
    monthly_reads: int = 0
    replies: bool = False
    boosts: bool = True
    bots: bool = False
    #: A feed's items that are really events or notices.
    item_kind: Kind | None = None
    place: Place = Place()
