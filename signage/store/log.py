"""The append-only log of decisions. Rows are added and never changed or removed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select

from signage.core.decision import Decision, Reason, Scope, State
from signage.store.items import encoded, reasons_of
from signage.store.schema import decisions, items

#: Who signs what no person decided.
RULES, SOURCE = "rules", "source"
NOBODY = (RULES, SOURCE)
#: Who wrote a comment and took it back.
WRITER = "writer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row to be."""

    item: str
    at: datetime
    by: str
    before: State | None
    after: State
    reasons: tuple[Reason, ...]
    note: str = ""
    scope: Scope = Scope.ITEM
    #: The decision about a series that this row carries out.
    series_ruling: int | None = None
    #: The row that this one takes back.
    undoes: int | None = None


def write(connection: Connection, entry: Entry) -> Decision:
    """Add a row and give it back with its number."""
    return decision(connection.execute(insert(decisions).values(_columns(entry)).returning(decisions)).one())


def write_all(connection: Connection, entries: Sequence[Entry]) -> None:
    """Add many rows at once."""
    if entries:
        connection.execute(insert(decisions), [_columns(entry) for entry in entries])


def _columns(entry: Entry) -> dict[str, Any]:
    return {
        "item": entry.item,
        "at": entry.at,
        "by": entry.by,
        "before": None if entry.before is None else entry.before.value,
        "after": entry.after.value,
        "reasons": encoded(entry.reasons),
        "note": entry.note,
        "scope": entry.scope.value,
        "series_ruling": entry.series_ruling,
        "undoes": entry.undoes,
    }


def last_id(connection: Connection) -> int:
    """The id of the newest row, 0 where there is none."""
    return int(connection.scalar(select(func.max(decisions.c.id))) or 0)


def of_item(connection: Connection, item_id: str) -> list[Decision]:
    """Every row about one item, the oldest first; also of items that were pruned."""
    rows = connection.execute(select(decisions).where(decisions.c.item == item_id).order_by(decisions.c.id))
    return [decision(row) for row in rows]


def by_id(connection: Connection, number: int) -> Decision | None:
    """One row by its number."""
    row = connection.execute(select(decisions).where(decisions.c.id == number)).one_or_none()
    return None if row is None else decision(row)


def newest(
    connection: Connection, limit: int, *, before: int | None = None, about: str = ""
) -> list[Decision]:
    """What people decided last, the newest row first.

    `before`: only rows with smaller numbers. `about`: only rows whose item has these words, while it is
    kept, or this id, or that this person signed.
    """
    rows = select(decisions).where(decisions.c.by.not_in(NOBODY)).order_by(decisions.c.id.desc()).limit(limit)
    if before is not None:
        rows = rows.where(decisions.c.id < before)
    if about:
        saying = select(items.c.id).where(items.c.text.icontains(about, autoescape=True))
        rows = rows.where(
            or_(
                decisions.c.item.in_(saying),
                decisions.c.item == about,
                decisions.c.by.icontains(about, autoescape=True),
            )
        )
    return [decision(row) for row in connection.execute(rows)]


def last_of(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """The number of the newest row about each of these items."""
    newest_row = func.max(decisions.c.id).label("number")
    rows = select(decisions.c.item, newest_row).where(decisions.c.item.in_(ids)).group_by(decisions.c.item)
    return {row.item: row.number for row in connection.execute(rows)}


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
        undoes=row.undoes,
    )
