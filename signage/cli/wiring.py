"""What a command begins with: the settings, a screen of them, the store, the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from signage.errors import UsageError

if TYPE_CHECKING:
    from signage.core.snapshot import Screen
    from signage.settings import Settings
    from signage.store import Store


def read_settings(config: Path | None) -> Settings:
    """The settings, from `config` or where they are looked for. Raises SettingsError."""
    from signage.settings import load

    return load(config)


def screen_called(
    settings: Settings, name: str, theme: str = "", looks: Mapping[str, Screen] | None = None
) -> Screen:
    """The screen called `name`, the first one if that is empty; in `theme`, if given. Raises UsageError.

    `looks`: how staff want screens to look on the pages, which wins over the settings.
    """
    from dataclasses import replace

    from signage.core.snapshot import looking

    screen = settings.screen(name)
    if screen is None:
        known = ", ".join(one.name for one in settings.screens)
        raise UsageError("--screen", f'There is no screen called "{name}".', f"The settings have: {known}.")
    screen = looking(screen, (looks or {}).get(screen.name))
    if not theme:
        return screen
    # What is asked for here wins over the timetable too.
    timetable = tuple(replace(period, theme="") for period in screen.timetable)
    return replace(screen, theme=theme, timetable=timetable)


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """The store, closed afterwards. Makes the data folder. Raises StoreError."""
    from signage.clock import SystemClock
    from signage.store import Store

    settings.hub.data.mkdir(parents=True, exist_ok=True)
    store = Store.open(settings.hub.database or settings.hub.data / "signage.db", SystemClock())
    try:
        yield store
    finally:
        store.close()


def time_now() -> datetime:
    """Now, in UTC."""
    from signage.clock import SystemClock

    return SystemClock().now()
