"""A preview: what a screen shows at a moment, as words or drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from signage.commands.programs import checked_size
from signage.core.commission import Commission
from signage.core.programme import Played, Programme, make
from signage.core.snapshot import Screen, Snapshot, decode
from signage.errors import DisplayError
from signage.hub.editions import Editions
from signage.hub.studio import Studio
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
    """A programme, and the ids of everything that the screen was handed."""

    programme: Programme
    handed: frozenset[str]


def snapshot_at(settings: Settings, store: Store, screen: Screen, when: datetime) -> Snapshot:
    """The snapshot that the hub would hand this screen at `when`, from what is stored now."""
    made = decode(Editions(settings, store, At(when)).of(screen.name).body)
    return replace(made, screen=screen)


def preview(settings: Settings, store: Store, screen: Screen, when: datetime) -> Preview:
    """What the screen shows at `when` when it begins afresh: nothing has been played yet."""
    snapshot = snapshot_at(settings, store, screen, when)
    programme = make(snapshot, screen, when, Played())
    return Preview(programme=programme, handed=frozenset(item.id for item in snapshot.items))


def paint(settings: Settings, store: Store, screen: Screen, when: datetime, *, size: str, out: Path) -> None:
    """Draw what the screen shows at `when` into a PNG file. Raises DisplayError."""
    order = Commission(at=when, size=checked_size(size))
    with Studio(settings.hub.data / "media") as studio:
        picture = studio.paint(snapshot_at(settings, store, screen, when), order)
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise DisplayError(
            str(out), f"The picture cannot be written: {error.strerror}.", "Choose another file."
        ) from error
