"""A JSON answer read without trusting its shape."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from urllib.parse import urlsplit

from signage.errors import NotRecognised

_MOST_DIGITS = 18
_LONGEST_IDENTIFIER = 1000
_LONGEST_ADDRESS = 2000
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def read_json(body: bytes, where: str) -> object:
    """The value in `body`; whole numbers of more than 18 digits come out as infinity (RFC 8259, 6).

    Raises NotRecognised where it is not JSON at all, with a sentence of its own for a web page, which
    is what sign-in pages of guest networks send.
    """
    text = body.decode("utf-8-sig", "replace")
    try:
        value: object = json.loads(text, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        if text.lstrip().startswith("<"):
            what = "The answer is a web page instead of data."
            do = "Check the address, and whether this network asks for a sign-in before it lets anybody out."
        else:
            what = "The answer is empty." if not text.strip() else "The answer cannot be read as JSON."
            do = "Check the address; if it is right, the service may be ill: it is asked again later."
        raise NotRecognised(where, what, do) from error
    return value


def _whole(digits: str) -> float:
    # int() itself raises from 4300 digits on, and no database column takes such a number.
    return int(digits) if len(digits) <= _MOST_DIGITS else math.inf


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object: each question gets the type it asks for, or that type's empty value.

    False where there was no object. Does not say whether a field was missing or of a wrong type.
    """

    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, value: object) -> Fields:
        """The fields of `value`, none where it is not an object."""
        return cls(value) if isinstance(value, dict) else cls()

    def __bool__(self) -> bool:
        return bool(self.values)

    def __contains__(self, key: str) -> bool:
        return self.values.get(key) is not None

    def text(self, key: str) -> str:
        """A text, without the half surrogate pairs that JSON may carry and no encoder takes."""
        return _text(self.values.get(key))

    def identifier(self, key: str) -> str:
        """A native id: one printable word of at most 1000 characters, else ""."""
        value = self.values.get(key)
        word = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(word, str) or not 0 < len(word) <= _LONGEST_IDENTIFIER:
            return ""
        return word if word.isprintable() and " " not in word else ""

    def address(self, key: str) -> str:
        """An http or https address, else ""."""
        return web_address(self.text(key))

    def size(self, key: str) -> int:
        """A width or height in pixels, 0 where it makes no sense."""
        value = self.values.get(key)
        return value if type(value) is int and 0 < value < 100_000 else 0

    def flag(self, key: str) -> bool:
        """Whether it is set. Anything but false, null, 0 and nothing counts: marks are not overlooked."""
        return bool(self.values.get(key))

    def moment(self, key: str) -> datetime | None:
        """An ISO 8601 time in UTC; None where it cannot be read or is before the year 2000."""
        return moment(self.text(key))

    def fields(self, key: str) -> Fields:
        """The object under `key`."""
        return Fields.of(self.values.get(key))

    def each(self, key: str) -> tuple[Fields, ...]:
        """The objects of the list under `key`; entries that are no objects come out empty."""
        return each(self.values.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the list under `key`."""
        value = self.values.get(key)
        return tuple(_text(entry) for entry in value if _text(entry)) if isinstance(value, list) else ()


def each(value: object) -> tuple[Fields, ...]:
    """The objects of a list; entries that are no objects come out empty, so that places still count."""
    return tuple(Fields.of(entry) for entry in value) if isinstance(value, list) else ()


def moment(text: str) -> datetime | None:
    """An ISO 8601 time in UTC (a time without a zone is UTC); None if unreadable or before 2000."""
    try:
        read = datetime.fromisoformat(text)
        read = read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return read if read >= _EARLIEST else None


def web_address(text: str) -> str:
    """`text` if it is an http or https address that can be asked, else ""."""
    if len(text) > _LONGEST_ADDRESS or not text.isprintable() or " " in text:
        return ""
    try:
        parts = urlsplit(text)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return ""
    return text if fine else ""


def _text(value: object) -> str:
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""
