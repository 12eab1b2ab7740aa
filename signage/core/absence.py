"""Absence: why one item is not on a screen at a moment, by the rule that keeps it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signage.core import wording
from signage.core.assembly import for_screen
from signage.core.decision import Decision, State
from signage.core.item import Item
from signage.core.placement import Placement
from signage.core.showing import Reach, Showing
from signage.core.snapshot import Ages, Snapshot, zone_of
from signage.core.stopping import covers
from signage.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One item, and what was said about it. `queued`: which of how many it is in the queue.

    `placement` is what binds it, its series counted; `decision` a person's last word about it.
    """

    item: Item
    placement: Placement | None = None
    decision: Decision | None = None
    queued: tuple[int, int] | None = None


def why_absent(
    of: Standing,
    snapshot: Snapshot,
    now: datetime,
    words: Words,
    *,
    ages: Ages,
    stopped: bool = False,
    reach: Reach | None = None,
) -> str:
    """The first rule that keeps it off the snapshot's screen at `now`; "" where none does.

    Speaks the snapshot's language; `words` are that language's. `stopped`: whether somebody stopped
    comments and posts. The order is that in which people would mend it: a hidden item that is over is hidden.
    """
    item = of.item
    if item.raw.private:
        return words.text("a private booking: these are never shown")
    if item.state is not State.APPROVED:
        return _undecided(of, snapshot, words)
    if stopped and covers(item.content):
        return words.text("comments and posts are stopped")
    made = for_screen(item, of.placement, snapshot.screen, ages, frozenset())
    if made is None:
        chosen = of.placement.screens if of.placement else ()
        return words.text("only on {screens}", screens=", ".join(chosen))
    why = Showing.at(snapshot, now, reach or Reach()).why_not(made)
    if not why and all(one.id != item.id for one in snapshot.items):
        return words.text("there is more to show than a screen can hold")
    return why


def _undecided(of: Standing, snapshot: Snapshot, words: Words) -> str:
    """Why something that is not approved is not: who hid it and when, its place in the queue."""
    item, last = of.item, of.decision
    match item.state:
        case State.GONE:
            return words.text("deleted at its source")
        case State.WITHDRAWN:
            return words.text("withdrawn by its writer")
        case State.HIDDEN if last is not None:
            when = wording.moment_of(last.at, zone_of(snapshot.library.timezone), words)
            said = words.text("hidden by {name}, {when}", name=last.by, when=when)
            return f"{said} ({last.note})" if last.note else said
        case State.HIDDEN:
            return words.text("hidden")
    if of.queued is None:
        return words.text("waits for a decision")
    place, count = of.queued
    if item.state is State.HELD:
        return words.text("held, {place} of {count} in the queue", place=place, count=count)
    return words.text("waits, {place} of {count} in the queue", place=place, count=count)
