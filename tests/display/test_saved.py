from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signage.core import snapshot as snapshots
from signage.core.programme import Played, make, played_after
from signage.core.snapshot import Snapshot
from signage.display.saved import GONE, MOST_GONE, NEWEST, PREVIOUS, Choice, Saved
from tests.display import scenes

ITEMS = tuple(scenes.everything())


def snapshot(revision: int, *, without: Iterable[str] = ()) -> Snapshot:
    gone = set(without)
    return scenes.snapshot([item for item in ITEMS if item.id not in gone], revision=revision)


def save(saved: Saved, revision: int, *, without: Iterable[str] = ()) -> None:
    made = snapshot(revision, without=without)
    saved.keep(snapshots.encode(made), made)


def document(revision: int) -> bytes:
    return snapshots.encode(snapshot(revision))


def ids(copy: Snapshot | None) -> set[str]:
    assert copy is not None
    return {item.id for item in copy.items}


def test_the_newest_copy_is_read_and_the_one_before_is_kept(tmp_path: Path) -> None:
    saved = Saved(tmp_path / "copy")
    assert saved.load() is None
    for revision in (1, 2, 3):
        save(saved, revision)
    newest, previous = saved.load(), saved.load("previous")
    assert newest is not None
    assert previous is not None
    assert (newest.revision, previous.revision) == (3, 2)
    older = saved.load("previous")
    assert older is not None
    assert older.revision == 2
    assert sorted(path.name for path in saved.folder.iterdir()) == [NEWEST, PREVIOUS]


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.one_of(st.binary(max_size=200), st.integers(0, 5000)))
def test_a_damaged_newest_copy_falls_back_to_the_one_before(damage: bytes | int, tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    save(saved, 1)
    save(saved, 2)
    broken = damage if isinstance(damage, bytes) else document(2)[:damage]
    (tmp_path / NEWEST).write_bytes(broken)
    saved = Saved(tmp_path)
    found = saved.load()
    assert found is not None
    assert found.revision == 1
    save(saved, 3)
    after, before = saved.load(), saved.load("previous")
    assert after is not None
    assert before is not None
    assert (after.revision, before.revision) == (3, 1)


def test_a_copy_of_another_version_is_not_read(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    later = replace(scenes.snapshot(), version=99)
    saved.keep(snapshots.encode(later), later)
    saved = Saved(tmp_path)
    assert saved.load() is None


def test_what_was_played_is_saved_and_a_broken_one_begins_afresh(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    assert saved.played() == Played()
    made = make(scenes.snapshot(), scenes.snapshot().screen, scenes.NOON)
    played = played_after(made.played, [entry.item.id for entry in made.ticker[:3]])
    saved.keep_played(played)
    assert saved.played() == played
    (tmp_path / "played.json").write_bytes(b'{"counter": "many"}')
    assert saved.played() == Played()


WRITER = """
import sys
from pathlib import Path
from signage.display.saved import Saved
from tests.display.test_saved import save
saved, revision = Saved(Path(sys.argv[1])), 0
while True:
    revision += 1
    save(saved, revision)
    print(revision, flush=True)
"""


@pytest.mark.parametrize("kill_after", [0.0, 0.011, 0.023, 0.037, 0.052])
def test_a_killed_writer_leaves_a_whole_copy(kill_after: float, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    environ = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(  # a real kill, in the middle of writing
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, env=environ, cwd=root
    ) as writer:
        assert writer.stdout is not None
        kept = int(writer.stdout.readline())
        time.sleep(kill_after)
        writer.send_signal(signal.SIGKILL)
        kept = max([kept, *(int(line) for line in writer.stdout.read().split() if line.isdigit())])
    found = Saved(tmp_path).load()
    assert found is not None
    assert found.revision in {kept, kept + 1}


BOTH: tuple[Choice, ...] = ("newest", "previous")
ONE, TWO = ITEMS[0].id, ITEMS[1].id


def test_the_copy_before_has_nothing_that_was_taken_back_since(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    save(saved, 1)
    save(saved, 2, without=[ONE])
    assert ids(Saved(tmp_path).load("previous")) == {item.id for item in ITEMS} - {ONE}


def test_the_copy_before_has_nothing_in_words_that_were_changed_since(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    save(saved, 1)
    content = replace(ITEMS[0].content, text="Call [blacked out].")
    after = scenes.snapshot([replace(ITEMS[0], content=content), *ITEMS[1:]], revision=2)
    saved.keep(snapshots.encode(after), after)
    assert ids(Saved(tmp_path).load("previous")) == {item.id for item in ITEMS} - {ONE}


@pytest.mark.parametrize("choice", BOTH)
def test_no_copy_gives_what_was_hidden_before_the_next_snapshot_came(choice: Choice, tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    save(saved, 1)
    save(saved, 2)
    saved.hide([ONE], 3)
    saved.hide([TWO], 4)
    assert not ids(Saved(tmp_path).load(choice)) & {ONE, TWO}


def test_a_snapshot_that_is_older_than_the_hide_does_not_undo_it(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    save(saved, 1)
    saved.hide([ONE], 3)
    save(saved, 2)
    assert ONE not in ids(Saved(tmp_path).load())
    save(saved, 4)
    assert ONE in ids(Saved(tmp_path).load())
    assert (tmp_path / GONE).read_bytes() == b"{}"


def test_where_it_cannot_be_read_what_was_hidden_no_item_is_taken_from_a_copy(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    saved = Saved(tmp_path)
    save(saved, 1)
    saved.hide([ONE], 2)
    (tmp_path / GONE).write_bytes(b'{"sto')
    assert ids(Saved(tmp_path).load()) == set()
    assert "no item is taken from the copies" in caplog.text
    caplog.clear()
    again = Saved(tmp_path)
    again.hide([TWO], 3)
    assert again.load() is None
    save(again, 4, without=[ONE, TWO])
    assert ids(Saved(tmp_path).load()) == {item.id for item in ITEMS} - {ONE, TWO}
    caplog.clear()


def test_more_hidden_items_than_can_be_remembered_take_the_copies_with_them(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    save(saved, 1)
    saved.hide([f"item {number}" for number in range(MOST_GONE + 1)], 2)
    assert Saved(tmp_path).load() is None


def test_a_disk_that_takes_nothing_keeps_no_copy_with_what_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = Saved(tmp_path)
    save(saved, 1)
    save(saved, 2)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("signage.display.saved.write_whole", full)
    with pytest.raises(OSError, match="No space"):
        save(saved, 3)
    assert ids(Saved(tmp_path).load()) == {item.id for item in ITEMS}
    with pytest.raises(OSError, match="No space"):
        save(saved, 4, without=[ONE])
    assert Saved(tmp_path).load() is None


def test_a_hide_that_cannot_be_noted_takes_the_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = Saved(tmp_path)
    save(saved, 1)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("signage.display.saved.write_whole", full)
    with pytest.raises(OSError, match="No space"):
        saved.hide([ONE], 2)
    assert Saved(tmp_path).load() is None


HIDER = """
import sys
from pathlib import Path
from signage.display.saved import Saved
from tests.display.test_saved import ITEMS, save
saved, revision, gone = Saved(Path(sys.argv[1])), 2, []
save(saved, 1)
save(saved, 2)
for item in ITEMS:
    revision += 1
    gone.append(item.id)
    saved.hide([item.id], revision)
    print(item.id, flush=True)
    save(saved, revision, without=gone)
"""


@pytest.mark.parametrize("told", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("choice", BOTH)
def test_what_was_told_to_be_gone_is_gone_after_a_kill(choice: Choice, told: int, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    environ = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(  # a real kill, between the word that it is gone and the next copy
        [sys.executable, "-c", HIDER, str(tmp_path)], stdout=subprocess.PIPE, env=environ, cwd=root, text=True
    ) as hider:
        assert hider.stdout is not None
        gone = {hider.stdout.readline().strip() for _ in range(told)}
        hider.send_signal(signal.SIGKILL)
        gone |= set(hider.stdout.read().split("\n")) - {""}
    assert not ids(Saved(tmp_path).load(choice)) & gone
