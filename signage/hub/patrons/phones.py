"""Phones that are blocked today: in memory, by a hash whose salt is thrown away each day."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

#: Comments of one day of which it is known that they came from one phone.
MOST_COMMENTS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One phone that is blocked, and the decisions that hid its other comments."""

    trace: str
    decisions: tuple[int, ...] = ()


class Phones:
    """Which comments of today came from one phone, and which phones are blocked. Thread-safe.

    A phone is known by the random mark of its browser; what is kept is its hash for one day. Nothing is
    written anywhere: a hub that starts anew knows no phone.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._day = date.min
        self._salt = b""
        self._wrote: OrderedDict[str, str] = OrderedDict()
        self._blocked: dict[int, Block] = {}

    def wrote(self, mark: str, item: str, day: date) -> None:
        """A comment came from the phone with this mark."""
        if not mark:
            return
        with self._lock:
            self._begin(day)
            self._wrote[item] = self._trace(mark)
            while len(self._wrote) > MOST_COMMENTS:
                self._wrote.popitem(last=False)

    def knows(self, item: str, day: date) -> bool:
        """Whether the phone that this comment came from can be blocked."""
        with self._lock:
            self._begin(day)
            return item in self._wrote

    def others(self, item: str, day: date) -> tuple[str, ...]:
        """What else came from the same phone today."""
        with self._lock:
            self._begin(day)
            trace = self._wrote.get(item)
            return tuple(one for one, of in self._wrote.items() if of == trace and one != item)

    def block(self, item: str, day: date, *, decision: int, others: Collection[int]) -> None:
        """Block the phone that this comment came from; `decision` is the one that lifts it when undone."""
        with self._lock:
            self._begin(day)
            if item in self._wrote:
                self._blocked[decision] = Block(trace=self._wrote[item], decisions=tuple(others))

    def lift(self, decision: int) -> tuple[int, ...]:
        """Lift the block that was made with a decision; gives the other decisions that were made with it."""
        with self._lock:
            block = self._blocked.pop(decision, None)
            return block.decisions if block else ()

    def blocks(self, day: date) -> tuple[int, ...]:
        """The decisions with which the blocks of today were made."""
        with self._lock:
            self._begin(day)
            return tuple(self._blocked)

    def blocked(self, mark: str, day: date) -> bool:
        """Whether the phone with this mark may say nothing more today."""
        with self._lock:
            self._begin(day)
            trace = self._trace(mark)
            return any(block.trace == trace for block in self._blocked.values())

    def _begin(self, day: date) -> None:
        """Forget everything when another day has begun."""
        if day != self._day:
            self._day, self._salt = day, secrets.token_bytes(32)
            self._wrote.clear()
            self._blocked.clear()

    def _trace(self, mark: str) -> str:
        return hashlib.blake2b(mark.encode(), key=self._salt, digest_size=16).hexdigest()
