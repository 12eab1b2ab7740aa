"""What a web page links to that could be a source."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

from signage.sources import kind_of_url

#: What pages say of their feeds and calendars (HTML standard, link type "alternate").
_TYPES = {
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/feed+json": "feed",
    "text/calendar": "calendar",
}
_MOST = 8


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page offers as a source, its kind, and what the page calls it."""

    url: str
    kind: str
    title: str = ""


def links_in(page: bytes, address: str) -> tuple[Link, ...]:
    """The feeds and calendars of a page, those that it names itself first. Runs in a worker process."""
    reader = _Reader(address)
    reader.feed(page.decode("utf-8", "replace"))
    guessed = [Link(url, kind, reader.title.strip()) for url, kind in _usual_places(address, reader)]
    found = {link.url: link for link in (*guessed, *reader.mentioned, *reader.named)}
    ordered = [*reader.named, *reader.mentioned, *guessed]
    return tuple(dict.fromkeys(found[link.url] for link in ordered))[:_MOST]


def _usual_places(address: str, reader: _Reader) -> list[tuple[str, str]]:
    """Where LibCal and WordPress keep what their pages do not link."""
    parts = urlsplit(address)
    calendar = parse_qs(parts.query).get("cid", [""])[0]
    if (parts.hostname or "").endswith(".libcal.com") and calendar.isdigit():
        return [(urljoin(address, f"/ical_subscribe.php?src=p&cid={calendar}"), "calendar")]
    if reader.is_wordpress and not reader.named:
        return [(urljoin(address, "/feed/"), "feed")]
    return []


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.title = ""
        self.is_wordpress = False
        self.named: list[Link] = []
        self.mentioned: list[Link] = []
        self._address = address
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_title = tag == "title"
        if tag == "meta" and values.get("name", "").lower() == "generator":
            self.is_wordpress = values.get("content", "").lower().startswith("wordpress")
        url = self._absolute(values.get("href", ""))
        kind = _TYPES.get(values.get("type", "").split(";")[0].strip().lower())
        if tag == "link" and kind and "alternate" in values.get("rel", "").lower().split() and url:
            self.named.append(Link(url, kind, values.get("title", "")))
        elif tag == "a" and url and kind_of_url(url) == "calendar":
            self.mentioned.append(Link(url, "calendar"))

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def _absolute(self, href: str) -> str:
        try:
            url = urljoin(self._address, href.strip())
            scheme = urlsplit(url).scheme
        except ValueError:
            return ""
        return url if scheme in {"http", "https", "webcal"} else ""
