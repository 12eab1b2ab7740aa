"""Somebody at the command line who decides without pause: python -m tests.end_to_end.decider CONFIG SEED.

Every decision is printed after the command has told it was taken, never before.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from signage.cli import app
from signage.errors import NothingToUndo, StoreError
from tests.end_to_end.library import ROOT


def told(*words: str) -> dict[str, Any]:
    """The JSON document of one command, given in this process."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        app([*words, "--json"], standalone_mode=False)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def decide_for_ever(config: str, seed: int) -> None:
    """Approve, hide and undo what there is, one at a time."""
    chance = random.Random(seed)
    ids: list[str] = []
    number = 0
    while True:
        if number % 50 == 0:
            ids = [item["id"] for item in told("items", "--config", config)["items"]]
        number += 1
        time.sleep(0.03)
        word = chance.choice(("approve", "hide", "hide", "undo"))
        try:
            made = told(word, chance.choice(ids), "--config", config)["decisions"]
        except NothingToUndo:
            continue
        except StoreError as error:
            if "deleted" in error.what:
                continue
            raise
        for decision in made:
            print(decision["item"], decision["at"], decision["after"], sep="\t", flush=True)  # noqa: T201


if __name__ == "__main__":
    assert Path.cwd() == ROOT
    decide_for_ever(sys.argv[1], int(sys.argv[2]))
