"""The timetable of a screen: reading hours, a sensory hour, exam weeks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from signage.clock import trusted
from signage.core.window import Window

if TYPE_CHECKING:
    from signage.core.snapshot import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time in which a screen shows things otherwise. Empty: as the screen has it."""

    window: Window
    motion: str = ""
    theme: str = ""


def screen_at(screen: Screen, local: datetime) -> Screen:
    """`screen` as its timetable has it at `local`, a time on the library's clock.

    The first period that says a thing wins for that thing. While the clock cannot be right there is
    no timetable.
    """
    if not trusted(local):
        return screen
    now = [period for period in screen.timetable if period.window.allows(local)]
    motion = next((period.motion for period in now if period.motion), screen.motion)
    theme = next((period.theme for period in now if period.theme), screen.theme)
    return replace(screen, motion=motion, theme=theme)
