"""An item: one thing that can be shown. A type for each stage of its way.

`RawItem` comes from the wire, `Item` is stored, `SnapshotItem` (core.snapshot) is what a screen
may know. What they share, the words and pictures themselves, is `Content`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from signage.core.decision import Reason, State, Trust
from signage.core.window import Window


class Kind(StrEnum):
    """What sort of thing an item is; it decides how it is drawn."""

    POST = "post"
    EVENT = "event"
    COMMENT = "comment"
    QUESTION = "question"
    NUMBER = "number"
    NOTICE = "notice"
    POSTER = "poster"


class Lane(StrEnum):
    """Which share of a turn an item uses."""

    EVENTS = "events"
    POSTS = "posts"
    PATRONS = "patrons"
    NOTICES = "notices"


LANE_OF: Mapping[Kind, Lane] = MappingProxyType(
    {
        Kind.POST: Lane.POSTS,
        Kind.EVENT: Lane.EVENTS,
        Kind.COMMENT: Lane.PATRONS,
        Kind.QUESTION: Lane.PATRONS,
        Kind.NUMBER: Lane.NOTICES,
        Kind.NOTICE: Lane.NOTICES,
        Kind.POSTER: Lane.NOTICES,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who said it. `handle` is whole ("@lib@social.example"); `picture` the address of the avatar.

    `sha256` is the avatar's, empty until its bytes were fetched, checked and stored by `media`.
    """

    name: str = ""
    handle: str = ""
    url: str = ""
    picture: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that belongs to an item. Sizes in pixels, 0 where unknown.

    `sha256` is empty until the bytes were fetched, checked and stored by `media`.
    """

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0
    sha256: str = ""
    #: The average colour of its edge ("#1a2b3c"), for what stands around a poster; "" where unknown.
    matte: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When an event is. Both ends are aware; `ends` is exclusive and never before `starts`.

    An all-day event runs from midnight to midnight in the library's time zone. `open_end`: nobody said
    when it ends; `ends` is then a guess by which it leaves the screens and which is never told.
    """

    starts: datetime
    ends: datetime
    all_day: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What may be shown of an item: plain text, no markup, no invisible characters.

    | kind     | text          | detail                  | figure   |
    | -------- | ------------- | ----------------------- | -------- |
    | post     | the post      | a blog's summary        |          |
    | event    | title         | description             |          |
    | comment  | the comment   | the library's reply     |          |
    | question | the question  | the answer; "" asks all |          |
    | number   | its caption   |                         | "94"     |
    | notice   | the notice    |                         |          |
    | poster   | alt text      | facts beside it         |          |
    """

    kind: Kind
    text: str
    detail: str = ""
    figure: str = ""
    #: mastodon, bluesky, x, youtube, blog, calendar, playlist ...; picks the badge and the display terms.
    platform: str = ""
    author: Author | None = None
    #: Who passed it on, where the library boosted or reposted somebody else's post.
    boosted_by: Author | None = None
    url: str = ""
    #: When it was said (posts, comments). UTC.
    published: datetime | None = None
    edited: datetime | None = None
    #: BCP 47, "" where unknown.
    language: str = ""
    pictures: tuple[Picture, ...] = ()
    when: When | None = None
    place: str = ""
    #: Who an event is for ("For families"); shown above its title.
    audience: str = ""
    cancelled: bool = False
    #: On a comment: the question that it answers, by its words or its id.
    answers: str = ""

    def words(self) -> tuple[str, ...]:
        """All of its texts that a screen may draw."""
        people = (name for who in (self.author, self.boosted_by) if who for name in (who.name, who.handle))
        texts = (self.text, self.detail, self.figure, self.place, self.audience, *people)
        return tuple(text for text in texts if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """An item as a source gave it. Says nothing about whether it may be shown.

    `id` is the platform and the native id ("mastodon:https://…", "at://…", "x:123",
    "calendar:UID/20261128T170000Z", "feed:host:guid"), never the source's own name or address.
    `series` is the id that all dates of a repeated event share, "" where there is none.
    """

    id: str
    content: Content
    series: str = ""
    #: Hidden words: a content warning's text, "" where there is none.
    warning: str = ""
    #: The service or the author marked it sensitive or labelled it.
    sensitive: bool = False
    #: A private booking, a free/busy block, a post that is not public: never leaves the store.
    private: bool = False
    #: A boost, quote or repost of somebody who is not the library.
    foreign: bool = False
    #: What the bidi, invisible and look-alike cleaning took out of text or names.
    tricks: bool = False
    #: When it may be shown, as its source says; empty: always.
    windows: tuple[Window, ...] = ()
    #: When it leaves for good, as its source says (an offer's last day).
    expires: datetime | None = None
    #: In every turn, as the playlist's own column says.
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item as it is stored: what was said, where it came from, and what was decided.

    Does not hold placements: they are kept apart, so that a refetch never undoes them.
    """

    raw: RawItem
    lane: Lane
    #: Every source it was seen through, by id, the first one first.
    sources: tuple[str, ...]
    trust: Trust
    state: State
    reasons: tuple[Reason, ...] = ()
    #: When this store saw it first, and when a source last confirmed it. UTC.
    first_seen: datetime
    confirmed: datetime

    @property
    def id(self) -> str:
        """The item's id; see RawItem."""
        return self.raw.id

    @property
    def content(self) -> Content:
        """What may be shown of it."""
        return self.raw.content
