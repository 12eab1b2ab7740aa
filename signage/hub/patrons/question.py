"""The question that the screens ask everybody just now."""

from __future__ import annotations

from datetime import datetime

from signage.core.slides import open_question
from signage.core.snapshot import SnapshotItem
from signage.hub.hub import Hub
from signage.store.items import short_id


def asked(hub: Hub, now: datetime) -> SnapshotItem | None:
    """The question, None where nothing is asked. Raises StoreError."""
    screens = hub.settings.screens
    return open_question(hub.editions.of(screens[0].name).snapshot, now) if screens else None


def answered(hub: Hub, short: str, now: datetime) -> str:
    """The id of the question that a form answers by its short id; "" where that is not asked (any more)."""
    question = asked(hub, now) if short else None
    return question.id if question is not None and short_id(question.id) == short else ""
