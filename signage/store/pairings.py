"""Screens that wait to be let in: the code on their glass, and the hash of the token they will have."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select

from signage.core.pairing import ALPHABET, LENGTH, MOST_OPEN, VALID, Pairing, code_of, halves
from signage.errors import ScreenTaken, UnknownCode
from signage.store import screens
from signage.store.schema import pairings


def begin(connection: Connection, name: str, token_hash: str, now: datetime) -> Pairing | None:
    """A new code for a screen that calls itself `name`; None while too many are open."""
    _forget_old(connection, now)
    codes = set(connection.scalars(select(pairings.c.code)))
    if len(codes) >= MOST_OPEN:
        return None
    code = _code()
    while code in codes:
        code = _code()
    pairing = Pairing(code=code, name=name, until=now + VALID)
    connection.execute(
        insert(pairings).values(token_hash=token_hash, code=code, name=name, until=pairing.until)
    )
    return pairing


def of_token(connection: Connection, token_hash: str, now: datetime) -> Pairing | None:
    """What the screen with this token waits for; None where its code has run out or was entered."""
    row = connection.execute(
        select(pairings.c.code, pairings.c.name, pairings.c.until).where(pairings.c.token_hash == token_hash)
    ).one_or_none()
    if row is None or not now < row.until <= now + VALID:
        return None
    return Pairing(code=row.code, name=row.name, until=row.until)


def accept(connection: Connection, typed: str, name: str, now: datetime) -> str:
    """Let the screen that shows the code in, as `name` or else as it calls itself. Gives its name.

    Raises UnknownCode where no screen shows this code, ScreenTaken where another one has the name.
    """
    _forget_old(connection, now)
    code = code_of(typed)
    row = connection.execute(
        select(pairings.c.token_hash, pairings.c.name).where(pairings.c.code == code)
    ).one_or_none()
    if row is None:
        raise UnknownCode(
            f"code {' '.join(halves(code[:20]))}",
            "No screen waits with this code.",
            "Type the one that the screen shows now; it changes every 10 minutes.",
        )
    name = name or row.name
    taken = next((one for one in screens.known(connection) if one.casefold() == name.casefold()), None)
    if taken is not None:
        raise ScreenTaken(
            f"screen {taken}",
            "Another screen has this name.",
            f'Give the new one another (--name), or shut the other out: screen revoke "{taken}".',
        )
    connection.execute(delete(pairings).where(pairings.c.token_hash == row.token_hash))
    screens.add(connection, name, row.token_hash, now)
    return name


def _forget_old(connection: Connection, now: datetime) -> None:
    """Those whose time is over, and those that a clock which was wrong made last too long."""
    connection.execute(delete(pairings).where(or_(pairings.c.until <= now, pairings.c.until > now + VALID)))


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
