"""Edit one item, whoever said it; what staff wrote by hand can be removed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Response

from signage.core.decision import Scope
from signage.core.edit import Change, Deed
from signage.core.item import Item
from signage.core.role import Permission
from signage.errors import Overtaken
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.hub.staff import form, sheet
from signage.hub.staff.form import Subject
from signage.hub.staff.placing import item_of
from signage.hub.staff.playlist import screen_names
from signage.hub.staff.sent import Form
from signage.store.outcome import STAFF

router = APIRouter(prefix="/playlist")

Edit = Annotated[Visit, needs(Permission.EDIT)]


@router.get("/{short}")
def edit(visit: Edit, short: str) -> Response:
    """The form of one item."""
    subject = subject_of(visit, item_of(visit, short))
    fields = form.fields_of(subject, screen_names(visit.hub), visit.zone)
    return sheet.page(visit, subject, fields, base=fields)


@router.post("/{short}")
def change(visit: Edit, short: str, given: Form) -> Response:
    """Save the form of one item, unless somebody else saved the same field since it was opened."""
    return sheet.save(visit, subject_of(visit, item_of(visit, short)), given, Deed.CHANGE)


@router.post("/{short}/remove")
def remove(visit: Edit, short: str) -> Response:
    """Take away what staff wrote. It can be undone."""
    item = item_of(visit, short)
    written = visit.hub.store.written(item.id)
    if written is None:
        raise HTTPException(404, "Nobody wrote this by hand.")
    # With what lies over it, such as a pin: both return with the Undo.
    change = Change(target=item.id, before=visit.hub.store.placement(item.id), said_before=written)
    try:
        number = visit.hub.store.edit([change], Deed.REMOVE, by=visit.person.name, now=visit.now)
    except Overtaken:
        said = visit.words.text("Somebody changed it at the same moment. Look, and try again.")
        return visit.back("/playlist", said)
    visit.hub.announcer.poke()
    return visit.back("/playlist", visit.words.text("It is removed."), undo=f"/playlist/undo/{number}")


def subject_of(visit: Visit, item: Item) -> Subject:
    """What is edited of an item."""
    store, series = visit.hub.store, item.raw.series
    by_hand = STAFF in item.sources and store.written(item.id) is not None
    return Subject(
        raw=item.raw,
        by_hand=by_hand,
        item=store.placement(item.id),
        series=store.placement(series, Scope.SERIES) if series else None,
    )
