"""Claims: who is looking at which card. A claim dims it for others and never locks it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

#: A claim ends so long after the last key or tap.
CLAIMED = timedelta(seconds=60)
MOST_OPENED = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One card that somebody opened."""

    person: int
    name: str
    until: datetime


class Claims:
    """Which cards are looked at, and which ones each person has opened. In memory; thread-safe.

    Decides nothing: a late decision is refused by what was seen (store.queue.seen).
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._claims: dict[str, Claim] = {}
        self._opened: OrderedDict[tuple[int, str], str] = OrderedDict()

    def opened(self, item: str, seen: str, *, person: int, name: str, now: datetime) -> None:
        """Somebody opened a card; `seen` is what was on it. Another's claim stays while it lasts."""
        with self._lock:
            self._claim(item, Claim(person=person, name=name, until=now + CLAIMED), now)
            self._opened[person, item] = seen
            self._opened.move_to_end((person, item))
            while len(self._opened) > MOST_OPENED:
                self._opened.popitem(last=False)

    def touched(self, item: str, *, person: int, now: datetime) -> None:
        """Somebody is still at it: a key or a tap."""
        with self._lock:
            claim = self._claims.get(item)
            if claim is not None and claim.person == person:
                self._claims[item] = Claim(person=person, name=claim.name, until=now + CLAIMED)

    def by_another(self, item: str, *, person: int, now: datetime) -> str:
        """The name of another person who is looking at it; "" for nobody."""
        with self._lock:
            claim = self._claims.get(item)
        return claim.name if claim and claim.person != person and claim.until > now else ""

    def has_opened(self, item: str, seen: str, *, person: int) -> bool:
        """Whether this person has had it open as it is now."""
        with self._lock:
            return self._opened.get((person, item)) == seen

    def _claim(self, item: str, wanted: Claim, now: datetime) -> None:
        # Who opens another card lets go of the last one.
        self._claims = {
            one: claim
            for one, claim in self._claims.items()
            if claim.until > now and claim.person != wanted.person
        }
        self._claims.setdefault(item, wanted)
