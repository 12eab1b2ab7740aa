"""The history: what people decided, who and when; found by words while these are kept, and taken back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from signage.core.decision import Decision, Scope, State
from signage.core.item import Item
from signage.core.role import Permission
from signage.errors import ItemNotFound
from signage.hub.hub import Hub
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.store import Store
from signage.store.log import WRITER
from signage.words import Words

router = APIRouter()

Moderate = Annotated[Visit, needs(Permission.MODERATE)]
MOST_ROWS = 50
#: What a spreadsheet would take for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One decision. `item` is None where its words are not kept any more."""

    decision: Decision
    item: Item | None
    who: str
    what: str
    #: Nobody decided anew since, so it can be taken back.
    undoable: bool


def row_of(decision: Decision, store: Store, words: Words) -> Row:
    """A decision and its item, as far as it is kept."""
    try:
        item = store.item(decision.item)
    except ItemNotFound:
        item = None
    last = max((one.id for one in store.decisions(decision.item)), default=0)
    return Row(
        decision=decision,
        item=item,
        who=words.text("its writer") if decision.by == WRITER else decision.by,
        what=what(decision, words),
        undoable=item is not None and last == decision.id and decision.scope is Scope.ITEM,
    )


def what(decision: Decision, words: Words) -> str:
    """What was done, in a word or two."""
    match decision.after:
        case State.APPROVED:
            return words.text("Approved")
        case State.HIDDEN:
            return words.text("Hidden")
        case State.WITHDRAWN:
            return words.text("Withdrawn")
        case State.WAITING | State.HELD:
            return words.text("Back to the queue")
    return words.text("Gone")


@router.get("/history")
def history(visit: Moderate, about: str = "", before: int | None = None) -> Response:
    """The newest decisions; `before` leads to older ones."""
    found = visit.hub.store.newest_decisions(MOST_ROWS + 1, before=before, about=about.strip()[:200])
    rows = [row_of(one, visit.hub.store, visit.words) for one in found[:MOST_ROWS]]
    older = found[MOST_ROWS - 1].id if len(found) > MOST_ROWS else None
    return visit.page("moderation/history.html", rows=rows, about=about, older=older)


@router.get("/history.csv")
def download(visit: Moderate) -> Response:
    """All of it, for a spreadsheet; times are UTC. Words only where they are kept."""
    headers = {"Content-Disposition": 'attachment; filename="history.csv"'}
    return StreamingResponse(_lines(visit.hub), media_type="text/csv; charset=utf-8", headers=headers)


def _lines(hub: Hub) -> Iterator[str]:
    yield _line(["number", "at", "by", "item", "before", "after", "reasons", "note", "text"])
    before: int | None = None
    while found := hub.store.newest_decisions(MOST_ROWS * 10, before=before):
        for one in found:
            try:
                text = hub.store.item(one.item).content.text
            except ItemNotFound:
                text = ""
            yield _line(
                [
                    str(one.id),
                    one.at.isoformat(timespec="seconds"),
                    one.by,
                    one.item,
                    one.before.value if one.before else "",
                    one.after.value,
                    " ".join(reason.value for reason in one.reasons),
                    one.note,
                    text,
                ]
            )
        before = found[-1].id


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
    return out.getvalue()
