"""Airings: what each screen showed when, for a month. Rows are added, and forgotten when they are old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from signage.core.airing import LONGEST, Airing
from signage.store.connection import Database
from signage.store.schema import shown

KEPT = timedelta(days=30)


class Airings:
    """What each screen showed. Every call is one transaction and can raise StoreError.

    Items are named as the writer names them, and no words of theirs are here. Moments are kept to the second.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, airings: Sequence[Airing]) -> None:
        """Write many at once; one that is there already is left as it is."""
        rows = {(_second(one.began), one.screen, one.item): _second(one.ended) for one in airings}
        if not rows:
            return
        with self._database.writing() as connection:
            first, last = min(began for began, _, _ in rows), max(began for began, _, _ in rows)
            there = {
                (row.began, row.screen, row.item)
                for row in connection.execute(select(shown).where(shown.c.began.between(first, last)))
            }
            new = [
                {"began": key[0], "screen": key[1], "item": key[2], "ended": ended}
                for key, ended in rows.items()
                if key not in there
            ]
            if new:
                connection.execute(insert(shown), new)

    def between(self, first: datetime, last: datetime, *, item: str = "") -> tuple[Airing, ...]:
        """What was on at any moment from `first` until before `last`; of one item where that is named."""
        rows = select(shown).where(
            # Nothing is kept in longer pieces, so that not everything before has to be read.
            shown.c.began > _second(first - LONGEST - timedelta(minutes=1)),
            shown.c.began < _second(last),
            shown.c.ended >= _second(first),
        )
        if item:
            rows = rows.where(shown.c.item == item)
        with self._database.reading() as connection:
            return tuple(
                Airing(
                    screen=row.screen,
                    item=row.item,
                    began=datetime.fromtimestamp(row.began, UTC),
                    ended=datetime.fromtimestamp(row.ended, UTC),
                )
                for row in connection.execute(rows.order_by(shown.c.began))
            )


def forget(connection: Connection, now: datetime) -> None:
    """Leave out what is too old."""
    connection.execute(delete(shown).where(shown.c.began < _second(now - KEPT)))


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
