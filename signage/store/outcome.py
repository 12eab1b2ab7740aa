"""What a fetch hands to the store, and what the store says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from signage.core.decision import Trust, Verdict
from signage.core.health import Trouble
from signage.core.item import Lane, RawItem
from signage.core.source import Problem, SourceState

#: The source of what patrons write into the hub's own form. No source of the settings can have this id.
FORM = ":form"
#: The source of what staff write by hand on the pages.
STAFF = ":staff"
#: They are asked by nobody, so they are never due.
NEVER = timedelta(days=36500)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A source as the settings name it.

    `fingerprint` stands for everything that, when it changes, makes remembered answers void:
    address, account, query, trust, block words. Never holds a token.
    """

    id: str
    name: str
    kind: str
    trust: Trust
    lane: Lane | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask it "has it changed?" with, byte for byte. Empty where it gave none."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSource:
    """A source that wants to be asked now, and what its plan remembers."""

    id: str
    state: SourceState
    due: datetime
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedItem:
    """An item as it came, with what the rules say of it."""

    raw: RawItem
    lane: Lane
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOutcome:
    """Everything one fetch of one source gave. One that failed says so in `failure` and gives no items."""

    source: str
    #: When to ask again.
    next_due: datetime
    items: tuple[JudgedItem, ...] = ()
    #: None leaves the plan's memory as it was.
    memory: Mapping[str, str] | None = None
    #: By address; empty validators are forgotten.
    validators: Mapping[str, Validators] = field(default_factory=dict)
    #: Ids that the service says are deleted or no longer public.
    gone: tuple[str, ...] = ()
    #: Ids that it confirmed without sending them again.
    checked: tuple[str, ...] = ()
    #: `items` is everything there is: what is missing was taken away.
    complete: bool = False
    #: The service answered "not modified": everything is as it was in the last answer.
    unchanged: bool = False
    #: A person stands behind this list (a file saved on this PC, "accept"): believe it however short.
    settled: bool = False
    #: One sentence for staff; "" for a fetch that worked.
    failure: str = ""
    #: Why, as the pages tell it.
    trouble: Trouble = Trouble.NONE
    #: Paid reads that the fetch used, counted whether it worked or not.
    reads: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReport:
    """What saving a fetch changed, in items."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    revision: int = 0
    #: When the source is asked again; sooner than wished while its list looks too short.
    due: datetime
    #: The list was empty or lost more than half: kept as it was until it is sure.
    shrunken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How a source is doing, for `check` and the staff pages."""

    id: str
    name: str
    kind: str
    trust: Trust
    lane: Lane | None
    #: Whether the settings still name it.
    listed: bool
    due: datetime
    failures: int
    failure: str
    trouble: Trouble
    failed_since: datetime | None
    last_good: datetime | None
    problems: tuple[Problem, ...]
    #: Since when its list has looked too short to believe.
    shrunken_since: datetime | None
    #: Items of it that are approved and not over.
    shown: int
