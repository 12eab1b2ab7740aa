"""A folder of pictures, each named by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Collection
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{64}")


class Shelf:
    """Keeps safe pictures, each written whole or not at all.

    Does not fetch, does not look into pictures, and does not know which address gave which: the store
    does. May be used from several threads and processes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path | None:
        """The file of a picture, None where it is not here (or the name is none)."""
        if not _NAME.fullmatch(sha256):
            return None
        path = self.folder / sha256
        return path if path.is_file() else None

    def keep(self, picture: bytes) -> str:
        """Stores a picture and gives its hash; raises OSError where the disk does not take it."""
        sha256 = hashlib.sha256(picture).hexdigest()
        if self.path(sha256) is None:
            _write_whole(self.folder / sha256, picture)
        return sha256

    def use(self, sha256: str) -> None:
        """Marks a picture as still wanted: `prune` takes the others first."""
        if path := self.path(sha256):
            os.utime(path)

    def prune(self, most_bytes: int, *, spare_seconds: float = 24 * 3600) -> int:
        """Removes what was not used for longest until the rest fits; gives the number removed.

        What was used within `spare_seconds` stays: a screen may be about to ask for it.
        """
        files = [(path.stat(), path) for path in self._pictures()]
        files.sort(key=lambda entry: entry[0].st_mtime)
        total, removed = sum(facts.st_size for facts, _ in files), 0
        for facts, path in files:
            if total <= most_bytes or time.time() - facts.st_mtime < spare_seconds:
                break
            path.unlink(missing_ok=True)
            total, removed = total - facts.st_size, removed + 1
        return removed

    def keep_only(self, wanted: Collection[str]) -> None:
        """Removes every picture whose hash is not among `wanted`; raises OSError."""
        for path in self._pictures():
            if path.name not in wanted:
                path.unlink(missing_ok=True)

    def _pictures(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]


def _write_whole(path: Path, content: bytes) -> None:
    """Never half a file: written beside its place, flushed, then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
