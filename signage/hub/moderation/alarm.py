"""The alarm: somebody has waited too long. One message for each alarm, to whom the settings name."""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from signage.errors import NotTold, SignageError
from signage.hub.hub import Hub
from signage.words import for_locale

log = logging.getLogger(__name__)

#: From this on somebody has waited too long.
TOO_LONG = timedelta(minutes=15)
#: Seconds between two looks at the queue.
LOOK_EVERY = 30.0

Tell = Callable[[Sequence[str], str, str], None]


def is_late(oldest: datetime | None, now: datetime) -> bool:
    """Whether what came at `oldest` has waited too long."""
    return oldest is not None and now - oldest > TOO_LONG


@dataclass(slots=True)
class Bell:
    """Rings once for each alarm: again only after nobody was late for a while."""

    rang: bool = False

    def rings(self, *, late: bool) -> bool:
        """Whether to ring now."""
        rings = late and not self.rang
        self.rang = late
        return rings


async def keep_watch(hub: Hub, tell: Tell | None = None, *, every: float = LOOK_EVERY) -> None:
    """Look at the queue for ever. What goes wrong is logged, and nothing is sent twice for one alarm."""
    bell = Bell()
    while True:
        await asyncio.sleep(every)
        try:
            await asyncio.to_thread(look, hub, bell, tell or send)
        except SignageError as error:
            log.warning("%s", error)


def look(hub: Hub, bell: Bell, tell: Tell) -> None:
    """Send a message where an alarm begins. Raises NotTold and StoreError."""
    now = hub.clock.now()
    ids = hub.store.queue(now, 1)
    first = hub.store.waiting(ids[0]) if ids else None
    oldest = first.item.first_seen if first else None
    if not is_late(oldest, now):
        hub.patience.end()
    if not bell.rings(late=is_late(oldest, now)) or oldest is None or not hub.settings.notify:
        return
    words = for_locale(hub.settings.library.locale)
    minutes = int((now - oldest).total_seconds() // 60)
    body = words.plural(
        "The oldest has waited {count} minute.", "The oldest has waited {count} minutes.", minutes
    )
    title = words.plural("{count} waiting", "{count} waiting", hub.store.queue_length(now))
    address = f"{hub.settings.hub.address}/queue" if hub.settings.hub.address else ""
    tell(hub.settings.notify, f"{hub.settings.library.name}: {title}", f"{body} {address}".strip())


def send(addresses: Sequence[str], title: str, body: str) -> None:
    """Send a message by apprise, which is installed only where somebody wants this. Raises NotTold."""
    try:
        apprise = importlib.import_module("apprise")
    except ImportError as error:
        raise NotTold(
            "[moderation] notify_file",
            "The program that sends messages is not installed.",
            'Install it beside the sign: .venv/bin/python -m pip install "apprise>=1.9"',
        ) from error
    messenger = apprise.Apprise()
    refused = [number for number, one in enumerate(addresses, start=1) if not messenger.add(one)]
    # Its addresses hold secrets: they are told by their lines alone.
    sent = messenger.notify(title=title, body=body) if len(refused) < len(addresses) else False
    if refused or not sent:
        lines = f" It does not know the address in line {', '.join(map(str, refused))}." if refused else ""
        raise NotTold(
            "[moderation] notify_file",
            f"Not everybody was told that somebody waits.{lines}",
            "Check the addresses (github.com/caronc/apprise says how they are written) and the network.",
        )
