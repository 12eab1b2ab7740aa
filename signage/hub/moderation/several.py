"""Several items at once: first a look at what will happen, then all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Response

from signage.core.decision import State
from signage.core.item import Item
from signage.core.role import Permission
from signage.errors import ItemNotFound, NothingToUndo, Overtaken, Undecidable
from signage.hub.hub import Hub
from signage.hub.moderation import deciding
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.store.queue import Waiting

router = APIRouter(prefix="/queue/several")

Moderate = Annotated[Visit, needs(Permission.MODERATE)]
Typed = Annotated[str, Form(max_length=4000)]
Ticked = Annotated[list[str], Form(max_length=200, default_factory=list)]
_AFTER = {"approve": State.APPROVED, "hide": State.HIDDEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a person ticked: what will be decided, and the held ones that nobody looked at."""

    after: State
    chosen: tuple[Waiting, ...]
    unseen: tuple[Item, ...] = ()


def plan(ticked: tuple[Waiting, ...], after: State, opened: frozenset[str]) -> Plan:
    """A held item is approved only by somebody who had it open; hiding is safe unseen."""
    unseen = [
        one.item
        for one in ticked
        if after is State.APPROVED and one.item.state is State.HELD and one.item.id not in opened
    ]
    left = {item.id for item in unseen}
    chosen = tuple(one for one in ticked if one.item.id not in left)
    return Plan(after=after, chosen=chosen, unseen=tuple(unseen))


@router.post("")
def look(visit: Moderate, items: Ticked, button: Typed = "") -> Response:
    """What will happen with what is ticked."""
    hub, person = visit.hub, visit.person.id
    ticked = tuple(
        found
        for one in dict.fromkeys(items)
        if (found := hub.store.waiting(one)) and hub.store.queue_place(one, visit.now)
    )
    if button not in _AFTER or not ticked:
        return visit.back("/queue", visit.words.text("Tick what you mean first."))
    opened = frozenset(
        one.item.id for one in ticked if hub.claims.has_opened(one.item.id, one.seen, person=person)
    )
    return visit.page("moderation/several.html", plan=plan(ticked, _AFTER[button], opened), button=button)


@router.post("/decide")
def decide(visit: Moderate, items: Ticked, seen: Ticked, button: Typed = "") -> Response:
    """Decide about all that is as it was looked at; what somebody else decided in the meantime stays so."""
    if button not in _AFTER or len(items) != len(seen):
        raise HTTPException(422, "This form is not ours.")
    hub, words, after = visit.hub, visit.words, _AFTER[button]
    made = [
        number
        for item, mark in zip(items, seen, strict=True)
        if (number := _decided(visit, item, mark, after)) is not None
    ]
    if after is State.APPROVED:
        said = words.plural("{count} item is approved.", "{count} items are approved.", len(made))
    else:
        said = words.plural("{count} item is hidden.", "{count} items are hidden.", len(made))
    if late := len(items) - len(made):
        said += " " + words.plural(
            "{count} was decided by somebody else or changed in the meantime.",
            "{count} were decided by somebody else or changed in the meantime.",
            late,
        )
    hub.announcer.poke()
    undo = f"/queue/several/{hub.together.put(tuple(made))}/undo" if made else ""
    return visit.back("/queue", said, undo=undo)


@router.post("/{token}/undo")
def undo(visit: Moderate, token: str) -> Response:
    """Take all of it back, but for what was decided anew since."""
    numbers = visit.hub.together.get(token)
    if numbers is None:
        said = visit.words.text("That was too long ago. Take them back one by one in the history.")
        return visit.back("/history", said)
    undone = sum(_undone(visit.hub, number, visit.person.name) for number in numbers)
    return visit.back("/queue", visit.words.plural("{count} is undone.", "{count} are undone.", undone))


def _decided(visit: Visit, item: str, seen: str, after: State) -> int | None:
    try:
        (decision,) = visit.hub.store.decide([item], after, by=visit.person.name, now=visit.now, seen=seen)
    except (Overtaken, ItemNotFound, Undecidable):
        return None
    return decision.id


def _undone(hub: Hub, number: int, by: str) -> bool:
    try:
        deciding.undo(hub, number, by)
    except (ItemNotFound, NothingToUndo):
        return False
    return True
