"""Pairing: a new screen shows a code; when staff enter it, the screen is let in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: Letters and figures that nobody mixes up on a TV: no 0 O 1 I L Q B 8 S 5.
ALPHABET = "ACDEFGHJKMNPRTUVWXYZ234679"
LENGTH = 6
#: For how long a code can be entered.
VALID = timedelta(minutes=10)
#: Codes that may be open at once; asking for more waits for one to run out.
MOST_OPEN = 20
#: Characters of a screen's name.
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """One screen that waits to be let in. `name` is what it calls itself; staff may name it otherwise."""

    code: str
    name: str
    until: datetime


def code_of(typed: str) -> str:
    """The code that a person typed, as it is stored: without spaces and dashes, in capitals."""
    return typed.upper().replace(" ", "").replace("-", "")


def halves(code: str) -> tuple[str, str]:
    """A code as it is drawn and printed: two halves of three."""
    return code[: LENGTH // 2], code[LENGTH // 2 :]
