"""Taking in what a fetch gave: one transaction from sightings to the next due time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, func, insert, select, update

from signage.clock import trusted
from signage.core.decision import State
from signage.errors import StoreError
from signage.store import revision
from signage.store.items import chunks, encoded, raw_of
from signage.store.outcome import FetchOutcome, JudgedItem, SaveReport, Validators
from signage.store.schema import items, reads, sightings, sources, validators
from signage.store.shrinkage import Settlement, Suspicion, due_while_doubtful, settle
from signage.store.standing import Presence, ended
from signage.store.standings import Restood, restand

_suspicion = msgspec.json.Decoder(Suspicion)


def save(connection: Connection, outcome: FetchOutcome, now: datetime) -> SaveReport:
    """Take in one outcome. Raises StoreError for a source that was never registered."""
    source = connection.execute(select(sources).where(sources.c.id == outcome.source)).one_or_none()
    if source is None:
        raise StoreError(
            f"source {outcome.source}", "The store does not know it.", "Write it into the settings."
        )
    if not source.listed:
        # It was taken out while it was asked: what it gave must not bring back what left with it.
        return SaveReport(revision=revision.current(connection), due=outcome.next_due)
    _count_reads(connection, outcome, now)
    if outcome.failure:
        _note_failure(connection, source, outcome, now)
        return SaveReport(revision=revision.current(connection), due=outcome.next_due)
    judged = {item.raw.id: item for item in outcome.items if item.raw.id not in outcome.gone}
    known = _known(connection, outcome, judged)
    settlement = _settlement(outcome, source, judged, known, now)
    restood = _see(connection, outcome, source, judged, known, settlement, now)
    doubtful = settlement.suspicion is not None
    due = due_while_doubtful(outcome.next_due, now) if doubtful else outcome.next_due
    _note_success(connection, outcome, source, settlement, due, now)
    _keep_validators(connection, outcome.source, outcome.validators, forget=doubtful)
    return SaveReport(
        new=restood.new,
        changed=restood.changed,
        gone=restood.gone,
        revision=revision.current(connection),
        due=due,
        shrunken=doubtful,
    )


def _known(
    connection: Connection, outcome: FetchOutcome, judged: Mapping[str, JudgedItem]
) -> dict[str, Row[Any]]:
    """What this source said before of the items that matter now."""
    of_source = select(sightings).where(sightings.c.source == outcome.source)
    known: dict[str, Row[Any]] = {}
    if outcome.complete or outcome.unchanged:
        here = of_source.where(sightings.c.presence == Presence.HERE.value)
        known = {row.item: row for row in connection.execute(here)}
    named = {*judged, *outcome.gone, *outcome.checked} - known.keys()
    for some in chunks(named):
        known |= {row.item: row for row in connection.execute(of_source.where(sightings.c.item.in_(some)))}
    return known


def _settlement(
    outcome: FetchOutcome,
    source: Row[Any],
    judged: Mapping[str, JudgedItem],
    known: Mapping[str, Row[Any]],
    now: datetime,
) -> Settlement:
    earlier = None if source.suspicion is None else _suspicion.decode(source.suspicion)
    if not outcome.complete:
        return Settlement(suspicion=earlier)
    expected = frozenset(
        item_id
        for item_id, row in known.items()
        if row.presence == Presence.HERE
        and item_id not in outcome.gone
        # What is over drops out of every calendar by itself and simply ages out here.
        and not (trusted(now) and ended(raw_of(row.raw), now))
    )
    return settle(expected, frozenset(judged), earlier, now, settled=outcome.settled)


def _see(
    connection: Connection,
    outcome: FetchOutcome,
    source: Row[Any],
    judged: Mapping[str, JudgedItem],
    known: Mapping[str, Row[Any]],
    settlement: Settlement,
    now: datetime,
) -> Restood:
    fresh: list[dict[str, Any]] = []
    other: list[dict[str, Any]] = []
    confirmed = {item_id for item_id in outcome.checked if item_id in known}
    for item_id, item in judged.items():
        values = _values(item)
        row = known.get(item_id)
        if row is None:
            fresh.append(
                {"item": item_id, "source": outcome.source, "first_seen": now, "confirmed": now, **values}
            )
        elif any(row._mapping[name] != value for name, value in values.items()):
            other.append({"key": item_id, "at": now, **values})
        else:
            confirmed.add(item_id)
    if outcome.unchanged and source.complete:
        confirmed |= {item_id for item_id, row in known.items() if row.presence == Presence.HERE}
    if fresh:
        connection.execute(insert(sightings), fresh)
    if other:
        connection.execute(
            update(sightings)
            .where(sightings.c.source == outcome.source, sightings.c.item == bindparam("key"))
            .values(confirmed=bindparam("at"), **{name: bindparam(name) for name in _values_of}),
            other,
        )
    deleted = {item_id for item_id in outcome.gone if item_id in known}
    _mark(connection, outcome.source, deleted, Presence.DELETED)
    _mark(connection, outcome.source, settlement.gone, Presence.MISSING)
    _confirm(connection, outcome.source, confirmed - deleted - settlement.gone, now)
    touched = [row["item"] for row in fresh] + [row["key"] for row in other]
    return restand(connection, [*touched, *sorted(deleted | settlement.gone)], now)


_values_of = ("presence", "raw", "lane", "verdict", "reasons")


def _values(item: JudgedItem) -> dict[str, str]:
    return {
        "presence": Presence.HERE.value,
        "raw": encoded(item.raw),
        "lane": item.lane.value,
        "verdict": item.verdict.state.value,
        "reasons": encoded(item.verdict.reasons),
    }


def _mark(connection: Connection, source: str, ids: Collection[str], presence: Presence) -> None:
    for some in chunks(sorted(ids)):
        connection.execute(
            update(sightings)
            .where(sightings.c.source == source, sightings.c.item.in_(some))
            .values(presence=presence.value)
        )


def _confirm(connection: Connection, source: str, ids: Collection[str], now: datetime) -> None:
    """Note that items are still there. The revision follows once an hour only, for leases' sake."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    aged = False
    for some in chunks(sorted(ids)):
        ours = and_(sightings.c.source == source, sightings.c.item.in_(some))
        connection.execute(update(sightings).where(ours).values(confirmed=now))
        among = items.c.id.in_(some)
        old = and_(among, items.c.state == State.APPROVED.value, items.c.confirmed < hour)
        aged = aged or bool(connection.scalar(select(exists().where(old))))
        connection.execute(update(items).where(among).values(confirmed=now))
    if aged:
        revision.raise_it(connection)


def _note_success(
    connection: Connection,
    outcome: FetchOutcome,
    source: Row[Any],
    settlement: Settlement,
    due: datetime,
    now: datetime,
) -> None:
    suspicion = settlement.suspicion
    connection.execute(
        update(sources)
        .where(sources.c.id == outcome.source)
        .values(
            memory=source.memory if outcome.memory is None else encoded(dict(outcome.memory)),
            complete=source.complete if outcome.unchanged else outcome.complete,
            due=due,
            failures=0,
            failure="",
            trouble="",
            failed_since=None,
            last_good=now,
            problems=source.problems if outcome.unchanged else encoded(outcome.problems),
            suspicion=None if suspicion is None else encoded(suspicion),
        )
    )


def _note_failure(connection: Connection, source: Row[Any], outcome: FetchOutcome, now: datetime) -> None:
    connection.execute(
        update(sources)
        .where(sources.c.id == outcome.source)
        .values(
            due=outcome.next_due,
            failures=source.failures + 1,
            failure=outcome.failure,
            trouble=outcome.trouble.value,
            failed_since=source.failed_since or now,
        )
    )


def _keep_validators(
    connection: Connection, source: str, given: Mapping[str, Validators], *, forget: bool
) -> None:
    """A list that is in doubt is asked for whole: "not modified" would say nothing about it."""
    if forget:
        connection.execute(delete(validators).where(validators.c.source == source))
        return
    for address, kept in given.items():
        ours = and_(validators.c.source == source, validators.c.address == address)
        connection.execute(delete(validators).where(ours))
        if kept.etag or kept.last_modified:
            connection.execute(
                insert(validators).values(
                    source=source, address=address, etag=kept.etag, last_modified=kept.last_modified
                )
            )


def month_of(now: datetime) -> str:
    """The month that paid reads are counted in, UTC."""
    return now.astimezone(UTC).strftime("%Y-%m")


def _count_reads(connection: Connection, outcome: FetchOutcome, now: datetime) -> None:
    if not outcome.reads:
        return
    ours = and_(reads.c.source == outcome.source, reads.c.month == month_of(now))
    if connection.scalar(select(func.count()).select_from(reads).where(ours)):
        connection.execute(update(reads).where(ours).values(number=reads.c.number + outcome.reads))
    else:
        connection.execute(
            insert(reads).values(source=outcome.source, month=month_of(now), number=outcome.reads)
        )
