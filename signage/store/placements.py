"""Placements: what staff want done with items, kept apart so that a refetch never undoes it."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select

from signage.core.placement import Placement
from signage.store import revision
from signage.store.items import encoded
from signage.store.schema import placements

_placement = msgspec.json.Decoder(Placement)


def place(connection: Connection, placement: Placement, *, by: str, now: datetime) -> None:
    """Keep a placement in the stead of the last one for its target; one that asks for nothing is removed."""
    ours = (placements.c.target == placement.target, placements.c.scope == placement.scope.value)
    connection.execute(delete(placements).where(*ours))
    if placement != Placement(target=placement.target, scope=placement.scope):
        connection.execute(
            insert(placements).values(
                target=placement.target,
                scope=placement.scope.value,
                placement=encoded(placement),
                by=by,
                at=now,
            )
        )
    revision.raise_it(connection)


def read(connection: Connection) -> list[Placement]:
    """Every placement."""
    rows = connection.scalars(
        select(placements.c.placement).order_by(placements.c.target, placements.c.scope)
    )
    return [_placement.decode(row) for row in rows]
