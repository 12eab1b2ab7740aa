"""What is on the screens, what just was, and what was hidden lately. By the screens' own reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from signage.core.decision import Scope, State
from signage.core.item import Item
from signage.core.placement import Placement, binding, laid_over
from signage.hub.screens.report import ANSWERS_WITHIN, Reports
from signage.store import Store

#: For so long an item stays on the page after it left the screen: time to find it and hide it.
JUST_SHOWN = timedelta(minutes=2)
MOST_JUST_SHOWN = 12
#: What was hidden in this time can be taken back on this page.
HIDDEN_LATELY = timedelta(hours=2)
MOST_HIDDEN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAir:
    """One screen: when it was heard last, and what it painted then."""

    name: str
    seen: datetime | None
    answers: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JustShown:
    """An item that left a screen a moment ago and will come round again."""

    item: Item
    screen: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """An item that a person hid: the row of the log that an undo takes back."""

    item: Item
    decision: int
    by: str
    at: datetime


def on_air(store: Store, reports: Reports, now: datetime) -> tuple[OnAir, ...]:
    """Every screen that is let in."""
    newest = reports.newest()
    found = []
    for name in store.screens():
        seen, report = newest.get(name, (None, None))
        found.append(
            OnAir(
                name=name,
                seen=seen,
                answers=seen is not None and now - seen < ANSWERS_WITHIN,
                items=_known(store, report.painted) if report else (),
            )
        )
    return tuple(found)


def just_shown(store: Store, reports: Reports, now: datetime) -> tuple[JustShown, ...]:
    """What left a screen in the last two minutes and may come round again."""
    found = []
    for one in reports.just_shown(now - JUST_SHOWN)[:MOST_JUST_SHOWN]:
        found += [
            JustShown(item=item, screen=one.screen, at=one.at)
            for item in _known(store, (one.item,))
            if item.state is State.APPROVED
        ]
    return tuple(found)


def hidden_lately(store: Store, now: datetime) -> tuple[Hidden, ...]:
    """What people hid in the last two hours and nobody took back, the last one first."""
    found: dict[str, Hidden] = {}
    for one in store.newest_decisions(100):
        if one.at < now - HIDDEN_LATELY or len(found) == MOST_HIDDEN:
            break
        if one.after is State.HIDDEN and one.item not in found:
            for item in _known(store, (one.item,)):
                if item.state is State.HIDDEN:
                    found[one.item] = Hidden(item=item, decision=one.id, by=one.by, at=one.at)
    return tuple(found.values())


def _known(store: Store, ids: Sequence[str]) -> tuple[Item, ...]:
    """The items with these ids as screens show them: covered words are not for everybody who looks here.

    An emergency is none, and what is forgotten is left out.
    """
    placed = {placement.place: placement for placement in store.placements()}
    found = {item.id: _as_shown(item, placed) for item in store.items(ids=ids)}
    return tuple(found[one] for one in ids if one in found)


def _as_shown(item: Item, placed: Mapping[tuple[Scope, str], Placement]) -> Item:
    content = laid_over(item.content, binding(item.id, item.raw.series, placed))
    return replace(item, raw=replace(item.raw, content=content))
