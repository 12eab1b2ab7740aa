"""A post view of Bluesky's API, as an item.

Lexicons app.bsky.feed.defs, app.bsky.embed.*, com.atproto.label.defs;
docs.bsky.app/docs/advanced-guides/moderation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from signage.core.item import Author, Content, Kind, Picture, RawItem
from signage.sources.social.json_answer import Fields
from signage.sources.social.post import (
    FUTURE,
    NO_DATE,
    NO_ID,
    Broken,
    LeftOut,
    Reading,
    is_ahead,
    language,
    pictures,
)
from signage.sources.text import short_links, tidy, tidy_line

#: Bluesky's own moderation, whose labels are asked for and heeded.
LABELER = "did:plc:ar7c4by46qjdydhdevvrndac"
_HANDLE = re.compile(r"[A-Za-z0-9.-]+")
_PROFILE = "/app.bsky.actor.profile/self"
_UNREADABLE = "?"
_SIGNED_IN_ONLY = "!no-unauthenticated"
_FORBIDDEN = frozenset({"!hide", "!takedown", "!suspend", _SIGNED_IN_ONLY})
#: The labels that a post may put on itself; others that it makes up mean nothing.
_OF_ONESELF = frozenset({*_FORBIDDEN, "!warn", "porn", "sexual", "nudity", "graphic-media", "gore", "bot"})
_HIDDEN = LeftOut("Bluesky's moderation has hidden them.")
_NOT_FOR_STRANGERS = LeftOut("Their authors show them to signed-in people only.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReader:
    """Reads post views for one source. `own` is the DID of the library's account, "" for a list.

    Nobody is signed in before a public screen: what Bluesky shows to signed-in people only stays off.
    """

    own: str = ""
    replies: bool = False
    boosts: bool = True
    bots: bool = False

    def read(self, entry: Fields, now: datetime) -> Reading:
        """One entry of a feed: an item, or why there is none."""
        reason = entry.fields("reason")
        booster = reason.fields("by") if reason.text("$type").endswith("#reasonRepost") else Fields()
        if "reason" in entry and not booster and not reason.text("$type").endswith("#reasonPin"):
            return Broken("It is passed on in a way that is not known.")
        if booster and not self.boosts:
            return LeftOut()
        if not booster and not self.replies and _is_reply(entry):
            return LeftOut()
        return self.read_post(entry.fields("post"), now, booster)

    def read_post(self, post: Fields, now: datetime, booster: Fields | None = None) -> Reading:
        """One post view, with who reposted it."""
        booster = booster or Fields()
        record, author = post.fields("record"), post.fields("author")
        uri, did = post.identifier("uri"), author.identifier("did")
        if not uri.startswith("at://") or not did:
            return NO_ID
        if "/app.bsky.feed.post/" not in uri:
            return Broken("It is no post.")
        times = [time for time in (record.moment("createdAt"), post.moment("indexedAt")) if time]
        if not times or ("createdAt" in record and record.moment("createdAt") is None):
            return NO_DATE
        if is_ahead(min(times), now):
            return FUTURE
        labels = _post_labels(post, record, now) | _account_labels(author, now)
        if booster:
            labels |= _account_labels(booster, now) & _FORBIDDEN
        if labels & _FORBIDDEN:
            return _NOT_FOR_STRANGERS if _SIGNED_IN_ONLY in labels else _HIDDEN
        if "bot" in labels and not self.bots and did != self.own:
            return LeftOut()
        text, tricks = tidy(short_links(record.text("text")))
        who, who_tricks = _author(author, now)
        by, by_tricks = _author(booster, now) if booster else (None, False)
        quote = _quote(post.fields("embed"), did, now)
        return RawItem(
            id=uri,
            content=Content(
                kind=Kind.POST,
                text=text,
                detail=quote.words,
                platform="bluesky",
                author=who,
                boosted_by=by,
                url=f"{who.url}/post/{uri.rpartition('/')[2]}",
                published=min(times),
                language=language(next(iter(record.texts("langs")), "")),
                pictures=pictures(_pictures(post.fields("embed"))),
            ),
            sensitive=bool(labels - {"bot"}) or quote.sensitive,
            foreign=quote.foreign or (bool(booster) and did != booster.identifier("did")),
            tricks=tricks or who_tricks or by_tricks or quote.tricks,
        )


def _is_reply(entry: Fields) -> bool:
    return "reply" in entry or "reply" in entry.fields("post").fields("record")


# Labels


def _labels(labels: Iterable[Fields], now: datetime) -> set[tuple[str, str]]:
    """(what is labelled, label) of those that hold: not taken back (neg), not expired (exp).

    A label without a readable word holds too: better one post too few.
    """
    held: set[tuple[str, str, str]] = set()
    taken_back: set[tuple[str, str, str]] = set()
    for label in labels:
        until = label.moment("exp")
        key = (label.text("src"), label.text("uri"), label.text("val") or _UNREADABLE)
        if label.values.get("neg") is True:
            taken_back.add(key)
        elif until is None or until > now:
            held.add(key)
    # What somebody says of himself counts only where it has a meaning.
    return {
        (uri, word)
        for source, uri, word in held - taken_back
        if word in _OF_ONESELF or not source or source not in uri
    }


def _post_labels(post: Fields, record: Fields, now: datetime) -> set[str]:
    of_itself = {value.text("val") for value in record.fields("labels").each("values")}
    held = {word for _, word in _labels(post.each("labels"), now)} | (of_itself & _OF_ONESELF)
    unreadable = "labels" in post and not isinstance(post.values["labels"], list)
    return held | {_UNREADABLE} if unreadable else held


def _account_labels(author: Fields, now: datetime) -> set[str]:
    """Those that bind every post of an account: on the account itself, and one of those on its profile."""
    held = _labels(author.each("labels"), now)
    return {word for uri, word in held if not uri.endswith(_PROFILE) or word in {_SIGNED_IN_ONLY, "bot"}}


def _author(author: Fields, now: datetime) -> tuple[Author, bool]:
    handle, did = author.text("handle"), author.identifier("did")
    # Bluesky writes handle.invalid where a handle no longer leads back to its account.
    if handle == "handle.invalid" or not _HANDLE.fullmatch(handle):
        handle = ""
    name, tricks = tidy_line(author.text("displayName"))
    labelled = {word for _, word in _labels(author.each("labels"), now)} - {"bot"}
    return (
        Author(
            name=name or (f"@{handle}" if handle else did),
            handle=f"@{handle}" if handle else "",
            url=f"https://bsky.app/profile/{handle or did}",
            picture="" if labelled else author.address("avatar"),
        ),
        tricks,
    )


# Embeds


@dataclass(frozen=True, slots=True)
class _Quote:
    words: str = ""
    foreign: bool = False
    sensitive: bool = False
    tricks: bool = False


def _quote(embed: Fields, own: str, now: datetime) -> _Quote:
    """What a post quotes: the words only where they stand for everybody, the rest as a mark."""
    kind = embed.text("$type")
    if kind.startswith("app.bsky.embed.recordWithMedia"):
        record = embed.fields("record").fields("record")
    elif kind.startswith("app.bsky.embed.record"):
        record = embed.fields("record")
    else:
        return _Quote()
    kind, uri = record.text("$type"), record.text("uri")
    if not kind.startswith("app.bsky.embed.record#view") and "/app.bsky.feed.post/" not in uri:
        return _Quote()  # a list, a feed, a starter pack
    author, value = record.fields("author"), record.fields("value")
    did = author.identifier("did") or uri.removeprefix("at://").partition("/")[0]
    labels = _post_labels(record, value, now) | _account_labels(author, now)
    if kind != "app.bsky.embed.record#viewRecord" or labels or not author:
        return _Quote(foreign=did != own, sensitive=bool(labels - _FORBIDDEN))
    who, who_tricks = _author(author, now)
    text, tricks = tidy_line(short_links(value.text("text")))
    return _Quote(f"{who.name} {who.handle}: {text}", did != own, tricks=tricks or who_tricks)


def _pictures(embed: Fields) -> list[Picture]:
    """Pictures of an embed view; a kind that is not known has none."""
    kind = embed.text("$type").removesuffix("#view")
    if kind == "app.bsky.embed.recordWithMedia":
        return _pictures(embed.fields("media"))
    if kind == "app.bsky.embed.images":
        return [_picture(image) for image in embed.each("images")]
    if kind == "app.bsky.embed.gallery":
        return [_picture(item) for item in embed.each("items")]
    if kind == "app.bsky.embed.video":
        return [_picture(embed)]
    external = embed.fields("external")
    if kind == "app.bsky.embed.external" and not external.each("labels"):
        return [Picture(url=external.address("thumb"), alt=tidy_line(external.text("title"))[0])]
    return []


def _picture(view: Fields) -> Picture:
    alt, _ = tidy_line(view.text("alt"))
    ratio = view.fields("aspectRatio")
    url = view.address("fullsize") or view.address("thumbnail") or view.address("thumb")
    return Picture(url=url, alt=alt, width=ratio.size("width"), height=ratio.size("height"))
