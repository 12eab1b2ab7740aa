"""What commands list: items, decisions and programmes as plain dictionaries, the shapes programs rely on."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from signage.core.decision import Decision, State
from signage.core.emergency import Emergency
from signage.core.item import Content, Item, RawItem
from signage.core.programme import Programme
from signage.core.wording import age, speak_when
from signage.store.items import short_id
from signage.words import Words

#: Why an item that is not approved is not on a screen.
_NOT_APPROVED = {
    State.WAITING: "waiting for a person",
    State.HELD: "held for a person",
    State.HIDDEN: "hidden",
    State.WITHDRAWN: "withdrawn by its author",
    State.GONE: "gone at its source",
}


def item_row(item: Item) -> dict[str, Any]:
    """One item in the shape of `items --json`."""
    return {
        "id": item.id,
        "short": short_id(item.id),
        "source": item.sources[0] if item.sources else "",
        "kind": item.content.kind.value,
        "lane": item.lane.value,
        "state": item.state.value,
        "reasons": [reason.value for reason in item.reasons],
        **_said(item.content),
    }


def raw_row(raw: RawItem) -> dict[str, Any]:
    """One item that is not in the store, in the shape of `add --json`."""
    return {"id": raw.id, "kind": raw.content.kind.value, **_said(raw.content)}


def _said(content: Content) -> dict[str, Any]:
    when, author = content.when, content.author
    return {
        "author": (author.handle or author.name) if author else "",
        "text": content.text,
        "url": content.url,
        "published": content.published,
        "starts": when.starts if when else None,
        "ends": when.ends if when else None,
        "all_day": when.all_day if when else False,
        "place": content.place,
        "cancelled": content.cancelled,
    }


def when_said(content: Content, now: datetime, timezone: str, words: Words) -> str:
    """When an event is, or how long ago something was said, in a few words."""
    zone = ZoneInfo(timezone)
    if content.when is not None:
        return str(speak_when(content.when, now.astimezone(zone), words, content.cancelled))
    return age(content.published, now, words, zone) if content.published else ""


def decision_row(decision: Decision) -> dict[str, Any]:
    """One decision in the shape of `approve|hide|undo --json`."""
    return {
        "item": decision.item,
        "at": decision.at,
        "by": decision.by,
        "before": decision.before.value if decision.before else None,
        "after": decision.after.value,
        "reasons": [reason.value for reason in decision.reasons],
        "note": decision.note,
        "scope": decision.scope.value,
    }


def emergency_row(emergency: Emergency | None) -> dict[str, Any] | None:
    """An emergency in the shape of `emergency --json`, None where none is on."""
    if emergency is None:
        return None
    return {
        "headline": emergency.headline,
        "lines": list(emergency.lines),
        "issued": emergency.issued,
        "until": emergency.until,
        "mode": emergency.mode.value,
        "arrow": emergency.arrow.value,
    }


def programme_row(programme: Programme, stored: Iterable[Item], handed: frozenset[str]) -> dict[str, Any]:
    """A programme in the shape of `programme --json`.

    `handed` are the ids in the screen's snapshot: what is in the store and not among them is left out
    for reasons that the screen never hears of.
    """
    return {
        "screen": programme.screen.name,
        "at": programme.at,
        "motion": programme.screen.motion,
        "theme": programme.screen.theme,
        "played": "empty",
        "emergency": emergency_row(programme.emergency),
        "ticker": [
            {
                "id": entry.item.id,
                "kind": entry.item.content.kind.value,
                "lane": entry.item.lane.value,
                "words": entry.words,
                "why": entry.why,
            }
            for entry in programme.ticker
        ],
        "slides": [
            {
                "id": slide.item.id if slide.item else None,
                "kind": slide.kind,
                "seconds": slide.seconds,
                "why": slide.why,
            }
            for slide in programme.slides
        ],
        "left_out": [
            *({"id": left.id, "why": left.why} for left in programme.left_out),
            *(
                {"id": item.id, "why": _why_not_handed(item)}
                for item in stored
                if item.id not in handed and item.state is not State.GONE
            ),
        ],
    }


def _why_not_handed(item: Item) -> str:
    if item.state is State.APPROVED:
        return "over, too old, or beyond what a screen is handed"
    why = _NOT_APPROVED[item.state]
    reasons = ", ".join(reason.value for reason in item.reasons)
    return f"{why} ({reasons})" if reasons else why


def by_command_line() -> str:
    """Who decides here, for the log: the account's name."""
    try:
        return f"command line ({getpass.getuser()})"
    except (OSError, KeyError):  # an account without a name, as in a container
        return "command line"
