"""An edit: what one person changed in one go, with what was before, so that it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from signage.core.decision import Scope
from signage.core.item import RawItem
from signage.core.placement import Placement


class Deed(StrEnum):
    """What somebody did. Words for people are in the pages."""

    PIN = "pin"
    UNPIN = "unpin"
    MOVE = "move"
    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    IMPORT = "import"
    REPLY = "reply"
    BLACK_OUT = "black out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is otherwise: a placement, or what an item says that staff wrote by hand.

    `said_before` and `said_after` are None where only the placement changed; of a new item the first is
    None, of a removed one the second.
    """

    target: str
    scope: Scope = Scope.ITEM
    before: Placement | None = None
    after: Placement | None = None
    said_before: RawItem | None = None
    said_after: RawItem | None = None

    @property
    def back(self) -> Change:
        """The change that takes this one back."""
        return Change(
            target=self.target,
            scope=self.scope,
            before=self.after,
            after=self.before,
            said_before=self.said_after,
            said_after=self.said_before,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One row of the log of edits. `undoes` is the number of the edit that it takes back."""

    id: int
    at: datetime
    by: str
    deed: Deed
    undoes: int | None = None
    changes: tuple[Change, ...] = ()
