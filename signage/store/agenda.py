"""What may be shown from now on, read lightly: items themselves are read for one page only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from signage.core.agenda import VOICES, Line
from signage.core.decision import Reason, Scope, State
from signage.core.item import Kind
from signage.core.placement import together
from signage.store import placements
from signage.store.schema import items

#: Of posts and comments the newest ones only; there can be any number.
MOST_VOICES = 50
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
) -> tuple[Line, ...]:
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
    voices = items.c.kind.in_([kind.value for kind in VOICES])
    placed = {placement.place: placement for placement in placements.read(connection)}
    found = []
    since = func.coalesce(items.c.published, items.c.first_seen)
    for group, order, most in (
        (~voices, [items.c.starts, items.c.id], MOST_LINES),
        (and_(voices, items.c.state == State.APPROVED.value), [since.desc(), items.c.id], MOST_VOICES),
    ):
        rows = connection.execute(
            select(
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
            .where(*chosen, group)
            .order_by(*order)
            .limit(most)
        )
        found += [
            Line(
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
            for row in rows
        ]
    return tuple(found)
