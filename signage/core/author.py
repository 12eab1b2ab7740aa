"""An author as the library knows it: which account it is, and what blocking or trusting it does. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from signage.core.decision import Reason, State, Verdict
from signage.core.item import Content, Kind


class AuthorStanding(StrEnum):
    """What the library decided about an author."""

    BLOCKED = "blocked"
    TRUSTED = "trusted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who somebody is: `key` is the same for the same account alone; people read `named`.

    `clue` stands, in small letters, somewhere in everything that it says.
    """

    key: str
    named: str
    clue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRule:
    """What holds for an author. A person's word about one item wins where its row comes after `after`."""

    standing: AuthorStanding
    #: The newest row of the log when it was decided.
    after: int


def account_of(content: Content) -> Account | None:
    """Who said it: platform and handle, or a feed's author and its host; None where nobody can be told apart.

    Only posts have authors who are accounts: what patrons write has a name that anybody can type.
    """
    author = content.author
    if author is None or content.kind is not Kind.POST:
        return None
    if author.handle:
        plain = _plain(author.handle)
        return Account(key=f"{content.platform} {plain}", named=author.handle, clue=plain)
    host = _host(author.url or content.url)
    if not author.name or not host:
        return None
    key = f"{content.platform} {_plain(author.name)} {host}"
    return Account(key=key, named=f"{author.name} ({host})", clue=host)


def by_author(verdict: Verdict, standing: AuthorStanding) -> Verdict:
    """What becomes of what the rules said: trust approves what only waits, never what they hold."""
    if standing is AuthorStanding.BLOCKED:
        return Verdict(state=State.HIDDEN, reasons=(Reason.AUTHOR_BLOCKED,))
    if verdict.state is State.WAITING:
        return Verdict(state=State.APPROVED, reasons=(Reason.AUTHOR_TRUSTED,))
    return verdict


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
