"""Import a spreadsheet: look first, line by line, then do it in one piece that can be undone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile

from signage.core import importing, wording
from signage.core.edit import Deed
from signage.core.importing import Checked, Fate, Outlook
from signage.core.item import RawItem
from signage.core.role import Permission
from signage.errors import Overtaken, SourceError
from signage.fetcher.workers import run_once
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.sources.plan import Place, SourceOptions
from signage.sources.playlist import Playlist
from signage.store.outcome import STAFF
from signage.words import Words

router = APIRouter(prefix="/playlist/import")

Edit = Annotated[Visit, needs(Permission.EDIT)]

#: The lines of a list that the page tells.
MOST_TOLD = 200
MOST_BYTES = 5 * 1024 * 1024
#: What .xlsx and .ods files, and old .xls files, begin with.
_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


async def file_of(request: Request) -> tuple[str, bytes]:
    """The name and the bytes of the file in a form."""
    async with request.form() as given:
        file = given.get("file")
        if not isinstance(file, UploadFile):
            return "", b""
        return (file.filename or "")[:120], await file.read(MOST_BYTES + 1)


@router.get("")
def choose(visit: Edit, file: str = "") -> Response:
    """Choose a file; with `file` what importing it would do."""
    checked = visit.hub.imports.get(file) if file else None
    wrong = "" if checked or not file else _too_old(visit.words)
    return _page(visit, checked, file, wrong)


@router.post("")
def look(visit: Edit, given: Annotated[tuple[str, bytes], Depends(file_of)]) -> Response:
    """Look at a file. Nothing is changed yet."""
    name, body = given
    if wrong := _unfit(body, visit.words):
        return _page(visit, None, "", wrong, 422)
    library = visit.hub.settings.library
    place = Place(timezone=library.timezone, locale=library.locale)
    plan = Playlist(SourceOptions(id="import", name=name, kind="playlist", place=place))
    toml = name.lower().endswith(".toml")
    try:
        found, problems = run_once("file", plan.read, body, visit.now, toml)
    except SourceError as error:
        return _page(visit, None, "", f"{error.what} {error.do}", 422)
    store = visit.hub.store
    written = {item.id: raw for item in store.items(source=STAFF) if (raw := store.written(item.id))}
    left_out = visit.words.text("Its picture is left out: add it on the item's own page.")
    checked = importing.check(name, found, problems, written, left_out=left_out)
    return visit.back(f"/playlist/import?file={visit.hub.imports.put(checked)}")


@router.post("/{file}")
def do(visit: Edit, file: str) -> Response:
    """Import a list that was looked at."""
    words, checked = visit.words, visit.hub.imports.get(file)
    if checked is None:
        return _page(visit, None, "", _too_old(words), 422)
    if not checked.changes:
        return visit.back("/playlist/import", words.text("Nothing to import"))
    try:
        number = visit.hub.store.edit(checked.changes, Deed.IMPORT, by=visit.person.name, now=visit.now)
    except Overtaken:
        said = words.text("Somebody changed one of these since you looked. Choose the file again.")
        return _page(visit, None, "", said, 409)
    visit.hub.announcer.poke()
    said = words.text(
        "{added} added, {changed} changed, {refused} refused.",
        added=checked.count(Fate.ADD),
        changed=checked.count(Fate.CHANGE),
        refused=checked.count(Fate.REFUSED),
    )
    return visit.back("/playlist", said, undo=f"/playlist/undo/{number}")


def _unfit(body: bytes, words: Words) -> str:
    if not body:
        return words.text("Choose a file first.")
    if len(body) > MOST_BYTES:
        return words.text("This file is larger than 5 MB. Split it.")
    if body.startswith(_SHEETS):
        return words.text(
            "This is a spreadsheet's own file. Choose Save as there, then CSV (UTF-8), and take that one."
        )
    return ""


def _too_old(words: Words) -> str:
    return words.text("This was looked at too long ago. Choose the file again.")


def _page(visit: Visit, checked: Checked | None, file: str, wrong: str, status: int = 200) -> Response:
    told = checked.outlooks[:MOST_TOLD] if checked else ()
    return visit.page(
        "staff/import.html",
        status,
        checked=checked,
        file=file,
        wrong=wrong,
        rows=[(one, _when(one, visit)) for one in told],
        more=len(checked.outlooks) - len(told) if checked else 0,
        counts={fate.value: checked.count(fate) for fate in Fate} if checked else {},
    )


def _when(one: Outlook, visit: Visit) -> tuple[str, str]:
    """When it is, and when it was before where that changes."""
    now, before = _told(one.item, visit), _told(one.before, visit)
    return now, before if before != now else ""


def _told(raw: RawItem | None, visit: Visit) -> str:
    if raw is None or raw.content.when is None:
        return ""
    zone = visit.zone
    day = wording.date_line(wording.local(raw.content.when.starts, zone), visit.words)
    return f"{day} {wording.time_span(raw.content.when, zone, visit.words)}".strip()
