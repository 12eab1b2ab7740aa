"""The snapshot: the document that a screen is handed, enough to go on for days without the hub."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from signage.core.emergency import Emergency
from signage.core.hours import OpeningHours
from signage.core.item import Content, Lane
from signage.core.timetable import Period
from signage.core.window import Window
from signage.errors import SnapshotError

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

    def greatest(self, lane: Lane) -> timedelta | None:
        """The greatest age of one lane, None for events."""
        return None if lane is Lane.EVENTS else getattr(self, lane.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One TV: what it is called and how it shows things. Sizes in inches and metres.

    What its timetable changes is `timetable.screen_at`'s to say.
    """

    name: str = "Screen"
    output: str = ""
    theme: str = "night"
    layout: str = "full"
    motion: str = "shelf"
    diagonal: float = 43
    distance: float = 5
    #: Per cent of the picture that content moves in from each edge, on TVs that cut it off.
    inset: float = 0
    timetable: tuple[Period, ...] = ()


def looking(given: Screen, chosen: Screen | None) -> Screen:
    """A screen of the settings as staff want it to look on the pages, as it is where they said nothing.

    Which output a TV hangs on is the PC's own affair.
    """
    return given if chosen is None else replace(chosen, name=given.name, output=given.output)


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
    #: Comes before everything; its words are the first of `items` too.
    emergency: Emergency | None = None
    #: Staff ask which screen this is: it shows its name for a while.
    called: bool = False
    items: tuple[SnapshotItem, ...] = ()


def natural_order(item: SnapshotItem) -> tuple[object, ...]:
    """The order in which new items begin to wait; always the same for the same items.

    As staff ordered them, then events by their start, posts newest first, the rest newest first.
    """
    content = item.content
    ordered = (item.order is None, item.order or 0)
    if content.when:
        return (*ordered, 0, content.when.starts.timestamp(), item.id)
    said = content.published.timestamp() if content.published else 0.0
    return (*ordered, 1 if item.lane is Lane.POSTS else 2, -said, item.id)


def encode(whole: Snapshot | SnapshotItem) -> bytes:
    """The snapshot, or as much of it as one item is, as JSON in UTF-8."""
    return _ENCODER.encode(whole)


def decode(document: bytes) -> Snapshot:
    """The snapshot that `document` holds.

    What comes out is fit for `programme.make`: its zone is known and its times are aware. Raises
    SnapshotError for anything else, also for a snapshot of another version.
    """
    try:
        version = _HEADER.decode(document).version
        if version != VERSION:
            raise SnapshotError(
                "snapshot",
                f"It has version {version}; this screen reads version {VERSION}.",
                "Bring the hub and the screen to the same version of signage.",
            )
        snapshot = _DECODER.decode(document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SnapshotError(
            "snapshot", f"It cannot be read ({error}).", "The screen asks for a new one by itself."
        ) from error
    zone_of(snapshot.library.timezone)
    if any(moment.tzinfo is None for moment in _moments(snapshot)):
        raise SnapshotError(
            "snapshot", "It has a time without a zone.", "The screen asks for a new one by itself."
        )
    return snapshot


@lru_cache(maxsize=16)
def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name. Raises SnapshotError where it is not known."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise SnapshotError(
            "snapshot",
            f'The time zone "{name}" is not known.',
            'Set [library] timezone to a name such as "Europe/London".',
        ) from error


def _moments(snapshot: Snapshot) -> Iterator[datetime]:
    yield snapshot.made
    if snapshot.emergency:
        yield from (snapshot.emergency.issued, snapshot.emergency.until)
    for item in snapshot.items:
        content = item.content
        found = (item.expires, item.lease, content.published, content.edited)
        yield from (moment for moment in found if moment)
        if content.when:
            yield from (content.when.starts, content.when.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """As much of any version's snapshot as tells its version."""

    version: int


_ENCODER = msgspec.json.Encoder()
_HEADER = msgspec.json.Decoder(_Header)
_DECODER = msgspec.json.Decoder(Snapshot)
