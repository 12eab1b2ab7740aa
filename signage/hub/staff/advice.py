"""Advice on the length of a text."""

from __future__ import annotations

import math
from dataclasses import dataclass

from signage.core import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """How long a text takes to read: an estimate, and never a reason not to save."""

    words: int
    seconds: int
    #: So many words fewer can be read in passing; 0 where it is fine.
    fewer: int


def advice(text: str) -> Advice:
    """Of the words that stand in the ticker."""
    many = reading.words_in(text)
    most = (reading.LONGEST - reading.LOOK_UP) / reading.SECONDS_A_WORD
    fewer = max(0, math.ceil(many - most))
    return Advice(words=len(text.split()), seconds=round(reading.dwell(text)), fewer=fewer)
