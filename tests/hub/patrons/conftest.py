"""A hub whose patrons can write, and one of them at a phone without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta

import httpx
import pytest

from signage.clock import SystemClock
from signage.fetcher import roster
from signage.hub.hub import Hub
from signage.settings import Settings
from signage.store import Store
from tests.hub.conftest import LIST, address, anybody, foyer, settings, store
from tests.hub.staff import Staff
from tests.patience import PATIENCE

__all__ = ["address", "anybody", "foyer", "settings", "store"]


class Later:
    """A clock that can be put on."""

    def __init__(self) -> None:
        self.by = timedelta()
        self._clock = SystemClock()

    def now(self) -> datetime:
        return self._clock.now() + self.by

    def monotonic(self) -> float:
        return self._clock.monotonic()


@pytest.fixture
def clock() -> Later:
    return Later()


@pytest.fixture
def hub(settings: Settings, store: Store, clock: Later) -> Iterator[Hub]:
    open_to_patrons = replace(settings, patrons_address="http://signage.example/say")
    store.register([*roster.records(open_to_patrons), LIST])
    store.people.begin(login="ada", name="Ada", password="argon2 of nothing", now=clock.now())
    hub = Hub(open_to_patrons, store, clock)
    hub.admit_own_screens()
    yield hub
    hub.prints.close()


class Phone(Staff):
    """Somebody in front of the TV."""

    def __init__(self, client: httpx.Client, clock: Later) -> None:
        super().__init__(client, "")
        self.clock = clock

    def write(self, text: str, name: str = "", *, after: float = 10, **fields: str) -> httpx.Response:
        """Open the form, write for so many seconds, and send it."""
        page = self.get("/say").text
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        self.key = hidden["key"]
        self.clock.by += timedelta(seconds=after)
        return self.post("/say", fields, text=text, name=name, stamp=hidden["stamp"])


@pytest.fixture
def nadia(anybody: httpx.Client, clock: Later, hub: Hub) -> Phone:
    return Phone(anybody, clock)


@pytest.fixture
def another(address: str, clock: Later) -> Iterator[Callable[[], Phone]]:
    """Phones of others, behind the same address."""
    with ExitStack() as phones:
        yield lambda: Phone(
            phones.enter_context(httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE)), clock
        )
