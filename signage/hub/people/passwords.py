"""Passwords: kept as Argon2id (RFC 9106, the second recommended set: 64 MiB, three passes)."""

from __future__ import annotations

import threading
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from signage.core.person import password_of

_hasher = PasswordHasher()
# One after the other: forty at once would take 2.5 GB from a small PC.
_turn = threading.Lock()


def hashed(password: str) -> str:
    """What the store keeps of a password."""
    with _turn:
        return _hasher.hash(password_of(password))


def right(kept: str, password: str) -> bool:
    """Whether this is the password; takes the same time where none was set (`kept` is "")."""
    with _turn:
        try:
            return _hasher.verify(kept or _nobody(), password_of(password)) and bool(kept)
        except (Argon2Error, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether a newer version of this software would hash otherwise."""
    return _hasher.check_needs_rehash(kept)


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher.hash("nobody has this password")
