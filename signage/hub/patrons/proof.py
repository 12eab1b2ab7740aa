"""Proof of work in the ALTCHA protocol, version 2: a phone counts for a moment, so a robot has to as well."""

from __future__ import annotations

import hmac
import json
import threading
from datetime import UTC, datetime, timedelta

import altcha

#: About 256 tries of 2,000 rounds: half a second on a phone, and nothing that a person notices while writing.
ALGORITHM, COST, PREFIX = "PBKDF2/SHA-256", 2_000, "00"
#: So long an answer is taken.
GOOD_FOR = timedelta(hours=2)
#: No answer is longer.
LONGEST = 2_000


class Proofs:
    """Sets tasks and checks answers, each once. Keeps no task: it is signed. Decides nothing. Thread-safe.

    What was used is known in memory only: after a restart an answer counts a second time.
    """

    def __init__(self, key: bytes) -> None:
        self._key = hmac.new(key, b"proof", "sha256").digest()
        self._used: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def task(self, now: datetime) -> str:
        """A task (JSON) for a page."""
        made = altcha.create_challenge(
            ALGORITHM, COST, key_prefix=PREFIX, expires_at=now + GOOD_FOR, hmac_secret=self._key
        )
        return json.dumps(made.to_dict(), separators=(",", ":"))

    def holds(self, answer: str, now: datetime) -> bool:
        """Whether this is the answer to a task of ours that is not too old, for the first time."""
        if not answer or len(answer) > LONGEST or not altcha.verify_solution(answer, self._key).verified:
            return False
        task = altcha.Payload.from_base64(answer).challenge
        until = datetime.fromtimestamp(task.parameters.expires_at or 0, UTC)
        signed = task.signature or ""
        with self._lock:
            self._used = {one: end for one, end in self._used.items() if end > now}
            if signed in self._used or until <= now:
                return False
            self._used[signed] = until
            return True
