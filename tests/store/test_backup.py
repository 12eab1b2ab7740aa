"""A backup holds everything but what patrons wrote, is whole, and says so when it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from signage.core.decision import State
from signage.core.item import Author, Content, Kind, RawItem
from signage.core.placement import Placement
from signage.errors import NoBackup, StoreError
from signage.store import SourceRecord, Store, backup
from signage.store.outcome import FORM
from signage.store.schema import metadata
from tests.store.making import DATES, NOON, OURS, TAG, event, fetch, post

LETTERS = SourceRecord(id=FORM, name="Form", kind="patrons", trust=OURS.trust)
SECRET = "Quokkas on the third floor"


def comment(name: str, text: str) -> RawItem:
    return RawItem(
        id=f"patron:{name}",
        content=Content(kind=Kind.COMMENT, text=text, author=Author(name="Wilhelmina")),
    )


def make(path: Path, *, target: str = "one.backup", pictures: Sequence[Path] = ()) -> Path:
    known = {picture.name: picture for picture in pictures}
    made = path.parent / target
    backup.make(path, made, now=NOON, uploads="upload:", picture=known.get)
    return made


def rows(file: Path, table: str) -> int:
    with sqlite3.connect(file) as opened:
        return int(opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_it_says_of_every_table_which_rows_it_takes() -> None:
    assert set(backup.ROWS) == {*metadata.tables, "alembic_version"}


def test_it_holds_what_there_is_and_only_its_owner_reads_it(store: Store, path: Path) -> None:
    fetch(store, OURS, [post("a")])
    fetch(store, DATES, [event("b")])
    store.decide(["mastodon:https://social.example/a"], State.HIDDEN, by="Mira", now=NOON)
    made = make(path)
    assert made.stat().st_mode & 0o777 == 0o600
    assert (rows(made, "items"), rows(made, "decisions")) == (2, 3)
    assert backup.check(made).made == NOON
    assert not list(path.parent.glob(".*"))


def test_no_word_of_a_patron_is_in_its_bytes(store: Store, path: Path) -> None:
    store.register((OURS, LETTERS))
    fetch(store, LETTERS, [comment("one", SECRET), comment("two", SECRET + " again")])
    fetch(store, OURS, [post("a", "Lamps in the reading room")])
    store.decide(["patron:one"], State.APPROVED, by="Mira", now=NOON)
    store.decide(["patron:two"], State.HIDDEN, by="Mira", now=NOON)
    written = make(path).read_bytes()
    for words in (SECRET, "Quokka", "Wilhelmina"):
        assert words.encode() not in written
        assert words.encode("utf-16-le") not in written
    assert b"Lamps in the reading room" in written
    assert b"patron:two" in written, "the log stays"


def test_who_is_signed_in_is_not_in_it(store: Store, path: Path) -> None:
    begun = store.people.begin(login="ada", name="Ada", password="argon2 of it", now=NOON)
    assert begun is not None
    store.people.enter(begun.id, "hash of a session", browser="Firefox", stays=True, now=NOON)
    made = make(path)
    assert (rows(made, "people"), rows(made, "sessions")) == (1, 0)
    assert b"hash of a session" not in made.read_bytes()


def test_pictures_that_staff_sent_are_in_it(store: Store, path: Path, tmp_path: Path) -> None:
    picture = tmp_path / ("a" * 64)
    picture.write_bytes(b"the bytes of a poster")
    store.keep_picture(f"upload:{picture.name}", picture.name, width=1, height=1, now=NOON)
    store.keep_picture("https://social.example/b.png", "b" * 64, width=1, height=1, now=NOON)
    made = make(path, pictures=[picture])
    assert backup.check(made).pictures == 1
    assert b"the bytes of a poster" in made.read_bytes()


@pytest.mark.parametrize("at", [0, 40, 5000, 20000])
def test_a_changed_byte_is_noticed(store: Store, path: Path, at: int) -> None:
    fetch(store, OURS, [post(str(number), "z" * 3000) for number in range(20)])
    made = make(path)
    written = bytearray(made.read_bytes())
    place = written.index(b"zzz", at) if at > 1000 else at
    written[place] ^= 1
    made.write_bytes(written)
    if at != 40:  # there SQLite counts its free pages, of which there are none
        with pytest.raises(NoBackup, match="damaged"):
            backup.check(made)


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0"])
def test_a_foreign_file_is_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "photo.backup"
    file.write_bytes(content)
    with pytest.raises(NoBackup):
        backup.check(file)


def test_a_database_of_another_program_is_none(tmp_path: Path, path: Path, store: Store) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE notes (words TEXT)")
    for foreign in (file, path):
        with pytest.raises(NoBackup, match="no backup of this software"):
            backup.check(foreign)


def test_one_of_a_newer_version_is_refused(store: Store, path: Path) -> None:
    made = make(path)
    with sqlite3.connect(made) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '9000'")
    with pytest.raises(NoBackup, match="newer version"):
        backup.check(made)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        backup.check(tmp_path / "nothing.backup")


def test_half_a_backup_never_takes_the_name(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch(store, TAG, [post("a")])

    def full(_file: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "check", full)
    with pytest.raises(StoreError, match="No space left"):
        make(path)
    assert not [left for left in path.parent.iterdir() if "backup" in left.name]


def test_placements_of_comments_stay_out(store: Store, path: Path) -> None:
    store.register((OURS, LETTERS))
    fetch(store, LETTERS, [comment("one", SECRET)])
    assert rows(make(path), "placements") == 0
    assert Placement(target="patron:one") not in store.placements()
