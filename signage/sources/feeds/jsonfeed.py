"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), and the posts of WordPress' REST API."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeGuard
from zoneinfo import ZoneInfo

import nh3

from signage.core.item import Picture
from signage.errors import NotRecognised
from signage.sources.dates import parse_moment
from signage.sources.feeds.entry import Channel, Entry, Origin, web_address
from signage.sources.feeds.feedpictures import pictures_in
from signage.sources.text import plain


def parse_json(body: bytes, where: str) -> object:
    """What `body` says. Raises NotRecognised where it is no JSON; NaN and Infinity are read as nothing."""
    try:
        return json.loads(body, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as trouble:
        raise NotRecognised(
            where, "The answer is broken JSON.", "It is asked again later; if it stays so, tell who runs it."
        ) from trouble


def is_json_feed(document: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a JSON document says that it is a JSON Feed."""
    return (
        isinstance(document, dict)
        and isinstance(document.get("items"), list)
        and ("jsonfeed.org/version/" in str(document.get("version")) or "home_page_url" in document)
    )


def is_wordpress(document: object) -> TypeGuard[list[Mapping[str, Any]]]:
    """Whether a JSON document is a list of posts as /wp-json/wp/v2/posts gives them."""
    return (
        isinstance(document, list)
        and bool(document)
        and all(isinstance(post, dict) and isinstance(post.get("title"), dict) for post in document)
    )


def read_json_feed(document: Mapping[str, Any], url: str, host: str, zone: ZoneInfo) -> Channel:
    """The feed in a JSON document. An item that is no object counts as an empty one."""
    base = web_address(string(document, "feed_url"), url) or url
    origin = Origin(
        host=host,
        base=base,
        name=string(document, "title") or _author(document),
        link=web_address(string(document, "home_page_url"), base),
        picture=web_address(string(document, "icon") or string(document, "favicon"), base),
        language=string(document, "language"),
    )
    items = (item if isinstance(item, dict) else {} for item in document["items"])
    return Channel(origin=origin, entries=tuple(_entry(item, zone) for item in items))


def _entry(item: Mapping[str, Any], zone: ZoneInfo) -> Entry:
    body = string(item, "content_html") or as_html(string(item, "content_text"))
    attached = item.get("attachments")
    pictures = [string(item, "image"), string(item, "banner_image")] + [
        string(one, "url")
        for one in (attached if isinstance(attached, list) else ())
        if isinstance(one, dict) and string(one, "mime_type").startswith("image/")
    ]
    return Entry(
        guid=string(item, "id"),
        url=string(item, "url") or string(item, "external_url"),
        title=string(item, "title"),
        summary=as_html(string(item, "summary")),
        body=body,
        published=parse_moment(string(item, "date_published"), zone),
        edited=parse_moment(string(item, "date_modified"), zone),
        language=string(item, "language"),
        pictures=(*(Picture(url=url) for url in pictures if url), *pictures_in(body)),
    )


def _author(document: Mapping[str, Any]) -> str:
    authors = document.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else document.get("author")
    return string(first, "name") if isinstance(first, dict) else ""


def read_wordpress(posts: list[Mapping[str, Any]], url: str, host: str, zone: ZoneInfo) -> Channel:
    """Posts of WordPress' REST API; with _embed they bring their picture and its alt text."""
    return Channel(origin=Origin(host=host, base=url), entries=tuple(_post(post, zone) for post in posts))


def _post(post: Mapping[str, Any], zone: ZoneInfo) -> Entry:
    body = _rendered(post, "content")
    published = string(post, "date_gmt")
    return Entry(
        guid=_rendered(post, "guid") or string(post, "id"),
        url=string(post, "link"),
        title=plain(_rendered(post, "title")).replace("\n", " "),
        summary=_rendered(post, "excerpt"),
        body=body,
        published=parse_moment(f"{published}Z" if published else string(post, "date"), zone),
        pictures=(*_featured(post), *pictures_in(body)),
    )


def _featured(post: Mapping[str, Any]) -> tuple[Picture, ...]:
    embedded = post.get("_embedded")
    media = embedded.get("wp:featuredmedia") if isinstance(embedded, dict) else None
    first = media[0] if isinstance(media, list) and media and isinstance(media[0], dict) else {}
    url = string(first, "source_url")
    return (Picture(url=url, alt=string(first, "alt_text")),) if url else ()


def _rendered(post: Mapping[str, Any], key: str) -> str:
    value = post.get(key)
    return string(value, "rendered") if isinstance(value, dict) else ""


def string(values: Mapping[str, Any], key: str) -> str:
    """The text, or the number as a text, that `values` has under `key`; nothing for anything else."""
    value = values.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def as_html(text: str) -> str:
    """Plain text as HTML, one paragraph a line, for `text.plain` to read."""
    return "".join(f"<p>{nh3.clean_text(line)}</p>" for line in text.split("\n")) if text else ""
