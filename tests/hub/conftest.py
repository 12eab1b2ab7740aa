"""A hub on a loopback port, with a real store and a real server."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn

from signage.clock import SystemClock
from signage.core.decision import State, Trust, Verdict
from signage.core.item import LANE_OF, Content, Kind, RawItem
from signage.core.snapshot import Library, Screen
from signage.hub.app import make_app
from signage.hub.door import listen
from signage.hub.hub import Hub
from signage.hub.token import kept
from signage.settings import HubSettings, Settings
from signage.store import Store
from signage.store.outcome import FetchOutcome, JudgedItem, SourceRecord
from tests.patience import PATIENCE

LIST = SourceRecord(id="list", name="List", kind="playlist", trust=Trust.PUBLISH)


def notice(number: int, *, state: State = State.APPROVED, text: str = "") -> JudgedItem:
    kind = Kind.NOTICE
    content = Content(kind=kind, text=text or f"Notice {number}: the reading room has new lamps.")
    return JudgedItem(
        raw=RawItem(id=f"playlist:notice-{number}", content=content),
        lane=LANE_OF[kind],
        verdict=Verdict(state=state),
    )


def fill(store: Store, *items: JudgedItem, source: str = "list") -> int:
    now = datetime.now(UTC)
    outcome = FetchOutcome(source=source, items=items, next_due=now + timedelta(hours=1))
    return store.save(outcome, now).revision


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        path=tmp_path / "config.toml",
        library=Library(name="Harbour Library"),
        hub=HubSettings(host="127.0.0.1", port=0, data=tmp_path / "data", address="http://signage.example"),
        screens=(Screen(name="Foyer"), Screen(name="Children")),
    )


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    settings.hub.data.mkdir()
    store = Store.open(settings.hub.data / "signage.db", SystemClock())
    store.register([LIST])
    fill(store, notice(1), notice(2), notice(3, state=State.WAITING))
    yield store
    store.close()


@pytest.fixture
def hub(settings: Settings, store: Store) -> Iterator[Hub]:
    hub = Hub(settings, store, SystemClock())
    hub.admit_own_screens()
    yield hub
    hub.prints.close()


@pytest.fixture
def address(hub: Hub, settings: Settings) -> Iterator[str]:
    door = listen(settings.hub.host, settings.hub.port)
    config = uvicorn.Config(make_app(hub), log_config=None, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)

    async def serve() -> None:
        announcing = asyncio.create_task(hub.announcer.run())
        await server.serve(sockets=[door])
        announcing.cancel()

    def run() -> None:
        asyncio.run(serve())

    thread = threading.Thread(target=run)
    thread.start()
    end = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < end
        time.sleep(0.01)
    yield "http://{}:{}".format(*door.getsockname())
    server.should_exit = True
    hub.announcer.close()
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def anybody(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE) as client:
        yield client


@pytest.fixture
def foyer(address: str, settings: Settings) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {kept(settings.hub.data, 'Foyer')}"}
    with httpx.Client(base_url=address, headers=headers, trust_env=False, timeout=PATIENCE) as client:
        yield client
