"""The revision: a number that rises with every change that could change a snapshot."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from signage.store.schema import revision


def current(connection: Connection) -> int:
    """The revision as of this transaction."""
    return int(connection.scalar(select(revision.c.number)) or 0)


def raise_it(connection: Connection) -> int:
    """The next revision, from this transaction on."""
    connection.execute(update(revision).values(number=revision.c.number + 1))
    return current(connection)
