"""Where items come from: one file per kind of outside system. No I/O.

`KINDS` is the one table of them; a package from outside adds a kind by an entry point of the group
`signage.sources` that names a callable taking `SourceOptions` and giving a `Plan`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import cast
from urllib.parse import SplitResult, parse_qs, urlsplit

from signage.core.decision import Trust
from signage.errors import SettingsError
from signage.sources.plan import Plan, SourceOptions

GROUP = "signage.sources"


@dataclass(frozen=True, slots=True)
class KindEntry:
    """One kind of source: where its plan is, how far it is trusted and how often it is asked by default."""

    module: str
    name: str
    trust: Trust
    every: timedelta


KINDS: Mapping[str, KindEntry] = MappingProxyType(
    {
        "feed": KindEntry("signage.sources.feed", "Feed", Trust.REVIEW, timedelta(minutes=60)),
        "calendar": KindEntry("signage.sources.calendar", "Calendar", Trust.PUBLISH, timedelta(minutes=60)),
        "mastodon": KindEntry("signage.sources.mastodon", "Mastodon", Trust.REVIEW, timedelta(minutes=10)),
        "bluesky": KindEntry("signage.sources.bluesky", "Bluesky", Trust.REVIEW, timedelta(minutes=10)),
        "x": KindEntry("signage.sources.x", "X", Trust.REVIEW, timedelta(minutes=10)),
        "playlist": KindEntry("signage.sources.playlist", "Playlist", Trust.PUBLISH, timedelta(minutes=10)),
        "folder": KindEntry("signage.sources.folder", "Folder", Trust.PUBLISH, timedelta(minutes=10)),
    }
)


def outside_kinds() -> Mapping[str, EntryPoint]:
    """The kinds that installed packages add. A kind of `KINDS` cannot be replaced."""
    return {entry.name: entry for entry in entry_points(group=GROUP) if entry.name not in KINDS}


def plan_for(options: SourceOptions) -> Plan:
    """The plan of one source; its module is imported only now.

    Raises SettingsError where the kind is not known.
    """
    if known := KINDS.get(options.kind):
        make = cast("Callable[[SourceOptions], Plan]", getattr(import_module(known.module), known.name))
        return make(options)
    outside = outside_kinds()
    if options.kind in outside:
        return cast("Callable[[SourceOptions], Plan]", outside[options.kind].load())(options)
    raise SettingsError(
        f"source {options.id}, kind",
        f'There is no kind of source called "{options.kind}".',
        f"Known kinds are: {', '.join(sorted([*KINDS, *outside]))}.",
    )


#: Sites whose addresses look like a Mastodon profile (/@name) and are none.
_NOT_MASTODON = re.compile(r"(^|\.)(youtube\.com|medium\.com|tiktok\.com|threads\.(net|com)|flipboard\.com)$")
_PROFILE = re.compile(
    r"/@[\w.-]+(@[\w.-]+)?/?(with_replies|media)?/?|/tags/[^/]+|/(web/)?@[\w.-]+/tagged/[^/]+"
)
_CALENDAR_PATH = re.compile(
    r"\.(ics|ical|ifb|vcs)$|/ical_subscribe\.php$|/calendar/ical/|/icalendar\.aspx$|/(feed/)?ical/?$|/feeds/ics/"
)
_FEED_PATH = re.compile(
    r"\.(rss|atom|rdf|xml)$|(^|/)(feed|rss|atom)(\.php|\.json|/(rss|rss2|atom|json|rdf))?/?$|/feeds?/"
    r"|\.gne$|/wp-json/(wp/v2/posts|tribe/events/)|/eeventcaldata$|/rss/events$"
)


def kind_of_url(url: str) -> str | None:
    """The kind of source that an address leads to, judged by its letters alone; None where they do not say.

    Asks nobody: `fetcher.discover` looks at what answers.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme in {"webcal", "webcals"}:
        return "calendar"
    if parts.scheme == "feed":
        return "feed"
    if parts.scheme not in {"http", "https"} or not host:
        return None
    return _kind_by_host(host, parts) or _kind_by_path(parts.path, parts.query)


def _kind_by_host(host: str, parts: SplitResult) -> str | None:
    is_feed = bool(_FEED_PATH.search(parts.path.lower()))
    if host in {"x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com"}:
        return "x"
    if host == "bsky.app" and not is_feed:
        return "bluesky"
    if not is_feed and not _NOT_MASTODON.search(host) and _PROFILE.fullmatch(parts.path):
        return "mastodon"
    return None


def _kind_by_path(path: str, query: str) -> str | None:
    path = path.lower()
    asked = {key.lower(): value[-1].lower() for key, value in parse_qs(query, keep_blank_values=True).items()}
    if _CALENDAR_PATH.search(path) or "ical" in asked or asked.get("format") in {"ical", "ics"}:
        return "calendar"
    if path.endswith((".csv", ".toml", ".tsv")) or "csv" in {
        asked.get("output"),
        asked.get("format"),
        asked.get("tqx", "").removeprefix("out:"),
    }:
        return "playlist"
    if _FEED_PATH.search(path) or "feed" in asked or asked.get("format") in {"rss", "atom", "rss_200"}:
        return "feed"
    return None
