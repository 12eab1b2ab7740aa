"""Lists that somebody looked at and did not yet import."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock

from signage.core.importing import Checked

#: The oldest one is forgotten first.
MOST_KEPT = 20


class Desk:
    """Lists that wait for a yes, in memory: whoever looked at one finds it by its token. Thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Checked] = OrderedDict()
        self._lock = Lock()

    def put(self, checked: Checked) -> str:
        """Keep a list; gives its token."""
        token = secrets.token_urlsafe(12)
        with self._lock:
            self._kept[token] = checked
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return token

    def get(self, token: str) -> Checked | None:
        """The list, None where it is not kept (any more)."""
        with self._lock:
            return self._kept.get(token)
