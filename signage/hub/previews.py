"""Previews: what a screen shows at a moment, or how one item looks, from what is stored now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from signage.core.decision import State
from signage.core.item import Item
from signage.core.placement import Placement
from signage.core.programme import Played, Programme, make
from signage.core.snapshot import Screen, Snapshot
from signage.hub.editions import Editions
from signage.settings import Settings
from signage.store import Store


@dataclass(frozen=True, slots=True)
class At:
    """A clock that stands still."""

    moment: datetime

    def now(self) -> datetime:
        """The moment."""
        return self.moment

    def monotonic(self) -> float:
        """Nothing passes."""
        return 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A programme, and the snapshot that it was made of."""

    programme: Programme
    snapshot: Snapshot

    @property
    def handed(self) -> frozenset[str]:
        """The ids of everything that the screen was handed."""
        return frozenset(item.id for item in self.snapshot.items)


def snapshot_at(settings: Settings, store: Store, screen: Screen, when: datetime) -> Snapshot:
    """The snapshot that the hub would hand this screen at `when`, from what is stored now."""
    made = Editions(settings, store, At(when)).of(screen.name).snapshot
    return replace(made, screen=screen)


def preview(settings: Settings, store: Store, screen: Screen, when: datetime) -> Preview:
    """What the screen shows at `when` when it begins afresh: nothing has been played yet."""
    snapshot = snapshot_at(settings, store, screen, when)
    return Preview(programme=make(snapshot, screen, when, Played()), snapshot=snapshot)


def alone(
    editions: Editions, item: Item, placements: Iterable[Placement | None], screen: Screen, when: datetime
) -> Snapshot:
    """A snapshot with one item as it would look if it were shown now: approved, whenever it is shown.

    Twice, since a screen never has the same thing in the ticker and on the stage at once.
    """
    shown = replace(item, state=State.APPROVED, raw=replace(item.raw, windows=(), private=False))
    over = [replace(one, windows=(), screens=()) for one in placements if one is not None]
    made = editions.sample(shown, over, screen, when)
    return replace(made, items=(*made.items, *(replace(one, id=f"{one.id}#large") for one in made.items)))
