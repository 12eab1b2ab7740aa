"""Prints: pictures of screens for the pages, from one painter that is kept up while it is needed."""

from __future__ import annotations

import io
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from PIL import Image

from signage.core.commission import Commission
from signage.core.commission import encode as written
from signage.core.snapshot import Snapshot, encode
from signage.errors import Busy
from signage.hub.studio import Studio

#: So many may wait for the painter, the one that is painted included.
MOST_WAITING = 4
MOST_KEPT = 48
#: The painter takes a hundred megabytes: it is ended when nobody asked for a picture for so long.
IDLE_SECONDS = 300
#: No picture stays longer: it may show words that were taken back since.
KEPT_SECONDS = 600
QUALITY = 82
#: How far the painter steps back for the display, which may be on the same PC.
NICE = 10
_ANY = datetime(2000, 1, 1, tzinfo=UTC)


class Prints:
    """Paints snapshots as JPEG and remembers the last ones. Thread-safe; pictures are made in turn.

    Knows neither what may be seen by whom nor what is worth painting.
    """

    def __init__(
        self,
        pictures: Path,
        *,
        idle_seconds: float = IDLE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pictures = pictures
        self._monotonic = monotonic
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        #: Each with the moment at which it was made, the oldest first.
        self._kept: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._waiting = 0
        self._studio: Studio | None = None
        self._idle: threading.Timer | None = None

    def jpeg(self, snapshot: Snapshot, commission: Commission) -> bytes:
        """The picture; kept for the same snapshot and commission.

        Raises Busy while too many wait, and DisplayError where it cannot be painted.
        """
        key = _key(snapshot, commission)
        with self._lock:
            self._forget()
            if key in self._kept:
                return self._kept[key][1]
            if self._waiting >= MOST_WAITING:
                raise Busy("painter", "Too many pictures are wanted at once.", "Try again in a few seconds.")
            self._waiting += 1
        try:
            with self._turn:
                made = _pressed(self._open().paint(snapshot, commission))
        finally:
            with self._lock:
                self._waiting -= 1
            self._rest()
        with self._lock:
            self._kept[key] = (self._monotonic(), made)
            self._kept.move_to_end(key)
            self._forget()
        return made

    def close(self) -> None:
        """End the painter and forget every picture."""
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
                self._idle = None
            self._kept.clear()
            studio, self._studio = self._studio, None
        if studio is not None:
            studio.close()  # at once: a hub that stops waits for no picture

    def _forget(self) -> None:
        """Let go of what is too old or too much."""
        while self._kept:
            made, _ = next(iter(self._kept.values()))
            if len(self._kept) <= MOST_KEPT and self._monotonic() - made < KEPT_SECONDS:
                return
            self._kept.popitem(last=False)

    def _open(self) -> Studio:
        if self._studio is None:
            self._studio = Studio(self._pictures, nice=NICE)
        return self._studio

    def _rest(self) -> None:
        """End everything when nobody asks any more."""
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            self._idle = threading.Timer(self._idle_seconds, self.close)
            self._idle.daemon = True
            self._idle.start()


def _key(snapshot: Snapshot, commission: Commission) -> str:
    """Stands for what is painted: everything but when the snapshot was made."""
    return sha256(encode(replace(snapshot, made=_ANY)) + written(commission)).hexdigest()


def _pressed(png: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
