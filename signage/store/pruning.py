"""Forgetting what nothing needs any more. Decisions of people are kept, and so is the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, exists, or_, select

from signage.clock import trusted
from signage.core.decision import Reason, State
from signage.core.retention import Retention
from signage.store import airings, log, revision
from signage.store.intake import month_of
from signage.store.items import chunks
from signage.store.outcome import FORM, STAFF
from signage.store.schema import (
    changes,
    decisions,
    depictions,
    edits,
    items,
    pictures,
    placements,
    reads,
    sightings,
)
from signage.store.standing import FIRM, Presence

#: An item that no source has confirmed for so long, and that is over, is forgotten.
UNSEEN = timedelta(days=60)
KEPT_MONTHS = timedelta(days=400)
#: Who changed what is told for so long.
EDITS = timedelta(days=400)


def prune(connection: Connection, now: datetime, retention: Retention) -> int:
    """Forget old items that nobody hid or withdrew, and comments whose time is over. Returns how many.

    Does nothing while the clock cannot be right.
    """
    if not trusted(now):
        return 0
    firm = select(decisions.c.id).where(decisions.c.after.in_([state.value for state in FIRM]))
    staying = select(sightings.c.item).where(
        sightings.c.source == STAFF, sightings.c.presence == Presence.HERE.value
    )
    theirs = select(sightings.c.item).where(sightings.c.source == FORM)
    old = and_(
        items.c.id.not_in(theirs),
        # What staff wrote without a day stays until they remove it: nothing confirms it anew.
        or_(items.c.ends.is_not(None), items.c.id.not_in(staying)),
        items.c.confirmed < now - UNSEEN,
        or_(items.c.ends.is_(None), items.c.ends < now),
        or_(items.c.ruling.is_(None), items.c.ruling.not_in(firm)),
    )
    said = and_(
        items.c.id.in_(theirs),
        or_(
            items.c.first_seen < now - retention.comments,
            and_(items.c.first_seen < now - retention.hidden, items.c.state == State.HIDDEN.value),
        ),
    )
    forgotten = connection.scalars(select(items.c.id).where(or_(old, said))).all()
    _forget(connection, forgotten)
    connection.execute(delete(edits).where(edits.c.at < now - EDITS))
    airings.forget(connection, now)
    connection.execute(delete(reads).where(reads.c.month < month_of(now - KEPT_MONTHS)))
    placed = exists(select(placements.c.target).where(placements.c.placement.contains(pictures.c.url)))
    connection.execute(
        delete(pictures).where(
            pictures.c.at < now - UNSEEN, pictures.c.url.not_in(select(depictions.c.url)), ~placed
        )
    )
    return len(forgotten)


def erase(connection: Connection, item_id: str, now: datetime) -> bool:
    """Forget a comment at its writer's wish; the log keeps that it was there, without its words.

    Only what came by the form. Whether there was one.
    """
    theirs = select(sightings.c.item).where(sightings.c.source == FORM, sightings.c.item == item_id)
    state = connection.scalar(select(items.c.state).where(items.c.id.in_(theirs)))
    if state is None:
        return False
    log.write(
        connection,
        log.Entry(
            item=item_id,
            at=now,
            by=log.WRITER,
            before=State(state),
            after=State.WITHDRAWN,
            reasons=(Reason.DELETED,),
        ),
    )
    _forget(connection, [item_id])
    if state == State.APPROVED:
        revision.raise_it(connection)
    return True


def _forget(connection: Connection, ids: Sequence[str]) -> None:
    for some in chunks(ids):
        connection.execute(delete(depictions).where(depictions.c.item.in_(some)))
        connection.execute(delete(placements).where(placements.c.target.in_(some)))
        connection.execute(delete(changes).where(changes.c.target.in_(some)))
        connection.execute(delete(sightings).where(sightings.c.item.in_(some)))
        connection.execute(delete(items).where(items.c.id.in_(some)))
