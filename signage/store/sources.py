"""What the store knows of sources: the settings' list, due times, memories, health."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from signage.core.decision import State, Trust
from signage.core.health import Trouble
from signage.core.item import Lane
from signage.core.source import Problem, Shown, SourceState
from signage.errors import StoreError
from signage.store.intake import month_of
from signage.store.outcome import FORM, STAFF, DueSource, SourceHealth, SourceRecord, Validators
from signage.store.schema import items, reads, sightings, sources, validators
from signage.store.shrinkage import Suspicion
from signage.store.standing import Presence
from signage.store.standings import restand

#: No pause is longer (DESIGN section 12), so a later due time was written by a clock that was wrong.
LONGEST_PAUSE = timedelta(hours=25)

#: Nobody asks these: what they give is written into the hub's own pages.
_OUTSIDE = sources.c.id.not_in([FORM, STAFF])

_memory = msgspec.json.Decoder(dict[str, str])
_problems = msgspec.json.Decoder(tuple[Problem, ...])
_suspicion = msgspec.json.Decoder(Suspicion)


def register(connection: Connection, records: Sequence[SourceRecord], now: datetime) -> None:
    """Make the store's list that of the settings. What a source gave stays when it is taken out.

    A new source, and one whose fingerprint or trust is another, is due at once and asked afresh.
    """
    known = {row.id: row for row in connection.execute(select(sources))}
    named = {record.id for record in records}
    moved = [row.id for row in known.values() if row.listed and row.id not in named]
    connection.execute(update(sources).where(sources.c.id.not_in(named)).values(listed=False))
    for record in records:
        row = known.get(record.id)
        told = {
            "name": record.name,
            "kind": record.kind,
            "trust": record.trust.value,
            "lane": None if record.lane is None else record.lane.value,
            "fingerprint": record.fingerprint,
            "listed": True,
        }
        afresh = {"memory": "{}", "complete": False, "due": now, "failures": 0, "failure": "", "trouble": ""}
        afresh |= {"failed_since": None, "suspicion": None, "problems": "[]"}
        if row is None:
            connection.execute(insert(sources).values(id=record.id, last_good=None, **told, **afresh))
            continue
        same = (row.kind, row.trust, row.lane, row.fingerprint) == (
            record.kind,
            told["trust"],
            told["lane"],
            record.fingerprint,
        )
        connection.execute(
            update(sources).where(sources.c.id == record.id).values(**told, **({} if same else afresh))
        )
        if not same:
            connection.execute(delete(validators).where(validators.c.source == record.id))
        if row.trust != told["trust"] or not row.listed:
            moved.append(record.id)
    if moved:
        touched = connection.scalars(
            select(sightings.c.item).where(sightings.c.source.in_(moved)).distinct()
        ).all()
        restand(connection, sorted(touched), now)


def due(connection: Connection, now: datetime, ids: Collection[str] | None = None) -> tuple[DueSource, ...]:
    """The sources that want to be asked now, the longest waiting first; with `ids` those, due or not.

    Raises StoreError for an id that the settings do not name.
    """
    chosen = select(sources).where(sources.c.listed.is_(True), _OUTSIDE).order_by(sources.c.due, sources.c.id)
    if ids is None:
        chosen = chosen.where(or_(sources.c.due <= now, sources.c.due > now + LONGEST_PAUSE))
    else:
        chosen = chosen.where(sources.c.id.in_(set(ids)))
    rows = connection.execute(chosen).all()
    for unknown in sorted(set(ids or ()) - {row.id for row in rows}):
        raise StoreError(
            f"source {unknown}", "The settings name no such source.", "See their ids with: signage check"
        )
    return tuple(
        DueSource(id=row.id, state=state(connection, row.id, now), due=row.due, failures=row.failures)
        for row in rows
    )


def next_due(connection: Connection) -> datetime | None:
    """When the next source wants to be asked, None where there are no sources."""
    found: datetime | None = connection.scalar(
        select(func.min(sources.c.due)).where(sources.c.listed.is_(True), _OUTSIDE)
    )
    return found


def state(connection: Connection, source: str, now: datetime) -> SourceState:
    """What its plan remembers, and which of its items may be on a screen now."""
    memory = connection.scalar(select(sources.c.memory).where(sources.c.id == source))
    rows = connection.execute(
        select(items.c.id, items.c.published, sightings.c.confirmed)
        .join(sightings, sightings.c.item == items.c.id)
        .where(_shown_of(source, now))
        .order_by(items.c.first_seen, items.c.id)
    )
    shown = tuple(Shown(id=row.id, published=row.published, confirmed=row.confirmed) for row in rows)
    return SourceState(memory=_memory.decode(memory or "{}"), shown=shown)


def validators_of(connection: Connection, address: str, source: str) -> Validators:
    """What the last answer from this address to this source gave to ask again with."""
    row = connection.execute(
        select(validators).where(validators.c.address == address, validators.c.source == source)
    ).one_or_none()
    return Validators() if row is None else Validators(etag=row.etag, last_modified=row.last_modified)


def reads_this_month(connection: Connection, source: str, now: datetime) -> int:
    """Paid reads since the first of this month (UTC)."""
    return int(
        connection.scalar(
            select(reads.c.number).where(reads.c.source == source, reads.c.month == month_of(now))
        )
        or 0
    )


def accept(connection: Connection, source: str, now: datetime) -> int:
    """Staff say that a list which looks too short is right. Returns how many items went."""
    kept = connection.scalar(select(sources.c.suspicion).where(sources.c.id == source))
    if kept is None:
        return 0
    missing = _suspicion.decode(kept).missing
    connection.execute(
        update(sightings)
        .where(sightings.c.source == source, sightings.c.item.in_(missing))
        .values(presence=Presence.MISSING.value)
    )
    connection.execute(update(sources).where(sources.c.id == source).values(suspicion=None))
    return restand(connection, missing, now).gone


def withdraw(connection: Connection, source: str, now: datetime) -> int:
    """Let go of what came through a source. Returns how many items went: other sources may have them too."""
    seen = connection.scalars(
        select(sightings.c.item).where(
            sightings.c.source == source, sightings.c.presence == Presence.HERE.value
        )
    ).all()
    connection.execute(
        update(sightings).where(sightings.c.source == source).values(presence=Presence.MISSING.value)
    )
    # What a fetch brings that is under way is not taken in; should it come back, it is asked afresh.
    connection.execute(delete(validators).where(validators.c.source == source))
    connection.execute(update(sources).where(sources.c.id == source).values(fingerprint="", listed=False))
    return restand(connection, sorted(seen), now).gone


def health(connection: Connection, now: datetime) -> tuple[SourceHealth, ...]:
    """How every source that is asked is doing, those of the settings first."""
    rows = connection.execute(
        select(sources).where(_OUTSIDE).order_by(sources.c.listed.desc(), sources.c.id)
    ).all()
    return tuple(
        SourceHealth(
            id=row.id,
            name=row.name,
            kind=row.kind,
            trust=Trust(row.trust),
            lane=None if row.lane is None else Lane(row.lane),
            listed=row.listed,
            due=row.due,
            failures=row.failures,
            failure=row.failure,
            trouble=Trouble(row.trouble),
            failed_since=row.failed_since,
            last_good=row.last_good,
            problems=_problems.decode(row.problems),
            shrunken_since=None if row.suspicion is None else _suspicion.decode(row.suspicion).since,
            shown=_number_shown(connection, row.id, now),
        )
        for row in rows
    )


def _number_shown(connection: Connection, source: str, now: datetime) -> int:
    counted = select(func.count()).select_from(items).join(sightings, sightings.c.item == items.c.id)
    return int(connection.scalar(counted.where(_shown_of(source, now))) or 0)


def _shown_of(source: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        sightings.c.source == source,
        sightings.c.presence == Presence.HERE.value,
        items.c.state == State.APPROVED.value,
        or_(items.c.ends.is_(None), items.c.ends > now),
    )
