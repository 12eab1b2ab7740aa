"""The pages of moderators."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Form, HTTPException, Response

from signage.core.role import Permission
from signage.errors import ItemNotFound, NothingToUndo
from signage.hub.moderation import authors, deciding, queue, ruling, several, sheet, stopping
from signage.hub.moderation.deciding import Bar
from signage.hub.moderation.on_air import hidden_lately, just_shown, on_air
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import Visit

router = APIRouter()
router.include_router(queue.router)
router.include_router(sheet.router)
router.include_router(several.router)
router.include_router(authors.router)
router.include_router(ruling.router)

See = Annotated[Visit, needs(Permission.SEE)]
Moderate = Annotated[Visit, needs(Permission.MODERATE)]
#: An item's id. Never its place on a page: that moves.
ItemId = Annotated[str, Form(max_length=4000)]


@router.get("/")
def on_air_now(visit: See, done: Number = 0) -> Response:
    """What each screen shows, by what it painted last; after a decision with its bar."""
    return _on_air(visit, deciding.bar(visit.hub, done, visit.words) if done else None)


@router.post("/hide")
def hide(visit: Moderate, item: ItemId) -> Response:
    """Take an item off every screen."""
    try:
        decision = deciding.hide(visit.hub, item, visit.person.name)
    except ItemNotFound as error:
        raise HTTPException(404, "No item has this id.") from error
    if visit.partial:
        return _on_air(visit, deciding.bar(visit.hub, decision.id, visit.words))
    return visit.back(f"/?done={decision.id}")


@router.get("/actions/{number}/screens")
def screens(visit: Moderate, number: Number) -> Response:
    """The bar of a decision: which screens have said that it is gone."""
    if not visit.partial:
        return visit.back(f"/?done={number}")
    return visit.page("moderation/bar.html", bar=deciding.bar(visit.hub, number, visit.words))


@router.post("/actions/{number}/undo")
def undo(visit: Moderate, number: Number) -> Response:
    """Take a decision back, unless somebody decided anew."""
    try:
        undone = deciding.undo(visit.hub, number, visit.person.name)
    except (ItemNotFound, NothingToUndo) as error:
        return visit.back(_where(visit), deciding.too_late(error, visit.words))
    return visit.back(_where(visit), deciding.undone_sentence(undone, visit.words))


@router.post("/stop")
def stop(visit: Moderate) -> Response:
    """Take comments and social posts off every screen."""
    stopping.stop(visit.hub, visit.person.name)
    return visit.back(_where(visit))


@router.get("/stop")
def stopped(visit: See) -> Response:
    """The banner alone, while the page asks who has confirmed it."""
    if not visit.partial:
        return visit.back("/")
    return visit.page("moderation/banner.html")


@router.get("/resume")
def ask_to_bring_back(visit: Moderate) -> Response:
    """What would return."""
    comments, posts = stopping.returning(visit.hub)
    return visit.page("moderation/resume.html", comments=comments, posts=posts)


@router.post("/resume")
def bring_back(visit: Moderate) -> Response:
    """Let them be shown again."""
    words = visit.words
    if stopping.bring_back(visit.hub, visit.person.name):
        return visit.back("/", words.text("Comments and social posts may be shown again."))
    return visit.back("/", words.text("Nothing was stopped."))


def _where(visit: Visit) -> str:
    """The page that the form was on, without the bar that it had; of the queue the same part."""
    page, _, query = visit.came_from.partition("?")
    part = queue.part_of(next(iter(parse_qs(query).get("show", ())), ""))
    return f"{page}?show={part.value}" if part and page == "/queue" else page


def _on_air(visit: Visit, bar: Bar | None) -> Response:
    hub, now = visit.hub, visit.now
    return visit.page(
        "moderation/on-air-list.html" if visit.partial else "moderation/on-air.html",
        screens=on_air(hub.store, hub.reports, now),
        before=just_shown(hub.store, hub.reports, now),
        hidden=hidden_lately(hub.store, now),
        bar=bar,
        may_hide=visit.may(Permission.MODERATE),
    )
