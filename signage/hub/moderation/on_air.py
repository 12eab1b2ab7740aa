"""What is on the screens, by their own reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from signage.errors import ItemNotFound
from signage.hub.screens.report import Report
from signage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAir:
    """One screen: when it was heard last, and the words it painted then."""

    name: str
    seen: datetime | None
    items: tuple[str, ...]


def on_air(store: Store, reports: Mapping[str, tuple[datetime, Report]]) -> tuple[OnAir, ...]:
    """Every screen that is let in."""
    found = []
    for name in store.screens():
        seen, report = reports.get(name, (None, None))
        found.append(OnAir(name=name, seen=seen, items=_words(store, report.painted if report else ())))
    return tuple(found)


def _words(store: Store, ids: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for one in ids:
        try:
            content = store.item(one).content
        except ItemNotFound:  # hidden and forgotten since
            continue
        found.append(content.text)
    return tuple(found)
