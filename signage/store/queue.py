"""The queue: what waits for a person, the oldest first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from signage.core.decision import Reason, State
from signage.core.item import Item, Kind
from signage.store import items as reading
from signage.store.schema import items


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One item that waits. `seen` changes with its words and with every decision about it."""

    item: Item
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an item stands in the queue, from 1, and the ids of its neighbours, "" at the ends."""

    number: int
    before: str
    after: str


class Part(StrEnum):
    """A part of the queue that a person can look at by itself."""

    HELD = "held"
    SOCIAL = "social"
    PATRONS = "patrons"


def count(connection: Connection, now: datetime, part: Part | None = None) -> int:
    """How many wait."""
    return int(connection.scalar(select(func.count(items.c.id)).where(*_decidable(now, part))) or 0)


def first(connection: Connection, now: datetime, most: int, part: Part | None = None) -> tuple[str, ...]:
    """The ids of those that have waited longest."""
    rows = select(items.c.id).where(*_decidable(now, part)).order_by(*_ORDER).limit(most)
    return tuple(connection.scalars(rows))


def place(connection: Connection, item_id: str, now: datetime, part: Part | None = None) -> Place | None:
    """Where an item stands in the queue or in a part of it; None where it does not wait there."""
    decidable = _decidable(now, part)
    here = (items.c.id == item_id, *decidable)
    came = connection.scalar(select(items.c.first_seen).where(*here))
    if came is None:
        return None
    earlier = or_(items.c.first_seen < came, and_(items.c.first_seen == came, items.c.id < item_id))
    later = or_(items.c.first_seen > came, and_(items.c.first_seen == came, items.c.id > item_id))
    ids = select(items.c.id).where(*decidable).limit(1)
    number = select(func.count(items.c.id)).where(*decidable, earlier)
    return Place(
        number=int(connection.scalar(number) or 0) + 1,
        before=connection.scalar(ids.where(earlier).order_by(*(one.desc() for one in _ORDER))) or "",
        after=connection.scalar(ids.where(later).order_by(*_ORDER)) or "",
    )


_ORDER = (items.c.first_seen, items.c.id)
_KINDS = {Part.SOCIAL: Kind.POST, Part.PATRONS: Kind.COMMENT}


def _decidable(now: datetime, part: Part | None = None) -> tuple[ColumnElement[bool], ...]:
    """What a person can decide about; what is private or over waits for nobody."""
    states = [State.HELD.value] if part is Part.HELD else [State.WAITING.value, State.HELD.value]
    return (
        items.c.state.in_(states),
        items.c.reasons.not_like(f'%"{Reason.PRIVATE.value}"%'),
        or_(items.c.ends.is_(None), items.c.ends > now),
        *([items.c.kind == _KINDS[part].value] if part in _KINDS else []),
    )


def of(connection: Connection, item_id: str) -> Waiting | None:
    """One item with what is to be given back with a decision about it."""
    row = connection.execute(select(items).where(items.c.id == item_id)).one_or_none()
    if row is None:
        return None
    return Waiting(item=reading.read(connection, ids=[item_id])[0], seen=seen(row))


def seen(row: Row[Any]) -> str:
    """A short mark of what a person saw of an item: its words, its state, and who ruled it."""
    return hashlib.sha256(f"{row.raw}\n{row.state}\n{row.ruling}".encode()).hexdigest()[:16]
