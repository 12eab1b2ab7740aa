"""Feeds: RSS, Atom, JSON Feed, and the lists of events that library systems give in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from signage.core.item import Kind, RawItem
from signage.errors import GoneForGood, NeedsSignIn, Unavailable
from signage.sources.dates import span, zone_of
from signage.sources.feeds import eventlist, guard, jsonfeed, xmlfeed
from signage.sources.feeds.entry import Channel, Entry, Occasion, item_of
from signage.sources.plan import FEED_TYPES, Problem, Received, Request, Response, SourceOptions, SourceState

MOST_ITEMS = 500
#: A post from further ahead is a mistake or a draft that got out.
AHEAD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, asked with one conditional request.

    Does not follow pages, and does not take an item away because it has scrolled off the feed.
    """

    options: SourceOptions

    def start(self, state: SourceState, now: datetime) -> tuple[Request, ...]:  # noqa: ARG002
        """The one question: the feed, if it has changed."""
        if self.options.path is not None:
            return (Request(name="feed", path=self.options.path),)
        url = self.options.url
        if url.startswith("feed:"):
            url = "https:" + url.removeprefix("feed:").removeprefix("https:").removeprefix("http:")
        return (
            Request(name="feed", url=url, accept=FEED_TYPES, conditional=True, signed=self.options.signed),
        )

    def receive(self, response: Response, state: SourceState, now: datetime) -> Received:  # noqa: ARG002
        """The feed's items. A feed without entries is valid and empty.

        Raises NotRecognised, TooLarge, NeedsSignIn, GoneForGood or Unavailable.
        """
        refuse_status(response, self._where)
        channel = self._read(response)
        items: dict[str, RawItem] = {}
        problems: list[Problem] = []
        for n, entry in enumerate(channel.entries[:MOST_ITEMS], start=1):
            where = f"item {n} of {len(channel.entries)}"
            for found in self._items(entry, channel, now):
                if isinstance(found, str):
                    problems.append(Problem(where=where, what=found))
                elif not _take(found, entry, items):
                    problems.append(Problem(where=where, what="repeats an earlier item of this feed"))
        return Received(items=tuple(items.values()), problems=tuple(problems), poll_after=channel.poll_after)

    @property
    def _where(self) -> str:
        return f"source {self.options.id}"

    def _read(self, response: Response) -> Channel:
        body = response.body
        url = response.url or self.options.url
        host = (urlsplit(self.options.url).hostname or "file").removeprefix("www.")
        zone = zone_of(self.options.place.timezone)
        guard.refuse_page(body, self._where)
        if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
            document = jsonfeed.parse_json(body, self._where)
            if jsonfeed.is_json_feed(document):
                return jsonfeed.read_json_feed(document, url, host, zone)
            if jsonfeed.is_wordpress(document):
                return jsonfeed.read_wordpress(document, url, host, zone)
            return eventlist.read_events(document, url, host, zone, self._where)
        guard.refuse_hostile_xml(body, response.headers.get("content-type", ""), self._where)
        return xmlfeed.read(body, response.headers, url, host, zone, self._where)

    def _items(self, entry: Entry, channel: Channel, now: datetime) -> Iterator[RawItem | str]:
        """One item, or the reason why there is none."""
        kind = self.options.item_kind or Kind.POST
        if kind is Kind.EVENT and entry.occasion is None and entry.published and not entry.trouble:
            # Calendars that were made into a feed put the event's own time where a post has its date.
            when = span(entry.published, None)
            entry = replace(entry, occasion=Occasion(when=when))
        if entry.trouble:
            yield entry.trouble
        elif entry.occasion is None and kind is Kind.EVENT:
            yield "has no date that could be read"
        elif entry.occasion is None and entry.published and entry.published > now + AHEAD:
            yield f"is dated {entry.published:%Y-%m-%d %H:%M} UTC, which is still to come"
        else:
            item = item_of(entry, channel.origin, Kind.EVENT if entry.occasion else kind)
            yield item or "has neither a title nor a text"


def refuse_status(response: Response, where: str) -> None:
    """Raises what an answer of 400 and above means."""
    status = response.status
    if status in {401, 403}:
        raise NeedsSignIn(
            where,
            f"The address wants a sign-in or refuses this PC (status {status}).",
            "Make it public, use its public address, or give a token_file.",
        )
    if status == 410:
        raise GoneForGood(
            where,
            "The address says that it is gone for good.",
            "Look for its new address, or remove the source.",
        )
    if status >= 400:
        raise Unavailable(
            where,
            f"The address answered with an error (status {status}).",
            "Open it in a browser to check it.",
        )


def _take(item: RawItem, entry: Entry, items: dict[str, RawItem]) -> bool:
    """Whether `item` is kept: of two copies the later one stays, of two that only share a guid both do."""
    earlier = items.get(item.id)
    if earlier is not None and earlier.content.url != item.content.url and entry.url:
        item = replace(item, id=f"{item.id}#{entry.url.strip()[:300]}")
        earlier = items.get(item.id)
    elif earlier is not None and item.content.when and earlier.content.when != item.content.when:
        dated = f"{item.id}#{item.content.when.starts:%Y%m%dT%H%M%z}"
        item = replace(item, id=dated, series=item.id)
        earlier = items.get(item.id)
    if earlier is None or _moment(item) > _moment(earlier):
        items[item.id] = item
    return earlier is None


def _moment(item: RawItem) -> float:
    moment = item.content.edited or item.content.published
    return moment.timestamp() if moment else 0.0
