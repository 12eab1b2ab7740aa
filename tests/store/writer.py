"""What other processes do to the store in tests."""

from __future__ import annotations

import random
from multiprocessing.connection import Connection
from pathlib import Path

from signage.core.decision import State
from signage.errors import NothingToUndo, StoreError
from signage.store import Store
from tests.store.making import MINUTE, NOON, OURS, TAG, SetClock, fetch, post


def decide_once(path: Path, item_id: str) -> None:
    with Store.open(path, SetClock()) as store:
        store.decide([item_id], State.HIDDEN, by="Ben", now=NOON)


def write_for_ever(path: Path, seed: int, acknowledge: Connection) -> None:
    """Fetch and decide until killed; each decision is told after it was taken, never before."""
    chance = random.Random(seed)
    store = Store.open(path, SetClock())
    store.register((OURS, TAG))
    names = [str(number) for number in range(30)]
    fetch(store, OURS, [post(name) for name in names])
    while True:
        source = chance.choice((OURS, TAG))
        raws = [post(name, f"Words {chance.randrange(3)}") for name in chance.sample(names, 8)]
        gone = tuple(post(name).id for name in chance.sample(names, 2))
        fetch(store, source, raws, gone=gone, now=NOON + chance.randrange(60) * MINUTE)
        item_id = post(chance.choice(names)).id
        try:
            if chance.random() < 0.3:
                made = [store.undo(item_id, by="Ann", now=NOON)]
            else:
                after = chance.choice((State.HIDDEN, State.APPROVED, State.WITHDRAWN))
                made = list(store.decide([item_id], after, by="Ann", now=NOON))
        except NothingToUndo:
            continue
        except StoreError as error:
            if "deleted" in error.what:
                continue
            raise
        for decision in made:
            acknowledge.send((decision.id, decision.item, decision.after.value))
