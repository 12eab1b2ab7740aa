"""Editions: the snapshot of each screen, made once per revision, settings and hour."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from signage.clock import Clock
from signage.core.assembly import assemble
from signage.core.decision import State
from signage.core.item import Item
from signage.core.placement import Placement
from signage.core.snapshot import Ages, Mix, Screen, Snapshot, SnapshotItem, encode, looking
from signage.core.stopping import covers
from signage.errors import ItemNotFound
from signage.hub.announcer import Change
from signage.settings import Settings
from signage.store import Store
from signage.store.outcome import STAFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One screen's snapshot, encoded, with the tag under which it is known."""

    revision: int
    #: A strong entity tag (RFC 9110, section 8.8.3), quoted.
    etag: str
    body: bytes
    #: What `body` says.
    snapshot: Snapshot


#: Nothing is too old to be looked at.
_LONG = timedelta(days=36500)

#: Items that the hub shows of itself, which are in no store.
Guests = tuple[SnapshotItem, ...]


def _nobody(_now: datetime) -> Guests:
    return ()


class Editions:
    """Makes snapshots and remembers the last one of each screen. Thread-safe.

    A new edition comes with every revision and settings, and every hour: leases grow when a source
    confirms its items, which is no revision. Does not know who may have which screen's.
    """

    def __init__(
        self, settings: Settings, store: Store, clock: Clock, guests: Callable[[datetime], Guests] = _nobody
    ) -> None:
        self._store = store
        self._guests = guests
        self._clock = clock
        self._lock = threading.Lock()
        self._made: dict[str, Edition] = {}
        self._approved: tuple[int, tuple[Item, ...]] = (-1, ())
        self._stopped: frozenset[str] = frozenset()
        self._announced = ""
        self._known: frozenset[str] = frozenset()
        self._called: dict[str, datetime] = {}
        self.reload(settings)

    def reload(self, settings: Settings) -> None:
        """Go on with other settings; every screen gets a new edition."""
        mark = repr((settings.library, settings.mix, settings.ages, settings.screens, settings.review_rest))
        mark += settings.patrons_address + repr([(s.id, s.own) for s in settings.sources])
        with self._lock:
            self._settings = settings
            self._mark = sha256(mark.encode()).hexdigest()[:8]

    def of(self, screen: str) -> Edition:
        """The edition of this screen as of now. Raises StoreError."""
        now = self._clock.now()
        with self._lock:
            revision = self._store.revision()
            etag = self._tag(revision, now)
            made = self._made.get(screen)
            if made is None or made.etag != etag:
                snapshot = self._make(screen, revision, now)
                made = Edition(revision=revision, etag=etag, body=encode(snapshot), snapshot=snapshot)
                self._made[screen] = made
            return made

    def look(self) -> Change | None:
        """What changed since the last look: for the announcer. Raises StoreError."""
        now = self._clock.now()
        with self._lock:
            revision = self._store.revision()
            tag = self._tag(revision, now)
            if tag == self._announced:
                return None
            approved = frozenset(item.id for item in self._items(revision, now))
            gone = self._known - approved
            left = sorted(one for one in gone if one in self._stopped or not self._still_approved(one))
            self._announced, self._known = tag, approved
        return Change(revision=revision, hidden=tuple(left))

    def _tag(self, revision: int, now: datetime) -> str:
        guests = "".join(f"-{item.id}" for item in self._guests(now))
        called = "".join(f"-{until:%M%S%f}" for until in self._called.values() if now < until)
        return f'"{revision}-{self._mark}-{int(now.timestamp() // 3600)}{guests}{called}"'

    def _items(self, revision: int, now: datetime) -> tuple[Item, ...]:
        """Everything that is approved, not stopped, and not over: a library keeps years of what is."""
        if self._approved[0] != revision:
            approved = self._store.items(states=(State.APPROVED,), ends_after=now)
            stopped = self._store.stops.current() is not None
            self._stopped = frozenset(item.id for item in approved if stopped and covers(item.content))
            self._approved = (revision, tuple(item for item in approved if item.id not in self._stopped))
        return self._approved[1]

    def _still_approved(self, item_id: str) -> bool:
        try:
            return self._store.item(item_id).state is State.APPROVED
        except ItemNotFound:
            return False

    def returning(self) -> tuple[SnapshotItem, ...]:
        """What would be in the snapshots again if nothing were stopped. Raises StoreError."""
        now = self._clock.now()
        with self._lock:
            revision = self._store.revision()
            self._items(revision, now)
            approved = self._store.items(states=(State.APPROVED,), ends_after=now)
            stopped = [item for item in approved if item.id in self._stopped]
            return self._assemble(stopped, Screen(), revision, now).items

    def sample(self, item: Item, placements: Iterable[Placement], screen: Screen, now: datetime) -> Snapshot:
        """A snapshot of nothing but this item, as these placements have it."""
        with self._lock:
            settings = self._settings
        return assemble(
            [item],
            placements,
            library=settings.library,
            screen=screen,
            mix=Mix(),
            ages=Ages(posts=_LONG, patrons=_LONG, notices=_LONG),
            patrons_address=settings.patrons_address,
            revision=0,
            now=now,
            own_sources=self._own(settings),
        )

    def call(self, screen: str, until: datetime) -> None:
        """Let this screen show its name. It takes it away by itself; afterwards no edition asks for it."""
        with self._lock:
            now = self._clock.now()
            self._called = {one: end for one, end in self._called.items() if now < end} | {screen: until}

    def look_of(self, screen: str) -> Screen:
        """How this screen shows things: as staff said on the pages, else as the settings say."""
        with self._lock:
            return self._look(screen)

    def _look(self, screen: str) -> Screen:
        given = self._settings.screen(screen) or Screen(name=screen)
        return looking(given, self._store.looks().get(given.name))

    @staticmethod
    def _own(settings: Settings) -> frozenset[str]:
        return frozenset({STAFF, *(source.id for source in settings.sources if source.own)})

    def _make(self, screen: str, revision: int, now: datetime) -> Snapshot:
        shown = self._look(screen)
        made = self._assemble(self._items(revision, now), shown, revision, now)
        called = now < self._called.get(screen, now)
        return replace(made, called=called, items=(*self._guests(now), *made.items))

    def _assemble(self, items: Iterable[Item], screen: Screen, revision: int, now: datetime) -> Snapshot:
        settings = self._settings
        return assemble(
            items,
            self._store.placements(),
            library=settings.library,
            screen=screen,
            mix=settings.mix,
            ages=settings.ages,
            patrons_address=settings.patrons_address,
            review_rest=settings.review_rest,
            revision=revision,
            now=now,
            emergency=self._store.emergency(now),
            own_sources=self._own(settings),
        )
