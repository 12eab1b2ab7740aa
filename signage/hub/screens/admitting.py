"""The page of the screens: who is let in, how each fares, and who is shut out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Response

from signage.core.pairing import LENGTH, LONGEST_NAME, code_of
from signage.core.role import Permission
from signage.errors import ScreenTaken, UnknownCode
from signage.hub.hub import Hub
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.hub.screens.report import ANSWERS_WITHIN
from signage.sources.text import tidy_line

router = APIRouter(prefix="/settings/screens")

Administrator = Annotated[Visit, needs(Permission.ADMINISTER)]
Typed = Annotated[str, Form(max_length=1000)]
_MEGABYTE = 1_000_000
#: Seconds that a page waits for a screen's picture.
PATIENCE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fare:
    """One screen that is let in. `own`: a TV of this PC, which the settings name."""

    name: str
    own: bool
    since: datetime
    seen: datetime | None
    answers: bool
    #: What it paints, by ids.
    items: tuple[str, ...]
    #: How far its clock is ahead of the hub's, as far as a report can tell; None where it did not say.
    ahead: timedelta | None
    memory: int


def fares(hub: Hub, now: datetime) -> tuple[Fare, ...]:
    """Every screen, by its own newest report."""
    newest = hub.reports.newest()
    found = []
    for name, since in hub.store.screens().items():
        seen, report = newest.get(name, (None, None))
        found.append(
            Fare(
                name=name,
                own=hub.settings.screen(name) is not None,
                since=since,
                seen=seen,
                answers=seen is not None and now - seen < ANSWERS_WITHIN,
                items=report.painted if report else (),
                ahead=report.clock - seen if report and seen and report.clock else None,
                memory=round(report.memory / _MEGABYTE) if report else 0,
            )
        )
    return tuple(found)


@router.get("")
def screens(visit: Administrator, code: str = "") -> Response:
    """The list, and the form for a new one."""
    return _page(visit, {"code": code[: LENGTH * 2], "name": ""}, {"code": "", "name": ""})


@router.get("/picture")
def picture(visit: Administrator, name: str = "") -> Response:
    """What a screen looks like now, at most ten minutes old; asked for when the page is opened."""
    hub = visit.hub
    if name not in hub.store.screens():
        raise HTTPException(404, "No screen has this name.")
    if hub.glimpses.ask(visit.now):
        hub.announcer.ask_for_pictures()
    glimpse = hub.glimpses.of(name, hub.clock.now(), PATIENCE)
    if glimpse is None:
        raise HTTPException(404, "This screen has sent no picture.")
    return Response(glimpse.jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


@router.post("")
def admit(visit: Administrator, code: Typed = "", name: Typed = "") -> Response:
    """Let the screen in that shows this code."""
    words, tidied = visit.words, tidy_line(name)[0].strip()
    wrong = {"code": "", "name": ""}
    if len(tidied) > LONGEST_NAME:
        wrong["name"] = words.text("A name has at most {most} characters.", most=LONGEST_NAME)
    elif tidied and visit.hub.settings.screen(tidied):
        wrong["name"] = words.text("Another screen has this name.")
    if not any(wrong.values()):
        try:
            admitted = visit.hub.store.pair(code_of(code), tidied, visit.now)
        except UnknownCode:
            wrong["code"] = words.text("No screen waits with this code. It changes every 10 minutes.")
        except ScreenTaken:
            wrong["name"] = words.text("Another screen has this name.")
        else:
            said = words.text("{name} is let in; it shows the sign in a few seconds.", name=admitted)
            return visit.back("/settings/screens", said)
    return _page(visit, {"code": code[: LENGTH * 2], "name": name}, wrong, 422)


@router.get("/remove")
def ask_to_remove(visit: Administrator, name: str = "") -> Response:
    """Ask first: the screen forgets everything."""
    return visit.page("screens/remove.html", name=_removable(visit, name))


@router.post("/remove")
def remove(visit: Administrator, name: Typed = "") -> Response:
    """Shut a screen out."""
    known = _removable(visit, name)
    visit.hub.store.revoke_screen(known)
    return visit.back(
        "/settings/screens", visit.words.text("{name} is shut out and forgets what it shows.", name=known)
    )


def _removable(visit: Visit, name: str) -> str:
    if name not in visit.hub.store.screens() or visit.hub.settings.screen(name):
        raise HTTPException(404, "No screen of another PC has this name.")
    return name


def _page(visit: Visit, form: dict[str, str], wrong: dict[str, str], status: int = 200) -> Response:
    return visit.page(
        "screens/screens.html", status, screens=fares(visit.hub, visit.now), form=form, wrong=wrong
    )
