"""An emergency: words that staff put on every screen at once, until they end it or a set time comes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from signage.clock import trusted
from signage.core.item import Content, Kind

#: Lines of instructions under the headline; more cannot be taken in while walking to a door.
MOST_LINES = 3
#: What fits on a screen in the sizes of an emergency, in characters.
LONGEST_HEADLINE = 60
LONGEST_LINE = 80
#: An end that is further away than this is a slip of the fingers.
LONGEST = timedelta(days=7)
#: What the ids of their notices begin with.
EMERGENCY = "emergency:"

_MARKS = frozenset(".!?؟…。！？")
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+(?=\S)|(?<=[。！？])\s*(?=\S)")


class Mode(StrEnum):
    """How an emergency is shown: instead of everything, or first among everything."""

    REPLACE = "replace"
    INCLUDE = "include"


class Arrow(StrEnum):
    """Which way people shall go; drawn only where staff set it."""

    NONE = ""
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """What every screen says first. Never shown from `until` on, whoever can or cannot be reached.

    Does not know who issued it: that is in the store's log. Both moments are aware.
    """

    headline: str
    lines: tuple[str, ...] = ()
    issued: datetime
    until: datetime
    mode: Mode = Mode.REPLACE
    arrow: Arrow = Arrow.NONE

    @property
    def id(self) -> str:
        """The id of its notice among a snapshot's items."""
        return f"{EMERGENCY}{self.issued.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"

    @property
    def content(self) -> Content:
        """Its words as a notice."""
        text = self.headline
        for line in self.lines:
            text += f" {line}" if text[-1:] in _MARKS else f"\n{line}"
        return Content(kind=Kind.NOTICE, text=text)

    def is_on(self, now: datetime) -> bool:
        """Whether it is shown at `now`; a clock that cannot be right ends nothing."""
        return not trusted(now) or now < self.until


def parts(text: str) -> tuple[str, ...]:
    """The lines of `text`, or its sentences where it is one line. Nothing is left out.

    A full stop before a small letter or a number ends no sentence ("9 a.m. today", "No. 5").
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) != 1:
        return tuple(lines)
    sentences: list[str] = []
    begin = 0
    for gap in _SENTENCE_END.finditer(lines[0]):
        after = lines[0][gap.end()]
        if after.islower() or (after.isdigit() and lines[0][gap.start() - 1] == "."):
            continue
        sentences.append(lines[0][begin : gap.start()])
        begin = gap.end()
    return (*sentences, lines[0][begin:])
