"""People: accounts, sessions and sign-in links. Tokens are never stored, only their hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from signage.core.person import INVITED, STAYING, STAYING_IDLE, VISITING, VISITING_IDLE, Person, Session
from signage.core.role import Role
from signage.errors import LastAdministrator, LoginTaken
from signage.store.connection import Database
from signage.store.schema import invitations, people, sessions

#: A session's use is noted at most so often: reading a page is no reason to write to the disk.
NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A session with the person it belongs to."""

    person: Person
    session: Session


class People:
    """Everybody who can sign in. Every call is one transaction and can raise StoreError.

    Does not judge passwords and does not know what a role may do.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # Accounts

    def everybody(self) -> tuple[Person, ...]:
        """All accounts, administrators first, then by name."""
        order = {role: -place for place, role in enumerate(Role)}
        with self._database.reading() as connection:
            found = [_person(row) for row in connection.execute(select(people))]
        return tuple(sorted(found, key=lambda one: (order[one.role], one.name.casefold(), one.id)))

    def has_administrator(self) -> bool:
        """Whether somebody can look after people: first run is over for good."""
        with self._database.reading() as connection:
            return _administrators(connection) > 0

    def find(self, login: str) -> Person | None:
        """The account that signs in with this (as `login_of` writes it)."""
        with self._database.reading() as connection:
            row = connection.execute(select(people).where(people.c.login == login)).one_or_none()
            return None if row is None else _person(row)

    def get(self, person: int) -> Person | None:
        """The account with this id."""
        with self._database.reading() as connection:
            row = connection.execute(select(people).where(people.c.id == person)).one_or_none()
            return None if row is None else _person(row)

    def password(self, person: int) -> str:
        """The hash of an account's password, "" where none was set."""
        with self._database.reading() as connection:
            return connection.scalar(select(people.c.password).where(people.c.id == person)) or ""

    def begin(self, *, login: str, name: str, password: str, now: datetime) -> Person | None:
        """Make the first administrator; None where somebody was faster."""
        with self._database.writing() as connection:
            if _administrators(connection):
                return None
            return _add(connection, login, name, Role.ADMINISTRATOR, password, now)

    def invite(self, *, login: str, name: str, role: Role, token_hash: str, now: datetime) -> Person:
        """Add an account with a sign-in link and no password. Raises LoginTaken."""
        with self._database.writing() as connection:
            person = _add(connection, login, name, role, "", now)
            _link(connection, person.id, token_hash, now)
            return person

    def change(
        self,
        person: int,
        *,
        role: Role | None = None,
        name: str | None = None,
        language: str | None = None,
    ) -> None:
        """Change what is given. Raises LastAdministrator."""
        values = {"role": role, "name": name, "language": language}
        with self._database.writing() as connection:
            connection.execute(
                update(people)
                .where(people.c.id == person)
                .values({key: str(value) for key, value in values.items() if value is not None})
            )
            _need_administrator(connection)

    def rehash(self, person: int, password: str) -> None:
        """Keep the same password under a newer kind of hash."""
        with self._database.writing() as connection:
            connection.execute(update(people).where(people.c.id == person).values(password=password))

    def set_password(self, person: int, password: str, *, keep: int = 0) -> None:
        """Another password (its hash): ends every session but `keep`, and the sign-in link."""
        with self._database.writing() as connection:
            _set_password(connection, person, password, keep)

    def remove(self, person: int) -> None:
        """Forget an account with its sessions. Raises LastAdministrator."""
        with self._database.writing() as connection:
            connection.execute(delete(people).where(people.c.id == person))
            _need_administrator(connection)

    # Sign-in links

    def link(self, person: int, token_hash: str, now: datetime) -> None:
        """A new sign-in link for an account; the one before works no more."""
        with self._database.writing() as connection:
            _link(connection, person, token_hash, now)

    def invited(self, token_hash: str, now: datetime) -> Person | None:
        """Whose sign-in link this is; None for one that ran out or was used. Looking does not use it."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(people)
                .join(invitations)
                .where(invitations.c.token_hash == token_hash, invitations.c.until > now)
            ).one_or_none()
            return None if row is None else _person(row)

    def accept(self, token_hash: str, password: str, now: datetime) -> Person | None:
        """Use a sign-in link to set a password (its hash), once. None as for `invited`."""
        with self._database.writing() as connection:
            row = connection.execute(
                select(people)
                .join(invitations)
                .where(invitations.c.token_hash == token_hash, invitations.c.until > now)
            ).one_or_none()
            if row is None:
                return None
            _set_password(connection, row.id, password, 0)
            return _person(row)

    # Sessions

    def enter(self, person: int, token_hash: str, *, browser: str, stays: bool, now: datetime) -> None:
        """Begin a session; those that ended are forgotten."""
        with self._database.writing() as connection:
            connection.execute(
                delete(sessions).where(
                    or_(
                        sessions.c.stays
                        & ((sessions.c.made <= now - STAYING) | (sessions.c.seen <= now - STAYING_IDLE)),
                        ~sessions.c.stays
                        & ((sessions.c.made <= now - VISITING) | (sessions.c.seen <= now - VISITING_IDLE)),
                    )
                )
            )
            connection.execute(
                insert(sessions).values(
                    token_hash=token_hash, person=person, browser=browser, stays=stays, made=now, seen=now
                )
            )
            connection.execute(update(people).where(people.c.id == person).values(seen=now))

    def entered(self, token_hash: str, now: datetime) -> Entry | None:
        """Who is signed in with this token; None where nobody is any more."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(sessions).where(sessions.c.token_hash == token_hash)
            ).one_or_none()
            if row is None or not (session := _session(row)).alive(now):
                return None
            person = _person(connection.execute(select(people).where(people.c.id == row.person)).one())
        if now - session.seen >= NOTED_EVERY:
            with self._database.writing() as connection:
                connection.execute(update(sessions).where(sessions.c.id == session.id).values(seen=now))
                connection.execute(update(people).where(people.c.id == person.id).values(seen=now))
        return Entry(person=person, session=session)

    def sessions(self, person: int, now: datetime) -> tuple[Session, ...]:
        """Where somebody is signed in, the last used first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(sessions).where(sessions.c.person == person).order_by(sessions.c.seen.desc())
            )
            return tuple(session for session in map(_session, rows) if session.alive(now))

    def leave(self, person: int, *, session: int | None = None, keep: int = 0) -> None:
        """End one session of a person, or all but `keep`."""
        with self._database.writing() as connection:
            which = sessions.c.id != keep if session is None else sessions.c.id == session
            connection.execute(delete(sessions).where(sessions.c.person == person, which))


def _person(row: Row[tuple[object, ...]]) -> Person:
    return Person(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        language=row.language,
        ready=bool(row.password),
        seen=row.seen,
    )


def _session(row: Row[tuple[object, ...]]) -> Session:
    return Session(
        id=row.id, person=row.person, browser=row.browser, stays=row.stays, made=row.made, seen=row.seen
    )


def _administrators(connection: Connection) -> int:
    """Those who can sign in; one who was invited and never came is nobody's way in."""
    ready = select(func.count()).where(people.c.role == Role.ADMINISTRATOR.value, people.c.password != "")
    return connection.scalar(ready) or 0


def _need_administrator(connection: Connection) -> None:
    if not _administrators(connection):
        raise LastAdministrator(
            "people",
            "This is the only administrator.",
            "Make somebody else an administrator first.",
        )


def _add(connection: Connection, login: str, name: str, role: Role, password: str, now: datetime) -> Person:
    if connection.scalar(select(people.c.id).where(people.c.login == login)) is not None:
        raise LoginTaken(login, "Somebody signs in with this already.", "Take another one.")
    values = {"login": login, "name": name, "role": role.value, "language": "", "password": password}
    connection.execute(insert(people).values(**values, made=now))
    return _person(connection.execute(select(people).where(people.c.login == login)).one())


def _link(connection: Connection, person: int, token_hash: str, now: datetime) -> None:
    connection.execute(delete(invitations).where(invitations.c.person == person))
    connection.execute(insert(invitations).values(token_hash=token_hash, person=person, until=now + INVITED))


def _set_password(connection: Connection, person: int, password: str, keep: int) -> None:
    connection.execute(update(people).where(people.c.id == person).values(password=password))
    connection.execute(delete(sessions).where(sessions.c.person == person, sessions.c.id != keep))
    connection.execute(delete(invitations).where(invitations.c.person == person))
