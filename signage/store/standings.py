"""Keeps items in step with their sightings and rulings, and writes down each change of state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from signage.core.author import AuthorRule, AuthorStanding, account_of
from signage.core.decision import Reason, Scope, State, Trust, Verdict
from signage.core.item import Content, Lane, RawItem
from signage.core.rules import changed
from signage.store import log, revision
from signage.store.items import chunks, encoded, raw_of, reasons_of, short_id
from signage.store.schema import authors, decisions, depictions, items, series_rulings, sightings, sources
from signage.store.standing import FIRM, Presence, Ruling, Sighting, leading, stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Restood:
    """How many items are new, say something else, or went."""

    new: int = 0
    changed: int = 0
    gone: int = 0


def restand(connection: Connection, ids: Collection[str], now: datetime, *, quiet: bool = False) -> Restood:
    """Work out anew where items stand. `quiet` leaves the log to the caller.

    Raises the revision where anything changed about an item that was or is approved.
    """
    last = log.last_id(connection)
    rows, seen = _rows(connection, ids), _sightings(connection, ids)
    rules = _author_rules(connection)
    rulings = _rulings(connection, [row.ruling for row in rows.values() if row.ruling is not None])
    new: list[dict[str, Any]] = []
    renewed: list[dict[str, Any]] = []
    redrawn: dict[str, RawItem] = {}
    said = gone = 0
    visible = False
    entries: list[log.Entry] = []
    for item_id in dict.fromkeys(ids):
        row, lead = rows.get(item_id), leading(seen[item_id])
        if row is None:
            if lead is None:
                continue
            values = _first(connection, seen[item_id], lead, now, entries, _author(lead, rules))
            new.append(values)
            redrawn[item_id] = lead.raw
            visible = visible or values["state"] == State.APPROVED
            continue
        values = _again(row, seen[item_id], lead, rulings.get(row.ruling), last, _author(lead, rules))
        if values["raw"] != row.raw and lead is not None:
            redrawn[item_id] = lead.raw
            said += 1
        gone += values["state"] == State.GONE and row.state != State.GONE
        visible = visible or State.APPROVED in (row.state, values["state"])
        renewed.append(values)
        if not quiet and (values["state"], values["reasons"]) != (row.state, row.reasons):
            entries.append(_change(row, values, now))
    log.write_all(connection, entries)
    if new:
        connection.execute(insert(items), new)
    if renewed:
        columns: dict[str, Any] = {name: bindparam(name) for name in renewed[0] if name != "key"}
        connection.execute(update(items).where(items.c.id == bindparam("key")).values(columns), renewed)
    _redraw(connection, redrawn)
    if visible:
        revision.raise_it(connection)
    return Restood(new=len(new), changed=said, gone=gone)


def outlook(connection: Connection, item_id: str, after: State) -> State:
    """Where an item would stand after a person's word: private or gone, some words change nothing."""
    seen = _sightings(connection, [item_id])[item_id]
    return stand(seen, Ruling(id=0, state=after)).state


def _first(
    connection: Connection,
    seen: list[Sighting],
    lead: Sighting,
    now: datetime,
    entries: list[log.Entry],
    author: AuthorRule | None,
) -> dict[str, Any]:
    """A new item; a decision about its series binds it from the start."""
    binding = _series_ruling(connection, lead.raw)
    ruling = None
    if binding is not None:
        ruling = Ruling(id=0, state=State(binding.state), reasons=reasons_of(binding.reasons))
    verdict = stand(seen, ruling, author=author)
    entry = log.Entry(
        item=lead.item, at=now, by=log.RULES, before=None, after=verdict.state, reasons=verdict.reasons
    )
    written = None
    if binding is not None and verdict.state == binding.state:
        bound = replace(entry, by=binding.by, note=binding.note, scope=Scope.SERIES, series_ruling=binding.id)
        written = log.write(connection, bound).id
    else:
        entries.append(entry)
    return {
        "id": lead.item,
        "short": short_id(lead.item),
        "first_seen": min(sighting.first_seen for sighting in seen),
        "confirmed": max(sighting.confirmed for sighting in seen),
        "ruling": written,
        "changed_after": 0,
        "stale": False,
        "trust": lead.trust.value,
        "state": verdict.state.value,
        "reasons": encoded(verdict.reasons),
        **_said(lead.raw, lead.lane),
    }


def _again(
    row: Row[Any],
    seen: list[Sighting],
    lead: Sighting | None,
    ruling: Ruling | None,
    last: int,
    author: AuthorRule | None,
) -> dict[str, Any]:
    """A known item; an approval falls when words, author or picture are not what was approved."""
    stale, changed_after = bool(row.stale), row.changed_after
    if lead is not None and changed(raw_of(row.raw), lead.raw):
        changed_after = last
        if ruling is not None and ruling.state is State.APPROVED:
            ruling, stale = None, True
    verdict: Verdict = stand(seen, ruling, stale=stale, author=author)
    return {
        "key": row.id,
        "confirmed": max((sighting.confirmed for sighting in seen), default=row.confirmed),
        "ruling": None if ruling is None else ruling.id,
        "changed_after": changed_after,
        "stale": stale,
        "trust": row.trust if lead is None else lead.trust.value,
        "state": verdict.state.value,
        "reasons": encoded(verdict.reasons),
        **(_kept(row) if lead is None else _said(lead.raw, lead.lane)),
    }


def _said(raw: RawItem, lane: Lane) -> dict[str, Any]:
    when = raw.content.when
    return {
        "series": raw.series,
        "kind": raw.content.kind.value,
        "lane": lane.value,
        "raw": encoded(raw),
        "text": raw.content.text,
        "published": raw.content.published,
        "starts": None if when is None else when.starts,
        "ends": None if when is None else when.ends,
    }


def _kept(row: Row[Any]) -> dict[str, Any]:
    names = ("series", "kind", "lane", "raw", "text", "published", "starts", "ends")
    return {name: getattr(row, name) for name in names}


def _change(row: Row[Any], values: dict[str, Any], now: datetime) -> log.Entry:
    before, after = State(row.state), State(values["state"])
    by, reasons = log.RULES, reasons_of(values["reasons"])
    if after is State.GONE:
        by = log.SOURCE
    elif before is State.GONE:
        by, reasons = log.SOURCE, (Reason.RETURNED, *reasons)
    return log.Entry(item=row.id, at=now, by=by, before=before, after=after, reasons=reasons)


def _redraw(connection: Connection, redrawn: dict[str, RawItem]) -> None:
    """Note down which pictures items have now."""
    for some in chunks(redrawn):
        connection.execute(delete(depictions).where(depictions.c.item.in_(some)))
    rows = [
        {"item": item_id, "url": url} for item_id, raw in redrawn.items() for url in addresses(raw.content)
    ]
    if rows:
        connection.execute(insert(depictions), rows)


def addresses(content: Content) -> set[str]:
    """Where the pictures of an item and of its people lie."""
    people = (content.author, content.boosted_by)
    return {picture.url for picture in content.pictures} | {
        person.picture for person in people if person and person.picture
    }


def _rows(connection: Connection, ids: Collection[str]) -> dict[str, Row[Any]]:
    return {
        row.id: row
        for some in chunks(ids)
        for row in connection.execute(select(items).where(items.c.id.in_(some)))
    }


def _sightings(connection: Connection, ids: Collection[str]) -> dict[str, list[Sighting]]:
    seen: dict[str, list[Sighting]] = defaultdict(list)
    for some in chunks(ids):
        for row in connection.execute(
            select(sightings, sources.c.trust, sources.c.listed)
            .join(sources, sources.c.id == sightings.c.source)
            .where(sightings.c.item.in_(some))
        ):
            seen[row.item].append(
                Sighting(
                    item=row.item,
                    source=row.source,
                    trust=Trust(row.trust),
                    listed=row.listed,
                    presence=Presence(row.presence),
                    raw=raw_of(row.raw),
                    lane=Lane(row.lane),
                    verdict=Verdict(state=State(row.verdict), reasons=reasons_of(row.reasons)),
                    first_seen=row.first_seen,
                    confirmed=row.confirmed,
                )
            )
    return seen


def _author_rules(connection: Connection) -> dict[str, AuthorRule]:
    """What holds of authors, by their accounts."""
    held = select(authors).where(authors.c.removed_by == "")
    return {
        row.account: AuthorRule(standing=AuthorStanding(row.standing), after=row.after)
        for row in connection.execute(held)
    }


def _author(lead: Sighting | None, rules: Mapping[str, AuthorRule]) -> AuthorRule | None:
    account = account_of(lead.raw.content) if lead is not None and rules else None
    return None if account is None else rules.get(account.key)


def _rulings(connection: Connection, ids: Collection[int]) -> dict[int, Ruling]:
    return {
        row.id: Ruling(id=row.id, state=State(row.after), reasons=reasons_of(row.reasons))
        for some in chunks(ids)
        for row in connection.execute(select(decisions).where(decisions.c.id.in_(some)))
    }


def _series_ruling(connection: Connection, raw: RawItem) -> Row[Any] | None:
    """The decision about its series that binds a new item. An approval covers the same words only."""
    if not raw.series:
        return None
    row = connection.execute(
        select(series_rulings)
        .where(series_rulings.c.series == raw.series, series_rulings.c.undone.is_(False))
        .order_by(series_rulings.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is not None and row.state not in FIRM and changed(raw_of(row.seen), raw):
        return None
    return row
