"""The queue: what waits, one card at a time, the oldest first. Two decisions: approve, hide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Response

from signage.core.decision import State
from signage.core.item import Item
from signage.core.marks import Piece, marked
from signage.core.placement import UNALTERED
from signage.core.redaction import found_words
from signage.core.role import Permission
from signage.errors import ItemNotFound, Overtaken, Undecidable
from signage.hub.hub import Hub
from signage.hub.moderation import deciding
from signage.hub.moderation.alarm import is_late
from signage.hub.moderation.clauses import clauses
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import Visit
from signage.hub.patrons.letterbox import local_day
from signage.store.items import short_id
from signage.store.queue import Part

router = APIRouter(prefix="/queue")

#: Rows beside the card.
MOST_ROWS = 25

Moderate = Annotated[Visit, needs(Permission.MODERATE)]
Typed = Annotated[str, Form(max_length=4000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The item that is looked at, and its neighbours in the queue."""

    item: Item
    short: str
    #: The question that it answers, in its words.
    answers: str
    #: What the rules found, in whole words: it can be blacked out with one tap.
    found: tuple[str, ...]
    blockable: bool
    #: Given back with a decision: it binds only what was looked at.
    seen: str
    place: int
    pieces: tuple[Piece, ...]
    detail: tuple[Piece, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One of those that wait. `claimed`: the name of somebody else who is looking at it."""

    item: Item
    claimed: str
    #: Whole minutes that it has waited.
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits now, or the part of it that is looked at. `rows` are the first of them."""

    #: How many wait in all.
    count: int
    part: Part | None
    #: How many wait in each part.
    parts: dict[Part, int]
    oldest: datetime | None
    rows: tuple[Row, ...]
    card: Card | None

    @property
    def listed(self) -> int:
        """How many there are to walk through."""
        return self.parts[self.part] if self.part else self.count

    def alarm(self, now: datetime) -> bool:
        """Whether the oldest waits too long."""
        return is_late(self.oldest, now)


@router.get("")
def queue(visit: Moderate, item: str = "", done: Number = 0, show: str = "") -> Response:
    """The card of one item, else of the oldest; `show` names the part that is looked at."""
    found = waiting(visit, item, part_of(show))
    bar = deciding.bar(visit.hub, done, visit.words) if done else None
    return visit.page(
        "moderation/queue.html",
        queue=found,
        bar=bar,
        minutes=int((visit.now - found.oldest).total_seconds() // 60) if found.oldest else 0,
        alarm=found.alarm(visit.now),
        clauses=clauses(visit.hub.settings),
        told_until=visit.hub.patience.until(visit.now),
    )


@router.post("/claim")
def claim(visit: Moderate, item: Typed) -> Response:
    """Somebody is still at this card: the page says so by itself while keys are pressed."""
    visit.hub.claims.touched(item, person=visit.person.id, now=visit.now)
    return Response(status_code=204)


@router.post("/longer")
def tell_patrons(visit: Moderate) -> Response:
    """Let patrons read that it takes longer; ends by itself."""
    visit.hub.patience.ask(visit.now)
    said = visit.words.text("Patrons are told now that it takes longer.")
    return visit.back("/queue", said, undo="/queue/longer/end")


@router.post("/longer/end")
def tell_no_more(visit: Moderate) -> Response:
    """Tell patrons nothing of it any more."""
    visit.hub.patience.end()
    return visit.back("/queue", visit.words.text("Patrons are not told any more."))


@router.get("/news")
def news(visit: Moderate, known: Number) -> Response:
    """Whether something came or went since a page was drawn on which so many waited."""
    if not visit.partial:
        return visit.back("/queue")
    hub, now = visit.hub, visit.now
    first = next((found for one in hub.store.queue(now, 1) if (found := hub.store.waiting(one))), None)
    late = is_late(first.item.first_seen if first else None, now)
    return visit.page("moderation/news.html", known=known, count=hub.store.queue_length(now), late=late)


@router.post("/approve")
def approve(visit: Moderate, item: Typed, seen: Typed, show: Typed = "") -> Response:
    """Let the screens show it."""
    return _decide(visit, item, seen, State.APPROVED, show)


@router.post("/hide")
def hide(
    visit: Moderate, item: Typed, seen: Typed, clause: Annotated[int, Form()] = 0, show: Typed = ""
) -> Response:
    """Keep it off every screen, with one of the library's own reasons where one is named (from 1)."""
    listed = clauses(visit.hub.settings)
    note = listed[clause - 1] if 0 < clause <= len(listed) else ""
    if not seen:  # it is on the screens, or was
        decision = deciding.hide(visit.hub, item, visit.person.name, note=note)
        return visit.back(f"/?done={decision.id}")
    return _decide(visit, item, seen, State.HIDDEN, show, note)


def part_of(show: str) -> Part | None:
    """The part of the queue that an address names; None is all of it."""
    return next((part for part in Part if part.value == show), None)


def after_deciding(decision: int, show: str) -> str:
    """The address of the next card, with the bar of a decision, in the part that was looked at."""
    part = part_of(show)
    return f"/queue?done={decision}" + (f"&show={part.value}" if part else "")


def _decide(visit: Visit, item: str, seen: str, after: State, show: str, note: str = "") -> Response:
    hub, words = visit.hub, visit.words
    try:
        (decision,) = hub.store.decide(
            [item], after, by=visit.person.name, now=visit.now, seen=seen, note=note
        )
    except Overtaken:
        return visit.back("/queue", deciding.overtaken(hub, item, words))
    except ItemNotFound as error:
        raise HTTPException(404, "No item has this id.") from error
    except Undecidable:
        return visit.back("/queue", words.text("It was deleted at its source."))
    hub.announcer.poke()
    return visit.back(after_deciding(decision.id, show))


def waiting(visit: Visit, wanted: str = "", part: Part | None = None) -> Queue:
    """What waits now, with the card of `wanted` where that still waits, else of the oldest that is free."""
    hub, person, now = visit.hub, visit.person, visit.now
    oldest = hub.store.items(ids=hub.store.queue(now, 1))
    ids = hub.store.queue(now, MOST_ROWS, part)
    kept = {item.id: item for item in hub.store.items(ids=ids)}
    rows = tuple(
        Row(
            item=kept[one],
            claimed=hub.claims.by_another(one, person=person.id, now=now),
            minutes=int((now - kept[one].first_seen).total_seconds() // 60),
        )
        for one in ids
        if one in kept
    )
    free = next((row.item.id for row in rows if not row.claimed), rows[0].item.id if rows else "")
    card = _card(hub, wanted, now, part) or _card(hub, free, now, part)
    if card is not None:
        hub.claims.opened(card.item.id, card.seen, person=person.id, name=person.name, now=now)
    return Queue(
        count=hub.store.queue_length(now),
        part=part,
        parts={one: hub.store.queue_length(now, one) for one in Part},
        oldest=oldest[0].first_seen if oldest else None,
        rows=rows,
        card=card,
    )


def _card(hub: Hub, item: str, now: datetime, part: Part | None) -> Card | None:
    # First the mark, then whether it waits: a mark read after somebody decided would let a second word
    # pass over theirs.
    found, place = hub.store.waiting(item), hub.store.queue_place(item, now, part)
    if place is None or found is None:  # decided a moment ago
        return None
    block_words = hub.block_words()
    content = found.item.content
    return Card(
        item=found.item,
        short=short_id(found.item.id),
        answers=_question(hub, content.answers),
        found=() if content.platform in UNALTERED else found_words(marked(content.text, block_words)),
        blockable=hub.letterbox.phones.knows(found.item.id, local_day(hub.clock.now(), hub.settings)),
        seen=found.seen,
        place=place.number,
        pieces=marked(content.text, block_words),
        detail=marked(content.detail, block_words),
        before=place.before,
        after=place.after,
    )


def _question(hub: Hub, named: str) -> str:
    """The words of the question that a comment names by its id; words stand for themselves."""
    try:
        return hub.store.item(named).content.text if named else ""
    except ItemNotFound:
        return named
