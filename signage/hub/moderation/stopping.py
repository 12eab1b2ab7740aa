"""Stop and Bring back: comments and social posts off every screen at once, and what the banner says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signage.core.decision import State
from signage.core.item import Kind
from signage.core.stopping import Stop, covers
from signage.hub.hub import Hub
from signage.hub.moderation.deciding import seconds_of
from signage.hub.screens.leaving import PATIENCE, Leaving, Left, left
from signage.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """What stands at the top of every page while comments and social posts are stopped."""

    title: str
    by: str
    at: datetime
    screens: str
    #: Whether a screen has not answered: the page asks again.
    asks: bool


def stop(hub: Hub, by: str) -> Stop:
    """Take comments and social posts off every screen; they stay off until somebody brings them back."""
    stopped = hub.store.stops.begin(by=by, now=hub.clock.now())
    hub.announcer.poke()
    approved = hub.store.items(states=(State.APPROVED,), ends_after=stopped.at)
    ids = frozenset(item.id for item in approved if covers(item.content))
    hub.leavings.keep(_key(stopped), Leaving(at=stopped.at, revision=stopped.revision, ids=ids))
    return stopped


def bring_back(hub: Hub, by: str) -> bool:
    """Let them be shown again where they are still valid; False where nothing was stopped."""
    ended = hub.store.stops.end(by=by, now=hub.clock.now())
    hub.announcer.poke()
    return ended


def returning(hub: Hub) -> tuple[int, int]:
    """How many comments and posts come back."""
    kinds = [item.content.kind for item in hub.editions.returning()]
    return kinds.count(Kind.COMMENT), kinds.count(Kind.POST)


def banner(hub: Hub, words: Words) -> Banner | None:
    """The banner of now; None while nothing is stopped."""
    stopped = hub.store.stops.current()
    if stopped is None:
        return None
    # After a restart of the hub the times are forgotten; that they are gone the screens tell again.
    leaving = hub.leavings.get(_key(stopped)) or Leaving(at=stopped.at, revision=stopped.revision)
    told = left(leaving, hub.store.screens(), hub.reports.newest())
    waits = hub.clock.now() - stopped.at < PATIENCE
    return Banner(
        title=_title(told, words),
        by=stopped.by,
        at=stopped.at,
        screens=_screens(told, words, waits=waits),
        asks=not told.everywhere,
    )


def _key(stopped: Stop) -> str:
    return f"stop {stopped.id}"


def _title(told: Left, words: Words) -> str:
    if told.everywhere:
        return words.text("Comments and social posts are off every screen.")
    return words.text(
        "Comments and social posts are off {gone} of {screens} screens.",
        gone=len(told.gone),
        screens=told.screens,
    )


def _screens(told: Left, words: Words, *, waits: bool) -> str:
    if told.everywhere and told.seconds is not None:
        return words.text(
            "{gone} of {screens} screens confirmed, {seconds} s.",
            gone=len(told.gone),
            screens=told.screens,
            seconds=seconds_of(told, words),
        )
    if told.everywhere or waits:
        return words.text("{gone} of {screens} screens confirmed.", gone=len(told.gone), screens=told.screens)
    return words.plural(
        "{names} is not answering: switch it off by hand.",
        "{names} are not answering: switch them off by hand.",
        len(told.silent),
        names=", ".join(told.silent),
    )
