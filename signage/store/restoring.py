"""Going back to a backup, without undoing what was decided since.

What people made (the playlist, accounts, screens) is as it was in the backup. What they decided about
items and said to Stop, the log and the comments of patrons come from the present database.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from signage.errors import StoreError
from signage.store.backup import Facts, check, opened, sync_folder
from signage.store.carrying import Carried, carry
from signage.store.connection import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What going back to a backup sets back, against the database of now."""

    edits: int = 0
    #: Names of accounts that are not in the backup, and of those that were removed since.
    people_lost: tuple[str, ...] = ()
    people_back: tuple[str, ...] = ()
    #: The same of screens.
    screens_lost: tuple[str, ...] = ()
    screens_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did. `read`: whether the database of before could be; `aside`: where it is now."""

    facts: Facts
    lost: Lost
    carried: Carried
    read: bool
    aside: Path | None


def loses(file: Path, database: Path) -> Lost:
    """What would be set back. Raises StoreError where one of them cannot be read."""
    try:
        with closing(opened(file)) as then, closing(_reading(database)) as now:
            (made,) = then.execute("SELECT made FROM backup").fetchone()
            since = datetime.fromisoformat(made).strftime("%Y-%m-%d %H:%M:%S")
            edits = now.execute("SELECT count(*) FROM edits WHERE at > ?", (since,)).fetchone()[0]
            people = _names(then, "people"), _names(now, "people")
            screens = _names(then, "screens"), _names(now, "screens")
    except sqlite3.Error as error:
        raise StoreError(
            f"backup {file}", f"It cannot be compared: {error}.", "Run: signage check"
        ) from error
    return Lost(
        edits=edits,
        people_lost=tuple(sorted(people[1] - people[0])),
        people_back=tuple(sorted(people[0] - people[1])),
        screens_lost=tuple(sorted(screens[1] - screens[0])),
        screens_back=tuple(sorted(screens[0] - screens[1])),
    )


def restore(
    file: Path, database: Path, *, now: datetime, keep: Callable[[bytes], str], aside: bool = False
) -> Restored:
    """Put a backup in the place of the database, which nobody may have open.

    `keep` takes the bytes of a picture; `aside` keeps the database of before beside it. Changes nothing
    before the new one is complete and on the disk. A present one that cannot be read is set aside too,
    and nothing is carried over. Raises NoBackup and StoreError.
    """
    facts = check(file)
    part = database.with_name(f".{database.name}.restored")
    try:
        _unpack(file, part, keep)
        lost, carried, readable = Lost(), Carried(), database.exists()
        with closing(Database(part)) as new:
            if readable:
                try:
                    with closing(Database(database)) as old:
                        with old.reading() as before, new.writing() as after:
                            carried = carry(before, after, now)
                        lost = loses(file, database)
                except StoreError as error:
                    if error.where == new.where:
                        raise
                    readable = False
        left_at = None
        if readable and _log(database).exists():
            raise StoreError(
                f"database {database}",
                "Another program has it open.",
                "Stop the sign and every other signage command, then restore again.",
            )
        if (aside or not readable) and database.exists():
            left_at = _set_aside(database, now)
        part.replace(database)
        sync_folder(database.parent)
    except OSError as error:
        raise StoreError(
            f"database {database}",
            f"The backup cannot be put in its place: {error.strerror or error}.",
            "Check the data folder and the free space on its disk.",
        ) from error
    finally:
        for left in (part, _log(part), part.with_name(part.name + "-shm")):
            left.unlink(missing_ok=True)
    return Restored(facts=facts, lost=lost, carried=carried, read=readable, aside=left_at)


def _unpack(file: Path, part: Path, keep: Callable[[bytes], str]) -> None:
    """A database without what only a backup has; its pictures in their place."""
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    shutil.copyfile(file, part)
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        for (body,) in copy.execute("SELECT body FROM backup_pictures"):
            keep(body)
        copy.execute("DROP TABLE backup_pictures")
        copy.execute("DROP TABLE backup")
        copy.execute("PRAGMA application_id = 0")


def _set_aside(database: Path, now: datetime) -> Path:
    aside = database.with_name(f"{database.name}.aside-{now:%Y%m%dT%H%M%SZ}")
    for end in ("-wal", "-shm", ""):
        path = database.with_name(database.name + end)
        if path.exists():
            path.replace(aside.with_name(aside.name + end))
    return aside


def _log(database: Path) -> Path:
    return database.with_name(database.name + "-wal")


def _reading(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)


def _names(connection: sqlite3.Connection, table: str) -> set[str]:
    """A backup may be older than the table."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    return {name for (name,) in connection.execute(f"SELECT name FROM {table}")} if known else set()  # noqa: S608
