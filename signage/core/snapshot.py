"""The snapshot: the document that a screen is handed, enough to go on for days without the hub."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from signage.core.hours import OpeningHours
from signage.core.item import Content, Lane
from signage.core.window import Window

#: Raised when a field changes its meaning; a screen that knows another version keeps its copy.
VERSION = 1
MOST_ITEMS = 400
MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The library itself, as every screen needs it."""

    name: str
    timezone: str = "UTC"
    locale: str = "en-GB"
    hours: OpeningHours = OpeningHours()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How many of a turn's slots each lane may use, in proportion. 0 keeps a lane off."""

    events: int = 2
    posts: int = 1
    patrons: int = 1
    notices: int = 1

    def weight(self, lane: Lane) -> int:
        """The weight of one lane."""
        return int(getattr(self, lane.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """After how long the items of a lane leave the screens. Events leave when they end."""

    posts: timedelta = timedelta(days=7)
    patrons: timedelta = timedelta(hours=3)
    notices: timedelta = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One TV: what it is called and how it shows things. Sizes in inches and metres."""

    name: str = "Screen"
    output: str = ""
    theme: str = "night"
    layout: str = "full"
    motion: str = "shelf"
    diagonal: float = 43
    distance: float = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotItem:
    """An item as a screen may know it: approved, without notes or anybody's tokens."""

    id: str
    lane: Lane
    content: Content
    #: From staff or the library's own accounts: counts as an announcement in the mix.
    own: bool = False
    #: From a review source: rests until the hub has answered once, and while it is silent for long.
    review: bool = False
    pinned: bool = False
    order: int | None = None
    windows: tuple[Window, ...] = ()
    #: Leaves the screens for good at this moment (greatest age, an offer's end). UTC.
    expires: datetime | None = None
    #: May be shown without a new confirmation until this moment (X: 24 h). UTC.
    lease: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything one screen may show in the coming days, and what it needs to know to choose.

    Holds no item that is not approved. Does not say what is shown when: that is the programme's.
    """

    version: int = VERSION
    revision: int
    made: datetime
    library: Library
    screen: Screen
    mix: Mix = Mix()
    #: Printed in the QR code of the ticker's right cap; "" means "at the desk".
    patrons_address: str = ""
    #: After how long without the hub review items rest.
    review_rest: timedelta = timedelta(minutes=60)
    items: tuple[SnapshotItem, ...] = ()
