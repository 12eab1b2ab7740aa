"""A preview: what a screen shows at a moment, as words or drawn."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from signage.commands.programs import checked_size
from signage.core.programme import Played, Programme, make
from signage.core.snapshot import Screen, Snapshot, decode, encode
from signage.core.timetable import screen_at
from signage.errors import DisplayError
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
    """Draw what the screen shows at `when` into a PNG file, in a process of its own. Raises DisplayError."""
    size = checked_size(size)
    with tempfile.TemporaryDirectory(prefix="signage-") as folder:
        file = Path(folder) / "snapshot.json"
        file.write_bytes(encode(snapshot_at(settings, store, screen, when)))
        options = {
            "--snapshot": str(file),
            "--pictures": str(settings.hub.data / "media"),
            "--at": when.isoformat(),
            "--size": size,
            "--theme": screen_at(screen, when.astimezone(ZoneInfo(settings.library.timezone))).theme,
            "--out": str(out.absolute()),
        }
        given = [f"{name}={value}" for name, value in options.items()]
        command = [sys.executable, "-m", "signage.display.painter", *given]
        try:
            painted = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise DisplayError(
                "signage shot", "The painter took too long.", "Try a smaller --size."
            ) from error
    if painted.returncode or not out.is_file():
        said = (painted.stderr.strip().splitlines() or ["It gave no reason."])[-1]
        raise DisplayError(
            "signage shot", f"The picture could not be drawn: {said}", 'Look at "signage check".'
        )
