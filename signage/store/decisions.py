"""What a person's word does to items. A person's decision that still holds is an item's ruling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from signage.core.decision import Decision, Reason, Scope, State
from signage.core.rules import changed
from signage.errors import NothingToUndo, Overtaken, StoreError, Undecidable
from signage.store import log, queue, standings
from signage.store.items import encoded, find, raw_of
from signage.store.schema import decisions, items, series_rulings

_CHOICES = (State.APPROVED, State.HIDDEN, State.WITHDRAWN, State.WAITING)


def decide(
    connection: Connection,
    ids: Iterable[str],
    after: State,
    *,
    by: str,
    reasons: tuple[Reason, ...],
    note: str,
    scope: Scope,
    seen: str | None = None,
    now: datetime,
) -> tuple[Decision, ...]:
    """Let a person's word bind items, or whole series by one of their dates.

    A word that holds already is not written twice. With `seen` (queue.seen) it binds only what is still
    as it was looked at, else Overtaken. Raises ItemNotFound, and Undecidable for what
    nobody may decide (a private item cannot be approved).
    """
    if after not in _CHOICES:
        raise StoreError(
            f"decision {after}", "Only rules and sources decide this.", "Approve or hide instead."
        )
    if not by or by in log.NOBODY:
        raise StoreError("decision", "A decision needs the name of a person.", "Say who decides.")
    made: list[Decision] = []
    for item_id in dict.fromkeys(find(connection, given) for given in ids):
        row = _item(connection, item_id)
        if seen is not None and queue.seen(row) != seen:
            raise Overtaken(f"item {row.short}", "It is not what was looked at.", "Look at it again.")
        _refuse(connection, row, after, scope)
        if scope is Scope.ITEM:
            made.append(_rule(connection, row, after, by=by, reasons=reasons, note=note, now=now))
        else:
            made += _rule_series(connection, row, after, by=by, reasons=reasons, note=note, now=now)
    return tuple(made)


def undo(connection: Connection, given: str, *, by: str, now: datetime, only: int | None = None) -> Decision:
    """Take back the last decision of a person about this item; one about a series, for all its dates.

    With `only` no other than the one with that number: what was decided since then stays.

    Raises ItemNotFound and NothingToUndo.
    """
    item_id = find(connection, given)
    standing = _standing_rows(connection, item_id)
    if not standing:
        raise NothingToUndo(
            f"item {given}", "Nobody has decided anything about it.", "Approve or hide it instead."
        )
    last = standing[-1]
    if only is not None and last.id != only:
        raise NothingToUndo(
            f"item {given}", "It was decided anew since then.", "Look at it again, then decide."
        )
    affected: Sequence[str] = ()
    if last.series_ruling is not None:
        connection.execute(
            update(series_rulings).where(series_rulings.c.id == last.series_ruling).values(undone=True)
        )
        others = select(decisions.c.item).where(
            decisions.c.series_ruling == last.series_ruling, decisions.c.item != item_id
        )
        affected = connection.scalars(
            select(items.c.id).where(items.c.id.in_(others)).order_by(items.c.id)
        ).all()
    for other in affected:
        if any(_same_series_ruling(row, last) for row in _standing_rows(connection, other)):
            _take_back(connection, other, last, by=by, now=now)
    return _take_back(connection, item_id, last, by=by, now=now)


def _refuse(connection: Connection, row: Row[Any], after: State, scope: Scope) -> None:
    where = f"item {row.short}"
    if scope is Scope.SERIES and not row.series:
        raise StoreError(where, "It is not one of a series.", "Decide about this item alone.")
    stands = standings.outlook(connection, row.id, after)
    if stands is after:
        return
    if stands is State.GONE:
        raise Undecidable(
            where, "It was deleted at its source.", "It comes back by itself when it is there again."
        )
    raise Undecidable(
        where,
        "It is private: no screen may ever show it.",
        "Make it public at its source, if that is meant.",
    )


def _rule(
    connection: Connection,
    row: Row[Any],
    after: State,
    *,
    by: str,
    reasons: tuple[Reason, ...],
    note: str,
    now: datetime,
    series_ruling: int | None = None,
) -> Decision:
    held = _ruling_row(connection, row.ruling)
    if held is not None and held.after == row.state == after and series_ruling is None:
        return log.decision(held)
    entry = log.Entry(
        item=row.id,
        at=now,
        by=by,
        before=State(row.state),
        after=after,
        reasons=reasons or (Reason.MODERATOR,),
        note=note,
        scope=Scope.ITEM if series_ruling is None else Scope.SERIES,
        series_ruling=series_ruling,
    )
    written = log.write(connection, entry)
    _let_hold(connection, row.id, written.id, stale=False)
    standings.restand(connection, [row.id], now, quiet=True)
    return written


def _rule_series(
    connection: Connection,
    row: Row[Any],
    after: State,
    *,
    by: str,
    reasons: tuple[Reason, ...],
    note: str,
    now: datetime,
) -> list[Decision]:
    """An approval binds the dates that say the same, a hide all of them."""
    held = _ruling_row(connection, row.ruling)
    if held is not None and held.after == after and held.series_ruling is not None:
        return [log.decision(held)]
    seen = raw_of(row.raw)
    ruling = connection.scalar(
        insert(series_rulings)
        .values(
            series=row.series,
            state=after.value,
            reasons=encoded(reasons or (Reason.MODERATOR,)),
            note=note,
            by=by,
            at=now,
            seen=row.raw,
            undone=False,
        )
        .returning(series_rulings.c.id)
    )
    dates = connection.execute(
        select(items).where(items.c.series == row.series).order_by(items.c.starts, items.c.id)
    ).all()
    return [
        _rule(connection, date, after, by=by, reasons=reasons, note=note, now=now, series_ruling=ruling)
        for date in dates
        if standings.outlook(connection, date.id, after) is after
        and (after is not State.APPROVED or not changed(seen, raw_of(date.raw)))
    ]


def _take_back(connection: Connection, item_id: str, last: Row[Any], *, by: str, now: datetime) -> Decision:
    """Undo `last`, or what the same word about the series did to another of its dates."""
    standing = _standing_rows(connection, item_id)
    taken = next(row for row in reversed(standing) if row.id == last.id or _same_series_ruling(row, last))
    rest = [row for row in standing if row.id != taken.id]
    row = _item(connection, item_id)
    ruling = rest[-1] if rest else None
    if ruling is not None and ruling.after == State.APPROVED and ruling.id <= row.changed_after:
        # That approval was for other words.
        ruling = None
    _let_hold(connection, item_id, None if ruling is None else ruling.id, stale=row.stale)
    standings.restand(connection, [item_id], now, quiet=True)
    entry = log.Entry(
        item=item_id,
        at=now,
        by=by,
        before=State(row.state),
        after=State(_item(connection, item_id).state),
        reasons=(Reason.UNDONE,),
        scope=Scope(taken.scope),
        undoes=taken.id,
    )
    return log.write(connection, entry)


def _same_series_ruling(row: Row[Any], other: Row[Any]) -> bool:
    return row.series_ruling is not None and row.series_ruling == other.series_ruling


def _standing_rows(connection: Connection, item_id: str) -> list[Row[Any]]:
    """The decisions of people about this item that nobody took back, the oldest first."""
    standing: list[Row[Any]] = []
    rows = connection.execute(select(decisions).where(decisions.c.item == item_id).order_by(decisions.c.id))
    for row in rows:
        if row.before is None:
            # Seen for the first time, or again after it had been pruned.
            standing = []
        if row.undoes is not None:
            standing = [earlier for earlier in standing if earlier.id != row.undoes]
        elif row.by not in log.NOBODY:
            standing.append(row)
    return standing


def _let_hold(connection: Connection, item_id: str, decision_id: int | None, *, stale: bool) -> None:
    connection.execute(update(items).where(items.c.id == item_id).values(ruling=decision_id, stale=stale))


def _ruling_row(connection: Connection, decision_id: int | None) -> Row[Any] | None:
    if decision_id is None:
        return None
    return connection.execute(select(decisions).where(decisions.c.id == decision_id)).one()


def _item(connection: Connection, item_id: str) -> Row[Any]:
    return connection.execute(select(items).where(items.c.id == item_id)).one()
