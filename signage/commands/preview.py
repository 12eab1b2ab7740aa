"""Drawing what a screen shows at a moment into a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from signage.commands.programs import checked_size
from signage.core.commission import Commission
from signage.core.snapshot import Screen
from signage.errors import DisplayError
from signage.hub.previews import snapshot_at
from signage.hub.studio import Studio
from signage.settings import Settings
from signage.store import Store


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
