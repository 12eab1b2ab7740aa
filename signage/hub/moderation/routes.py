"""The pages of moderators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response

from signage.core.role import Permission
from signage.hub.moderation.on_air import on_air
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit

router = APIRouter()


@router.get("/")
def on_air_now(visit: Annotated[Visit, needs(Permission.SEE)]) -> Response:
    """What each screen shows, by what it painted last."""
    hub = visit.hub
    return visit.page("moderation/on-air.html", screens=on_air(hub.store, hub.reports.newest()))
