"""`signage user`, against a real store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from signage.clock import SystemClock
from signage.core.role import Role
from signage.hub.token import hashed
from signage.store import Store
from tests.cli.test_cli import CONFIG, signage
from tests.cli.test_items import told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG.format(port=8080))
    return tmp_path


def store(folder: Path) -> Store:
    return Store.open(folder / "data" / "signage.db", SystemClock())


def ada(folder: Path) -> None:
    now = datetime.now(UTC)
    with store(folder) as opened:
        begun = opened.people.begin(login="ada", name="Ada Lindqvist", password="argon2 of old", now=now)
        assert begun is not None
        opened.people.enter(begun.id, hashed("session"), browser="Firefox, Linux", stays=True, now=now)


def test_without_accounts_the_list_is_empty_and_a_link_says_what_to_do(folder: Path) -> None:
    assert told("user", "list", cwd=folder) == {"users": []}
    answer = signage("user", "link", "ada", cwd=folder)
    assert answer.returncode == 2
    assert "first run" in answer.stderr


def test_a_lost_password_is_replaced_by_a_link(folder: Path) -> None:
    ada(folder)
    (row,) = told("user", "list", cwd=folder)["users"]
    assert (row["login"], row["name"], row["role"]) == ("ada", "Ada Lindqvist", Role.ADMINISTRATOR.value)
    assert "Ada Lindqvist" in signage("user", "list", cwd=folder).stdout
    made = told("user", "link", " ADA ", cwd=folder)
    parts = urlsplit(made["link"])
    assert parts.path == "/invitation"
    (token,) = parse_qs(parts.query)["token"]
    with store(folder) as opened:
        person = opened.people.accept(hashed(token), "argon2 of new", datetime.now(UTC))
        assert person is not None
        assert opened.people.password(person.id) == "argon2 of new"
        assert opened.people.accept(hashed(token), "argon2 of third", datetime.now(UTC)) is None
    assert "opens this once" in signage("user", "link", "ada", cwd=folder).stdout


def test_sessions_end_everywhere(folder: Path) -> None:
    ada(folder)
    assert told("user", "end", "ada", cwd=folder) == {"signed_out": "ada"}
    with store(folder) as opened:
        assert opened.people.entered(hashed("session"), datetime.now(UTC)) is None
    wrong = signage("user", "end", "grace", cwd=folder)
    assert wrong.returncode == 2
    assert "Those who do: ada." in wrong.stderr
