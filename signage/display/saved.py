"""The saved copy: what a screen starts from when nobody answers."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from dataclasses import replace
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
GONE: Final = "gone.json"
#: More hidden items than this are not remembered one by one: the copies go instead.
MOST_GONE: Final = 10_000
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


def agreed(before: Snapshot, after: Snapshot) -> Snapshot:
    """`before`, with nothing in it that `after` has not with the very same words.

    What was hidden, taken back or reworded since is never drawn from an older copy.
    """
    now = {item.id: item for item in after.items}
    same = (now[item.id] for item in before.items if item.id in now and now[item.id].content == item.content)
    emergency = before.emergency if before.emergency == after.emergency else None
    return replace(before, items=tuple(same), emergency=emergency)


class Saved:
    """The copies of the snapshot in one folder, what was hidden since, and what was played.

    No copy gives an item that was hidden after it was made: `hide` is on the disk before the screen says
    that the item is gone. Does not decide when to save.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._gone = self._read_gone()
        self._last: Snapshot | None = None

    def load(self, choice: Choice = "newest") -> Snapshot | None:
        """The newest copy that can be read, or only older ones; None where there is none.

        "notices" reads the copies as "previous" does: what is shown of them is the caller's to choose.
        """
        names = (NEWEST, PREVIOUS) if choice == "newest" else (PREVIOUS, NEWEST)
        self._last = self._first(names)
        return self._last

    def keep(self, data: bytes, snapshot: Snapshot) -> Snapshot | None:
        """Save a snapshot, encoded in `data`; what was the last one becomes the previous copy, and is given.

        Raises OSError where the disk does not take it; the copies are then as they were, or gone where they
        have what this snapshot has no more.
        """
        before = self._last or self._first((NEWEST, PREVIOUS))
        still = before and agreed(before, snapshot)
        try:
            if still is not None:
                write_whole(self.folder / PREVIOUS, snapshots.encode(still))
            write_whole(self.folder / NEWEST, data)
            self._last = snapshot
            self._remember({item: at for item, at in (self._gone or {}).items() if at > snapshot.revision})
        except OSError:
            if before != still:
                self._drop_copies()
            raise
        return still

    def hide(self, ids: Iterable[str], revision: int) -> None:
        """No copy from before `revision` gives these items any more.

        Raises OSError where the disk does not take that; the copies are then gone.
        """
        gone = {**(self._gone or {}), **dict.fromkeys(ids, revision)}
        try:
            if self._gone is None or len(gone) > MOST_GONE:
                self._drop_copies()
                gone = {}
            self._remember(gone)
        except OSError:
            self._drop_copies()
            raise

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
        self._drop_copies()
        for name in (PLAYED, GONE):
            (self.folder / name).unlink(missing_ok=True)
        self._gone = {}

    def _drop_copies(self) -> None:
        for name in (NEWEST, PREVIOUS):
            (self.folder / name).unlink(missing_ok=True)
        self._last = None

    def _read_gone(self) -> dict[str, int] | None:
        path = self.folder / GONE
        try:
            return msgspec.json.decode(path.read_bytes(), type=dict[str, int])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            log.warning(
                "what was hidden cannot be read (%s: %s): no item is taken from the copies", path, error
            )
            return None

    def _remember(self, gone: dict[str, int]) -> None:
        if gone != self._gone:
            write_whole(self.folder / GONE, msgspec.json.encode(gone))
        self._gone = gone

    def _allowed(self, snapshot: Snapshot) -> Snapshot:
        if self._gone is None:
            return replace(snapshot, items=(), emergency=None)
        gone = {item for item, at in self._gone.items() if at > snapshot.revision}
        if not gone:
            return snapshot
        emergency = snapshot.emergency
        return replace(
            snapshot,
            items=tuple(item for item in snapshot.items if item.id not in gone),
            emergency=None if emergency is not None and emergency.id in gone else emergency,
        )

    def _first(self, names: Iterable[str]) -> Snapshot | None:
        for name in names:
            found = self._read(name)
            if found is not None:
                return found
        return None

    def _read(self, name: str) -> Snapshot | None:
        path = self.folder / name
        try:
            return self._allowed(snapshots.decode(path.read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, SnapshotError) as error:
            log.warning("the copy %s cannot be used: %s", path, error)
            return None
