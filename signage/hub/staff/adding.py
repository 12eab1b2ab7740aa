"""Write a new item by hand."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, HTTPException, Response

from signage.core import wording
from signage.core.edit import Deed
from signage.core.item import Content, Kind, RawItem
from signage.core.ready import Ready, notice
from signage.core.role import Permission
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.hub.staff import form, sheet
from signage.hub.staff.form import Subject
from signage.hub.staff.playlist import screen_names
from signage.hub.staff.sent import Form
from signage.words import for_locale

router = APIRouter(prefix="/playlist")

Edit = Annotated[Visit, needs(Permission.EDIT)]

#: What can be added, and the kind of item that it becomes.
NEW: Mapping[str, Kind] = {
    "notice": Kind.NOTICE,
    "event": Kind.EVENT,
    "offer": Kind.NOTICE,
    "question": Kind.QUESTION,
    "desk": Kind.QUESTION,
    "number": Kind.NUMBER,
    "poster": Kind.POSTER,
}


@router.get("/new")
def new(visit: Edit, kind: str = "notice", ready: str = "") -> Response:
    """An empty form, or one that a ready notice fills in."""
    subject = _new_subject(kind, _new_id())
    fields = form.fields_of(subject, screen_names(visit.hub), visit.zone)
    if kind == "notice" and ready in set(Ready):
        fields |= _ready(visit, Ready(ready))
    return sheet.page(visit, subject, fields, base=fields, kind=kind, ready=ready)


@router.post("/new")
def add(visit: Edit, given: Form) -> Response:
    """Put it on the screens, once everything in the form is right."""
    if not given.id.startswith("staff:") or len(given.id) > 60:
        raise HTTPException(422, "This form is not ours.")
    subject = _new_subject(given.kind, given.id)
    return sheet.save(visit, subject, given, Deed.ADD)


def _new_id() -> str:
    return f"staff:{secrets.token_hex(8)}"


def _new_subject(kind: str, item_id: str) -> Subject:
    if kind not in NEW:
        raise HTTPException(404, "There is nothing like this to add.")
    raw = RawItem(id=item_id, content=Content(kind=NEW[kind], text=""))
    return Subject(raw=raw, by_hand=True, new=True)


def _ready(visit: Visit, ready: Ready) -> dict[str, str]:
    library, zone = visit.hub.settings.library, visit.zone
    filled = notice(ready, library.hours, wording.local(visit.now, zone), for_locale(library.locale))
    said = {"text": filled.text, "detail": filled.detail, "pinned": "yes" if filled.pinned else ""}
    return said | form.leaving(filled.leaves, zone)
