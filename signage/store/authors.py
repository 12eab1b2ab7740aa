"""Authors whom the library blocked or trusts; what they said already follows at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from signage.core.author import Account, AuthorStanding, account_of
from signage.core.decision import State
from signage.core.item import Kind
from signage.store import log
from signage.store.connection import Database
from signage.store.items import raw_of
from signage.store.schema import authors, items
from signage.store.standings import restand


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAuthor:
    """One author who is blocked or trusted, and by whom."""

    id: int
    account: Account
    standing: AuthorStanding
    by: str
    at: datetime


class Authors:
    """Who is blocked and who is trusted. Every call is one transaction and can raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[KnownAuthor, ...]:
        """Everyone of whom something holds, by name."""
        rows = select(authors).where(authors.c.removed_by == "")
        with self._database.reading() as connection:
            found = [_known(row) for row in connection.execute(rows)]
        return tuple(sorted(found, key=lambda one: one.account.named.casefold()))

    def of(self, account: Account) -> KnownAuthor | None:
        """What holds of this author."""
        return next((one for one in self.all() if one.account.key == account.key), None)

    def decide(self, account: Account, standing: AuthorStanding, *, by: str, now: datetime) -> int:
        """Block or trust an author from now on, whatever held before; gives the number."""
        with self._database.writing() as connection:
            held = (authors.c.account == account.key, authors.c.removed_by == "")
            connection.execute(update(authors).where(*held).values(removed_by=by))
            row = {
                "account": account.key,
                "named": account.named,
                "clue": account.clue,
                "standing": standing.value,
                "after": log.last_id(connection),
                "by": by,
                "at": now,
                "removed_by": "",
            }
            number = connection.scalar(insert(authors).values(row).returning(authors.c.id))
            follow(connection, [account], now)
            return int(number or 0)

    def remove(self, number: int, *, by: str, now: datetime) -> bool:
        """Let nothing hold of an author any more; False where nothing does."""
        return self._mark(number, before="", after=by, now=now)

    def restore(self, number: int, *, now: datetime) -> bool:
        """Let it hold again; False where it does, or where something else holds by now."""
        return self._mark(number, before=None, after="", now=now)

    def _mark(self, number: int, *, before: str | None, after: str, now: datetime) -> bool:
        with self._database.writing() as connection:
            row = connection.execute(select(authors).where(authors.c.id == number)).one_or_none()
            if row is None or (row.removed_by == "") != (before == ""):
                return False
            others = select(authors.c.id).where(
                authors.c.account == row.account, authors.c.removed_by == "", authors.c.id != number
            )
            if before is None and connection.scalar(others) is not None:
                return False
            connection.execute(update(authors).where(authors.c.id == number).values(removed_by=after))
            follow(connection, [_known(row).account], now)
            return True


def follow(connection: Connection, accounts: Iterable[Account], now: datetime) -> None:
    """Work out anew where everything stands that these authors said."""
    wanted = tuple(accounts)
    if not wanted:
        return
    keys = {one.key for one in wanted}
    # Only a clue, for the database: which account it is says the item itself.
    clues = or_(*(func.lower(items.c.raw).contains(one.clue, autoescape=True) for one in wanted))
    said = select(items.c.id, items.c.raw).where(
        items.c.kind == Kind.POST.value, items.c.state != State.GONE.value, clues
    )
    ids = [
        row.id
        for row in connection.execute(said)
        if (account := account_of(raw_of(row.raw).content)) is not None and account.key in keys
    ]
    restand(connection, ids, now)


def account_of_row(row: Row[Any]) -> Account:
    """The account that a row of the table is about."""
    return Account(key=row.account, named=row.named, clue=row.clue)


def _known(row: Row[Any]) -> KnownAuthor:
    return KnownAuthor(
        id=row.id,
        account=account_of_row(row),
        standing=AuthorStanding(row.standing),
        by=row.by,
        at=row.at,
    )
