"""The ticker, standing still: for those who read slowly, or by ear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Response

from signage.core import programme, wording
from signage.core.item import Kind
from signage.core.line import spoken
from signage.core.role import Permission
from signage.core.snapshot import Snapshot, zone_of
from signage.hub.hub import Hub
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import LANGUAGES, Visit
from signage.hub.screens.report import ANSWERS_WITHIN
from signage.words import Words

router = APIRouter(prefix="/follow")

Anybody = Annotated[Visit, needs(Permission.ANYBODY)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item of the ticker in words. `on`: a screen paints it at this moment."""

    #: By what the page knows it again.
    key: str
    kind: Kind
    text: str
    on: bool


def lines(snapshot: Snapshot, now: datetime, painted: frozenset[str], words: Words) -> tuple[Line, ...]:
    """What goes by on the screens in these minutes, what is on now first."""
    local = wording.local(now, zone_of(snapshot.library.timezone))
    coming = programme.make(snapshot, snapshot.screen, now).ticker
    found = {
        entry.item.id: Line(
            key=sha256(entry.item.id.encode()).hexdigest()[:16],
            kind=entry.item.content.kind,
            text=spoken(entry.item.content, local, words),
            on=entry.item.id in painted,
        )
        for entry in coming
    }
    return tuple(sorted(found.values(), key=lambda line: not line.on))


@router.get("")
def follow(visit: Anybody, large: str = "") -> Response:
    """The page; only its list where the page's script asks."""
    hub = visit.hub
    screens = hub.settings.screens
    known = (
        lines(hub.editions.of(screens[0].name).snapshot, visit.now, _painted(hub, visit.now), visit.words)
        if screens
        else ()
    )
    template = "patrons/follow-list.html" if visit.partial else "patrons/follow.html"
    return visit.page(
        template,
        lines=known,
        large=bool(large),
        open=bool(hub.settings.patrons_address),
        languages=LANGUAGES,
    )


def _painted(hub: Hub, now: datetime) -> frozenset[str]:
    newest = hub.reports.newest().values()
    return frozenset(
        item for seen, report in newest if now - seen < ANSWERS_WITHIN for item in report.painted
    )
