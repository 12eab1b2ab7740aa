"""A decision: what a person or a rule said about an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Trust(StrEnum):
    """How far a source is trusted."""

    PUBLISH = "publish"
    REVIEW = "review"


class State(StrEnum):
    """Where an item stands. Only `approved` items are ever shown."""

    WAITING = "waiting"
    HELD = "held"
    APPROVED = "approved"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


class Reason(StrEnum):
    """Why a rule holds an item, or why an item changed its state. Words for people are in `words`."""

    REVIEW = "review"
    BLOCK_WORD = "block-word"
    LINK = "link"
    CONTACT = "contact"
    SENSITIVE = "sensitive"
    TRICKS = "tricks"
    CAPITALS = "capitals"
    REPEATED = "repeated"
    IMITATION = "imitation"
    FOREIGN = "foreign"
    PRIVATE = "private"
    EMPTY = "empty"
    TRUSTED = "trusted"
    CHANGED = "changed"
    DELETED = "deleted"
    MODERATOR = "moderator"
    UNDONE = "undone"
    RETURNED = "returned"
    AUTHOR_BLOCKED = "author-blocked"
    AUTHOR_TRUSTED = "author-trusted"


class Scope(StrEnum):
    """What a decision or a placement binds: this one, or all dates of a series."""

    ITEM = "item"
    SERIES = "series"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of the append-only log. `before` is None in an item's first row."""

    id: int
    item: str
    at: datetime
    #: A person's name, or "rules", or "source".
    by: str
    before: State | None
    after: State
    reasons: tuple[Reason, ...] = ()
    note: str = ""
    scope: Scope = Scope.ITEM
    #: The row that this one takes back.
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rules say of one item: the state it starts in, and why."""

    state: State
    reasons: tuple[Reason, ...] = ()
