"""Several threads and several processes on one database."""

from __future__ import annotations

import multiprocessing
import threading
from pathlib import Path

from signage.core.decision import State
from signage.errors import SignageError
from signage.store import Store
from tests.store.making import OURS, SetClock, fetch, post
from tests.store.writer import decide_once

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.store.writer"])


def test_readers_see_whole_fetches_only_while_writers_take_turns(store: Store) -> None:
    """Every fetch replaces the words of ten items at once: no reader may ever see two of them mixed."""
    fetch(store, OURS, [post(str(name), "round 0") for name in range(10)])
    errors: list[SignageError | str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                words = {item.content.text for item in store.items(source="ours")}
            except SignageError as error:
                errors.append(error)
                return
            if len(words) != 1:
                errors.append(f"mixed: {words}")

    def write(writer: int) -> None:
        try:
            for turn in range(8):
                fetch(store, OURS, [post(str(name), f"writer {writer} turn {turn}") for name in range(10)])
        except SignageError as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    writers = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert errors == []
    assert store.revision() == 26, "the first, one of them all, and 24 rounds"


def test_a_decision_of_another_process_is_noticed(store: Store, path: Path) -> None:
    raw = post("1")
    fetch(store, OURS, [raw])
    seen, revision = store.data_version(), store.revision()
    assert store.data_version() == seen, "nothing was written"
    other = PROCESSES.Process(target=decide_once, args=(path, raw.id))
    other.start()
    other.join(60)
    assert other.exitcode == 0
    assert store.data_version() != seen
    assert store.revision() > revision
    assert store.item(raw.id).state is State.HIDDEN


def test_our_own_writes_change_the_data_version_too(store: Store) -> None:
    seen = store.data_version()
    fetch(store, OURS, [post("1")])
    assert store.data_version() != seen


def test_two_stores_in_one_process_wait_for_each_other(store: Store, path: Path, clock: SetClock) -> None:
    with Store.open(path, clock) as other:
        threads = [
            threading.Thread(target=fetch, args=(one, OURS, [post(str(number))]))
            for number, one in enumerate([store, other] * 5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(other.items()) == 10
