from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signage.core import snapshot as snapshots
from signage.core.programme import Played, make, played_after
from signage.display.saved import NEWEST, PREVIOUS, Saved
from tests.display import scenes


def document(revision: int) -> bytes:
    return snapshots.encode(scenes.snapshot(revision=revision))


def test_the_newest_copy_is_read_and_the_one_before_is_kept(tmp_path: Path) -> None:
    saved = Saved(tmp_path / "copy")
    assert saved.load() is None
    for revision in (1, 2, 3):
        saved.keep(document(revision))
    newest, previous = saved.load(), saved.previous()
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
    saved.keep(document(1))
    saved.keep(document(2))
    broken = damage if isinstance(damage, bytes) else document(2)[:damage]
    (tmp_path / NEWEST).write_bytes(broken)
    found = saved.load()
    assert found is not None
    assert found.revision == 1
    saved.keep(document(3))
    after, before = saved.load(), saved.previous()
    assert after is not None
    assert before is not None
    assert (after.revision, before.revision) == (3, 1)


def test_a_copy_of_another_version_is_not_read(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    saved.keep(snapshots.encode(replace(scenes.snapshot(), version=99)))
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
from tests.display.test_saved import document
saved, revision = Saved(Path(sys.argv[1])), 0
while True:
    revision += 1
    saved.keep(document(revision))
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
