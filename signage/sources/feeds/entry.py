"""An entry: what every kind of feed says about one item, before it becomes a RawItem."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from html import unescape
from urllib.parse import urljoin, urlsplit

from signage.core.item import Author, Content, Kind, Picture, RawItem, When
from signage.sources.text import MOST_HTML, opening, plain, tidy, tidy_line

#: Characters of a text without a title, of a summary, and of an event's description.
MOST_TEXT, MOST_DETAIL, MOST_TITLE = 2000, 320, 300
#: A text that opens with its own title is a microblog's note up to this length.
MOST_NOTE = 600
MOST_PICTURES = 4

#: Mastodon's RSS puts a content warning, its label translated, before a rule and the post itself.
_WARNING = re.compile(r"\s*<p>\s*<strong>[^<]{1,80}</strong>(.{1,500}?)</p>\s*<hr\s*/?>", re.DOTALL)
_CANCELLED = re.compile(
    r"^[\s\[(*]*(cancel?led|canceled|abgesagt|entf[aä]llt|annul[eé]e?|cancelado|geannuleerd)\b[\s\])*:!–—-]*",
    re.IGNORECASE,
)
#: What WordPress and its kin add to an excerpt.
_EXCERPT_END = re.compile(
    r"\s*(\[\s*(…|\.\.\.)\s*\]|(\[?(Continue reading|Read more|Weiterlesen)\b.{0,120}))\s*$", re.IGNORECASE
)
_APPEARED = re.compile(
    r"\s*The post .{1,300} (first )?appeared (first )?on .{1,200}$", re.IGNORECASE | re.DOTALL
)
#: An entity that was escaped twice on its way; "&lt;" and "&gt;" may be what the author talks about.
_LEFT_OVER = re.compile(r"&(?!lt;|gt;)(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The feed that entries come from. `host` makes their ids; a Mastodon feed has a `handle`."""

    host: str
    base: str = ""
    platform: str = "blog"
    name: str = ""
    handle: str = ""
    link: str = ""
    picture: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What an entry says about the event it announces."""

    when: When
    place: str = ""
    audience: str = ""
    cancelled: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, not yet cleaned. `title` is plain text, `summary` and `body` are HTML."""

    guid: str = ""
    url: str = ""
    title: str = ""
    summary: str = ""
    body: str = ""
    published: datetime | None = None
    edited: datetime | None = None
    language: str = ""
    pictures: tuple[Picture, ...] = ()
    sensitive: bool = False
    occasion: Occasion | None = None
    #: Why there is no occasion although this is a list of events.
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed as it was read: where it is from, its entries in order, and how often it wants to be asked."""

    origin: Origin
    entries: tuple[Entry, ...]
    poll_after: timedelta | None = None


def item_of(entry: Entry, origin: Origin, kind: Kind) -> RawItem | None:
    """The item that `entry` is, or None where it says nothing that could be shown.

    A post without a title, or whose title only begins its text, is shown whole (at most `MOST_TEXT`
    characters); otherwise the title is the text and the first sentences of the summary the detail.
    """
    body, warning = _warning_apart((entry.body or entry.summary)[:MOST_HTML])
    whole, tricked = tidy(_whole_entities(plain(body)))
    title, title_tricked = tidy_line(_whole_entities(entry.title))
    said = entry.summary if entry.summary and not warning else body
    summary, _ = tidy(_without_tail(_whole_entities(plain(said))) or whole)
    text, detail = _text_and_detail(title, whole, summary, kind)
    if not text:
        return None
    name, name_tricked = tidy_line(_whole_entities(origin.name))
    content = Content(
        kind=kind,
        text=text,
        detail=detail,
        platform=origin.platform,
        author=Author(name=name, handle=origin.handle, url=origin.link, picture=origin.picture)
        if name or origin.handle
        else None,
        url=web_address(entry.url, origin.base),
        published=entry.published,
        edited=entry.edited if entry.published and entry.edited and entry.edited > entry.published else None,
        language=language_of(entry.language or origin.language),
        pictures=_pictures(entry.pictures, origin.base),
    )
    item = RawItem(
        id=_id(entry, origin, f"{text}\n{detail}"),
        content=content,
        warning=warning,
        sensitive=entry.sensitive,
        tricks=tricked or title_tricked or name_tricked,
    )
    return _with_occasion(item, entry.occasion) if entry.occasion else item


def _with_occasion(item: RawItem, occasion: Occasion) -> RawItem:
    text = _CANCELLED.sub("", item.content.text)
    content = replace(
        item.content,
        kind=Kind.EVENT,
        text=text or item.content.text,
        published=None,
        edited=None,
        author=None,
        when=occasion.when,
        place=tidy_line(plain(occasion.place))[0][:120],
        audience=tidy_line(plain(occasion.audience))[0][:120],
        cancelled=occasion.cancelled or text != item.content.text,
    )
    return replace(item, content=content, private=occasion.private)


def _text_and_detail(title: str, whole: str, summary: str, kind: Kind) -> tuple[str, str]:
    if kind is Kind.POST:
        begins = title.removesuffix("…").removesuffix("...").rstrip()
        opens = " ".join(whole.split()).startswith(begins) and (begins != title or len(whole) <= MOST_NOTE)
        if not title or (whole and opens):
            return (whole if len(whole) <= MOST_TEXT else opening(whole, MOST_TEXT)), ""
    if not title:
        return opening(whole, MOST_DETAIL), ""
    detail = opening(summary, MOST_DETAIL)
    return (
        title if len(title) <= MOST_TITLE else opening(title, MOST_TITLE)
    ), "" if detail == title else detail


def _warning_apart(html: str) -> tuple[str, str]:
    found = _WARNING.match(html)
    if found is None:
        return html, ""
    return html[found.end() :], tidy_line(plain(found.group(1)))[0] or "…"


def _whole_entities(text: str) -> str:
    return _LEFT_OVER.sub(lambda found: unescape(found.group()), text) if "&" in text else text


def _without_tail(text: str) -> str:
    return _EXCERPT_END.sub("…", _APPEARED.sub("", text)).replace(" …", "…")


def _id(entry: Entry, origin: Origin, words: str) -> str:
    native = entry.guid.strip() or entry.url.strip()
    if not native or len(native) > 300:
        native = "sha256:" + sha256((native or words).encode("utf-8", "replace")).hexdigest()[:32]
    return f"feed:{origin.host}:{tidy_line(native)[0]}"


def web_address(address: str, base: str = "") -> str:
    """`address`, made whole by `base`, where it is http or https; else nothing."""
    try:
        whole = urljoin(base, address.strip()) if address.strip() else ""
        parts = urlsplit(whole)
    except ValueError:
        return ""
    unfit = any(letter.isspace() or not letter.isprintable() for letter in whole)
    return (
        whole
        if parts.scheme in {"http", "https"} and parts.netloc and not unfit and len(whole) < 2000
        else ""
    )


def language_of(tag: str) -> str:
    """A BCP 47 tag, or nothing where `tag` is none."""
    tag = tag.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def _pictures(pictures: tuple[Picture, ...], base: str) -> tuple[Picture, ...]:
    found: dict[str, Picture] = {}
    for picture in pictures:
        url = web_address(picture.url, base)
        if url and not (0 < picture.width < 32 or 0 < picture.height < 32):
            kept = found.get(url)
            if kept is None or (picture.alt and not kept.alt):
                found[url] = replace(picture, url=url, alt=tidy_line(plain(picture.alt))[0][:500])
    return tuple(found.values())[:MOST_PICTURES]
