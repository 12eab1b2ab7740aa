"""Edits: what staff do to placements and to what they wrote by hand, each in one piece and undoable."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from signage.core.decision import Reason, State, Verdict
from signage.core.edit import Change, Deed, Edit
from signage.core.item import LANE_OF, RawItem
from signage.core.placement import Placement
from signage.errors import NothingToUndo, Overtaken
from signage.store import intake, placements, revision
from signage.store.items import encoded, raw_of
from signage.store.outcome import NEVER, STAFF, FetchOutcome, JudgedItem
from signage.store.schema import changes, edits, sightings
from signage.store.standing import Presence

_change = msgspec.json.Decoder(Change)
_SHOWN = Verdict(state=State.APPROVED, reasons=(Reason.TRUSTED,))


def make(
    connection: Connection,
    wanted: Sequence[Change],
    deed: Deed,
    *,
    by: str,
    now: datetime,
    undoes: int | None = None,
    decision: int | None = None,
) -> int:
    """Do all of `wanted` or nothing, and write it down; gives the edit's number.

    Raises Overtaken where something is no longer as its change says it was before.
    """
    for change in wanted:
        _refuse(connection, change)
    edit = connection.execute(
        insert(edits)
        .values(at=now, by=by, deed=deed.value, undoes=undoes, decision=decision)
        .returning(edits.c.id)
    ).scalar_one()
    rows = [
        {"edit": edit, "target": change.target, "scope": change.scope.value, "change": encoded(change)}
        for change in wanted
    ]
    connection.execute(insert(changes), rows)
    for change in wanted:
        if change.before != change.after:
            placements.put(connection, (change.scope, change.target), change.after, by=by, now=now)
    _say(connection, wanted, now)
    revision.raise_it(connection)
    return int(edit)


def undo(connection: Connection, number: int, *, by: str, now: datetime) -> int:
    """Take an edit back as a whole. Raises NothingToUndo where it is not kept, undone, or overtaken.

    Not one that was made with a decision: words that were covered would be shown as nobody approved them.
    """
    if connection.scalar(select(edits.c.decision).where(edits.c.id == number)) is not None:
        raise NothingToUndo(f"edit {number}", "It was part of a decision.", "Take that back instead.")
    return _take_back(connection, number, by=by, now=now)


def _take_back(connection: Connection, number: int, *, by: str, now: datetime) -> int:
    edit = of(connection, number)
    undone = connection.scalar(select(edits.c.id).where(edits.c.undoes == number))
    if edit is None or not edit.changes or undone is not None:
        raise NothingToUndo(f"edit {number}", "There is nothing to take back.", "Look at the list again.")
    try:
        back = [change.back for change in reversed(edit.changes)]
        return make(connection, back, edit.deed, by=by, now=now, undoes=number)
    except Overtaken as error:
        raise NothingToUndo(
            f"edit {number}", "Somebody changed it since then.", "Look at it again, then change it."
        ) from error


def undo_with(connection: Connection, decision: int, *, by: str, now: datetime) -> None:
    """Take back the edit that was made with a decision, where there is one and nobody edited since."""
    made = connection.scalar(select(edits.c.id).where(edits.c.decision == decision))
    if made is None:
        return
    with suppress(NothingToUndo):
        _take_back(connection, made, by=by, now=now)


def of(connection: Connection, number: int) -> Edit | None:
    """One edit with its changes."""
    row = connection.execute(select(edits).where(edits.c.id == number)).one_or_none()
    return None if row is None else _edit(connection, row)


def standing(connection: Connection, deeds: Sequence[Deed], most: int) -> tuple[Edit, ...]:
    """The newest of these deeds that came without a decision and that nobody took back."""
    undone = select(edits.c.undoes).where(edits.c.undoes.is_not(None))
    rows = connection.execute(
        select(edits)
        .where(edits.c.deed.in_([deed.value for deed in deeds]), edits.c.decision.is_(None))
        .where(edits.c.undoes.is_(None), edits.c.id.not_in(undone))
        .order_by(edits.c.id.desc())
        .limit(most)
    )
    return tuple(_edit(connection, row) for row in rows.all())


def last_about(connection: Connection, target: str) -> Edit | None:
    """The newest edit of one item or series, None where nobody changed it."""
    rows = (
        select(edits)
        .join(changes, changes.c.edit == edits.c.id)
        .where(changes.c.target == target)
        .order_by(edits.c.id.desc())
        .limit(1)
    )
    row = connection.execute(rows).one_or_none()
    return None if row is None else _edit(connection, row)


def _edit(connection: Connection, row: Row[Any]) -> Edit:
    rows = connection.scalars(
        select(changes.c.change).where(changes.c.edit == row.id).order_by(changes.c.target)
    )
    return Edit(
        id=row.id,
        at=row.at,
        by=row.by,
        deed=Deed(row.deed),
        undoes=row.undoes,
        changes=tuple(_change.decode(one) for one in rows),
    )


def _refuse(connection: Connection, change: Change) -> None:
    """Raise Overtaken where somebody was faster."""
    stands = placements.of(connection, (change.scope, change.target))
    same = stands == _kept(change.before)
    if change.said_before != change.said_after:
        same = same and said(connection, change.target) == change.said_before
    if not same:
        raise Overtaken(f"item {change.target}", "It was changed since then.", "Look at it again.")


def _kept(placement: Placement | None) -> Placement | None:
    """None for a placement that asks for nothing, as it is not kept."""
    return None if placement is None or placement.empty else placement


def said(connection: Connection, item_id: str) -> RawItem | None:
    """What staff wrote by hand, None where that is not there (any more)."""
    found = connection.scalar(
        select(sightings.c.raw).where(
            sightings.c.item == item_id,
            sightings.c.source == STAFF,
            sightings.c.presence == Presence.HERE.value,
        )
    )
    return None if found is None else raw_of(found)


def _say(connection: Connection, wanted: Sequence[Change], now: datetime) -> None:
    """Let the items that staff write by hand say what they shall, by the way all items take."""
    spoken = [change for change in wanted if change.said_before != change.said_after]
    if not spoken:
        return
    written = tuple(
        JudgedItem(raw=raw, lane=LANE_OF[raw.content.kind], verdict=_SHOWN)
        for change in spoken
        if (raw := change.said_after)
    )
    removed = tuple(change.target for change in spoken if change.said_after is None)
    outcome = FetchOutcome(source=STAFF, items=written, gone=removed, next_due=now + NEVER)
    intake.save(connection, outcome, now)
