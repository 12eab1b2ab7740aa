"""Forgetting what nothing needs any more. Decisions of people are kept, and so is the log."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, or_, select

from signage.clock import trusted
from signage.store.intake import month_of
from signage.store.items import chunks
from signage.store.schema import decisions, depictions, items, pictures, reads, sightings
from signage.store.standing import FIRM

#: An item that no source has confirmed for so long, and that is over, is forgotten.
UNSEEN = timedelta(days=60)
KEPT_MONTHS = timedelta(days=400)


def prune(connection: Connection, now: datetime) -> int:
    """Forget old items that nobody hid or withdrew. Returns how many.

    Does nothing while the clock cannot be right.
    """
    if not trusted(now):
        return 0
    firm = select(decisions.c.id).where(decisions.c.after.in_([state.value for state in FIRM]))
    old = and_(
        items.c.confirmed < now - UNSEEN,
        or_(items.c.ends.is_(None), items.c.ends < now),
        or_(items.c.ruling.is_(None), items.c.ruling.not_in(firm)),
    )
    forgotten = connection.scalars(select(items.c.id).where(old)).all()
    for some in chunks(forgotten):
        connection.execute(delete(depictions).where(depictions.c.item.in_(some)))
        connection.execute(delete(sightings).where(sightings.c.item.in_(some)))
        connection.execute(delete(items).where(items.c.id.in_(some)))
    connection.execute(delete(reads).where(reads.c.month < month_of(now - KEPT_MONTHS)))
    connection.execute(
        delete(pictures).where(pictures.c.at < now - UNSEEN, pictures.c.url.not_in(select(depictions.c.url)))
    )
    return len(forgotten)
