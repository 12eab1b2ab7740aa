"""The slides of the stage: the same items, large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from signage.core.item import Kind
from signage.core.line import ticker_text
from signage.core.reading import stage_dwell
from signage.core.showing import Showing
from signage.core.snapshot import SnapshotItem, natural_order
from signage.core.wording import last_day, local, moment

#: Rows on the "today" slide, event and post slides in one round, characters that make a post long.
TODAY_ROWS = 4
MOST_OF_A_KIND = 6
LONG_POST = 150

SlideKind = Literal["emergency", "event", "post", "today", "welcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideEntry:
    """One slide: `item` for event and post, `items` for today. `seconds` is how long it stays."""

    kind: SlideKind
    seconds: float
    words: str
    why: str
    item: SnapshotItem | None = None
    items: tuple[SnapshotItem, ...] = ()

    @property
    def key(self) -> str:
        """What it is called in Played.slides."""
        return f"{self.kind} {self.item.id}" if self.item else self.kind


def slides_of(
    eligible: Sequence[SnapshotItem],
    waiting: Mapping[str, int],
    showing: Showing,
    alarm: SnapshotItem | None = None,
) -> tuple[tuple[SlideEntry, ...], dict[str, int]]:
    """One round of slides, longest waiting first, and where each slide stands in the queue.

    Today's events, the soonest events, and posts with a picture or more text than a card holds;
    a welcome when there is nothing else. `alarm` is the notice of an emergency.
    """
    events = sorted(
        (item for item in eligible if item.content.when and not item.content.cancelled), key=natural_order
    )
    posts = sorted((item for item in eligible if _is_featured(item)), key=natural_order)
    queue = [key for place in range(len(posts) + MOST_OF_A_KIND) for key in _pair(events, posts, place)]
    known = {key: waiting[key] for key, _ in queue if key in waiting}
    if "today" in waiting:
        known["today"] = waiting["today"]
    tail = max(waiting.values(), default=0)
    for place, key in enumerate(key for key in ("today", *(key for key, _ in queue)) if key not in known):
        known[key] = tail + 1 + place
    queue.sort(key=lambda pair: known[pair[0]])
    late = {item.id for item in [item for _, item in queue if not item.content.when][MOST_OF_A_KIND:]}
    slides = [_slide(item, showing) for _, item in queue if item.id not in late]
    slides += _today(events, showing)
    if alarm:
        slides.append(alarm_slide(alarm, showing))
        # Whatever waits, it is next; then its place in the round is a place like any other.
        known[slides[-1].key] = waiting.get(slides[-1].key, min(known.values(), default=0) - 1)
    slides.sort(key=lambda slide: known[slide.key])
    return tuple(slides) or (_welcome(showing),), known


def alarm_slide(alarm: SnapshotItem, showing: Showing) -> SlideEntry:
    """The emergency, large."""
    return SlideEntry(
        kind="emergency",
        item=alarm,
        seconds=stage_dwell(alarm.content.text),
        words=ticker_text(alarm.content),
        why=showing.words.text("an emergency: before everything"),
    )


def _pair(
    events: Sequence[SnapshotItem], posts: Sequence[SnapshotItem], place: int
) -> list[tuple[str, SnapshotItem]]:
    """The event and the post at `place`, with the keys of their slides."""
    found = [("event", item) for item in events[:MOST_OF_A_KIND][place : place + 1]]
    found += [("post", item) for item in posts[place : place + 1]]
    return [(f"{kind} {item.id}", item) for kind, item in found]


def _slide(item: SnapshotItem, showing: Showing) -> SlideEntry:
    return _event(item, showing) if item.content.when else _post(item, showing)


def _today(events: Sequence[SnapshotItem], showing: Showing) -> list[SlideEntry]:
    """What is still to come today, or goes on; only what begins today is worth a row of its own hour."""
    if not showing.sure:
        return []
    rows = tuple(item for item in events if _is_today(item, showing))[:TODAY_ROWS]
    if not rows:
        return []
    said = " ".join(f"{item.content.text} {item.content.place}" for item in rows)
    words = showing.words.text("Today at {library}", library=showing.snapshot.library.name)
    why = showing.words.plural("{count} event today", "{count} events today", len(rows))
    return [SlideEntry(kind="today", items=rows, seconds=stage_dwell(said), words=words, why=why)]


def _is_today(item: SnapshotItem, showing: Showing) -> bool:
    when = item.content.when
    if when is None:
        return False
    today = showing.local.date()
    return local(when.starts, showing.zone).date() <= today <= last_day(when, showing.zone)


def _event(item: SnapshotItem, showing: Showing) -> SlideEntry:
    content = item.content
    said = f"{content.text} {content.place} {content.detail}"
    running = content.when is not None and moment(content.when.starts) <= showing.now and showing.sure
    why = showing.words.text("is on now") if running else showing.words.text("one of the next events")
    seconds = stage_dwell(said, code=bool(content.url))
    return SlideEntry(kind="event", item=item, seconds=seconds, words=content.text, why=why)


def _is_featured(item: SnapshotItem) -> bool:
    content = item.content
    return content.kind is Kind.POST and (bool(content.pictures) or len(content.text) > LONG_POST)


def _post(item: SnapshotItem, showing: Showing) -> SlideEntry:
    content = item.content
    picture = bool(content.pictures)
    why = showing.words.text("has a picture") if picture else showing.words.text("longer than a card")
    return SlideEntry(
        kind="post", item=item, seconds=stage_dwell(content.text), words=ticker_text(content), why=why
    )


def _welcome(showing: Showing) -> SlideEntry:
    words = showing.words
    return SlideEntry(
        kind="welcome", seconds=stage_dwell(""), words=words.text("Welcome"), why=words.text("nothing else")
    )
