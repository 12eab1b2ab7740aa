"""What may be shown from now on, read lightly: items themselves are read for one page only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from signage.core.agenda import VOICES, Agenda, Line
from signage.core.decision import Reason, Scope, State
from signage.core.item import Kind
from signage.core.placement import Placement, binding
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
    chosen: list[ColumnElement[bool]] = [items.c.reasons.not_like(f'%"{Reason.PRIVATE.value}"%')]
    if begins is not None:
        chosen.append(items.c.starts >= begins)
    if about:
        chosen.append(items.c.text.icontains(about, autoescape=True))
    decided = items.c.state.in_([State.APPROVED.value, State.HIDDEN.value])
    approved = items.c.state == State.APPROVED.value
    placed = {placement.place: placement for placement in placements.read(connection)}
    wanted = kinds or frozenset(Kind)
    # Each part is one stretch of the index on kind, state and end.
    coming = [*chosen, items.c.kind == Kind.EVENT.value, decided, items.c.ends > now]
    soonest, newest = [items.c.starts, items.c.id], [items.c.first_seen.desc()]
    events = _read(connection, coming, soonest, MOST_EVENTS) if Kind.EVENT in wanted else []
    parts = [events]
    if Kind.EVENT in wanted:
        parts.append(_read(connection, [*coming, _pinned(placed)], soonest, MOST_EVENTS))
    for kind in sorted(wanted - {Kind.EVENT}):
        spoken = kind in VOICES
        ours = [*chosen, items.c.kind == kind.value, items.c.ends.is_(None), approved if spoken else decided]
        parts.append(_read(connection, ours, newest, MOST_VOICES if spoken else MOST_LINES))
    found = {row.id: _line(row, placed) for part in parts for row in part}
    cut = events[-1].starts if len(events) == MOST_EVENTS else None
    count = len(found)
    if cut is not None:
        count += int(connection.scalar(select(func.count()).select_from(items).where(*coming)) or 0) - sum(
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
        placement=binding(row.id, row.series, placed),
    )
