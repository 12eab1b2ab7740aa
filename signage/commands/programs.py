"""The programs of this software as other processes: their command lines."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping

import platformdirs

from signage.core.snapshot import Screen
from signage.errors import UsageError
from signage.hub.token import kept, token_file
from signage.keeper import HEAD_START, Job, Program
from signage.settings import Settings, slug


def hub_command(settings: Settings) -> tuple[str, ...]:
    """The hub."""
    return (sys.executable, "-m", "signage", "hub", "--config", str(settings.path))


def display_command(
    settings: Settings, screen: Screen, *, theme: str = "", windowed: bool = False, size: str = ""
) -> tuple[str, ...]:
    """One display. Makes its token if there is none yet. Raises StoreError and UsageError.

    Only what was asked for on this command line is said: the rest comes with the snapshot, and what is
    said here would win over it.
    """
    kept(settings.hub.data, screen.name)
    options = {
        "--hub": settings.hub.url,
        "--token-file": str(token_file(settings.hub.data, screen.name)),
        "--copy": str(settings.hub.data / "screens" / slug(screen.name)),
        "--screen": screen.name,
        "--output": screen.output,
        "--theme": theme,
        "--size": checked_size(size) if size else "",
    }
    given = [f"{name}={value}" for name, value in options.items() if value]
    others = [one.output for one in settings.screens if one.output and one.name != screen.name]
    given += [f"--not-on={output}" for output in others]
    if screen.name != settings.screens[0].name:
        given.append("--waits")
    return (sys.executable, "-m", "signage.display", *given, *(["--windowed"] if windowed else []))


def distant_display_command(
    hub: str, name: str, *, theme: str = "", windowed: bool = False, size: str = ""
) -> tuple[str, ...]:
    """A display whose hub is on another PC. It asks for a token itself and keeps it beside its copy.

    Raises UsageError. Without a name it is called as this PC is.
    """
    if not re.fullmatch(r"https?://[^\s/]+/?", hub):
        raise UsageError(
            "--hub", f'"{hub[:80]}" is no address of a hub.', 'Write it like "http://signage.example:8080".'
        )
    name = name or socket.gethostname()
    data = platformdirs.user_data_path("signage", appauthor=False)
    options = {
        "--hub": hub,
        "--copy": str(data / "screens" / slug(name)),
        "--screen": name,
        "--theme": theme,
        "--size": checked_size(size) if size else "",
    }
    given = [f"{option}={value}" for option, value in options.items() if value]
    return (sys.executable, "-m", "signage.display", *given, *(["--windowed"] if windowed else []))


def checked_size(size: str) -> str:
    """A size in pixels as "WxH". Raises UsageError."""
    found = re.fullmatch(r"(\d{2,5})x(\d{2,5})", size.strip().lower())
    if not found or not all(64 <= int(side) <= 16384 for side in found.groups()):
        raise UsageError("--size", f'"{size[:40]}" is no size.', 'Write it like "1920x1080".')
    return found[0]


def job(displays: Mapping[str, tuple[str, ...]], hub: tuple[str, ...] = (), *, windowed: bool = False) -> Job:
    """What is kept up: each display by its name, and the hub if it runs on this PC.

    With displays in windows it is over when a person has closed the last of them.
    """
    programs = [Program(name="hub", command=hub, waits=HEAD_START if displays else 0)] if hub else []
    programs += [
        Program(name=name, command=command, chooses=True, closes=windowed)
        for name, command in displays.items()
    ]
    return Job(programs=tuple(programs))


def keeper_command(job: Job) -> tuple[str, ...]:
    """The keeper with its job."""
    return (sys.executable, "-m", "signage.keeper", job.encode())


def has_screen() -> bool:
    """Whether this session has an X server or a Wayland compositor."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
