"""First run: the code that proves that somebody is in the building."""

from __future__ import annotations

import hmac
import secrets
import threading
from datetime import datetime, timedelta
from enum import StrEnum

from signage.core.item import LANE_OF, Content, Kind
from signage.core.pairing import ALPHABET, LENGTH, code_of, halves
from signage.core.snapshot import SnapshotItem
from signage.words import Words

#: For how long codes are shown after the start of the hub, or after somebody asked for it at the PC.
SHOWN = timedelta(minutes=10)
#: Wrong codes that are taken; then a new code comes after PAUSE.
TRIES = 5
PAUSE = timedelta(minutes=1)
#: For how long after the right code the account can be made.
TICKET = timedelta(minutes=30)


class Answer(StrEnum):
    """What a typed code is."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_MANY = "too many"
    OVER = "over"


def notice_of(code: str, until: datetime, address: str, words: Words) -> SnapshotItem:
    """The code as a notice on every screen; it leaves them by itself when it ends."""
    short = address.partition("://")[2].rstrip("/")
    # One line holds the code: no break in it.
    text = words.text("New here: type {code} at {address}", code="\u00a0".join(halves(code)), address=short)
    return SnapshotItem(
        id=f"hub:first-run:{code}",
        lane=LANE_OF[Kind.NOTICE],
        content=Content(kind=Kind.NOTICE, text=text),
        own=True,
        pinned=True,
        expires=until,
    )


class FirstRun:
    """The code of now, in memory; a restart makes another. Thread-safe.

    Times are passed in. Does not know whether there is an administrator: the guard does.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: datetime | None = None
        self._code = ""
        self._from: datetime | None = None
        self._wrong = 0
        self._tickets: dict[str, datetime] = {}

    def open(self, now: datetime) -> str:
        """Show a new code for ten minutes; gives it."""
        with self._lock:
            self._until = now + SHOWN
            self._renew(now)
            return self._code

    @property
    def closed(self) -> bool:
        """Whether no code is shown any more."""
        return self._until is None

    def code(self, now: datetime) -> tuple[str, datetime] | None:
        """The code that is shown at `now`, and until when; None while there is none."""
        with self._lock:
            return self._shown(now)

    def answer(self, typed: str, now: datetime) -> Answer:
        """What somebody typed is; the fifth wrong one ends the code."""
        with self._lock:
            shown = self._shown(now)
            if shown is None:
                return Answer.OVER if self._until is None or now >= self._until else Answer.TOO_MANY
            if hmac.compare_digest(code_of(typed).encode(), shown[0].encode()):
                return Answer.RIGHT
            self._wrong += 1
            if self._wrong >= TRIES:
                self._renew(now + PAUSE)
                return Answer.TOO_MANY
            return Answer.WRONG

    def ticket(self, now: datetime) -> str:
        """A token for who typed the right code, to make the account with."""
        with self._lock:
            ticket = secrets.token_urlsafe(32)
            self._tickets = {one: until for one, until in self._tickets.items() if now < until}
            self._tickets[ticket] = now + TICKET
            return ticket

    def holds(self, ticket: str, now: datetime) -> bool:
        """Whether this ticket still lets an account be made."""
        with self._lock:
            return now < self._tickets.get(ticket, now)

    def close(self) -> None:
        """There is an administrator: no code, no ticket."""
        with self._lock:
            self._until, self._tickets = None, {}

    def _shown(self, now: datetime) -> tuple[str, datetime] | None:
        if self._until is None or self._from is None or not self._from <= now < self._until:
            return None
        return self._code, self._until

    def _renew(self, start: datetime) -> None:
        self._code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        self._from, self._wrong = start, 0
