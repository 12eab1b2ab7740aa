"""A calendar's text, taken apart: its heading, its time zones and its events, each by itself.

Every event is read alone later on, so that one broken line spoils one event and not the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

#: The parameter that carries a time zone's name from `mended` to the reader of events.
ZONE = "X-ZONE-NAME"

_FOLD = re.compile(rb"(?:\r*\n|\r)[ \t]")
_DATE_LINE = re.compile(r"(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(?=[;:])", re.IGNORECASE)
#: ISO dates with their dashes and colons, and fractions of a second: no calendar should, some do.
_DASHED = re.compile(
    r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z?))?(?=$|[,/])"
)
_NAMED = re.compile(
    r"""^(?P<name>[\w-]+) (?P<before>(?:;(?!TZID=)[\w-]+=(?:"[^"]*"|[^;:"]*))*)
        ;TZID=(?P<zone>"[^"]*"|.*?) (?P<after>(?:;[\w-]+=[\w-]+)*) :(?P<value>[0-9TZPWDHMS+,/-]*)$""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One VCALENDAR as lines of text, unfolded. Says nothing about what the lines mean."""

    #: Upper-case names of the calendar's own properties, with the first value of each.
    heading: Mapping[str, str] = field(default_factory=dict)
    zones: tuple[tuple[str, ...], ...] = ()
    events: tuple[tuple[str, ...], ...] = ()
    #: Whether the last event reached its END; False where the answer breaks off.
    whole: bool = True


def sheets(body: bytes) -> tuple[Sheet, ...]:
    """The calendars in `body`; none where it is no calendar. RFC 5545 section 3.4.

    Takes what is really sent: any line ends, a byte order mark, UTF-16, Latin-1, several calendars
    one after the other, a bare VEVENT. Lines inside an alarm are left out.
    """
    found: list[Sheet] = []
    reading = _Reading()
    for line in _lines(body):
        if line.upper().rstrip() == "BEGIN:VCALENDAR":
            if reading.begun:
                found.append(reading.sheet())
            reading = _Reading()
            reading.begun = True
        else:
            reading.take(line)
    if reading.begun:
        found.append(reading.sheet())
    return tuple(found)


def value_of(lines: tuple[str, ...], name: str) -> str:
    """The value of the first line called `name`, as it is written; "" where there is none."""
    for line in lines:
        if line[: len(name)].upper() == name and line[len(name) : len(name) + 1] in {":", ";"}:
            return line.rpartition(":")[2] if ";" in line[: len(name) + 1] else line[len(name) + 1 :]
    return ""


def mended(line: str) -> str:
    """`line` so that a strict reader can take it: dates without dashes, zone names as plain words.

    Outlook writes names with colons, commas and brackets without quoting them. The name moves into
    a parameter of our own, so that no reader guesses a zone before `zones` has looked at it.
    """
    if not _DATE_LINE.match(line):
        return line
    line = _DASHED.sub(_undashed, line.rstrip())
    if not (found := _NAMED.match(line)):
        return line
    zone = re.sub(r'["\x00-\x1f]', "", found["zone"]).strip()
    return f'{found["name"]}{found["before"]};{ZONE}="{zone}"{found["after"]}:{found["value"]}'


def _undashed(found: re.Match[str]) -> str:
    year, month, day, hour, minute, second, utc = found.groups()
    return f"{year}{month}{day}" + (f"T{hour}{minute}{second or '00'}{utc}" if hour else "")


def _lines(body: bytes) -> Iterator[str]:
    # Folds may lie inside a character: they go while the text is still bytes (RFC 5545 section 3.1).
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        body = body.decode("utf-16", "replace").encode()
    body = _FOLD.sub(b"", body.removeprefix(b"\xef\xbb\xbf"))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    for line in re.split(r"\r\n|\n|\r", text.replace("\0", "")):
        if line.strip():
            yield line.lstrip("\ufeff \t")


class _Reading:
    """What has been read of one calendar so far."""

    def __init__(self) -> None:
        self.begun = False
        self._heading: dict[str, str] = {}
        self._zones: list[tuple[str, ...]] = []
        self._events: list[tuple[str, ...]] = []
        self._open: list[str] = []
        self._block: list[str] = []

    def take(self, line: str) -> None:
        word, _, name = line.partition(":")
        word, name = word.strip().upper(), name.strip().upper()
        if word == "BEGIN":
            self._begin(name)
        elif word == "END":
            self._end(name)
        elif not self._open:
            key, _, value = line.partition(":")
            self._heading.setdefault(key.partition(";")[0].strip().upper(), value.strip())
        elif self._open == ["VEVENT"] or self._open[0] == "VTIMEZONE":
            self._block.append(line)

    def sheet(self) -> Sheet:
        return Sheet(self._heading, tuple(self._zones), tuple(self._events), not self._open)

    def _begin(self, name: str) -> None:
        if name == "VEVENT":
            if self._open[:1] == ["VEVENT"]:  # the one before has no END
                self._events.append(tuple(self._block))
            self.begun = True
            self._open, self._block = ["VEVENT"], []
            return
        if name == "VTIMEZONE" and not self._open:
            self._block = []
        self._open.append(name)
        if self._open[0] == "VTIMEZONE" and len(self._open) > 1:
            self._block.append(f"BEGIN:{name}")

    def _end(self, name: str) -> None:
        if name not in self._open:
            if name == "VCALENDAR":
                self._open = []
            return
        while (last := self._open.pop()) != name:
            pass
        if self._open[:1] == ["VTIMEZONE"]:
            self._block.append(f"END:{last}")
        elif not self._open and last in {"VEVENT", "VTIMEZONE"}:
            (self._events if last == "VEVENT" else self._zones).append(tuple(self._block))
            self._block = []
