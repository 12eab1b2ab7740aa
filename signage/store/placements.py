"""Placements: what staff want done with items, kept apart so that a refetch never undoes it."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select

from signage.core.decision import Scope
from signage.core.placement import Placement
from signage.store.items import encoded
from signage.store.schema import placements

_placement = msgspec.json.Decoder(Placement)


def put(
    connection: Connection, place: tuple[Scope, str], placement: Placement | None, *, by: str, now: datetime
) -> None:
    """Keep a placement in the stead of the last one for its place; one that asks for nothing is removed."""
    scope, target = place
    ours = (placements.c.target == target, placements.c.scope == scope.value)
    connection.execute(delete(placements).where(*ours))
    if placement is not None and not placement.empty:
        connection.execute(
            insert(placements).values(
                target=target, scope=scope.value, placement=encoded(placement), by=by, at=now
            )
        )


def of(connection: Connection, place: tuple[Scope, str]) -> Placement | None:
    """The placement for one item or series."""
    scope, target = place
    ours = (placements.c.target == target, placements.c.scope == scope.value)
    found = connection.scalar(select(placements.c.placement).where(*ours))
    return None if found is None else _placement.decode(found)


def read(connection: Connection) -> list[Placement]:
    """Every placement."""
    rows = connection.scalars(
        select(placements.c.placement).order_by(placements.c.target, placements.c.scope)
    )
    return [_placement.decode(row) for row in rows]
