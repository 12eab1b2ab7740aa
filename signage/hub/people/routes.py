"""The pages of people: first run, sign-in, one's own page, everybody."""

from __future__ import annotations

from fastapi import APIRouter

from signage.hub.people import entering, everybody, own

router = APIRouter()
router.include_router(entering.router)
router.include_router(own.router)
router.include_router(everybody.router)
