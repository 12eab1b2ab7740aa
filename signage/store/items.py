"""Reading items."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, Select, or_, select

from signage.core.decision import Reason, State, Trust
from signage.core.item import Author, Item, Kind, Lane, Picture, RawItem
from signage.core.skeleton import fingerprint
from signage.errors import ItemNotFound
from signage.store.schema import items, pictures, sightings

#: How long a text counts as "said before".
REPEATED_WITHIN = timedelta(days=30)
_MOST_TEXTS = 1000
#: SQLite takes 999 values in a statement where it is old.
_CHUNK = 500

T = TypeVar("T")
_raw = msgspec.json.Decoder(RawItem)
_reasons = msgspec.json.Decoder(tuple[Reason, ...])


def encoded(value: Any) -> str:
    """A value as the JSON text that the tables hold."""
    return msgspec.json.encode(value).decode()


def raw_of(text: str) -> RawItem:
    """The item that a source gave, from its JSON text."""
    return _raw.decode(text)


def reasons_of(text: str) -> tuple[Reason, ...]:
    """Reasons, from their JSON text."""
    return _reasons.decode(text)


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Values in portions that a statement can take."""
    everything = list(values)
    for start in range(0, len(everything), _CHUNK):
        yield everything[start : start + _CHUNK]


def short_id(item_id: str) -> str:
    """Eight letters and digits that stand for an item in commands and logs."""
    return base64.b32encode(hashlib.sha256(item_id.encode()).digest()[:5]).decode().lower()


@dataclass(frozen=True, slots=True)
class EarlierTexts:
    """The fingerprints of what a source said lately, each with the item that said it first."""

    first: Mapping[str, str]

    def besides(self, item_id: str) -> frozenset[str]:
        """The texts that some other item said before this one: an item never repeats itself."""
        return frozenset(mark for mark, first in self.first.items() if first != item_id)


def find(connection: Connection, id_or_prefix: str) -> str:
    """The whole id for an id, a short id or an unambiguous beginning of either. Raises ItemNotFound."""
    if connection.scalar(select(items.c.id).where(items.c.id == id_or_prefix)) is not None:
        return id_or_prefix
    found: Sequence[str] = ()
    if id_or_prefix:
        prefix = id_or_prefix.lower()
        by_short = select(items.c.id).where(items.c.short >= prefix, items.c.short < prefix + "\x7f")
        by_id = select(items.c.id).where(items.c.id.startswith(id_or_prefix, autoescape=True))
        found = connection.scalars(by_short.limit(3)).all() or connection.scalars(by_id.limit(3)).all()
    if len(found) == 1:
        return found[0]
    if found:
        raise ItemNotFound(
            f"item {id_or_prefix}", "Several items begin like this.", "Give more of the id: signage items"
        )
    raise ItemNotFound(f"item {id_or_prefix}", "No item has this id.", "See the ids with: signage items")


def saying(connection: Connection, about: str, limit: int) -> list[Item]:
    """The newest items with these words, the newest first. Private ones have none that may be seen."""
    rows = (
        select(items.c.id)
        .where(
            items.c.text.icontains(about, autoescape=True),
            items.c.reasons.not_like(f'%"{Reason.PRIVATE.value}"%'),
        )
        .order_by(items.c.first_seen.desc(), items.c.id)
        .limit(limit)
    )
    ids = list(connection.scalars(rows))
    return sorted(read(connection, ids=ids), key=lambda item: ids.index(item.id)) if ids else []


def read(
    connection: Connection,
    *,
    ids: Collection[str] | None = None,
    states: Collection[State] | None = None,
    source: str | None = None,
    limit: int | None = None,
    ends_after: datetime | None = None,
) -> list[Item]:
    """Items, the first seen first; with `limit` the newest only, without what was over by `ends_after`."""
    chosen: Select[Any] = select(items).order_by(items.c.first_seen.desc(), items.c.id.desc())
    if states is not None:
        chosen = chosen.where(items.c.state.in_([state.value for state in states]))
    if source is not None:
        chosen = chosen.where(items.c.id.in_(select(sightings.c.item).where(sightings.c.source == source)))
    if ends_after is not None:
        chosen = chosen.where(or_(items.c.ends.is_(None), items.c.ends > ends_after))
    if limit is not None:
        chosen = chosen.limit(limit)
    rows: list[Row[Any]] = []
    if ids is None:
        rows.extend(connection.execute(chosen))
    else:
        for some in chunks(ids):
            rows.extend(connection.execute(chosen.where(items.c.id.in_(some))))
    raws = [raw_of(row.raw) for row in rows]
    seen = _sources(connection, [row.id for row in rows])
    kept = _kept(connection, {url for raw in raws for url in _urls(raw)})
    return [
        _item(row, raw, tuple(seen[row.id]), kept)
        for row, raw in reversed(list(zip(rows, raws, strict=True)))
    ]


def earlier_texts(connection: Connection, source: str, now: datetime) -> EarlierTexts:
    """What items of this source said in the last 30 days; dates of events may say the same."""
    rows = connection.execute(
        select(items.c.id, items.c.text)
        .join(sightings, sightings.c.item == items.c.id)
        .where(
            sightings.c.source == source,
            items.c.kind != Kind.EVENT.value,
            items.c.first_seen >= now - REPEATED_WITHIN,
        )
        .order_by(items.c.first_seen.desc(), items.c.id.desc())
        .limit(_MOST_TEXTS)
    ).all()
    return EarlierTexts({fingerprint(row.text): row.id for row in rows})


def _sources(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    seen: dict[str, list[str]] = defaultdict(list)
    rows = select(sightings.c.item, sightings.c.source).order_by(sightings.c.first_seen, sightings.c.source)
    for some in chunks(ids):
        for item, source in connection.execute(rows.where(sightings.c.item.in_(some))):
            seen[item].append(source)
    return seen


def _kept(connection: Connection, urls: Collection[str]) -> dict[str, Row[Any]]:
    """What was fetched of these pictures."""
    return {
        row.url: row
        for some in chunks(urls)
        for row in connection.execute(select(pictures).where(pictures.c.url.in_(some)))
    }


def _urls(raw: RawItem) -> Iterator[str]:
    """Its pictures, its people's too."""
    yield from (picture.url for picture in raw.content.pictures)
    for person in (raw.content.author, raw.content.boosted_by):
        if person is not None and person.picture:
            yield person.picture


def _item(row: Row[Any], raw: RawItem, sources: tuple[str, ...], kept: Mapping[str, Row[Any]]) -> Item:
    return Item(
        raw=_with_pictures(raw, kept),
        lane=Lane(row.lane),
        sources=sources,
        trust=Trust(row.trust),
        state=State(row.state),
        reasons=reasons_of(row.reasons),
        first_seen=row.first_seen,
        confirmed=row.confirmed,
    )


def _with_pictures(raw: RawItem, kept: Mapping[str, Row[Any]]) -> RawItem:
    """The item with the hashes of those of its pictures that were fetched, its people's too."""
    content = raw.content
    return replace(
        raw,
        content=replace(
            content,
            pictures=tuple(_fetched(picture, kept.get(picture.url)) for picture in content.pictures),
            author=_seen(content.author, kept),
            boosted_by=_seen(content.boosted_by, kept),
        ),
    )


def _fetched(picture: Picture, row: Row[Any] | None) -> Picture:
    if row is None:
        return picture
    return replace(picture, sha256=row.sha256, width=row.width, height=row.height, matte=row.matte)


def _seen(person: Author | None, kept: Mapping[str, Row[Any]]) -> Author | None:
    if person is None or person.picture not in kept:
        return person
    return replace(person, sha256=kept[person.picture].sha256)
