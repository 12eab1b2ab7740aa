"""What a page says after something was done: kept until the next page is drawn."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

#: Browsers for which something is kept, and sentences for each.
MOST_BROWSERS = 500
MOST_EACH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One sentence; `undo` is where a form takes it back, "" where nothing can."""

    text: str
    undo: str = ""


class Sayings:
    """Sentences by the mark of a browser, in memory. Thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Saying, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def say(self, mark: str, saying: Saying) -> None:
        """Keep a sentence for the next page of this browser."""
        with self._lock:
            self._kept[mark] = (*self._kept.pop(mark, ()), saying)[-MOST_EACH:]
            while len(self._kept) > MOST_BROWSERS:
                self._kept.popitem(last=False)

    def take(self, mark: str) -> tuple[Saying, ...]:
        """The sentences for this browser, once."""
        with self._lock:
            return self._kept.pop(mark, ()) if mark else ()
