"""The alarm: one message when somebody has waited too long, none of what was written, and failing is told."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from signage.clock import SystemClock
from signage.core.decision import State
from signage.errors import NotTold
from signage.hub.hub import Hub
from signage.hub.moderation import alarm
from signage.hub.moderation.alarm import Bell
from signage.store import Store

#: A notice of the store's that waits (tests.hub.conftest).
WAITS = "playlist:notice-3"


@pytest.fixture
def told(hub: Hub) -> list[tuple[str, ...]]:
    hub.reload(replace(hub.settings, notify=("json://127.0.0.1/secret",)))
    return []


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.now(UTC) + timedelta(minutes=22, seconds=5)
    monkeypatch.setattr(SystemClock, "now", lambda _: moment)


def test_a_bell_rings_once_for_each_alarm() -> None:
    bell = Bell()
    assert [bell.rings(late=late) for late in (False, True, True, False, True)] == [
        False,
        True,
        False,
        False,
        True,
    ]


@pytest.mark.usefixtures("late")
def test_one_message_says_how_many_wait_and_how_long_and_not_what(
    hub: Hub, store: Store, told: list[tuple[str, ...]]
) -> None:
    def tell(_: Sequence[str], title: str, body: str) -> None:
        told.append((title, body))

    bell = Bell()
    for _ in range(3):
        alarm.look(hub, bell, tell)
    assert told == [
        ("Harbour Library: 1 waiting", "The oldest has waited 22 minutes. http://signage.example/queue")
    ]
    store.decide([WAITS], State.HIDDEN, by="Ada", now=hub.clock.now())
    alarm.look(hub, bell, tell)
    store.undo(WAITS, by="Ada", now=hub.clock.now())
    alarm.look(hub, bell, tell)
    assert len(told) == 2, "the next alarm is another one"


def test_nobody_is_told_before_it_is_too_long_or_where_nobody_is_named(
    hub: Hub, told: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def tell(*_: object) -> None:
        told.append(("told",))

    alarm.look(hub, Bell(), tell)
    hub.reload(replace(hub.settings, notify=()))
    moment = datetime.now(UTC) + timedelta(hours=1)
    monkeypatch.setattr(SystemClock, "now", lambda _: moment)
    alarm.look(hub, Bell(), tell)
    assert told == []


@pytest.mark.usefixtures("late", "told")
def test_a_message_that_cannot_be_sent_is_logged_once_without_its_address(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    messenger = SimpleNamespace(add=lambda _: False, notify=lambda **_: False)
    monkeypatch.setitem(sys.modules, "apprise", SimpleNamespace(Apprise=lambda: messenger))

    async def watch() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1.0):
                await alarm.keep_watch(hub, every=0.05)

    with caplog.at_level(logging.WARNING):
        asyncio.run(watch())
    lines = [one.getMessage() for one in caplog.records if one.name == alarm.__name__]
    assert len(lines) == 1
    assert "It does not know the address in line 1." in lines[0]
    assert "secret" not in lines[0]
    caplog.clear()


def test_where_the_library_is_missing_a_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(NotTold, match="pip install"):
        alarm.send(["json://127.0.0.1"], "Title", "Body")


def test_what_is_sent_reaches_all_who_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[object] = []

    def notify(**message: str) -> bool:
        sent.append(message)
        return True

    def add(address: str) -> bool:
        sent.append(address)
        return True

    messenger = SimpleNamespace(add=add, notify=notify)
    monkeypatch.setitem(sys.modules, "apprise", SimpleNamespace(Apprise=lambda: messenger))
    alarm.send(["first://", "second://"], "Title", "Body")
    assert sent == ["first://", "second://", {"title": "Title", "body": "Body"}]
