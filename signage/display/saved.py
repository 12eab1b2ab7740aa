"""The saved copy: what a screen starts from when nobody answers."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

import msgspec

from signage.core import snapshot as snapshots
from signage.core.programme import Played
from signage.core.snapshot import Snapshot
from signage.errors import SnapshotError

log = logging.getLogger(__name__)

NEWEST: Final = "newest.json"
PREVIOUS: Final = "previous.json"
PLAYED: Final = "played.json"
#: With which copy a display starts; the supervisor asks for an older one after deaths in a row.
Choice = Literal["newest", "previous", "notices"]


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace a file so that a power cut leaves the old one or the new one, never half.

    Temporary file, fsync, rename, fsync of the folder. `private`: for this user's eyes alone.
    """
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("wb") as file:
        if private:
            os.fchmod(file.fileno(), 0o600)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Saved:
    """The copies of the snapshot in one folder, and what was played. Does not decide when to save."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def load(self, choice: Choice = "newest") -> Snapshot | None:
        """The newest copy that can be read, or only older ones; None where there is none.

        "notices" reads the copies as "previous" does: what is shown of them is the caller's to choose.
        """
        names = (NEWEST, PREVIOUS) if choice == "newest" else (PREVIOUS, NEWEST)
        return self._first(names)

    def previous(self) -> Snapshot | None:
        """The copy before the newest one."""
        return self._first((PREVIOUS,))

    def keep(self, data: bytes) -> None:
        """Save the encoded snapshot. The last copy becomes the previous one if it can be read.

        Raises OSError where the disk does not take it; the copies are then as they were.
        """
        newest = self.folder / NEWEST
        if self._read(NEWEST) is not None:
            with contextlib.suppress(FileNotFoundError):
                write_whole(self.folder / PREVIOUS, newest.read_bytes())
        write_whole(newest, data)

    def played(self) -> Played:
        """What this screen played; an empty one where nothing was saved or it cannot be read."""
        try:
            return msgspec.json.decode((self.folder / PLAYED).read_bytes(), type=Played)
        except (OSError, msgspec.DecodeError):
            return Played()

    def keep_played(self, played: Played) -> None:
        """Save what was played. Raises OSError."""
        write_whole(self.folder / PLAYED, msgspec.json.encode(played))

    def forget(self) -> None:
        """Wipe the copies and what was played. Raises OSError."""
        for name in (NEWEST, PREVIOUS, PLAYED):
            (self.folder / name).unlink(missing_ok=True)

    def _first(self, names: Iterable[str]) -> Snapshot | None:
        for name in names:
            found = self._read(name)
            if found is not None:
                return found
        return None

    def _read(self, name: str) -> Snapshot | None:
        path = self.folder / name
        try:
            return snapshots.decode(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, SnapshotError) as error:
            log.warning("the copy %s cannot be used: %s", path, error)
            return None
