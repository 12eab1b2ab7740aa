"""A person who looks after the screens, and the sessions in which they do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from signage.core.role import Role

#: Characters of a name, and of what somebody signs in with.
LONGEST_NAME = 80
LONGEST_LOGIN = 120
#: Characters of a password.
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200

#: A session ends so long after its beginning, and so long after it was last used.
STAYING, STAYING_IDLE = timedelta(days=30), timedelta(days=14)
VISITING, VISITING_IDLE = timedelta(hours=12), timedelta(hours=2)
#: For how long a sign-in link works.
INVITED = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account. `login` is an e-mail address or a user name; nothing is ever sent to it."""

    id: int
    login: str
    name: str
    role: Role
    #: BCP 47; "" is the library's.
    language: str = ""
    #: Whether a password was set; without one the sign-in link is the only way in.
    ready: bool = True
    #: When this account last did something, to within some minutes.
    seen: datetime | None = None

    @property
    def initials(self) -> str:
        """One or two letters for the round badge."""
        words = [word for word in self.name.split() if word[0].isalnum()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser in which somebody is signed in. Its token is known to that browser alone."""

    id: int
    person: int
    #: What the browser called itself, in two words ("Firefox, Linux").
    browser: str
    #: Stay signed in on this computer.
    stays: bool
    made: datetime
    seen: datetime

    def alive(self, now: datetime) -> bool:
        """Whether it still lets in. A clock that was wrong makes no session last longer."""
        whole, idle = (STAYING, STAYING_IDLE) if self.stays else (VISITING, VISITING_IDLE)
        return self.made <= now < self.made + whole and now < self.seen + idle


def login_of(typed: str) -> str:
    """What somebody signs in with, as it is kept: "PRIYA@…" and "priya@…" are one."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def password_of(typed: str) -> str:
    """A password as it is compared: two keyboards may write one letter in two ways (RFC 8265, 4.2)."""
    return unicodedata.normalize("NFC", typed)


def invitation_address(base: str, token: str) -> str:
    """Where a sign-in link leads, at a hub that is reached at `base`."""
    return f"{base.rstrip('/')}/invitation?{urlencode({'token': token})}"


def weakness(password: str, *others: str) -> str:
    """Which rule a new password breaks: "short", "long", "plain", "name", or "" for none.

    `others` are words that it must not be, such as the login and the library's name.
    """
    if len(password) < SHORTEST_PASSWORD:
        return "short"
    if len(password) > LONGEST_PASSWORD:
        return "long"
    if len(set(password.casefold())) < 5:  # "aaaaaaaaaaaa", "121212121212"
        return "plain"
    folded = password.casefold().replace(" ", "")
    if any(folded == other.casefold().replace(" ", "") for other in others if other):
        return "name"
    return ""
