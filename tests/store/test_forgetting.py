"""What is forgotten is on no disk any more: not in the file, and not in the log beside it."""

from __future__ import annotations

from pathlib import Path

from signage.store import Store
from tests.store.making import DAY, NOON, OURS, SetClock, fetch, post
from tests.store.test_backup import LETTERS, SECRET, comment

WORDS = SECRET.encode()


def on_disk(path: Path) -> bool:
    """Whether the words stand in any file of the data folder."""
    return any(WORDS in file.read_bytes() for file in path.parent.rglob("*") if file.is_file())


def test_what_its_writer_took_back_is_gone_at_once(store: Store, path: Path) -> None:
    store.register((OURS, LETTERS))
    fetch(store, LETTERS, [comment("letter", SECRET)])
    assert on_disk(path)
    assert store.erase("patron:letter", NOON)
    assert not on_disk(path)


def test_what_is_too_old_is_gone_with_the_daily_tidying(store: Store, path: Path, clock: SetClock) -> None:
    store.register((OURS, LETTERS))
    fetch(store, LETTERS, [comment("letter", SECRET)])
    clock.time = NOON + 31 * DAY
    assert store.prune(clock.time) == 1
    assert not on_disk(path)


def test_where_somebody_still_reads_it_goes_with_the_next_sweep(store: Store, path: Path) -> None:
    store.register((OURS, LETTERS))
    fetch(store, LETTERS, [comment("letter", SECRET)])
    with Store.open(path, SetClock()) as other, other._database.reading() as view:
        view.exec_driver_sql("SELECT count(*) FROM items").scalar()
        fetch(store, OURS, [post("later")])
        assert store.erase("patron:letter", NOON)
        assert on_disk(path)
    store.sweep()
    assert not on_disk(path)
