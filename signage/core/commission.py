"""A commission: one picture that is asked of the painter, as it travels to its process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from signage.errors import DisplayError


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """What to paint and where to put it. Empty: as the snapshot's screen is set, at that moment.

    `snapshot`, `out` and `pictures` are paths: an encoded snapshot, the PNG file that is made, the folder
    of pictures, each named by its hash. `at` None: now; without a zone it is the library's. `slide` and
    `card` are counted from 0: the slides and groups of cards that come after the first. `silent`: hours
    since the hub last answered. `pairing`: the code of a screen that nobody has let in yet. `part` "cards":
    the ticker's first cards alone, without the caps beside them, their pages one below the other.
    """

    snapshot: str = ""
    out: str = ""
    at: datetime | None = None
    size: str = "1920x1080"
    theme: str = ""
    motion: Literal["", "shelf", "crawl", "calm"] = ""
    layout: Literal["", "full", "strip", "bar"] = ""
    slide: int = 0
    card: int = 0
    pictures: str = ""
    silent: float = 0.0
    pairing: str = ""
    part: Literal["", "cards"] = ""


def encode(commission: Commission) -> bytes:
    """The commission as one line of JSON, its end included."""
    return _ENCODER.encode(commission) + b"\n"


def decode(line: bytes) -> Commission:
    """The commission in a line of JSON. Raises DisplayError."""
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DisplayError(
            "painter", f"This is not a commission ({error}).", "Send one JSON object in a line."
        ) from error


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Commission)
