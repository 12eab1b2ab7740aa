"""Pairing: a new screen shows a code; when staff enter it, the screen gets a token of its own."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass

from signage.hub.token import make

#: Letters and figures that nobody mixes up on a TV: no 0 O 1 I L Q B 8 S 5.
ALPHABET = "ACDEFGHJKMNPRTUVWXYZ234679"
#: Seconds that a code can be entered.
VALID = 600.0
#: Codes that may be open at once; asking for more waits for one to run out.
MOST_OPEN = 20


@dataclass(slots=True, kw_only=True)
class Pairing:
    """One screen that waits for its code to be entered. `claim` is known to that screen alone."""

    code: str
    claim: str
    #: Monotonic seconds.
    until: float
    token: str = ""


class Pairings:
    """The open pairings, in memory: a restart of the hub makes screens ask again.

    Does not store tokens and does not know who enters a code: `accept` gives the token to whoever does.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._open: dict[str, Pairing] = {}
        self._lock = threading.Lock()

    def begin(self) -> Pairing | None:
        """A new code, or None while too many are open."""
        with self._lock:
            self._forget_old()
            if len(self._open) >= MOST_OPEN:
                return None
            codes = {pairing.code for pairing in self._open.values()}
            code = _code()
            while code in codes:
                code = _code()
            pairing = Pairing(code=code, claim=make(), until=self._monotonic() + VALID)
            self._open[pairing.claim] = pairing
            return pairing

    def look(self, claim: str) -> Pairing | None:
        """The pairing of this claim; one whose token is there is handed out once and forgotten."""
        with self._lock:
            self._forget_old()
            pairing = self._open.get(claim)
            if pairing is not None and pairing.token:
                del self._open[claim]
            return pairing

    def accept(self, code: str) -> str | None:
        """Somebody at the library entered `code`: the token its screen will get, or None if none waits."""
        wanted = code.upper().replace(" ", "").replace("-", "")
        with self._lock:
            self._forget_old()
            for pairing in self._open.values():
                if pairing.code == wanted and not pairing.token:
                    pairing.token = make()
                    return pairing.token
        return None

    def _forget_old(self) -> None:
        now = self._monotonic()
        self._open = {claim: pairing for claim, pairing in self._open.items() if pairing.until > now}


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(6))
