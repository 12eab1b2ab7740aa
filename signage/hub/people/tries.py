"""How often somebody may be wrong, without keeping from where they came."""

from __future__ import annotations

import hashlib
import secrets
import threading
from datetime import date, datetime

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

#: Wrong passwords for one account from one address, for one account, and from one address (a whole
#: library may share one).
PAIR, ACCOUNT, ADDRESS = parse("5/10minutes"), parse("30/10minutes"), parse("40/10minutes")


class Tries:
    """Counts in memory. Addresses are known by a hash whose salt is thrown away each day. Thread-safe."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._lock = threading.Lock()
        self._salt = (date.min, b"")

    def trace(self, address: str, now: datetime) -> str:
        """By what an address is known today; nothing leads back to it."""
        with self._lock:
            if self._salt[0] != now.date():
                self._salt = (now.date(), secrets.token_bytes(32))
            return hashlib.blake2b(address.encode(), key=self._salt[1], digest_size=16).hexdigest()

    def allowed(self, login: str, address: str, now: datetime) -> bool:
        """Whether another password may be tried."""
        return all(self._limiter.test(limit, *keys) for limit, keys in self._keys(login, address, now))

    def wrong(self, login: str, address: str, now: datetime) -> None:
        """A password was wrong."""
        for limit, keys in self._keys(login, address, now):
            self._limiter.hit(limit, *keys)

    def right(self, login: str, address: str, now: datetime) -> None:
        """A password was right: this account from this address starts anew."""
        limit, keys = self._keys(login, address, now)[0]
        self._limiter.clear(limit, *keys)

    def _keys(
        self, login: str, address: str, now: datetime
    ) -> tuple[tuple[RateLimitItem, tuple[str, ...]], ...]:
        trace = self.trace(address, now)
        return (
            (PAIR, ("pair", login, trace)),
            (ACCOUNT, ("account", login)),
            (ADDRESS, ("address", trace)),
        )
