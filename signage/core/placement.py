"""A placement: what staff want done with an item, kept apart from the item itself."""

from __future__ import annotations

from dataclasses import dataclass

from signage.core.decision import Scope
from signage.core.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What staff want done with one item or one series. None or empty means: as the source has it."""

    target: str
    scope: Scope = Scope.ITEM
    pinned: bool = False
    order: int | None = None
    text: str = ""
    windows: tuple[Window, ...] = ()
    #: Names of the screens it is for; empty: all.
    screens: tuple[str, ...] = ()
