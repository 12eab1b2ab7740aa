"""The pictures of a feed's entries: Media RSS with its alt texts, enclosures, and those inside the HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import nh3

from signage.core.item import Picture
from signage.sources.text import MOST_HTML

_MEDIA = "{http://search.yahoo.com/mrss/}"
_TRACKERS = re.compile(r"//(pixel\.|stats\.|feeds\.feedburner\.com/~|[^/]*doubleclick)", re.IGNORECASE)


def media_of_items(body: bytes, count: int) -> dict[int, tuple[ElementTree.Element, ...]]:
    """Media RSS elements of each item, read apart: feedparser keeps one description and rating an entry."""
    if b"search.yahoo.com/mrss" not in body:
        return {}
    body = body.replace(b'http://search.yahoo.com/mrss"', b'http://search.yahoo.com/mrss/"')
    try:
        root = ElementTree.fromstring(body.lstrip())  # noqa: S314 - guard refused DTD subsets, entities and depth
    except (ElementTree.ParseError, LookupError, ValueError):
        return {}
    items = [
        one
        for one in root.iter()
        if isinstance(one.tag, str) and one.tag.rsplit("}")[-1] in {"item", "entry"}
    ]
    if len(items) != count:
        return {}
    return {
        n: tuple(one for one in item.iter() if isinstance(one.tag, str) and one.tag.startswith(_MEDIA))
        for n, item in enumerate(items)
    }


def pictures_of(elements: tuple[ElementTree.Element, ...]) -> tuple[list[Picture], bool]:
    """The pictures of one item with their alt texts, and whether any is rated for adults."""
    pictures: list[Picture] = []
    thumbnails: list[Picture] = []
    sensitive = False
    described = ""
    for element in elements:
        name = element.tag.removeprefix(_MEDIA)
        if name == "rating":
            sensitive |= (element.text or "").strip().lower() == "adult"
        elif name == "content" and _is_picture(element.get("medium", ""), element.get("type", "")):
            pictures.append(
                _sized(element.attrib, _child(element, "description") or _child(element, "title"))
            )
        elif name == "thumbnail":
            thumbnails.append(_sized(element.attrib, ""))
        elif name == "group":
            described = _child(element, "title")
    if not pictures:
        pictures = [
            Picture(url=one.url, alt=described, width=one.width, height=one.height) for one in thumbnails[:1]
        ]
    return pictures, sensitive


def described(elements: tuple[ElementTree.Element, ...]) -> Iterator[str]:
    """The lines of what a media group says about itself: a film's description."""
    for group in (one for one in elements if one.tag == f"{_MEDIA}group"):
        yield from _child(group, "description").split("\n")


def texts_in(elements: tuple[ElementTree.Element, ...]) -> frozenset[str]:
    """What the elements of one item say in words: alt texts, descriptions, titles."""
    return frozenset((element.text or "").strip() for element in elements)


def _child(element: ElementTree.Element, name: str) -> str:
    found = element.find(_MEDIA + name)
    return (found.text or "").strip() if found is not None else ""


def _is_picture(medium: str, content_type: str) -> bool:
    return medium == "image" or content_type.lower().startswith("image/")


def _sized(attributes: Mapping[str, Any], alt: str) -> Picture:
    return Picture(
        url=str(attributes.get("url") or attributes.get("href") or ""),
        alt=alt,
        width=_pixels(attributes.get("width")),
        height=_pixels(attributes.get("height")),
    )


def _pixels(value: object) -> int:
    text = str(value or "").strip().removesuffix("px")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def flat_pictures(raw: Mapping[str, Any]) -> Iterator[Picture]:
    """The pictures that feedparser found in an entry's Media RSS, where it could not be read apart."""
    for media in raw.get("media_content", []):
        if _is_picture(str(media.get("medium", "")), str(media.get("type", ""))):
            yield _sized(media, "")
    yield from (_sized(media, "") for media in raw.get("media_thumbnail", [])[:1])


def enclosed(raw: Mapping[str, Any]) -> Iterator[Picture]:
    """The pictures among an entry's enclosures."""
    for link in raw.get("links", []):
        if link.get("rel") == "enclosure" and _is_picture("", str(link.get("type", ""))):
            yield Picture(url=str(link.get("href", "")))


class _Pictures(HTMLParser):
    """Collects the pictures of HTML that nh3 has reduced to them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Picture] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes a picture; not one that stands for a character, nor a counter."""
        values = {name: value or "" for name, value in attrs}
        classes = values.get("class", "").split()
        if (
            tag == "img"
            and not {"emoji", "wp-smiley"} & set(classes)
            and not _TRACKERS.search(values.get("src", ""))
        ):
            self.found.append(_sized({**values, "url": values.get("src", "")}, values.get("alt", "")))


def pictures_in(html: str) -> tuple[Picture, ...]:
    """The pictures of a piece of HTML, with their alt texts."""
    if "<img" not in html.lower():
        return ()
    walk = _Pictures()
    wanted = {"img": {"src", "alt", "width", "height", "class"}}
    walk.feed(nh3.clean(html[:MOST_HTML].encode("utf-8", "ignore").decode(), tags={"img"}, attributes=wanted))
    walk.close()
    return tuple(walk.found)
