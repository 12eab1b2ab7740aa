"""The pages of the sources."""

from __future__ import annotations

from fastapi import APIRouter

from signage.hub.sources import adding, listing, one

router = APIRouter()
for part in (listing, adding, one):
    router.include_router(part.router)
