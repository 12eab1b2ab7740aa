"""A source as the pages tell it: how it is doing and why, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from signage.core.decision import Trust
from signage.core.health import Health, Trouble, health
from signage.core.item import Lane
from signage.core.source import Problem, told_address
from signage.hub.hub import Hub
from signage.settings import SourceSettings
from signage.store.outcome import SourceHealth
from signage.words import Words

_ICONS = {
    "calendar": "calendar",
    "mastodon": "at",
    "bluesky": "at",
    "x": "at",
    "folder": "folder",
    "playlist": "list",
}
_WORST_FIRST = tuple(Health)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One source on a page."""

    id: str
    name: str
    #: Where it is, without what could be a key in it.
    where: str
    icon: str
    health: Health
    #: How it is doing, in sentences.
    said: tuple[str, ...]
    trust: Trust
    lane: Lane | None
    #: Its list lost most of itself, and waits for a person's word.
    shrunken: bool
    shown: int
    problems: tuple[Problem, ...]
    #: What the last failure was, as the log has it; "" where it works.
    failure: str
    due: datetime | None


def all_told(hub: Hub, now: datetime, words: Words, when: Callable[[datetime], str]) -> tuple[Told, ...]:
    """Every source, the broken ones first. Raises StoreError."""
    known = {one.id: one for one in hub.store.source_health() if one.listed}
    found = [told(source, known.get(source.id), now, words, when) for source in hub.settings.sources]
    return tuple(sorted(found, key=lambda one: (_WORST_FIRST.index(one.health), one.name.casefold())))


def told(
    source: SourceSettings,
    kept: SourceHealth | None,
    now: datetime,
    words: Words,
    when: Callable[[datetime], str],
) -> Told:
    """One source; `kept` is what the store knows of it, None before it was first asked."""
    options = source.options
    state = Health.NEW
    if kept is not None:
        state = health(
            kept.trouble,
            now,
            failed_since=kept.failed_since,
            last_good=kept.last_good,
            shrunken=kept.shrunken_since is not None,
        )
    return Told(
        id=source.id,
        name=source.name,
        where=options.path.name if options.path else told_address(options.url),
        icon=_ICONS.get(source.kind, "feed"),
        health=state,
        said=_said(kept, words, when),
        trust=source.trust,
        lane=source.lane,
        shrunken=kept is not None and kept.shrunken_since is not None,
        shown=kept.shown if kept else 0,
        problems=kept.problems if kept else (),
        failure=kept.failure if kept else "",
        due=kept.due if kept else None,
    )


def _said(kept: SourceHealth | None, words: Words, when: Callable[[datetime], str]) -> tuple[str, ...]:
    if kept is None or (kept.last_good is None and kept.failed_since is None):
        return (words.text("It has not been asked yet."),)
    said = []
    if kept.failed_since is not None:
        said += [reason(kept.trouble, words), words.text("Since {when}.", when=when(kept.failed_since))]
    elif kept.shrunken_since is not None:
        said.append(words.text("Its list lost more than half of itself. What was there is kept for now."))
    if kept.last_good is None:
        said.append(words.text("It never worked so far."))
    else:
        said.append(words.text("Last good: {when}.", when=when(kept.last_good)))
    return tuple(said)


def reason(trouble: Trouble, words: Words) -> str:
    """Why it could not be read."""
    return {
        Trouble.NONE: words.text("It could not be read."),
        Trouble.UNREACHABLE: words.text("The address does not answer."),
        Trouble.REFUSED: words.text("The address leads into a private network."),
        Trouble.TOO_LARGE: words.text("It sends more than a sign can use."),
        Trouble.TOO_SLOW: words.text("It answers too slowly."),
        Trouble.UNRECOGNISED: words.text("What it answers cannot be read."),
        Trouble.SIGN_IN: words.text("The server wants a login."),
        Trouble.WAIT: words.text("The server asks us to slow down; we do."),
        Trouble.BUDGET: words.text("The paid reads of this month are used up."),
        Trouble.GONE: words.text("The page is gone for good."),
        Trouble.UNAVAILABLE: words.text("The server answers with an error."),
        Trouble.OTHER: words.text("It could not be read."),
    }[trouble]
