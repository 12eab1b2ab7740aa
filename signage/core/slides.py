"""The slides of the stage: the same items, large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from signage.core.item import Kind
from signage.core.line import stage_only, ticker_text
from signage.core.opening import opening
from signage.core.reading import stage_dwell
from signage.core.showing import Reach, Showing
from signage.core.snapshot import Snapshot, SnapshotItem, natural_order
from signage.core.wording import last_day, local, moment

#: Rows on the "today" slide, slides of events, posts and posters each in one round, characters that
#: make a post long.
TODAY_ROWS = 4
MOST_OF_A_KIND = 6
LONG_POST = 150
#: Comments on the wall, and answers under a question.
WALL = 3
ANSWERS = 2
#: A question stands long enough to take out a phone and think.
QUESTION_SECONDS = 25.0

SlideKind = Literal["emergency", "event", "post", "poster", "question", "wall", "today", "hours", "welcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideEntry:
    """One slide, and how many `seconds` it stays.

    `item` is its event, post, poster, question or emergency; `items` are the events of today, the
    comments on the wall, and the newest answers to a question. The hours are `core.opening`'s.
    """

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

    Today's events, the soonest events, posts with a picture or more text than a card holds, posters,
    an open question, the newest comments and the opening hours; a welcome when there are no items.
    What would be empty is not there. `alarm` is the notice of an emergency.
    """
    items = sorted(eligible, key=natural_order)
    events = [item for item in items if item.content.kind is Kind.EVENT and item.content.when]
    events = [item for item in events if not item.content.cancelled]
    columns = {
        "event": events[:MOST_OF_A_KIND],
        "post": [item for item in items if _is_featured(item)],
        "poster": [item for item in items if _is_poster(item)],
    }
    question = _question(items, showing)
    single = [*_today(events, showing), *question, *_wall(items, question, showing), *_hours(showing)]
    queue = list(_abreast(columns))
    keys = [key for key, _ in queue]
    order = _spread(["today", *(slide.key for slide in question), "wall", "hours"], keys)
    known = {key: waiting[key] for key in order if key in waiting}
    tail = max(waiting.values(), default=0)
    for place, key in enumerate(key for key in order if key not in known):
        known[key] = tail + 1 + place
    queue.sort(key=lambda pair: known[pair[0]])
    slides = [_slide(item, showing) for item in _first_of_each([item for _, item in queue])]
    slides += single
    if alarm:
        slides.append(alarm_slide(alarm, showing))
        # Whatever waits, it is next; then its place in the round is a place like any other.
        known[slides[-1].key] = waiting.get(slides[-1].key, min(known.values(), default=0) - 1)
    slides.sort(key=lambda slide: known[slide.key])
    if all(slide.kind == "hours" for slide in slides):
        slides.insert(0, _welcome(showing))
        known["welcome"] = waiting.get("welcome", known["hours"])
        slides.sort(key=lambda slide: known[slide.key])
    return tuple(slides), known


def alarm_slide(alarm: SnapshotItem, showing: Showing) -> SlideEntry:
    """The emergency, large."""
    return SlideEntry(
        kind="emergency",
        item=alarm,
        seconds=stage_dwell(alarm.content.text),
        words=ticker_text(alarm.content),
        why=showing.words.text("an emergency: before everything"),
    )


def _abreast(columns: Mapping[str, Sequence[SnapshotItem]]) -> Iterator[tuple[str, SnapshotItem]]:
    """The first of each column with the key of its slide, then the second of each, and so on."""
    for place in range(max(map(len, columns.values()), default=0)):
        for kind, items in columns.items():
            if place < len(items):
                yield f"{kind} {items[place].id}", items[place]


def _spread(single: Sequence[str], keys: Sequence[str]) -> list[str]:
    """The slides that are there once, one before each three of the others."""
    order: list[str] = []
    for place in range(max(len(single), -(-len(keys) // 3))):
        order += single[place : place + 1]
        order += keys[3 * place : 3 * place + 3]
    return order


def _first_of_each(items: Sequence[SnapshotItem]) -> list[SnapshotItem]:
    """At most MOST_OF_A_KIND of each kind."""
    left = dict.fromkeys(Kind, MOST_OF_A_KIND)
    kept = []
    for item in items:
        left[item.content.kind] -= 1
        if left[item.content.kind] >= 0:
            kept.append(item)
    return kept


def _slide(item: SnapshotItem, showing: Showing) -> SlideEntry:
    match item.content.kind:
        case Kind.EVENT:
            return _event(item, showing)
        case Kind.POSTER:
            return _poster(item, showing)
    return _post(item, showing)


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
    if content.kind is not Kind.POST:
        return False
    return bool(content.pictures) or len(content.text) > LONG_POST or stage_only(content)


def _post(item: SnapshotItem, showing: Showing) -> SlideEntry:
    content = item.content
    if content.pictures:
        why = showing.words.text("has a picture")
    elif stage_only(content):
        why = showing.words.text("for the stage only")
    else:
        why = showing.words.text("longer than a card")
    return SlideEntry(
        kind="post", item=item, seconds=stage_dwell(content.text), words=ticker_text(content), why=why
    )


def _is_poster(item: SnapshotItem) -> bool:
    """Whether it is a poster whose picture is here."""
    return item.content.kind is Kind.POSTER and any(picture.sha256 for picture in item.content.pictures)


def _poster(item: SnapshotItem, showing: Showing) -> SlideEntry:
    content = item.content
    said = f"{content.text} {content.detail} {content.place}"
    return SlideEntry(
        kind="poster",
        item=item,
        seconds=stage_dwell(said, code=bool(content.url)),
        words=content.text or showing.words.text("a poster"),
        why=showing.words.text("a poster"),
    )


def _question(items: Sequence[SnapshotItem], showing: Showing) -> list[SlideEntry]:
    """The first question without an answer of the library's: it is asked of the readers."""
    question = next((item for item in items if is_open_question(item)), None)
    if question is None:
        return []
    answers = tuple(item for item in items if _answers(item, question))[:ANSWERS]
    said = " ".join(item.content.text for item in (question, *answers))
    return [
        SlideEntry(
            kind="question",
            item=question,
            items=answers,
            seconds=max(stage_dwell(said), QUESTION_SECONDS),
            words=question.content.text,
            why=showing.words.text("a question to the readers"),
        )
    ]


def open_question(snapshot: Snapshot, now: datetime) -> SnapshotItem | None:
    """What readers are asked on the screens with this snapshot at `now`, None where nothing is."""
    showing = Showing.at(snapshot, now, Reach())
    items = sorted(snapshot.items, key=natural_order)
    return next((item for item in items if is_open_question(item) and not showing.why_not(item)), None)


def is_open_question(item: SnapshotItem) -> bool:
    """Whether a question waits for the readers' answers: the library gave none itself."""
    return item.content.kind is Kind.QUESTION and not item.content.detail


def _answers(item: SnapshotItem, question: SnapshotItem) -> bool:
    """Whether a comment answers the question: it names its words or its id."""
    named = _plain(item.content.answers)
    return (
        item.content.kind is Kind.COMMENT
        and bool(named)
        and named
        in {_plain(question.content.text), _plain(question.id), _plain(question.id.partition(":")[2])}
    )


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip("?!. ؟？")


def _wall(
    items: Sequence[SnapshotItem], question: Sequence[SlideEntry], showing: Showing
) -> list[SlideEntry]:
    """The newest comments, where there are enough that do not stand under the question already."""
    taken = {item.id for slide in question for item in slide.items}
    comments = [item for item in items if item.content.kind is Kind.COMMENT and item.id not in taken]
    newest = tuple(comments[:WALL])
    if len(newest) < WALL:
        return []
    said = " ".join(item.content.text for item in newest)
    words = showing.words.text("What readers say")
    why = showing.words.text("the newest comments")
    return [SlideEntry(kind="wall", items=newest, seconds=stage_dwell(said), words=words, why=why)]


def _hours(showing: Showing) -> list[SlideEntry]:
    hours = showing.snapshot.library.hours
    if not showing.sure or not hours.known:
        return []
    said = opening(hours, showing.local, showing.words)
    # One row of the seven is looked for: the names are enough to find it.
    rows = " ".join(day.name for day in said.week)
    words = f"{said.headline} · {said.note}" if said.note else said.headline
    why = showing.words.text("the opening hours")
    return [SlideEntry(kind="hours", seconds=stage_dwell(f"{words} {rows}"), words=words, why=why)]


def _welcome(showing: Showing) -> SlideEntry:
    words = showing.words
    return SlideEntry(
        kind="welcome", seconds=stage_dwell(""), words=words.text("Welcome"), why=words.text("nothing else")
    )
