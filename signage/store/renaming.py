"""Another name for a screen, wherever the store calls it by its name."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from sqlalchemy import Connection, and_, exists, select, update

from signage.core.edit import Change
from signage.core.placement import Placement
from signage.core.snapshot import Screen
from signage.errors import ScreenTaken
from signage.store import revision, screens
from signage.store import schema as tables
from signage.store.items import encoded

_placement = msgspec.json.Decoder(Placement)
_change = msgspec.json.Decoder(Change)
_screen = msgspec.json.Decoder(Screen)


def rename(connection: Connection, old: str, new: str) -> bool:
    """Call a screen `new` from now on; whether there was one.

    So do its look, what is meant for it, edits that may be undone, and what it showed. Raises ScreenTaken
    where another screen has the name.
    """
    known = screens.known(connection)
    taken = next((one for one in known if one != old and one.casefold() == new.casefold()), None)
    if taken is not None:
        raise ScreenTaken(f"screen {taken}", "Another screen has this name.", "Give it another one.")
    if old not in known:
        return False
    if old == new:
        return True
    connection.execute(update(tables.screens).where(tables.screens.c.name == old).values(name=new))
    _look(connection, old, new)
    _showings(connection, old, new)
    _placed(connection, old, new)
    _changed(connection, old, new)
    revision.raise_it(connection)
    return True


def _meant(placement: Placement | None, old: str, new: str) -> Placement | None:
    if placement is None or old not in placement.screens:
        return placement
    return replace(placement, screens=tuple(new if one == old else one for one in placement.screens))


def _placed(connection: Connection, old: str, new: str) -> None:
    column = tables.placements.c
    for row in connection.execute(select(tables.placements)).all():
        was = _placement.decode(row.placement)
        now = _meant(was, old, new)
        if now != was:
            mine = (column.target == row.target, column.scope == row.scope)
            connection.execute(update(tables.placements).where(*mine).values(placement=encoded(now)))


def _changed(connection: Connection, old: str, new: str) -> None:
    column = tables.changes.c
    for row in connection.execute(select(tables.changes)).all():
        was = _change.decode(row.change)
        now = replace(was, before=_meant(was.before, old, new), after=_meant(was.after, old, new))
        if now != was:
            mine = (column.edit == row.edit, column.target == row.target, column.scope == row.scope)
            connection.execute(update(tables.changes).where(*mine).values(change=encoded(now)))


def _look(connection: Connection, old: str, new: str) -> None:
    column = tables.looks.c
    look = connection.scalar(select(column.look).where(column.screen == old))
    if look is not None:
        named = encoded(replace(_screen.decode(look), name=new))
        connection.execute(update(tables.looks).where(column.screen == old).values(screen=new, look=named))


def _showings(connection: Connection, old: str, new: str) -> None:
    """A screen that had the name before may have shown the same at the same second: that stays as it is."""
    mine, others = tables.shown, tables.shown.alias()
    same = and_(others.c.screen == new, others.c.began == mine.c.began, others.c.item == mine.c.item)
    connection.execute(update(mine).where(mine.c.screen == old, ~exists().where(same)).values(screen=new))
