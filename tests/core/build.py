"""Short ways to make what the tests of the core need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from signage.core.decision import State, Trust
from signage.core.hours import OpeningHours
from signage.core.item import LANE_OF, Author, Content, Item, Kind, Lane, RawItem, When
from signage.core.programme import Played, Programme, make, played_after
from signage.core.snapshot import Library, Mix, Screen, Snapshot, SnapshotItem

#: A Monday afternoon; London is on UTC then.
NOW = datetime(2026, 11, 23, 14, 40, tzinfo=UTC)
KIND_OF = {
    Lane.EVENTS: Kind.EVENT,
    Lane.POSTS: Kind.POST,
    Lane.PATRONS: Kind.COMMENT,
    Lane.NOTICES: Kind.NOTICE,
}


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def event_time(starts: datetime, length: timedelta = timedelta(hours=1), *, all_day: bool = False) -> When:
    """An event of that length. Its time is added in UTC: a clock that jumps makes no event end before it starts."""
    if all_day:
        return When(starts=starts, ends=starts + length, all_day=True)
    return When(starts=starts, ends=(starts.astimezone(UTC) + length).astimezone(starts.tzinfo))


def card(
    name: str, lane: Lane = Lane.NOTICES, *, text: str = "", starts: float | None = None, **more: Any
) -> SnapshotItem:
    """An item of a snapshot; an event starts `starts` minutes after NOW, by default in a week."""
    when = None
    if lane is Lane.EVENTS:
        when = event_time(NOW + minutes(7 * 24 * 60 if starts is None else starts))
    content = more.pop("content", None) or Content(
        kind=KIND_OF[lane],
        text=text or f"Words of {name}",
        author=Author(name="Ann Lee") if lane in (Lane.POSTS, Lane.PATRONS) else None,
        published=NOW - minutes(30) if lane in (Lane.POSTS, Lane.PATRONS) else None,
        when=when,
    )
    return SnapshotItem(id=name, lane=lane, content=content, **more)


def snapshot(
    *items: SnapshotItem, mix: Mix | None = None, hours: OpeningHours | None = None, **more: Any
) -> Snapshot:
    return Snapshot(
        revision=1,
        made=NOW,
        library=Library(name="Fernmoor Library", timezone="Europe/London", hours=hours or OpeningHours()),
        screen=Screen(),
        mix=mix or Mix(),
        items=items,
        **more,
    )


def stored(
    name: str = "note:1", *, state: State = State.APPROVED, trust: Trust = Trust.PUBLISH, **more: Any
) -> Item:
    """An item of the store; what is not about the store goes to its content or its raw item."""
    own = ("lane", "sources", "first_seen", "confirmed", "reasons")
    kept = {key: more.pop(key) for key in own if key in more}
    of_raw = (
        "series",
        "warning",
        "sensitive",
        "private",
        "foreign",
        "tricks",
        "windows",
        "expires",
        "pinned",
    )
    raw = {key: more.pop(key) for key in of_raw if key in more}
    content = Content(
        kind=more.pop("kind", Kind.NOTICE), text=more.pop("text", "The lift works again"), **more
    )
    return Item(
        raw=RawItem(id=name, content=content, **raw),
        lane=kept.pop("lane", LANE_OF[content.kind]),
        sources=kept.pop("sources", ("staff",)),
        trust=trust,
        state=state,
        first_seen=kept.pop("first_seen", NOW - timedelta(hours=1)),
        confirmed=kept.pop("confirmed", NOW),
        **kept,
    )


def ids(programme: Programme) -> list[str]:
    return [entry.item.id for entry in programme.ticker]


def why_out(programme: Programme) -> dict[str, str]:
    return {left.id: left.why for left in programme.left_out}


def turns(of: Snapshot, count: int, played: Played | None = None, now: datetime = NOW) -> list[list[str]]:
    """What `count` whole turns show, one after another."""
    shown = []
    for _ in range(count):
        programme = make(of, of.screen, now, played)
        shown.append(ids(programme))
        played = played_after(programme.played, ids(programme))
    return shown
