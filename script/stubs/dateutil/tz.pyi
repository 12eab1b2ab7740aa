"""The part of dateutil that this project uses; it ships no types of its own."""

from datetime import tzinfo
from typing import IO

class tzical:  # noqa: N801
    def __init__(self, fileobj: IO[str]) -> None: ...
    def get(self, tzid: str | None = None) -> tzinfo | None: ...
