"""The command lines of our own programs."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from signage.commands.programs import checked_size, display_command, hub_command, job
from signage.core.snapshot import Library, Screen
from signage.errors import UsageError
from signage.hub.token import token_file
from signage.keeper import Job
from signage.settings import HubSettings, Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        path=tmp_path / "config.toml",
        library=Library(name="Harbour Library"),
        hub=HubSettings(data=tmp_path / "data", port=8090),
    )


def test_a_display_knows_its_hub_its_token_and_its_copy(settings: Settings) -> None:
    command = display_command(
        settings, Screen(name="Children's room", theme="paper"), windowed=True, size="1280x720"
    )
    assert command[1:3] == ("-m", "signage.display")
    given = dict(part.split("=", 1) for part in command[3:] if "=" in part)
    token = token_file(settings.hub.data, "Children's room")
    assert given == {
        "--hub": "http://127.0.0.1:8090",
        "--token-file": str(token),
        "--copy": str(settings.hub.data / "screens" / "children-s-room"),
        "--screen": "Children's room",
        "--size": "1280x720",
    }
    assert command[-1] == "--windowed"
    assert stat.S_IMODE(token.stat().st_mode) == 0o600
    assert token.read_text().strip() not in " ".join(command)


def test_a_theme_is_said_only_where_it_was_asked_for(settings: Settings) -> None:
    assert "--theme=paper" in display_command(settings, Screen(), theme="paper")


def test_only_displays_choose_their_copy(settings: Settings) -> None:
    made = job({"display Foyer": display_command(settings, Screen(name="Foyer"))}, hub_command(settings))
    assert [(program.name, program.chooses) for program in made.programs] == [
        ("hub", False),
        ("display Foyer", True),
    ]
    assert Job.decode(made.encode()) == made


@pytest.mark.parametrize(
    "size", ["", "1920", "1920x", "x1080", "0x0", "99999x99999", "1920x1080x3", "-1x5", "1920*1080"]
)
def test_a_size_that_is_none(size: str) -> None:
    with pytest.raises(UsageError):
        checked_size(size)


def test_screens_of_one_pc_leave_each_other_their_outputs(settings: Settings) -> None:
    both = (Screen(name="Foyer", output="HDMI-1"), Screen(name="Hall", output="HDMI-2"))
    settings = replace(settings, screens=both)
    first, second = (display_command(settings, screen) for screen in both)
    assert "--not-on=HDMI-2" in first
    assert "--waits" not in first
    assert {"--output=HDMI-2", "--not-on=HDMI-1", "--waits"} <= set(second)
