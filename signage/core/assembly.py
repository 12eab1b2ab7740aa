"""The assembly: what is stored -> the snapshot of one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from signage.clock import trusted
from signage.core.decision import State, Trust
from signage.core.emergency import Emergency
from signage.core.item import Item, Kind, Lane
from signage.core.placement import Placement, binding, laid_over
from signage.core.snapshot import (
    MOST_BYTES,
    MOST_ITEMS,
    Ages,
    Library,
    Mix,
    Screen,
    Snapshot,
    SnapshotItem,
    encode,
    natural_order,
)

#: X asks that a post is not shown for longer than this without having been looked up again.
X_LEASE = timedelta(hours=24)


def assemble(
    items: Iterable[Item],
    placements: Iterable[Placement],
    *,
    library: Library,
    screen: Screen,
    mix: Mix,
    ages: Ages,
    patrons_address: str,
    revision: int,
    now: datetime,
    own_sources: frozenset[str],
    review_rest: timedelta = timedelta(minutes=60),
    emergency: Emergency | None = None,
) -> Snapshot:
    """The snapshot for one screen: approved items only, at most MOST_ITEMS and MOST_BYTES encoded.

    What ended or ran out is left away while the clock can be right. Where there is too much, each
    lane keeps what matters most (pinned, then the soonest events, the newest posts) and the lanes
    take turns, so that none crowds another out.
    """
    placed = {placement.place: placement for placement in placements}
    candidates = [
        made
        for item in items
        if item.state is State.APPROVED and not item.raw.private
        if (made := for_screen(item, binding(item.id, item.raw.series, placed), screen, ages, own_sources))
        if not trusted(now) or not _is_past(made, now)
    ]
    first = (_announced(emergency),) if emergency else ()
    empty = Snapshot(
        revision=revision,
        made=now,
        library=library,
        screen=screen,
        mix=mix,
        patrons_address=patrons_address,
        review_rest=review_rest,
        emergency=emergency,
        items=first,
    )
    room = MOST_BYTES - len(encode(empty))
    kept: list[SnapshotItem] = []
    for item in _by_turns(candidates):
        size = len(encode(item)) + 1  # and its comma
        if len(first) + len(kept) < MOST_ITEMS and size <= room:
            kept.append(item)
            room -= size
    return replace(empty, items=(*first, *sorted(kept, key=natural_order)))


def _announced(emergency: Emergency) -> SnapshotItem:
    return SnapshotItem(
        id=emergency.id,
        lane=Lane.NOTICES,
        content=emergency.content,
        own=True,
        pinned=True,
        expires=emergency.until,
    )


def for_screen(
    item: Item, placement: Placement | None, screen: Screen, ages: Ages, own_sources: frozenset[str]
) -> SnapshotItem | None:
    """The item as this screen may know it, None where staff want it on other screens only."""
    raw, content = item.raw, item.content
    if placement and placement.screens and screen.name not in placement.screens:
        return None
    pinned = raw.pinned if placement is None or placement.pinned is None else placement.pinned
    return SnapshotItem(
        id=raw.id,
        lane=item.lane,
        content=laid_over(content, placement),
        own=not raw.foreign and content.kind is not Kind.COMMENT and not own_sources.isdisjoint(item.sources),
        review=item.trust is Trust.REVIEW,
        pinned=pinned,
        order=placement.order if placement else None,
        windows=(placement.windows if placement else ()) or raw.windows,
        expires=_expires(item, ages),
        lease=item.confirmed + X_LEASE if content.platform == "x" else None,
    )


def _expires(item: Item, ages: Ages) -> datetime | None:
    """The earlier of what its source says and its lane's greatest age.

    Age counts from when it was said, at most from when it was first seen (feeds date posts into the
    future). What nobody dated and nobody said, a staff notice, has no age.
    """
    content, greatest = item.content, ages.greatest(item.lane)
    moments = [item.raw.expires] if item.raw.expires else []
    said = content.published or (item.first_seen if content.kind in (Kind.POST, Kind.COMMENT) else None)
    if greatest is not None and said is not None:
        moments.append(min(said, item.first_seen) + greatest)
    return min(moments, default=None)


def _is_past(item: SnapshotItem, now: datetime) -> bool:
    ends = item.content.when.ends if item.content.when else None
    return any(moment is not None and moment <= now for moment in (ends, item.expires, item.lease))


def _by_turns(items: Iterable[SnapshotItem]) -> Iterator[SnapshotItem]:
    """Pinned items first, then one of each lane in turn, each lane in its natural order."""
    ordered = sorted(items, key=natural_order)
    yield from (item for item in ordered if item.pinned)
    lanes = [[item for item in ordered if item.lane is lane and not item.pinned] for lane in Lane]
    for place in range(max(map(len, lanes), default=0)):
        yield from (lane[place] for lane in lanes if place < len(lane))
