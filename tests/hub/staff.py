"""Somebody at the pages: signed in, with forms as a browser sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from html import unescape

import httpx

from signage.core.role import Role
from signage.hub.hub import Hub
from signage.hub.pages import cookies
from signage.hub.token import hashed, make
from signage.store import Store
from tests.patience import PATIENCE

#: The fields of a form; of those with several values a list.
Form = Mapping[str, str | list[str]]


class Staff:
    """One browser without scripts. Follows no redirect by itself."""

    def __init__(self, client: httpx.Client, key: str) -> None:
        self.client = client
        self.key = key

    def get(self, address: str, **headers: str) -> httpx.Response:
        """A page."""
        return self.client.get(address, headers=headers)

    def post(
        self, address: str, form: Form | None = None, *, partly: str = "", **fields: str
    ) -> httpx.Response:
        """A form of ours; `fields` over those of `form`; `partly` as htmx sends it."""
        headers = {"Origin": str(self.client.base_url).rstrip("/")} | (
            {"HX-Request": "true"} if partly else {}
        )
        return self.client.post(address, data={"key": self.key, **(form or {}), **fields}, headers=headers)

    def words(self, address: str) -> str:
        """A page as its text alone."""
        return text_of(self.get(address).text)


def text_of(page: str) -> str:
    """What stands on a page, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@contextmanager
def signing_in(store: Store, now: datetime, address: str, name: str, role: Role) -> Iterator[Staff]:
    """Somebody with this role; there is an administrator already."""
    people, login = store.people, name.casefold()
    if not people.has_administrator():
        people.begin(login="ada", name="Ada", password="argon2 of nothing", now=now)
    token, invitation = make(), make()
    person = people.invite(login=login, name=name, role=role, token_hash=hashed(invitation), now=now)
    people.enter(person.id, hashed(token), browser="Firefox, Linux", stays=False, now=now)
    with httpx.Client(
        base_url=address, trust_env=False, timeout=PATIENCE, cookies={cookies.SESSION: token}
    ) as client:
        yield Staff(client, cookies.form_key(token))


@contextmanager
def signed_in(hub: Hub, address: str, name: str = "Priya", role: Role = Role.MODERATOR) -> Iterator[Staff]:
    """The same at a hub in this process."""
    with signing_in(hub.store, hub.clock.now(), address, name, role) as staff:
        yield staff
