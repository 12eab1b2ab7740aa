"""The append-only log of decisions. Rows are added and never changed or removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from signage.core.decision import Decision, Reason, Scope, State
from signage.store.items import encoded, reasons_of
from signage.store.schema import decisions

#: Who signs what no person decided.
RULES, SOURCE = "rules", "source"
NOBODY = (RULES, SOURCE)


def write(
    connection: Connection,
    *,
    item: str,
    at: datetime,
    by: str,
    before: State | None,
    after: State,
    reasons: tuple[Reason, ...],
    note: str = "",
    scope: Scope = Scope.ITEM,
    series_ruling: int | None = None,
    undoes: int | None = None,
) -> Decision:
    """Add a row."""
    row = connection.execute(
        insert(decisions)
        .values(
            item=item,
            at=at,
            by=by,
            before=before,
            after=after.value,
            reasons=encoded(reasons),
            note=note,
            scope=scope.value,
            series_ruling=series_ruling,
            undoes=undoes,
        )
        .returning(decisions)
    ).one()
    return decision(row)


def last_id(connection: Connection) -> int:
    """The id of the newest row, 0 where there is none."""
    return int(connection.scalar(select(func.max(decisions.c.id))) or 0)


def of_item(connection: Connection, item_id: str) -> list[Decision]:
    """Every row about one item, the oldest first; also of items that were pruned."""
    rows = connection.execute(select(decisions).where(decisions.c.item == item_id).order_by(decisions.c.id))
    return [decision(row) for row in rows]


def decision(row: Row[Any]) -> Decision:
    """A row as the core knows it."""
    return Decision(
        id=row.id,
        item=row.item,
        at=row.at,
        by=row.by,
        before=None if row.before is None else State(row.before),
        after=State(row.after),
        reasons=reasons_of(row.reasons),
        note=row.note,
        scope=Scope(row.scope),
    )
