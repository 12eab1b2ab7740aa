"""Stops: a log of who took comments and social posts off every screen, and who brought them back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from signage.core.stopping import Stop
from signage.store import revision
from signage.store.connection import Database
from signage.store.schema import stops


class Stops:
    """Every Stop there was. Every call is one transaction and can raise StoreError.

    Decides nothing about items: each keeps its own state while all of them are stopped.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, *, by: str, now: datetime) -> Stop:
        """Stop; gives the one that is on already, where somebody was faster."""
        with self._database.writing() as connection:
            row = connection.execute(_on).one_or_none()
            if row is None:
                number = revision.raise_it(connection)
                row = connection.execute(
                    insert(stops)
                    .values(by=by, at=now, revision=number, ended_by="", ended_at=None)
                    .returning(stops)
                ).one()
            return _stop(row)

    def end(self, *, by: str, now: datetime) -> bool:
        """Bring everything back that is still valid; False where nothing was stopped."""
        with self._database.writing() as connection:
            ended = connection.execute(
                update(stops).where(stops.c.ended_at.is_(None)).values(ended_by=by, ended_at=now)
            ).rowcount
            if ended:
                revision.raise_it(connection)
            return ended > 0

    def current(self) -> Stop | None:
        """The Stop that is on."""
        with self._database.reading() as connection:
            row = connection.execute(_on).one_or_none()
            return None if row is None else _stop(row)

    def all(self) -> tuple[Stop, ...]:
        """Every Stop, the newest first."""
        with self._database.reading() as connection:
            return tuple(_stop(row) for row in connection.execute(select(stops).order_by(stops.c.id.desc())))


_on = select(stops).where(stops.c.ended_at.is_(None))


def _stop(row: Row[Any]) -> Stop:
    return Stop(
        id=row.id,
        by=row.by,
        at=row.at,
        revision=row.revision,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
    )
