"""The page of the backups: the last one, a new one, and what going back to one would lose."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse

from signage.core.role import Permission
from signage.errors import StoreError
from signage.hub.backups.folder import Kept, Purpose
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.store.restoring import loses

router = APIRouter(prefix="/settings/backup")

Administrator = Annotated[Visit, needs(Permission.ADMINISTER)]


@router.get("")
def backups(visit: Administrator) -> Response:
    """What there is, the newest first."""
    return _page(visit)


@router.post("")
def back_up(visit: Administrator) -> Response:
    """One more, now."""
    try:
        visit.hub.backups.make(Purpose.BY_HAND, visit.now)
    except StoreError as error:
        return _page(visit, 507, wrong=f"{error.what} {error.do}")
    return visit.back("/settings/backup", visit.words.text("The backup is made, checked and readable."))


@router.get("/{name}")
def download(visit: Administrator, name: str) -> Response:
    """The file, to keep it elsewhere."""
    kept = _found(visit, name)
    headers = {"Cache-Control": "no-store"}
    return FileResponse(kept.path, filename=kept.name, headers=headers, media_type="application/vnd.sqlite3")


@router.get("/{name}/restore")
def ask_to_restore(visit: Administrator, name: str) -> Response:
    """What is lost, and what to type: nothing is restored under a hub that runs."""
    kept, path = _found(visit, name), visit.hub.store.path
    if path is None:
        raise HTTPException(404, "This database is on a server.")
    return visit.page("backups/restore.html", kept=kept, lost=loses(kept.path, path))


def _found(visit: Visit, name: str) -> Kept:
    kept = visit.hub.backups.find(name)
    if kept is None:
        raise HTTPException(404, "There is no such backup.")
    return kept


def _page(visit: Visit, status: int = 200, *, wrong: str = "") -> Response:
    backups = visit.hub.backups
    found, data = backups.all(), visit.hub.settings.hub.data
    apart = bool(found) and backups.folder.stat().st_dev != data.stat().st_dev
    return visit.page(
        "backups/backups.html",
        status,
        backups=found,
        folder=str(backups.folder),
        apart=apart,
        wrong=wrong or backups.trouble,
    )
