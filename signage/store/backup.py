"""A backup: one file with everything a library would miss, and no word of a patron. SQLite's own.

The file is a database itself: rows are copied one table after the other within one read transaction,
so what may not be in it is never written to it, not even to be deleted again.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from signage.errors import NoBackup, StoreError
from signage.store.connection import BUSY_SECONDS, known_versions, told
from signage.store.outcome import FORM

#: What a backup says it is (sqlite.org/pragma.html#pragma_application_id): "Sign".
MARK = 0x5369676E

_EVERYTHING, _NOTHING = "1", "0"
_COMMENTS = f"(SELECT item FROM main.sightings WHERE source = '{FORM}')"  # noqa: S608  no input
#: Which rows of each table a backup has. Comments of patrons stay out: their time is shorter than a
#: backup's. So do sessions, links and codes, which nobody should find working again.
ROWS = {
    "alembic_version": _EVERYTHING,
    "revision": _EVERYTHING,
    "sources": _EVERYTHING,
    "validators": _EVERYTHING,
    "reads": _EVERYTHING,
    "items": f"id NOT IN {_COMMENTS}",
    "sightings": f"item NOT IN {_COMMENTS}",
    "depictions": f"item NOT IN {_COMMENTS}",
    "placements": f"target NOT IN {_COMMENTS}",
    "edits": _EVERYTHING,
    "changes": f"target NOT IN {_COMMENTS}",
    "decisions": _EVERYTHING,
    "series_rulings": _EVERYTHING,
    "pictures": _EVERYTHING,
    "emergencies": _EVERYTHING,
    "stops": _EVERYTHING,
    "block_words": _EVERYTHING,
    "authors": _EVERYTHING,
    "screens": _EVERYTHING,
    "looks": _EVERYTHING,
    "shown": _EVERYTHING,
    "pairings": _NOTHING,
    "people": _EVERYTHING,
    "sessions": _NOTHING,
    "invitations": _NOTHING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a backup says of itself, once it was found sound. `version`: of its tables."""

    made: datetime
    version: str
    pictures: int
    size: int


def make(
    database: Path, target: Path, *, now: datetime, uploads: str, picture: Callable[[str], Path | None]
) -> Facts:
    """Write a backup to `target`, whole or not at all, and read it again to see that it is sound.

    The database may be in use. `uploads`: how the addresses of pictures begin that only we have;
    `picture` gives the file of one by its hash. Readable by its owner only. Raises StoreError.
    """
    where = f"backup {target}"
    part = target.with_name(f".{target.name}.part")
    with _in_our_words(where):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        try:
            with closing(sqlite3.connect(database, timeout=BUSY_SECONDS, isolation_level=None)) as source:
                _copy(source, part, now, uploads, picture)
            facts = check(part)
            with part.open("rb") as written:
                os.fsync(written.fileno())
            part.replace(target)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)
    return facts


def check(file: Path) -> Facts:
    """Read a backup from its first to its last row. Raises NoBackup where it cannot be used."""
    where = f"backup {file}"
    with _in_our_words(where), closing(opened(file)) as backup:
        if backup.execute("PRAGMA application_id").fetchone()[0] != MARK:
            raise NoBackup(where, "This is no backup of this software.", "Give a file of: signage backup")
        if backup.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise _damaged(where)
        made, digest = backup.execute("SELECT made, digest FROM backup").fetchone()
        version = str(backup.execute("SELECT version_num FROM alembic_version").fetchone()[0])
        if version not in known_versions():
            raise NoBackup(
                where,
                f"It was made by a newer version of this software (tables {version}).",
                "Install that version, or take an older backup.",
            )
        if _digest(backup) != digest:
            raise _damaged(where)
        pictures = backup.execute("SELECT count(*) FROM backup_pictures").fetchone()[0]
        moment = datetime.fromisoformat(made)
    return Facts(made=moment, version=version, pictures=pictures, size=file.stat().st_size)


def opened(file: Path) -> sqlite3.Connection:
    """A connection that reads only, whatever lies beside the file."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def sync_folder(folder: Path) -> None:
    """What was moved within a folder is on the disk afterwards."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(
    source: sqlite3.Connection,
    part: Path,
    now: datetime,
    uploads: str,
    picture: Callable[[str], Path | None],
) -> None:
    source.execute("ATTACH ? AS copy", (str(part),))
    # Half a copy is thrown away, so nothing needs to lead back.
    source.execute("PRAGMA copy.journal_mode = OFF")
    source.execute("PRAGMA copy.synchronous = OFF")
    source.execute(f"PRAGMA copy.application_id = {MARK}")
    source.execute("BEGIN")
    made = source.execute(
        "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
        " ORDER BY type DESC, rowid"
    ).fetchall()
    for kind, name, sql in made:
        first, _, rest = sql.partition(f"{kind.upper()} ")
        source.execute(f"{first}{kind.upper()} copy.{rest}")
        if kind == "table":
            rows = f"INSERT INTO copy.{name} SELECT * FROM main.{name} WHERE {ROWS[name]}"  # noqa: S608
            source.execute(rows)
    source.execute("DELETE FROM copy.sqlite_sequence")
    source.execute("INSERT INTO copy.sqlite_sequence SELECT * FROM main.sqlite_sequence")
    source.execute("CREATE TABLE copy.backup_pictures (sha256 TEXT PRIMARY KEY, body BLOB NOT NULL)")
    ours = source.execute("SELECT DISTINCT sha256 FROM pictures WHERE url LIKE ? || '%'", (uploads,))
    for (sha256,) in ours.fetchall():
        if path := picture(sha256):
            source.execute("INSERT INTO copy.backup_pictures VALUES (?, ?)", (sha256, path.read_bytes()))
    source.execute("CREATE TABLE copy.backup (made TEXT NOT NULL, digest TEXT NOT NULL)")
    source.execute("COMMIT")
    source.execute("DETACH copy")
    with closing(sqlite3.connect(part)) as copy, copy:
        copy.execute("INSERT INTO backup VALUES (?, ?)", (now.isoformat(), _digest(copy)))


def _digest(backup: sqlite3.Connection) -> str:
    """SHA-256 over every row: SQLite itself would not notice that a letter was changed."""
    total = hashlib.sha256()
    tables = backup.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'backup' ORDER BY name"
    ).fetchall()
    for (name,) in tables:
        total.update(name.encode())
        for row in backup.execute(f"SELECT * FROM {name} ORDER BY rowid"):  # noqa: S608  its own tables
            total.update(repr(row).encode())
    return total.hexdigest()


@contextmanager
def _in_our_words(where: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise told(where, error) or _damaged(where) from error
    except KeyError as error:
        raise StoreError(
            where, f"The database has a table that this version does not know: {error}.", "Run: signage check"
        ) from error
    except (TypeError, ValueError) as error:
        raise _damaged(where) from error
    except OSError as error:
        raise StoreError(
            where,
            f"It cannot be read or written: {error.strerror or error}.",
            "Check the folder, who may write to it, and the free space on its disk.",
        ) from error


def _damaged(where: str) -> NoBackup:
    return NoBackup(where, "It is damaged, or no backup.", "Take another one; nothing was changed.")
