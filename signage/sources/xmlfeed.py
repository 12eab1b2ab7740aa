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
from signage.sources.entry import Channel, Entry, Origin, web_address
from signage.sources.feedevents import occasion_of
from signage.sources.feedpictures import (
    described,
    enclosed,
    flat_pictures,
    media_of_items,
    pictures_in,
    pictures_of,
)
from signage.sources.text import MOST_HTML, plain

_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_DECLARATION = re.compile(rb"^<\?xml[^>]*>")
_PROFILE = re.compile(r"/@([\w.-]+)$")


def read(body: bytes, headers: Mapping[str, str], url: str, host: str, zone: ZoneInfo) -> Channel:
    """The feed in `body`, which `guard` has let through. Raises NotRecognised where it is none."""
    if body[:2] in {b"\0<", b"<\0"}:  # UTF-16 that says so neither by a mark nor by a declaration
        body = body.decode("utf-16-be" if body[:1] == b"\0" else "utf-16-le", "replace").encode()
        body, headers = (
            _DECLARATION.sub(b"", body, count=1),
            {"content-type": "application/xml; charset=utf-8"},
        )
    told = {name: value for name, value in headers.items() if name in {"content-type", "content-language"}}
    parsed = feedparser.parse(
        BytesIO(body),  # bytes themselves would be tried as the name of a file
        response_headers={**told, "content-location": url},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not parsed.get("version"):
        raise NotRecognised(
            host,
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
    contents = [one for one in raw.get("content", []) if isinstance(one, dict) and one.get("value")]
    body = max((_markup(one) for one in contents), key=len, default="")
    summary = _markup(raw["summary_detail"]) if "summary_detail" in raw else ""
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
