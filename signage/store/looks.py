"""Looks: how staff want a screen to show things. They win over the settings file."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select

from signage.core.snapshot import Screen
from signage.store import revision
from signage.store.items import encoded
from signage.store.schema import looks

_screen = msgspec.json.Decoder(Screen)


def put(connection: Connection, screen: Screen, *, by: str, now: datetime) -> None:
    """Keep the look of the screen with this name, in the stead of the last one."""
    connection.execute(delete(looks).where(looks.c.screen == screen.name))
    connection.execute(insert(looks).values(screen=screen.name, look=encoded(screen), by=by, at=now))
    revision.raise_it(connection)


def drop(connection: Connection, name: str) -> bool:
    """Back to the settings file. Whether there was one."""
    dropped = connection.execute(delete(looks).where(looks.c.screen == name)).rowcount > 0
    if dropped:
        revision.raise_it(connection)
    return dropped


def read(connection: Connection) -> dict[str, Screen]:
    """Every look by the name of its screen."""
    return {row.screen: _screen.decode(row.look) for row in connection.execute(select(looks))}
