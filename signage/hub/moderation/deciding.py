"""Taking an item off the screens and back, and what the page says of it."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass

from signage.core.decision import Decision, Scope, State
from signage.core.stopping import covers
from signage.errors import ItemNotFound, NothingToUndo
from signage.hub.hub import Hub
from signage.hub.screens.leaving import PATIENCE, Leaving, Left, left
from signage.store.log import NOBODY
from signage.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What stands at the foot of the page after something was decided."""

    sentence: str
    #: The row of the log, for Undo and for asking again; 0 where there is nothing to take back.
    decision: int = 0
    #: Whether the screens have not all answered yet.
    asks: bool = False


def hide(hub: Hub, item: str, by: str, scope: Scope = Scope.ITEM, note: str = "") -> Decision:
    """Take an item, or its whole series, off every screen, for good. Raises ItemNotFound."""
    now, known = hub.clock.now(), hub.store.item(item).id
    decisions = hub.store.decide([known], State.HIDDEN, by=by, now=now, scope=scope, note=note)
    decision = next(one for one in decisions if one.item == known)
    gone = frozenset(one.item for one in decisions)
    leaving = Leaving(at=decision.at, revision=hub.store.revision(), ids=gone)
    hub.leavings.keep(str(decision.id), leaving)
    hub.announcer.poke()
    return decision


def undo(hub: Hub, number: int, by: str) -> Decision:
    """Take a decision back. Raises ItemNotFound, and NothingToUndo where another came after it."""
    decision = hub.store.decision(number)
    if decision is None:
        raise ItemNotFound(f"decision {number}", "There is no such decision.", "Look at the item again.")
    undone = hub.store.undo(decision.item, by=by, now=hub.clock.now(), only=number)
    for other in hub.letterbox.phones.lift(number):
        with suppress(ItemNotFound, NothingToUndo):
            undo(hub, other, by)
    hub.announcer.poke()
    return undone


def bar(hub: Hub, number: int, words: Words) -> Bar | None:
    """What to say of a decision; None for one that says nothing (any more)."""
    decision, leaving = hub.store.decision(number), hub.leavings.get(str(number))
    if decision is None:
        return None
    if decision.after is State.APPROVED:
        sentence = words.text("Approved. It may be shown from now on.")
        if hub.store.stops.current() and covers(hub.store.item(decision.item).content):
            sentence = words.text(
                "Approved. Comments and posts are stopped: it is shown when they are brought back."
            )
        return Bar(sentence=sentence, decision=number)
    if decision.after is not State.HIDDEN:
        return None
    if leaving is None or decision.before is not State.APPROVED:
        return Bar(sentence=words.text("Hidden. It was on no screen."), decision=number)
    told = left(leaving, hub.store.screens(), hub.reports.newest())
    waits = hub.clock.now() - leaving.at < PATIENCE
    return Bar(
        sentence=hidden_sentence(told, words, waits=waits),
        decision=number,
        asks=not told.everywhere and waits,
    )


def hidden_sentence(told: Left, words: Words, *, waits: bool) -> str:
    """What the screens say of a hide, and never more than that."""
    if told.everywhere and told.seconds is None:
        return words.text("Hidden. It was on no screen.")
    if told.everywhere:
        return words.text(
            "Hidden. Gone from {gone} of {screens} screens, {seconds} s.",
            gone=len(told.gone),
            screens=told.screens,
            seconds=seconds_of(told, words),
        )
    first = words.text(
        "Hidden. Gone from {gone} of {screens} screens.", gone=len(told.gone), screens=told.screens
    )
    return first if waits else f"{first} {silent_sentence(told, words)}"


def silent_sentence(told: Left, words: Words) -> str:
    """Who has not answered."""
    return words.plural(
        "{names} is not answering and may still show it.",
        "{names} are not answering and may still show it.",
        len(told.silent),
        names=", ".join(told.silent),
    )


def seconds_of(told: Left, words: Words) -> str:
    """A figure such as "0.4", never less than was measured."""
    figure = f"{math.ceil((told.seconds or 0) * 10) / 10:.1f}"
    return words.digits(figure.replace(".", words.label("decimal", ".")))


def undone_sentence(undone: Decision, words: Words) -> str:
    """What an undo did."""
    match undone.after:
        case State.APPROVED:
            return words.text("Undone. It may be shown again.")
        case State.HIDDEN:
            return words.text("Undone. It is hidden again.")
    return words.text("Undone. Waiting again.")


def too_late(error: NothingToUndo | ItemNotFound, words: Words) -> str:
    """Why an undo did nothing."""
    if isinstance(error, ItemNotFound):
        return words.text("That is not kept any more.")
    return words.text("Not undone: somebody decided about it since then.")


def overtaken(hub: Hub, item: str, words: Words) -> str:
    """Who was faster, or that the item is another now."""
    last = next((one for one in reversed(hub.store.decisions(item)) if one.by not in NOBODY), None)
    if last is None:
        return words.text("It was changed at its source. Look at it again.")
    ago = max(0, round((hub.clock.now() - last.at).total_seconds()))
    minutes = ago >= 120
    values = {"name": last.by, "count": ago // 60 if minutes else ago}
    match last.after:
        case State.APPROVED if minutes:
            return words.text("{name} approved this {count} min ago.", **values)
        case State.APPROVED:
            return words.text("{name} approved this {count} s ago.", **values)
        case State.HIDDEN if minutes:
            return words.text("{name} hid this {count} min ago.", **values)
        case State.HIDDEN:
            return words.text("{name} hid this {count} s ago.", **values)
    return words.text("{name} decided about this. Look at it again.", name=last.by)
