"""The pages of staff."""

from __future__ import annotations

from fastapi import APIRouter

from signage.hub.staff import adding, drawing, editing, emergency, importing, moment, placing, playlist

router = APIRouter()
#: Words that are reserved come before those with an item's short id in their place.
for part in (playlist, importing, emergency, moment, adding, drawing, placing, editing):
    router.include_router(part.router)
