"""Emergencies: a log of what staff put on every screen, who did, and who ended it."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from signage.core.emergency import Emergency
from signage.store import revision
from signage.store.items import encoded
from signage.store.schema import emergencies

_emergency = msgspec.json.Decoder(Emergency)


def start(connection: Connection, emergency: Emergency, *, by: str, now: datetime) -> None:
    """Put it on every screen, in the stead of one that may be on."""
    _end_all(connection, by=by, now=now)
    connection.execute(
        insert(emergencies).values(
            emergency=encoded(emergency), until=emergency.until, by=by, at=now, ended_by=None, ended_at=None
        )
    )
    revision.raise_it(connection)


def end(connection: Connection, *, by: str, now: datetime) -> Emergency | None:
    """Take it off every screen; gives what was on, None where nothing was."""
    was = current(connection, now)
    _end_all(connection, by=by, now=now)
    revision.raise_it(connection)
    return was


def current(connection: Connection, now: datetime) -> Emergency | None:
    """What is on at `now`."""
    row = connection.scalar(
        select(emergencies.c.emergency)
        .where(emergencies.c.ended_at.is_(None))
        .order_by(emergencies.c.id.desc())
        .limit(1)
    )
    found = _emergency.decode(row) if row is not None else None
    return found if found is not None and found.is_on(now) else None


def _end_all(connection: Connection, *, by: str, now: datetime) -> None:
    still_open = emergencies.c.ended_at.is_(None)
    connection.execute(update(emergencies).where(still_open).values(ended_by=by, ended_at=now))
