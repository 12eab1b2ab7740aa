"""What a restore carries over from the database of before: the log, its decisions, and comments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from signage.core.item import Lane
from signage.store import log, revision
from signage.store.authors import account_of_row, follow
from signage.store.items import chunks
from signage.store.outcome import FORM, STAFF
from signage.store.schema import (
    authors,
    changes,
    decisions,
    depictions,
    edits,
    items,
    placements,
    series_rulings,
    sightings,
    sources,
    stops,
)
from signage.store.schema import revision as revisions
from signage.store.standings import restand

_OF_OTHERS = (Lane.POSTS.value, Lane.PATRONS.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How much of the database of before is kept: rows of the log by people, and comments."""

    decisions: int = 0
    comments: int = 0


def carry(before: Connection, after: Connection, now: datetime) -> Carried:
    """Add to the restored database (`after`) what was decided in the one of `before`.

    An item that somebody decided about since the backup stands as they left it, with the words they saw;
    of what staff wrote, only where it stands. The numbers of rows may become others.
    """
    series = _series(before, after)
    rows, added = _log(before, after, series)
    comments = set(before.scalars(select(sightings.c.item).where(sightings.c.source == FORM)))
    ours = {
        item
        for connection in (before, after)
        for item in connection.scalars(select(sightings.c.item).where(sightings.c.source == STAFF))
    }
    decided = {row.item for row in added if row.by not in log.NOBODY}
    for some in chunks(sorted((decided - ours) | comments)):
        _take(before, after, some, rows)
    for some in chunks(sorted(decided & ours)):
        _take_rulings(before, after, some, rows)
    restand(after, sorted(decided | comments), now)
    _authors(before, after, rows, now)
    _wording(before, after, comments)
    _stops(before, after)
    # Screens have seen numbers up to that of before: they shall see another one.
    number = max(revision.current(before), revision.current(after)) + 1
    after.execute(update(revisions).values(number=number))
    people = sum(row.by not in (*log.NOBODY, log.WRITER) for row in added)
    return Carried(decisions=people, comments=len(comments))


def _series(before: Connection, after: Connection) -> dict[int, int]:
    """Decisions about series, by their numbers before and after."""
    known = {_of_series(row): row.id for row in after.execute(select(series_rulings))}
    numbers = {}
    for row in before.execute(select(series_rulings).order_by(series_rulings.c.id)):
        number = known.get(_of_series(row))
        if number is None:
            made = insert(series_rulings).values(_values(row, "id")).returning(series_rulings.c.id)
            number = after.scalar(made)
        else:
            after.execute(
                update(series_rulings).where(series_rulings.c.id == number).values(undone=row.undone)
            )
        if number is not None:
            numbers[row.id] = number
    return numbers


def _of_series(row: Row[Any]) -> tuple[Any, ...]:
    return (row.series, row.state, row.by, row.at)


def _log(
    before: Connection, after: Connection, series: dict[int, int]
) -> tuple[dict[int, int], list[Row[Any]]]:
    """The rows of the log by their numbers before and after, and those that were added."""
    known = {_of_log(row): row.id for row in after.execute(select(decisions))}
    numbers: dict[int, int] = {0: 0}
    added = []
    for row in before.execute(select(decisions).order_by(decisions.c.id)):
        number = known.get(_of_log(row))
        if number is None:
            values = _values(row, "id")
            values["undoes"] = numbers.get(row.undoes) if row.undoes is not None else None
            values["series_ruling"] = series.get(row.series_ruling) if row.series_ruling is not None else None
            number = after.scalar(insert(decisions).values(values).returning(decisions.c.id)) or 0
            added.append(row)
        numbers[row.id] = number
    return numbers, added


def _of_log(row: Row[Any]) -> tuple[Any, ...]:
    return (row.item, row.at, row.by, row.before, row.after)


def _take(before: Connection, after: Connection, ids: Collection[str], rows: dict[int, int]) -> None:
    """Items as they were before: their words, where they stand, and who had them."""
    for table in (depictions, sightings, items):
        column = table.c.id if table is items else table.c.item
        after.execute(delete(table).where(column.in_(ids)))
    known = set(after.scalars(select(sources.c.id)))
    for row in before.execute(select(sources).where(sources.c.id.not_in(known))):
        after.execute(insert(sources).values(_values(row)))
    for row in before.execute(select(items).where(items.c.id.in_(ids))):
        after.execute(insert(items).values({**_values(row), **_ruling(row, rows)}))
    for table in (sightings, depictions):
        _copy(before, after, table, table.c.item.in_(ids))


def _take_rulings(before: Connection, after: Connection, ids: Collection[str], rows: dict[int, int]) -> None:
    for row in before.execute(select(items).where(items.c.id.in_(ids))):
        after.execute(update(items).where(items.c.id == row.id).values(_ruling(row, rows)))


def _ruling(row: Row[Any], rows: dict[int, int]) -> dict[str, Any]:
    ruling = None if row.ruling is None else rows.get(row.ruling)
    return {"ruling": ruling, "changed_after": rows.get(row.changed_after, 0), "stale": row.stale}


def _authors(before: Connection, after: Connection, rows: dict[int, int], now: datetime) -> None:
    """Who is blocked or trusted is so as it was before, and so is what they said."""
    known = [*after.execute(select(authors)), *before.execute(select(authors))]
    after.execute(delete(authors))
    for row in before.execute(select(authors)):
        after.execute(insert(authors).values({**_values(row), "after": rows.get(row.after, 0)}))
    follow(after, {one.key: one for one in map(account_of_row, known)}.values(), now)


def _wording(before: Connection, after: Connection, comments: Collection[str]) -> None:
    """How words of others were shown: what a moderator covered in them stays covered, and replies stay."""
    for some in chunks(sorted(before.scalars(select(items.c.id).where(items.c.lane.in_(_OF_OTHERS))))):
        after.execute(delete(placements).where(placements.c.target.in_(some)))
        _copy(before, after, placements, placements.c.target.in_(some))
    known = set(after.scalars(select(edits.c.id)))
    for some in chunks(sorted(comments)):
        _copy(before, after, changes, changes.c.target.in_(some) & changes.c.edit.in_(known))


def _stops(before: Connection, after: Connection) -> None:
    """What Stop said last holds. A database where nobody ever pressed it says nothing."""
    if before.scalar(select(func.count()).select_from(stops)):
        after.execute(delete(stops))
        _copy(before, after, stops, stops.c.id.is_not(None))


def _copy(before: Connection, after: Connection, table: Table, which: Any) -> None:
    rows = [_values(row) for row in before.execute(select(table).where(which))]
    if rows:
        after.execute(insert(table), rows)


def _values(row: Row[Any], *without: str) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in without}
