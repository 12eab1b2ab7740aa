"""What may be shown from now on, read lightly: items themselves are read for one page only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from signage.core.agenda import VOICES, Agenda, Line
from signage.core.decision import Reason, Scope, State
from signage.core.item import Kind
from signage.core.placement import Placement, together
from signage.store import placements
from signage.store.schema import items

#: Of posts and comments the newest ones only; there can be any number.
MOST_VOICES = 50
#: Events, the soonest first: what follows is on later pages.
MOST_EVENTS = 240
#: So many others are read; more than that no screen could show in months.
MOST_LINES = 3000
_PINNED = '%"pinned":true%'


def lines(
    connection: Connection,
    now: datetime,
    *,
    begins: datetime | None = None,
    kinds: frozenset[Kind] = frozenset(),
    about: str = "",
) -> Agenda:
    """Approved and hidden items that are not over; nothing private.

    `begins`: events from then on only, and nothing else. `kinds`: these only, empty for all. `about`:
    what says this.
    """
    chosen: list[ColumnElement[bool]] = [
        items.c.state.in_([State.APPROVED.value, State.HIDDEN.value]),
        items.c.reasons.not_like(f'%"{Reason.PRIVATE.value}"%'),
        or_(items.c.ends.is_(None), items.c.ends > now),
    ]
    if begins is not None:
        chosen.append(items.c.starts >= begins)
    if kinds:
        chosen.append(items.c.kind.in_([kind.value for kind in kinds]))
    if about:
        chosen.append(items.c.text.icontains(about, autoescape=True))
    placed = {placement.place: placement for placement in placements.read(connection)}
    voices = items.c.kind.in_([kind.value for kind in VOICES])
    dated = and_(~voices, items.c.starts.is_not(None))
    since = func.coalesce(items.c.published, items.c.first_seen)
    soonest = [items.c.starts, items.c.id]
    parts = [
        _read(connection, [*chosen, dated], soonest, MOST_EVENTS),
        _read(connection, [*chosen, dated, _pinned(placed)], soonest, MOST_EVENTS),
        _read(
            connection, [*chosen, ~voices, items.c.starts.is_(None)], [since.desc(), items.c.id], MOST_LINES
        ),
        _read(
            connection,
            [*chosen, voices, items.c.state == State.APPROVED.value],
            [since.desc(), items.c.id],
            MOST_VOICES,
        ),
    ]
    found = {row.id: _line(row, placed) for part in parts for row in part}
    events = parts[0]
    cut = events[-1].starts if len(events) == MOST_EVENTS else None
    count = len(found)
    if cut is not None:
        count += int(connection.scalar(select(func.count()).where(*chosen, dated)) or 0) - sum(
            line.starts is not None for line in found.values()
        )
    return Agenda(lines=tuple(found.values()), count=count, cut=cut)


def _pinned(placed: Mapping[tuple[Scope, str], Placement]) -> ColumnElement[bool]:
    """What its source or staff pinned."""
    targets = [(scope, target) for (scope, target), placement in placed.items() if placement.pinned]
    return or_(
        items.c.raw.like(_PINNED),
        items.c.id.in_([target for scope, target in targets if scope is Scope.ITEM][:MOST_EVENTS]),
        items.c.series.in_([target for scope, target in targets if scope is Scope.SERIES][:MOST_EVENTS]),
    )


def _read(
    connection: Connection,
    chosen: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[Any]],
    most: int,
) -> Sequence[Row[Any]]:
    columns = (
        items.c.id,
        items.c.series,
        items.c.kind,
        items.c.text,
        items.c.state,
        items.c.starts,
        items.c.published,
        items.c.first_seen,
        items.c.raw.like(_PINNED).label("pinned"),
    )
    return connection.execute(select(*columns).where(*chosen).order_by(*order).limit(most)).all()


def _line(row: Row[Any], placed: Mapping[tuple[Scope, str], Placement]) -> Line:
    return Line(
        id=row.id,
        kind=Kind(row.kind),
        text=row.text,
        hidden=row.state == State.HIDDEN,
        pinned=bool(row.pinned),
        starts=row.starts,
        since=row.published or row.first_seen,
        placement=together(
            placed.get((Scope.ITEM, row.id)),
            placed.get((Scope.SERIES, row.series)) if row.series else None,
        ),
    )
