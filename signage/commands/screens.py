"""Screens by their names, as people type them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from signage.core.pairing import LONGEST_NAME
from signage.errors import UsageError
from signage.settings import Settings
from signage.sources.text import tidy_line


def checked_name(name: str, settings: Settings) -> str:
    """The name that staff give a new screen; "" if they gave none. Raises UsageError."""
    tidied = tidy_line(name)[0]
    if name and not tidied:
        raise UsageError("--name", "There are no letters in it.", 'Write it like "Branch, first floor".')
    if len(tidied) > LONGEST_NAME:
        raise UsageError("--name", f"It has {len(tidied)} characters.", f"A name has at most {LONGEST_NAME}.")
    if tidied and settings.screen(tidied):
        raise UsageError(
            "--name",
            f'A TV of this PC is called "{tidied}" in {settings.path.name}.',
            "Give the new screen another name.",
        )
    return tidied


def screen_rows(known: Mapping[str, datetime], settings: Settings) -> list[dict[str, Any]]:
    """Every screen that is let in: its name, whether it is a TV of this PC, and since when."""
    return [
        {"screen": name, "where": "this PC" if settings.screen(name) else "elsewhere", "since": since}
        for name, since in known.items()
    ]


def revocable(name: str, known: Iterable[str], settings: Settings) -> str:
    """The screen called `name`, as it is written. Raises UsageError where it cannot be shut out."""
    found = next((one for one in known if one.casefold() == name.strip().casefold()), None)
    if found is None:
        others = ", ".join(known) or "none"
        raise UsageError("NAME", f'No screen is called "{name}".', f"Those that are let in: {others}.")
    if settings.screen(found):
        raise UsageError(
            "NAME",
            f'"{found}" is a TV of this PC.',
            f"Take its [[screen]] table out of {settings.path.name} instead.",
        )
    return found
