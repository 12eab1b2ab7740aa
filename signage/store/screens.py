"""Which token belongs to which screen. Tokens themselves are never stored, only their hashes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from signage.store.schema import screens


def add(connection: Connection, name: str, token_hash: str, now: datetime) -> None:
    """Let this token (SHA-256, hex) speak for a screen."""
    connection.execute(delete(screens).where(screens.c.token_hash == token_hash))
    connection.execute(insert(screens).values(token_hash=token_hash, name=name, made=now))


def of_token(connection: Connection, token_hash: str) -> str | None:
    """The screen's name, None for a token that is not known or was revoked."""
    return connection.scalar(select(screens.c.name).where(screens.c.token_hash == token_hash))


def known(connection: Connection) -> dict[str, datetime]:
    """Every screen that has a token, and since when it has the newest one."""
    rows = connection.execute(select(screens.c.name, screens.c.made).order_by(screens.c.name, screens.c.made))
    return {row.name: row.made for row in rows}


def revoke(connection: Connection, name: str) -> int:
    """Let no token speak for this screen any more. Returns how many did."""
    return connection.execute(delete(screens).where(screens.c.name == name)).rowcount
