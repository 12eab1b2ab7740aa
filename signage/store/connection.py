"""Connections to the database: how SQLite is set, how writes begin, and its errors in our words."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from signage.errors import StoreError
from signage.store.schema import VERSION

BUSY_SECONDS = 5.0
#: How long a sweep waits for others, and others for it.
SWEEP_SECONDS = 0.2
_WRITES = "signage_writes"
_MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """The engine, with one writer at a time in this process.

    Does not know any table. `reading` gives one consistent view; `writing` is one transaction that
    is on the disk when its block ends.
    """

    def __init__(self, url_or_path: str | Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        url = _url(url_or_path)
        self.path = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
        self.where = f"database {self.path or url.render_as_string(hide_password=True)}"
        self._writer = threading.Lock()
        unclean = False
        if self.path is not None:
            with self._in_our_words():
                _make_private(self.path)
                unclean = _size(self.path.with_name(self.path.name + "-wal")) > 0
        self._engine = _engine(url, busy_seconds)
        try:
            if unclean:
                self._check()
            self._migrate()
            self._watch = self._watcher()
        except BaseException:
            self._engine.dispose()
            raise
        self._watch_lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the database. Raises StoreError."""
        with self._in_our_words(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, all or nothing; durable when the block ends. Raises StoreError."""
        with self._in_our_words(), self._writer, self._engine.connect() as connection:
            writer = connection.execution_options(**{_WRITES: True})
            with writer.begin():
                yield writer

    def data_version(self) -> int:
        """A number that changes with every commit of anybody (sqlite.org/pragma.html#pragma_data_version)."""
        if self._watch is None:
            with self.reading() as connection:
                return int(connection.scalar(text("SELECT number FROM revision")) or 0)
        with self._in_our_words(), self._watch_lock:
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def sweep(self) -> bool:
        """Write the log back into the file and empty it, so that what was deleted is on no disk any more.

        False where somebody still looks at an earlier view: nothing is wrong then, try again later. Raises
        StoreError. Source: sqlite.org/pragma.html#pragma_wal_checkpoint; secure_delete does the rest.
        """
        if self.path is None:
            return True
        with (
            self._in_our_words(),
            closing(sqlite3.connect(self.path, timeout=SWEEP_SECONDS, isolation_level=None)) as connection,
        ):
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Close every connection; the last one writes the log back into the database."""
        if self._watch is not None:
            with self._watch_lock:  # closing what another thread asks at this moment ends the interpreter
                self._watch.close()
        self._engine.dispose()

    def _watcher(self) -> sqlite3.Connection | None:
        # A connection of its own: data_version only tells about commits of other connections.
        if self.path is None:
            return None
        with self._in_our_words():
            return sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )

    def _check(self) -> None:
        """See whether every page is sound, after a stop that was not clean."""
        with self.reading() as connection:
            found = connection.scalar(text("PRAGMA quick_check(1)"))
        if found != "ok":
            raise self._damaged()

    def _migrate(self) -> None:
        with self.reading() as connection:
            if _version(connection) == VERSION:
                return
        with self.writing() as connection:
            found = _version(connection)
            if found is not None and found not in known_versions():
                raise StoreError(
                    self.where,
                    f"It was written by a newer version of this software (tables {found}).",
                    "Install that version again, or restore a backup that was made before the update.",
                )
            # Half a second and ten megabytes that a hub whose tables are up to date does not need.
            from alembic import command
            from alembic.config import Config

            settings = Config()
            settings.set_main_option("script_location", str(_MIGRATIONS))
            settings.set_main_option("path_separator", "os")
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")

    def _damaged(self) -> StoreError:
        return StoreError(
            self.where,
            "The file is damaged.",
            "Stop the sign, move the file and the ones beside it that end in -wal and -shm to another "
            "folder (keep them), then restore the newest backup or start with an empty one.",
        )

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise told(self.where, error) or self._damaged() from error
        except msgspec.MsgspecError as error:
            raise StoreError(
                self.where,
                f"Something in it cannot be read: {error}.",
                "Restore the newest backup; the log says which call met it.",
            ) from error
        except OSError as error:
            raise StoreError(
                self.where,
                f"It cannot be opened: {error.strerror or error}.",
                "Check that the data folder ([hub] data) exists and belongs to the user that runs the sign.",
            ) from error


def told(where: str, error: SQLAlchemyError | sqlite3.Error) -> StoreError | None:
    """An error of the database at `where` in our words; None where the file is damaged."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    name = getattr(cause, "sqlite_errorname", "")
    for prefix, what, do in _SENTENCES:
        if name.startswith(prefix):
            return StoreError(where, what, do)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return None
    return StoreError(where, f"It answered: {cause}.", "Run: signage check")


_SENTENCES = (
    (
        "SQLITE_BUSY",
        "Another program has been writing to it for too long.",
        "Try again; if this stays, stop other programs that have the file open.",
    ),
    ("SQLITE_FULL", "The disk is full.", "Make room on the disk that holds the data folder."),
    (
        "SQLITE_READONLY",
        "It may not be written.",
        "Give the user that runs the sign the right to write to the data folder and the files in it.",
    ),
    (
        "SQLITE_CANTOPEN",
        "It cannot be opened.",
        "Check that the data folder ([hub] data) exists and belongs to the user that runs the sign.",
    ),
    ("SQLITE_IOERR", "The disk does not answer.", "Check the disk; a worn SD card or stick does this."),
)


def _url(url_or_path: str | Path) -> URL:
    if isinstance(url_or_path, str) and "://" in url_or_path:
        try:
            return make_url(url_or_path)
        except ArgumentError as error:
            raise StoreError(
                "config.toml, [hub] database",
                "This is not the address of a database.",
                "Leave it empty for a file in the data folder, or write sqlite:////path/to/signage.db.",
            ) from error
    return URL.create("sqlite", database=str(Path(url_or_path).absolute()))


def _size(path: Path) -> int:
    """Bytes of a file, 0 where there is none: another program may take it away at any moment."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _make_private(path: Path) -> None:
    """A folder (if it is made here) and a file that only their owner can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    elif path.is_file() and path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _engine(url: URL, busy_seconds: float) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(
        url, connect_args={"timeout": busy_seconds, "check_same_thread": False}, pool_size=5, max_overflow=20
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # SQLAlchemy says BEGIN itself, see below
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {int(busy_seconds * 1000)}",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        _keep_a_log(cursor, busy_seconds)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that turns from reading to writing fails at once when another
        # writer was faster, whatever busy_timeout says: writers say so at the start.
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _keep_a_log(cursor: DBAPICursor, busy_seconds: float) -> None:
    """Change to a write-ahead log, which a new file does not have yet.

    Two that do so at once would wait for each other, so SQLite refuses one without asking busy_timeout.
    """
    end = time.monotonic() + busy_seconds
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def known_versions() -> set[str]:
    """Every version of the tables that migrations lead on from."""
    return {path.name.split("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")}
