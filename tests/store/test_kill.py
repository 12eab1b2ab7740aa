"""No acknowledged decision is lost when the hub is killed, or when the power goes."""

from __future__ import annotations

import random
import sqlite3
import time
from itertools import pairwise
from pathlib import Path

import pytest

from signage.core.decision import State
from signage.store import Store
from tests.store.making import NOON, OURS, SetClock, fetch, post
from tests.store.test_concurrency import PROCESSES
from tests.store.writer import write_for_ever

Acknowledged = dict[int, tuple[str, str]]


def run_and_kill(path: Path, seed: int, chance: random.Random) -> Acknowledged:
    """Let a writer work for a moment and kill it; what it said it had done."""
    ours, theirs = PROCESSES.Pipe(duplex=False)
    writer = PROCESSES.Process(target=write_for_ever, args=(path, seed, theirs))
    writer.start()
    theirs.close()
    told: Acknowledged = {}
    try:
        assert ours.poll(60), "the writer never decided anything"
        ends = time.monotonic() + chance.uniform(0, 0.12)
        while (left := ends - time.monotonic()) > 0:
            if ours.poll(left):
                number, item, after = ours.recv()
                told[number] = (item, after)
    finally:
        writer.kill()
        writer.join(30)
    # What it had told before it died lies in the pipe still; its last word may be cut.
    while True:
        try:
            number, item, after = ours.recv()
        except (EOFError, OSError):
            break
        told[number] = (item, after)
    ours.close()
    return told


def prove(path: Path, told: Acknowledged) -> None:
    """Open the database anew: sound, complete, and every item where its log says."""
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()
    with Store.open(path, SetClock()) as store:
        kept: Acknowledged = {}
        for item in store.items():
            log = store.decisions(item.id)
            kept |= {row.id: (row.item, row.after.value) for row in log}
            assert log[-1].after is item.state
            for earlier, later in pairwise(log):
                assert later.before is earlier.after
    assert told.items() <= kept.items()


def kill_rounds(path: Path, rounds: int) -> int:
    chance = random.Random(rounds)
    told: Acknowledged = {}
    for seed in range(rounds):
        told |= run_and_kill(path, seed, chance)
        prove(path, told)
    return len(told)


def test_no_acknowledged_decision_is_lost_by_kill_9(path: Path) -> None:
    assert kill_rounds(path, 20) >= 20


@pytest.mark.long
@pytest.mark.timeout(600)
def test_no_acknowledged_decision_is_lost_by_kill_9_in_200_rounds(path: Path) -> None:
    assert kill_rounds(path, 200) >= 200


def test_a_log_cut_by_a_power_cut_opens_to_what_was_acknowledged_until_then(
    path: Path, tmp_path: Path, clock: SetClock
) -> None:
    """Cuts the write-ahead log at every frame and beside it: what is left is a prefix of what was done."""
    store = Store.open(path, clock)
    store.register((OURS,))
    fetch(store, OURS, [post("1"), post("2")])
    log = path.with_name(path.name + "-wal")
    sizes = [log.stat().st_size]
    for _ in range(3):
        store.decide([post("1").id], State.HIDDEN, by="Ann", now=NOON)
        sizes.append(log.stat().st_size)
        store.undo(post("1").id, by="Ann", now=NOON)
        sizes.append(log.stat().st_size)
    whole, written = path.read_bytes(), log.read_bytes()
    rows = len(store.decisions(post("1").id))
    store.close()
    cut = tmp_path / "cut.db"
    frame = 4096 + 24
    seen = set()
    places = {
        start + beside
        for start in range(32 + sizes[0] // frame * frame, len(written) + frame, frame)
        for beside in (-512, 0, 24, 2048)
    }
    for size in sorted(place for place in places if sizes[0] <= place <= len(written)):
        cut.write_bytes(whole)
        cut.with_name("cut.db-wal").write_bytes(written[:size])
        with Store.open(cut, clock) as opened:
            kept = len(opened.decisions(post("1").id))
            assert opened.item(post("1").id).state is (State.APPROVED if kept % 2 else State.HIDDEN)
        acknowledged = sum(size >= end for end in sizes)
        assert kept >= acknowledged, "a commit that was on the disk is lost"
        assert kept <= rows
        seen.add(kept)
    assert len(seen) >= 6, "the cuts fell between the decisions"
