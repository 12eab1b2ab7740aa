"""Events as JSON: The Events Calendar for WordPress ("Tribe"), Communico and LibraryCalendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from signage.core.item import Picture
from signage.errors import NotRecognised
from signage.sources.dates import zone_of
from signage.sources.feeds.entry import Channel, Entry, Occasion, Origin
from signage.sources.feeds.feedevents import local_when
from signage.sources.feeds.jsonfeed import as_html, string
from signage.sources.text import plain


def read_events(document: object, url: str, host: str, zone: ZoneInfo, where: str) -> Channel:
    """The events in a JSON document. Raises NotRecognised, with a better address, where there are none."""
    events = document.get("events") if isinstance(document, dict) else document
    if not isinstance(events, list) or not all(_is_event(event) for event in events):
        raise NotRecognised(
            where, "This JSON is neither a JSON Feed nor a list of events that is known.", _way_out(host)
        )
    if not events and isinstance(document, list):
        raise NotRecognised(where, "The answer is an empty list, which could be anything.", _way_out(host))
    return Channel(origin=Origin(host=host, base=url), entries=tuple(_entry(event, zone) for event in events))


def _is_event(event: object) -> bool:
    return isinstance(event, dict) and "title" in event and bool({"start_date", "event_start"} & event.keys())


def _way_out(host: str) -> str:
    if host.endswith("bibliocommons.com"):
        return "Use the address of its RSS feed: .../v2/libraries/NAME/rss/events."
    if host.endswith(("libcal.com", "libnet.info")):
        return 'Use the calendar\'s own "subscribe" address (iCalendar) with kind = "calendar".'
    return "Use the address of an RSS, Atom, JSON Feed or iCalendar file."


def _entry(event: Mapping[str, Any], zone: ZoneInfo) -> Entry:
    zone = zone_of(string(event, "timezone")) if string(event, "timezone") else zone
    when = local_when(
        string(event, "start_date") or string(event, "event_start"),
        string(event, "end_date") or string(event, "event_end"),
        zone,
        all_day=event.get("all_day") is True,
    )
    occasion = (
        None
        if when is None
        else Occasion(
            when=when,
            place=_place(event),
            audience=", ".join(
                plain(age) for age in _names(event.get("agesArray") or event.get("age_group"))
            ),
            cancelled="cancel" in string(event, "status").lower()
            or "cancel" in string(event, "event_status").lower(),
            private=string(event, "private_event") == "1" or event.get("public") is False,
        )
    )
    title = " – ".join(part for part in (string(event, "title"), string(event, "sub_title")) if part)
    # One event of a series keeps its own id in all three systems.
    return Entry(
        guid=string(event, "id"),
        url=string(event, "url"),
        title=plain(title).replace("\n", " "),
        body=string(event, "description") or as_html(string(event, "excerpt")),
        pictures=_picture(event),
        occasion=occasion,
        trouble="" if occasion else "has a start that is no date",
    )


def _place(event: Mapping[str, Any]) -> str:
    venue = event.get("venue")
    if isinstance(venue, dict):
        return string(venue, "venue")
    rooms = (string(event, "venues"), string(event, "location"), *_names(event.get("branch")))
    return ", ".join(dict.fromkeys(room for room in rooms if room))


def _names(values: object) -> list[str]:
    if isinstance(values, dict):
        values = list(values.values())
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _picture(event: Mapping[str, Any]) -> tuple[Picture, ...]:
    image = event.get("image")
    url = string(image, "url") if isinstance(image, dict) else string(event, "image")
    return (Picture(url=url),) if url.startswith(("http://", "https://", "/")) else ()
