"""`signage backup` and `restore`, against a real store."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from signage.clock import SystemClock
from signage.core.decision import State
from signage.hub.backups import lock
from signage.store import Store
from tests.cli.test_cli import signage
from tests.cli.test_items import folder, told

__all__ = ["folder"]


def test_a_backup_a_hide_and_the_way_back(folder: Path) -> None:
    made = told("backup", "there.backup", cwd=folder)
    assert made["checked"] is True
    assert signage("hide", "test:1", cwd=folder).returncode == 0
    back = signage("restore", "there.backup", cwd=folder)
    assert back.returncode == 0, back.stderr
    assert "Kept from before: 1 decisions" in back.stdout
    with Store.open(folder / "data" / "signage.db", SystemClock()) as store:
        assert store.item("test:1").state is State.HIDDEN
    (before,) = (folder / "data" / "backups").iterdir()
    assert before.name.startswith("signage-before-restore-")
    assert told("restore", str(before), cwd=folder)["restored"]["edits_lost"] == 0


def test_without_a_name_it_goes_into_the_data_folder(folder: Path) -> None:
    made = Path(told("backup", cwd=folder)["backup"])
    assert made.parent == folder / "data" / "backups"
    assert made.name.startswith(f"signage-by-hand-{datetime.now(UTC):%Y}")


def test_nothing_is_overwritten_and_nothing_foreign_restored(folder: Path) -> None:
    database = (folder / "data" / "signage.db").read_bytes()
    answer = signage("backup", "config.toml", cwd=folder)
    assert answer.returncode == 2
    assert "nothing is overwritten" in answer.stderr
    assert signage("backup", "nowhere/one.backup", cwd=folder).returncode == 2
    answer = signage("restore", "config.toml", "--json", cwd=folder)
    assert answer.returncode == 1
    assert "no backup" in json.loads(answer.stdout)["error"]["what"]
    assert (folder / "data" / "signage.db").read_bytes() == database


def test_under_a_running_hub_nothing_is_restored(folder: Path) -> None:
    assert signage("backup", "there.backup", cwd=folder).returncode == 0
    with lock.in_use(folder / "data"):
        answer = signage("restore", "there.backup", cwd=folder)
    assert answer.returncode == 1
    assert "The sign runs" in answer.stderr
