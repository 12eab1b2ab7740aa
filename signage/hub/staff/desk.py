"""What somebody looked at and did not yet save or import."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

#: The oldest one is forgotten first.
MOST_KEPT = 20


class Desk(Generic[T]):
    """Things that wait for a yes, in memory: who looked at one finds it by its token. Thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def put(self, thing: T) -> str:
        """Keep a thing; gives its token."""
        token = secrets.token_urlsafe(12)
        with self._lock:
            self._kept[token] = thing
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return token

    def get(self, token: str) -> T | None:
        """The thing, None where it is not kept (any more)."""
        with self._lock:
            return self._kept.get(token)
