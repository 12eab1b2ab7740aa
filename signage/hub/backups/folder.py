"""The folder of backups: what is in it, how one is added, and which stay."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from signage.errors import StoreError
from signage.hub.staff.form import UPLOAD
from signage.media.shelf import Shelf
from signage.store import backup
from signage.store.backup import Facts
from signage.store.restoring import Restored, restore

#: Between two that the hub makes by itself.
EVERY = timedelta(hours=12)
#: How many of each purpose stay.
KEPT = 14
#: A backup leaves so many bytes free on the disk.
SPARE = 100_000_000
_NAME = re.compile(r"signage-(by-itself|by-hand|before-restore)-(\d{8}T\d{6}Z)\.backup")
_STAMP = "%Y%m%dT%H%M%SZ"


class Purpose(StrEnum):
    """Why a backup was made; stands in its name."""

    BY_ITSELF = "by-itself"
    BY_HAND = "by-hand"
    BEFORE_RESTORE = "before-restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A backup in the folder. It was checked when it was made."""

    path: Path
    purpose: Purpose
    made: datetime
    #: In bytes.
    size: int

    @property
    def name(self) -> str:
        """Its name in the folder."""
        return self.path.name


class Backups:
    """Makes, lists and throws away the backups of one hub. Does not know when it is time: see `wait`."""

    def __init__(self, database: Path | None, data: Path) -> None:
        self._database = database
        self._shelf = Shelf(data / "media")
        self.folder = data / "backups"
        #: Why the last one by itself failed, "" while all is well.
        self.trouble = ""

    def make(self, purpose: Purpose, now: datetime) -> Kept:
        """Add a backup, and throw away the oldest of its kind. Raises StoreError."""
        path = self.folder / f"signage-{purpose.value}-{now.astimezone(UTC):{_STAMP}}.backup"
        facts = self.write(path, now)
        for kept in surplus(self.all()):
            kept.path.unlink(missing_ok=True)
        return Kept(path=path, purpose=purpose, made=now, size=facts.size)

    def write(self, target: Path, now: datetime) -> Facts:
        """Write a backup to a file of any name. Raises StoreError."""
        database = self._on_this_disk()
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(target.parent).free < database.stat().st_size + SPARE:
            raise StoreError(
                f"backup {target}", "The disk is nearly full.", "Make room on it; nothing was written."
            )
        return backup.make(database, target, now=now, uploads=UPLOAD, picture=self._shelf.path)

    def restore(self, file: Path, now: datetime) -> tuple[Restored, Kept | None]:
        """Go back to `file`, with a backup of now where that can be read. Nobody may use the database.

        Raises StoreError.
        """
        database = self._on_this_disk()
        backup.check(file)
        before = None
        if database.exists():
            try:
                before = self.make(Purpose.BEFORE_RESTORE, now)
            except StoreError:
                # What cannot be read is set aside below; on a full disk nothing is begun.
                if shutil.disk_usage(self.folder).free < SPARE:
                    raise
        aside = before is None
        return restore(file, database, now=now, keep=self._shelf.keep, aside=aside), before

    def all(self) -> tuple[Kept, ...]:
        """Every backup in the folder, the newest first."""
        found = []
        for path in self.folder.glob("*.backup"):
            if name := _NAME.fullmatch(path.name):
                made = datetime.strptime(name[2], _STAMP).replace(tzinfo=UTC)
                size = path.stat().st_size
                found.append(Kept(path=path, purpose=Purpose(name[1]), made=made, size=size))
        return tuple(sorted(found, key=lambda kept: kept.made, reverse=True))

    def find(self, name: str) -> Kept | None:
        """The backup of this name."""
        return next((kept for kept in self.all() if kept.name == name), None)

    def clean(self) -> None:
        """Remove what a hub left that was killed while it wrote."""
        for part in self.folder.glob(".*.part*"):
            part.unlink(missing_ok=True)

    def _on_this_disk(self) -> Path:
        if self._database is None:
            raise StoreError(
                "config.toml, [hub] database",
                "This database is on a server, not in a file.",
                "Back it up with that server's own tools.",
            )
        return self._database


def surplus(backups: Iterable[Kept]) -> tuple[Kept, ...]:
    """Those that go: of each purpose all but the newest few."""
    newest = sorted(backups, key=lambda kept: kept.made, reverse=True)
    return tuple(
        gone for purpose in Purpose for gone in [kept for kept in newest if kept.purpose is purpose][KEPT:]
    )


def wait(newest: datetime | None, now: datetime) -> timedelta:
    """How long until the next one by itself. A clock that was wrong makes none wait longer than usual."""
    if newest is None or newest > now:
        return timedelta(0)
    return max(timedelta(0), newest + EVERY - now)
