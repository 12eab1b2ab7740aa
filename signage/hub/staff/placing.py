"""Pin, order, hide, show again: one tap each, and each can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Response

from signage.core import agenda, wording
from signage.core.decision import Scope, State
from signage.core.edit import Change, Deed
from signage.core.item import Item
from signage.core.placement import Placement
from signage.core.role import Permission
from signage.errors import ItemNotFound, NothingToUndo, Overtaken, Undecidable
from signage.hub.moderation import deciding
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import Visit
from signage.sources.text import opening
from signage.store.items import short_id

router = APIRouter(prefix="/playlist")

Edit = Annotated[Visit, needs(Permission.EDIT)]
Moderate = Annotated[Visit, needs(Permission.MODERATE)]


def item_of(visit: Visit, short: str) -> Item:
    """The item that an address names by its short id; 404 where there is none."""
    try:
        item = visit.hub.store.item(short)
    except ItemNotFound as error:
        raise HTTPException(404, "There is no page here.") from error
    if short_id(item.id) != short or item.raw.private:
        raise HTTPException(404, "There is no page here.")
    return item


@router.post("/{short}/pin")
def pin(visit: Edit, short: str) -> Response:
    """Show it first and more often."""
    return _pin(visit, item_of(visit, short), pinned=True)


@router.post("/{short}/unpin")
def unpin(visit: Edit, short: str) -> Response:
    """Let it take its turn again."""
    return _pin(visit, item_of(visit, short), pinned=False)


def _pin(visit: Visit, item: Item, *, pinned: bool) -> Response:
    store, words = visit.hub.store, visit.words
    series = store.placement(item.raw.series, Scope.SERIES) if item.raw.series else None
    without = item.raw.pinned if series is None or series.pinned is None else series.pinned
    before = store.placement(item.id)
    said = None if pinned == without else pinned
    after = replace(before or Placement(target=item.id), pinned=said)
    if not pinned:
        after = replace(after, order=None)
    title = _title(item, before)
    sentence = (
        words.text("{title} is pinned.", title=title)
        if pinned
        else words.text("{title} is no longer pinned.", title=title)
    )
    change = Change(target=item.id, before=before, after=after)
    return _edit(visit, [change], Deed.PIN if pinned else Deed.UNPIN, sentence, item)


@router.post("/{short}/move")
def move(
    visit: Edit, short: str, by: Annotated[int, Form()] = 0, to: Annotated[int | None, Form()] = None
) -> Response:
    """One place up or down, or to a place of its group (from 0)."""
    hub, words = visit.hub, visit.words
    item = item_of(visit, short)
    zone = visit.zone
    groups = agenda.arrange(hub.store.agenda(visit.now).lines, wording.local(visit.now, zone).date(), zone)
    group = next((one for one in groups if item.id in [line.id for line in one.lines]), None)
    if group is None or not group.ordered:
        return visit.back("/playlist", words.text("This is shown in the order of its time."))
    place = [line.id for line in group.lines].index(item.id)
    aim = max(0, min(place + max(-1, min(by, 1)) if to is None else to, len(group.lines) - 1))
    changes = []
    for line, order in agenda.moved(group.lines, item.id, aim):
        before = hub.store.placement(line.id)
        after = replace(before or Placement(target=line.id), order=order)
        changes.append(Change(target=line.id, before=before, after=after))
    if not changes:
        return visit.back(f"/playlist#item-{short}")
    sentence = words.text(
        "{title} is now number {place} of {count}.",
        title=_title(item, hub.store.placement(item.id)),
        place=aim + 1,
        count=len(group.lines),
    )
    return _edit(visit, changes, Deed.MOVE, sentence, item)


@router.post("/{short}/hide")
def hide(visit: Moderate, short: str, scope: Annotated[str, Form()] = "item") -> Response:
    """Take it, or all dates of its series, off every screen."""
    item = item_of(visit, short)
    series = scope == Scope.SERIES and bool(item.raw.series)
    try:
        decision = deciding.hide(
            visit.hub, item.id, visit.person.name, Scope.SERIES if series else Scope.ITEM
        )
    except Undecidable:
        return visit.back("/playlist", visit.words.text("It was deleted at its source."))
    return visit.back(f"/playlist?done={decision.id}#item-{short}")


@router.post("/{short}/show")
def show(visit: Moderate, short: str) -> Response:
    """Let the screens show it again."""
    item = item_of(visit, short)
    try:
        visit.hub.store.decide([item.id], State.APPROVED, by=visit.person.name, now=visit.now)
    except Undecidable:
        return visit.back("/playlist", visit.words.text("It was deleted at its source."))
    visit.hub.announcer.poke()
    title = _title(item, visit.hub.store.placement(item.id))
    return visit.back(f"/playlist#item-{short}", visit.words.text("{title} is shown again.", title=title))


@router.post("/undo/{number}")
def undo(visit: Edit, number: Number) -> Response:
    """Take an edit back as a whole."""
    try:
        visit.hub.store.undo_edit(number, by=visit.person.name, now=visit.now)
    except NothingToUndo:
        return visit.back("/playlist", visit.words.text("Not undone: somebody changed it since then."))
    visit.hub.announcer.poke()
    return visit.back("/playlist", visit.words.text("Undone."))


def _edit(visit: Visit, changes: Sequence[Change], deed: Deed, sentence: str, item: Item) -> Response:
    """Do it, and say so with an Undo; who was slower is told."""
    here = f"/playlist#item-{short_id(item.id)}"
    try:
        number = visit.hub.store.edit(changes, deed, by=visit.person.name, now=visit.now)
    except Overtaken:
        said = visit.words.text("Somebody changed it at the same moment. Look, and try again.")
        return visit.back(here, said)
    visit.hub.announcer.poke()
    return visit.back(here, sentence, undo=f"/playlist/undo/{number}")


def _title(item: Item, placement: Placement | None) -> str:
    text = (placement.text if placement else "") or item.content.text or item.content.figure
    return opening(text, 60)
