"""Server-sent events, as the hub says what changed."""

from __future__ import annotations

from collections.abc import Iterator


class Events:
    """Server-sent events out of a stream of bytes (WHATWG HTML, section 9.2.6). Asks nobody."""

    def __init__(self) -> None:
        self._rest = b""
        self._event = ""
        self._data: list[str] = []

    def feed(self, chunk: bytes) -> Iterator[tuple[str, str]]:
        """The events that are complete with `chunk`: name and data. Comments give nothing."""
        *lines, self._rest = (self._rest + chunk).replace(b"\r\n", b"\n").split(b"\n")
        self._rest = self._rest[-65536:]
        for raw in lines:
            line = raw.decode("utf-8", "replace")
            if not line:
                if self._data:
                    yield self._event or "message", "\n".join(self._data)
                self._event, self._data = "", []
                continue
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if field == "event":
                self._event = value
            elif field == "data":
                self._data.append(value)
