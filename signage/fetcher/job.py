"""What goes to a worker process and what comes back. Both sides import it, so it imports next to nothing."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from signage.errors import SourceError

#: How each message begins: its length in bytes.
LENGTH = struct.Struct(">Q")
#: Sent when a job was unpacked and its work begins: from here its seconds count.
BEGUN = b"begun"


@dataclass(frozen=True, slots=True)
class Job:
    """What to call. `seconds` is how long it may take, counted by this process too."""

    function: Callable[..., object]
    arguments: tuple[object, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: a value, an error meant for staff, or an accident in words for the log."""

    value: object = None
    error: SourceError | None = None
    accident: str = ""
    out_of_memory: bool = False
