"""One item as it looks on the TV: as it stands, or as a form that nobody has saved yet would have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Response

from signage.core.commission import Commission
from signage.core.decision import Scope, State, Trust
from signage.core.item import LANE_OF, Item
from signage.core.placement import Placement
from signage.core.role import Permission
from signage.core.snapshot import Screen, Snapshot
from signage.hub.hub import Hub
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.hub.previews import alone
from signage.hub.staff.entry import Entered
from signage.hub.staff.form import Subject
from signage.hub.staff.moment import SIZE, drawn
from signage.hub.staff.placing import item_of
from signage.store.outcome import STAFF

router = APIRouter(prefix="/playlist")

See = Annotated[Visit, needs(Permission.SEE)]


@router.get("/draft/{token}")
def draft(visit: See, token: str) -> Response:
    """A form that was looked at and not saved, drawn."""
    snapshot = visit.hub.drafts.get(token)
    if snapshot is None:
        raise HTTPException(404, "This was looked at too long ago.")
    return _print(visit.hub, snapshot)


@router.get("/{short}/picture")
def picture(visit: See, short: str, screen: str = "", part: str = "") -> Response:
    """One item as it stands, drawn; moderators see what waits as well. `part` "cards": its cards alone."""
    hub, item = visit.hub, item_of(visit, short)
    if item.state is not State.APPROVED and not visit.may(Permission.MODERATE):
        raise HTTPException(403, "Your account may not do this.")
    placements = [hub.store.placement(item.id)]
    if item.raw.series:
        placements.append(hub.store.placement(item.raw.series, Scope.SERIES))
    shown = alone(hub.editions, item, placements, screen_of(hub, screen), visit.now)
    return _print(hub, shown, part="cards" if part == "cards" else "")


def keep_draft(hub: Hub, subject: Subject, entered: Entered, now: datetime) -> str:
    """Keep how a form would look; gives the token under which it is drawn."""
    raw = entered.written or subject.raw
    item = Item(
        raw=raw,
        lane=LANE_OF[raw.content.kind],
        sources=(STAFF,) if subject.new else hub.store.item(raw.id).sources,
        trust=Trust.PUBLISH,
        state=State.APPROVED,
        first_seen=now,
        confirmed=now,
    )
    placements: list[Placement | None] = [replace(entered.placement, target=raw.id, scope=Scope.ITEM)]
    if subject.series is not None:
        placements.append(subject.series)
    screens = entered.placement.screens
    screen = screen_of(hub, screens[0] if screens else "")
    return hub.drafts.put(alone(hub.editions, item, placements, screen, now))


def screen_of(hub: Hub, name: str) -> Screen:
    """The screen with this name, else the first one of this PC."""
    own = hub.settings.screens
    return hub.editions.look_of(name or (own[0].name if own else "Screen"))


def _print(hub: Hub, snapshot: Snapshot, *, part: Literal["", "cards"] = "") -> Response:
    minute = snapshot.made.replace(second=0, microsecond=0)
    order = Commission(at=minute, size=SIZE, part=part)
    return drawn(lambda: hub.prints.jpeg(snapshot, order))
