"""The history: what people decided, who and when; found by words while these are kept, and taken back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from signage.core import wording
from signage.core.decision import Decision, Scope, State
from signage.core.edit import Deed, Edit
from signage.core.item import Item
from signage.core.role import Permission
from signage.hub.hub import Hub
from signage.hub.moderation import lookup
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import Visit
from signage.store import Store
from signage.store.airings import KEPT
from signage.store.log import WRITER
from signage.words import Words

router = APIRouter()

Moderate = Annotated[Visit, needs(Permission.MODERATE)]
MOST_ROWS = 50
MOST_LATER = 10
#: No library asks about a moment outside of these years.
_YEARS = 2000, 2200
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A reply or bars that were put over something approved before."""

    edit: Edit
    item: Item


def later(store: Store) -> tuple[Later, ...]:
    """The newest of them, as far as their items are kept."""
    made = store.standing_edits((Deed.REPLY, Deed.BLACK_OUT), MOST_LATER)
    named = [(edit, edit.changes[0].target) for edit in made if edit.changes]
    kept = {item.id: item for item in store.items(ids={target for _, target in named})}
    return tuple(Later(edit=edit, item=kept[target]) for edit, target in named if target in kept)


def rows_of(decisions: Sequence[Decision], store: Store, words: Words) -> tuple[Row, ...]:
    """Decisions with their items, as far as these are kept."""
    ids = {one.item for one in decisions}
    kept, last = {item.id: item for item in store.items(ids=ids)}, store.last_decisions(ids)
    return tuple(
        Row(
            decision=one,
            item=kept.get(one.item),
            who=words.text("its writer") if one.by == WRITER else one.by,
            what=what(one, words),
            undoable=one.item in kept and last[one.item] == one.id and one.scope is Scope.ITEM,
        )
        for one in decisions
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
def history(
    visit: Moderate,
    about: str = "",
    before: Number | None = None,
    day: str = "",
    time: str = "",
    item: str = "",
) -> Response:
    """The newest decisions; `before` leads to older ones.

    `day` and `time`: what was on the screens then. `item`: why it is not on them, by code, id or words.
    """
    found = visit.hub.store.newest_decisions(MOST_ROWS + 1, before=before, about=about.strip()[:200])
    rows = rows_of(found[:MOST_ROWS], visit.hub.store, visit.words)
    older = found[MOST_ROWS - 1].id if len(found) > MOST_ROWS else None
    zone, asked = visit.zone, item.strip()[:200]
    moment = _moment(day, time, zone)
    here = wording.local(moment or visit.now, zone)
    return visit.page(
        "moderation/history.html",
        rows=rows,
        later=later(visit.hub.store) if not about and before is None else (),
        about=about,
        older=older,
        here=here,
        wrong=bool(day or time) and moment is None,
        boards=None if moment is None else lookup.boards(visit.hub, moment, visit.words),
        moment=moment,
        days=KEPT.days,
        asked=asked,
        answers=lookup.answers(visit.hub, asked, visit.words, visit.now) if asked else None,
    )


def _moment(day: str, clock: str, zone: ZoneInfo) -> datetime | None:
    """The minute that was asked for, on the library's clock."""
    try:
        found = datetime.fromisoformat(f"{day[:10]}T{clock[:5]}")
        return wording.moment(found.replace(tzinfo=zone)) if _YEARS[0] <= found.year <= _YEARS[1] else None
    except ValueError:
        return None


@router.get("/history.csv")
def download(visit: Moderate) -> Response:
    """All of it, for a spreadsheet; times are UTC. Words only where they are kept."""
    headers = {"Content-Disposition": 'attachment; filename="history.csv"'}
    return StreamingResponse(_lines(visit.hub), media_type="text/csv; charset=utf-8", headers=headers)


def _lines(hub: Hub) -> Iterator[str]:
    yield _line(["number", "at", "by", "item", "before", "after", "reasons", "note", "text"])
    before: int | None = None
    while found := hub.store.newest_decisions(MOST_ROWS * 10, before=before):
        kept = {item.id: item.content.text for item in hub.store.items(ids={one.item for one in found})}
        for one in found:
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
                    kept.get(one.item, ""),
                ]
            )
        before = found[-1].id


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
    return out.getvalue()
