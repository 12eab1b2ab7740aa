"""Airings: which item stood on which screen from when to when, out of what the screens report."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

#: A screen that was silent for longer may have shown anything meanwhile: nothing is claimed of that time.
SILENT = timedelta(seconds=25)
#: A longer stretch is kept in pieces: at most so much is lost where the hub ends in the middle of it.
LONGEST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Airing:
    """One item on one screen, from `began` until `ended`. Says nothing of what the item was."""

    screen: str
    item: str
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """What one screen shows by its last report, and since when."""

    screen: str
    told: datetime
    since: Mapping[str, datetime] = field(default_factory=dict)


def after_report(
    glass: Glass | None, screen: str, painted: Collection[str], now: datetime
) -> tuple[Glass, tuple[Airing, ...]]:
    """What is on after a report, and what ended with it.

    What was on counts until this report came; after a silence, and where the clock was set back, only
    until the last one.
    """
    if glass is None:
        return Glass(screen=screen, told=now, since=dict.fromkeys(painted, now)), ()
    if not timedelta(0) <= now - glass.told <= SILENT:
        return Glass(screen=screen, told=now, since=dict.fromkeys(painted, now)), so_far(glass)
    ended = tuple(
        Airing(screen=screen, item=item, began=began, ended=now)
        for item, began in glass.since.items()
        if item not in painted or now - began >= LONGEST
    )
    pieces = {one.item for one in ended}
    since = {item: now if item in pieces else glass.since.get(item, now) for item in painted}
    return Glass(screen=screen, told=now, since=since), ended


def so_far(glass: Glass) -> tuple[Airing, ...]:
    """What is on, as far as the last report tells."""
    return tuple(
        Airing(screen=glass.screen, item=item, began=began, ended=glass.told)
        for item, began in glass.since.items()
    )


def joined(airings: Collection[Airing]) -> tuple[Airing, ...]:
    """The pieces of one stretch put together again; in the order in which they began."""
    whole: list[Airing] = []
    last: dict[tuple[str, str], int] = {}
    for one in sorted(airings, key=lambda one: (one.began, one.screen, one.item)):
        place = last.get((one.screen, one.item))
        if place is not None and one.began <= whole[place].ended:
            before = whole[place]
            whole[place] = Airing(
                screen=one.screen,
                item=one.item,
                began=before.began,
                ended=max(before.ended, one.ended),
            )
        else:
            last[one.screen, one.item] = len(whole)
            whole.append(one)
    return tuple(whole)
