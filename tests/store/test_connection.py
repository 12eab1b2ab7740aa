"""The database file: how it is made, checked, brought up to date, and what its errors say."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from signage.core.decision import State
from signage.errors import StoreError
from signage.store import Store, connection
from signage.store.connection import Database
from signage.store.schema import VERSION, metadata
from tests.store.making import NOON, OURS, SetClock, fetch, post


def test_folder_and_files_are_for_their_owner_only(store: Store, path: Path) -> None:
    fetch(store, OURS, [post("1")])
    assert path.parent.stat().st_mode & 0o777 == 0o700
    files = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert files == {"signage.db": 0o600, "signage.db-wal": 0o600, "signage.db-shm": 0o600}


def test_a_file_that_others_could_read_is_closed_to_them(path: Path, clock: SetClock) -> None:
    Store.open(path, clock).close()
    path.chmod(0o644)
    Store.open(path, clock).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_sqlite_is_set_to_lose_nothing(path: Path) -> None:
    database = Database(path)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with database.reading() as reading:
        assert {name: reading.scalar(text(f"PRAGMA {name}")) for name in wanted} == wanted
        assert reading.scalar(text("PRAGMA busy_timeout")) == 5000
    database.close()


def test_the_tables_that_migrations_make_are_those_of_the_schema(path: Path, clock: SetClock) -> None:
    Store.open(path, clock).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as opened:
        assert compare_metadata(MigrationContext.configure(opened), metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_the_code_expects() -> None:
    settings = Config()
    settings.set_main_option("script_location", str(Path(connection.__file__).parent / "migrations"))
    settings.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(settings).get_heads() == [VERSION]


def test_an_older_database_is_brought_up_to_date_with_what_is_in_it(
    path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Runs a migration that does not exist yet over a database that is in use today."""
    with Store.open(path, clock) as today:
        today.register((OURS,))
        fetch(today, OURS, [post("1")])
        today.decide([post("1").id], State.HIDDEN, by="Ann", now=NOON)
    migrations = tmp_path / "migrations"
    real = Path(connection.__file__).parent / "migrations"
    for file in (*real.glob("*.*"), *real.glob("versions/*.py")):
        copy = migrations / file.relative_to(real)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    (migrations / "versions" / "9990_later.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        'revision = "9990"\ndown_revision = "' + VERSION + '"\n\n\n'
        "def upgrade() -> None:\n"
        '    with op.batch_alter_table("items") as table:\n'
        '        table.add_column(sa.Column("later", sa.Integer, nullable=False, server_default="7"))\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(connection, "_MIGRATIONS", migrations)
    monkeypatch.setattr(connection, "VERSION", "9990")
    with Store.open(path, clock) as later:
        assert later.item(post("1").id).state is State.HIDDEN
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT later FROM items").fetchall() == [(7,)]
    raw.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Store.open(path, clock).close()
    broken = tmp_path / "migrations"
    real = Path(connection.__file__).parent / "migrations"
    for file in (*real.glob("*.*"), *real.glob("versions/*.py")):
        copy = broken / file.relative_to(real)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    (broken / "versions" / "9990_later.py").write_text(
        'from alembic import op\n\nrevision = "9990"\ndown_revision = "' + VERSION + '"\n\n\n'
        'def upgrade() -> None:\n    op.drop_table("placements")\n    op.execute("no such words")\n',
        encoding="utf-8",
    )
    with monkeypatch.context() as patched:
        patched.setattr(connection, "_MIGRATIONS", broken)
        patched.setattr(connection, "VERSION", "9990")
        with pytest.raises(StoreError):
            Store.open(path, clock)
    with Store.open(path, clock) as again:
        assert again.placements() == []


def test_a_database_of_a_newer_version_is_refused(path: Path, clock: SetClock) -> None:
    Store.open(path, clock).close()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    with pytest.raises(StoreError, match="newer version"):
        Store.open(path, clock)


def test_two_programs_that_start_at_once_make_one_database(path: Path, clock: SetClock) -> None:
    errors: list[Exception] = []

    def start() -> None:
        try:
            Store.open(path, clock).close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.parametrize("damage", ["text", "pages"])
def test_a_damaged_file_is_told_and_left_alone(path: Path, clock: SetClock, damage: str) -> None:
    with Store.open(path, clock) as store:
        store.register((OURS,))
        fetch(store, OURS, [post(str(number), "words " * 50) for number in range(200)])
    if damage == "text":
        path.write_bytes(b"This is a letter, not a database. " * 100)
    else:
        content = bytearray(path.read_bytes())
        content[4096:] = b"\xa5" * (len(content) - 4096)
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(path, clock).items()
    assert "damaged" in caught.value.what
    assert "restore" in caught.value.do
    assert path.read_bytes() == before


def test_after_a_stop_that_was_not_clean_every_page_is_checked(path: Path, clock: SetClock) -> None:
    """The damage lies in a table that opening does not read."""
    with Store.open(path, clock) as store:
        store.register((OURS,))
        fetch(store, OURS, [post(str(number), "words " * 50) for number in range(200)])
    content = bytearray(path.read_bytes())
    raw = sqlite3.connect(path)
    page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'items'").fetchone()[0]
    raw.close()
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    Store.open(path, clock).close()
    path.with_name("signage.db-wal").write_bytes(b"\0" * 40)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(path, clock)


def test_a_locked_database_is_told_in_plain_words(store: Store, path: Path, clock: SetClock) -> None:
    hasty = Store.open(path, clock, busy_seconds=0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="Another program"):
        fetch(hasty, OURS, [post("1")])
    assert hasty.items() == [], "reading goes on"
    other.execute("ROLLBACK")
    fetch(hasty, OURS, [post("1")])
    other.close()
    hasty.close()


def test_a_folder_that_cannot_be_made_is_told_with_its_name(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"signage\.db"):
        Store.open(tmp_path / "file" / "signage.db", clock)


def test_a_folder_in_the_place_of_the_file_is_told_and_left_alone(tmp_path: Path, clock: SetClock) -> None:
    mode = tmp_path.stat().st_mode
    with pytest.raises(StoreError):
        Store.open(tmp_path, clock)
    assert tmp_path.stat().st_mode == mode


def test_an_address_that_is_none_is_a_mistake_in_the_settings(clock: SetClock) -> None:
    with pytest.raises(StoreError, match=r"\[hub\] database"):
        Store.open("sqlite:/:/x://", clock)


def test_sqlite_addresses_are_paths_too(tmp_path: Path, clock: SetClock) -> None:
    with Store.open(f"sqlite:///{tmp_path}/other.db", clock) as store:
        assert store.items() == []
    assert (tmp_path / "other.db").stat().st_mode & 0o777 == 0o600


def test_content_that_cannot_be_read_is_a_store_error(store: Store, path: Path) -> None:
    fetch(store, OURS, [post("1")])
    raw = sqlite3.connect(path)
    raw.execute("UPDATE items SET raw = '{'")
    raw.commit()
    raw.close()
    with pytest.raises(StoreError, match="cannot be read"):
        store.items()


def test_hidden_text_does_not_stay_in_the_file(store: Store, path: Path) -> None:
    fetch(store, OURS, [post("1", "Kaleidoscope confession")])
    fetch(store, OURS, [post("1", "Other words")])
    store.close()
    assert b"Kaleidoscope" not in path.read_bytes()


def test_closing_waits_for_who_asks_at_this_moment(path: Path) -> None:
    database = Database(path)
    closing = threading.Thread(target=database.close)
    with database._watch_lock:
        closing.start()
        closing.join(0.2)
        assert closing.is_alive()
    closing.join()
    with pytest.raises(StoreError):
        database.data_version()


def test_a_log_that_another_program_took_away_is_empty(tmp_path: Path) -> None:
    assert connection._size(tmp_path / "signage.db-wal") == 0
    (tmp_path / "signage.db-wal").write_bytes(b"four")
    assert connection._size(tmp_path / "signage.db-wal") == 4
