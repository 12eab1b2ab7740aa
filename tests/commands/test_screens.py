"""Screens by their names, as people type them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from signage.commands.programs import distant_display_command
from signage.commands.screens import checked_name, revocable, screen_rows
from signage.core.snapshot import Library, Screen
from signage.errors import UsageError
from signage.settings import HubSettings, Settings

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SETTINGS = Settings(
    path=Path("config.toml"),
    library=Library(name="Harbour Library"),
    hub=HubSettings(host="127.0.0.1", port=8080, data=Path("data")),
    screens=(Screen(name="Foyer"),),
)
KNOWN = {"Branch": NOON, "Foyer": NOON}


def test_where_each_screen_is() -> None:
    rows = [(row["screen"], row["where"]) for row in screen_rows(KNOWN, SETTINGS)]
    assert rows == [("Branch", "elsewhere"), ("Foyer", "this PC")]


@pytest.mark.parametrize("name", ["\u202e", "x" * 41, "foyer"])
def test_names_that_no_new_screen_can_have(name: str) -> None:
    with pytest.raises(UsageError):
        checked_name(name, SETTINGS)


def test_a_name_is_tidied() -> None:
    assert checked_name("  Branch,\u200b first floor ", SETTINGS) == "Branch, first floor"
    assert checked_name("", SETTINGS) == ""


def test_only_screens_elsewhere_are_shut_out() -> None:
    assert revocable(" branch", KNOWN, SETTINGS) == "Branch"
    with pytest.raises(UsageError, match="is a TV of this PC"):
        revocable("Foyer", KNOWN, SETTINGS)
    with pytest.raises(UsageError, match="Branch, Foyer"):
        revocable("Attic", KNOWN, SETTINGS)


def test_a_display_of_a_hub_elsewhere_needs_no_settings() -> None:
    command = distant_display_command("http://sign.lib:8080", "Lobby 2", theme="paper")
    assert "--hub=http://sign.lib:8080" in command
    assert any(word.startswith("--copy=") and word.endswith("/screens/lobby-2") for word in command)
    assert not any(word.startswith("--token-file") for word in command)
    with pytest.raises(UsageError, match="no address of a hub"):
        distant_display_command("sign.lib", "")
