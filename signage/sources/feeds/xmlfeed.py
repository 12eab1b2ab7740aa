"""RSS 0.9x to 2.0, RSS 1.0 and Atom, read by feedparser from bytes."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

import feedparser
import nh3

from signage.errors import NotRecognised
from signage.sources.dates import aware, has_zone, parse_moment
from signage.sources.feeds.entry import Channel, Entry, Origin, web_address
from signage.sources.feeds.feedevents import occasion_of
from signage.sources.feeds.feedpictures import (
    described,
    enclosed,
    flat_pictures,
    media_of_items,
    pictures_in,
    pictures_of,
    texts_in,
)
from signage.sources.text import MOST_HTML, plain

_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_DECLARATION = re.compile(rb"^<\?xml[^>]*>")
_UTF_16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\0<": "utf-16-be", b"<\0": "utf-16-le"}
#: What feedparser has raised on damaged feeds.
_STUMBLES = (AttributeError, TypeError, ValueError, LookupError, AssertionError, RecursionError)
_PROFILE = re.compile(r"/@([\w.-]+)$")


def read(body: bytes, headers: Mapping[str, str], url: str, host: str, zone: ZoneInfo, where: str) -> Channel:
    """The feed in `body`, which `guard` has let through. Raises NotRecognised where it is none."""
    utf_16 = _UTF_16.get(body[:2])
    if utf_16:  # feedparser finds out about it only where a declaration says so
        body = _DECLARATION.sub(b"", body.decode(utf_16, "replace").encode(), count=1)
        headers = {"content-type": "application/xml; charset=utf-8"}
    told = {name: value for name, value in headers.items() if name in {"content-type", "content-language"}}
    try:
        parsed = feedparser.parse(
            BytesIO(body),  # bytes themselves would be tried as the name of a file
            response_headers={**told, "content-location": url},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _STUMBLES as trouble:
        raise NotRecognised(
            where,
            "The feed is damaged beyond reading.",
            "It is asked again later; tell who runs it if it stays so.",
        ) from trouble
    if not parsed.get("version"):
        raise NotRecognised(
            where,
            "This is not an RSS, Atom or JSON feed.",
            "Check the address in a browser; a feed's first lines say <rss, <feed or <rdf.",
        )
    channel: Mapping[str, Any] = parsed.get("feed", {})
    media = media_of_items(body, len(parsed["entries"]))
    return Channel(
        origin=_origin(channel, url, host, any("yt_videoid" in raw for raw in parsed["entries"][:1])),
        entries=tuple(_entry(raw, media.get(n, ()), zone) for n, raw in enumerate(parsed["entries"])),
        poll_after=_poll_after(channel),
    )


def _origin(channel: Mapping[str, Any], url: str, host: str, youtube: bool) -> Origin:
    link = web_address(_text(channel, "link"), url)
    where = urlsplit(link)
    profile = _PROFILE.search(where.path)
    platform, handle = "blog", ""
    if "mastodon" in _text(channel, "generator").lower():
        platform = "mastodon"
        handle = f"@{profile.group(1)}@{where.hostname}" if profile else ""
    elif youtube:
        platform = "youtube"
    image = channel.get("image")
    picture = _text(image, "href") if isinstance(image, dict) else ""
    return Origin(
        host=host,
        base=url,
        platform=platform,
        name=_words(channel, "title"),
        handle=handle,
        link=link,
        picture=web_address(picture or _text(channel, "logo") or _text(channel, "icon"), url),
        language=_text(channel, "language"),
    )


def _entry(raw: Mapping[str, Any], media: tuple[Element, ...], zone: ZoneInfo) -> Entry:
    about_media = texts_in(
        media
    )  # feedparser takes a picture's description for one more content of the entry
    contents = [
        one
        for one in raw.get("content", [])
        if isinstance(one, dict) and _text(one, "value").strip() not in {"", *about_media}
    ]
    body = max((_markup(one) for one in contents), key=len, default="")
    summary = _summary(raw, about_media)
    pictures, sensitive = pictures_of(media)
    if not media:
        pictures = list(flat_pictures(raw))
    published = _moment(raw, "published", zone) or _moment(raw, "created", zone)
    edited = _moment(raw, "updated", zone)
    occasion, trouble = occasion_of(raw, zone)
    if not body and not summary:
        summary = "".join(f"<p>{nh3.clean_text(text)}</p>" for text in described(media))
    return Entry(
        guid=_text(raw, "id"),
        url=_text(raw, "link"),
        title=_words(raw, "title"),
        summary=summary,
        body=body,
        published=published or edited,
        edited=edited,
        language=_language(raw),
        pictures=(*pictures, *enclosed(raw), *pictures_in(body or summary)),
        sensitive=sensitive
        or _text(raw, "media_rating").lower() == "adult"
        or raw.get("itunes_explicit") is True,
        occasion=occasion,
        trouble=trouble,
    )


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw[key] if key in raw else ""  # noqa: SIM401 - get() reads another key for "updated", with a warning
    return value if isinstance(value, str) else ""


def _words(raw: Mapping[str, Any], key: str) -> str:
    detail = raw.get(f"{key}_detail")
    value = _text(raw, key)
    is_text = isinstance(detail, dict) and detail.get("type") == "text/plain"
    return value if is_text else plain(value).replace("\n", " ")


def _markup(detail: Mapping[str, Any]) -> str:
    value = _text(detail, "value")
    if _text(detail, "type") != "text/plain":
        return value
    lines = (nh3.clean_text(line) for line in value[:MOST_HTML].split("\n"))
    return "".join(f"<p>{line}</p>" for line in lines)


def _summary(raw: Mapping[str, Any], about_media: frozenset[str]) -> str:
    said, detail = _text(raw, "summary"), raw.get("summary_detail")
    if not isinstance(detail, dict):
        return ""
    if said != _text(detail, "value"):  # the detail is a picture's, overwritten; the summary itself is not
        return said
    return "" if said.strip() in about_media else _markup(detail)


def _language(raw: Mapping[str, Any]) -> str:
    detail = raw.get("title_detail")
    return _text(raw, "language") or (_text(detail, "language") if isinstance(detail, dict) else "")


def _moment(raw: Mapping[str, Any], key: str, zone: ZoneInfo) -> datetime | None:
    if key not in raw:
        return None
    written, parsed = _text(raw, key), raw.get(f"{key}_parsed")
    if parsed is None:
        return parse_moment(written, zone)
    try:
        moment = datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    # feedparser reads a time that names no zone as UTC; it is the library's own.
    return moment if has_zone(written) else aware(moment.replace(tzinfo=None), zone)


def _poll_after(channel: Mapping[str, Any]) -> timedelta | None:
    waits: list[float] = []
    ttl = _text(channel, "ttl").strip()
    if ttl.isascii() and ttl.isdigit():
        waits.append(min(int(ttl[:6]) / 60, 24))
    period = _PERIODS.get(_text(channel, "sy_updateperiod").strip().lower())
    if period:
        often = _text(channel, "sy_updatefrequency").strip()
        times = int(often[:4]) if often.isascii() and often.isdigit() else 1
        waits.append(min(period / max(times, 1), 24))
    return timedelta(hours=max(waits)) if waits and max(waits) > 0 else None
