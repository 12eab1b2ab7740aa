"""The queue: what waits for a person, the oldest first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from signage.core.decision import Reason, State
from signage.core.item import Item
from signage.store import items as reading
from signage.store.schema import items


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One item that waits. `seen` changes with its words and with every decision about it."""

    item: Item
    seen: str


def ids(connection: Connection, now: datetime) -> tuple[str, ...]:
    """Everything a person can decide about; what is private or over waits for nobody."""
    rows = (
        select(items.c.id)
        .where(
            items.c.state.in_([State.WAITING.value, State.HELD.value]),
            items.c.reasons.not_like(f'%"{Reason.PRIVATE.value}"%'),
            or_(items.c.ends.is_(None), items.c.ends > now),
        )
        .order_by(items.c.first_seen, items.c.id)
    )
    return tuple(connection.scalars(rows))


def of(connection: Connection, item_id: str) -> Waiting | None:
    """One item with what is to be given back with a decision about it."""
    row = connection.execute(select(items).where(items.c.id == item_id)).one_or_none()
    if row is None:
        return None
    return Waiting(item=reading.read(connection, ids=[item_id])[0], seen=seen(row))


def seen(row: Row[Any]) -> str:
    """A short mark of what a person saw of an item: its words, its state, and who ruled it."""
    return hashlib.sha256(f"{row.raw}\n{row.state}\n{row.ruling}".encode()).hexdigest()[:16]
