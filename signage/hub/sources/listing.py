"""The list of the sources; fetching one now; believing a list that became short."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, HTTPException, Response

from signage.core.health import Health
from signage.core.role import Permission
from signage.fetcher.pipeline import FetchRow
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.hub.sources.telling import all_told
from signage.words import Words

router = APIRouter(prefix="/sources")

Administrator = Annotated[Visit, needs(Permission.ADMINISTER)]
#: Seconds that a page waits for a source before it says that it is still being asked.
PATIENCE = 8


@router.get("")
def sources(visit: Annotated[Visit, needs(Permission.SEE)]) -> Response:
    """Where things come from, and how each is doing."""
    told = all_told(visit.hub, visit.now, visit.words, visit.when)
    counted = Counter(one.health for one in told)
    return visit.page(
        "sources/sources.html", sources=told, counted=[(one, counted[one]) for one in Health if counted[one]]
    )


@router.post("/{source}/fetch")
def fetch(visit: Administrator, source: str) -> Response:
    """Ask it now, whenever it was asked last."""
    name = named(visit, source)
    row = visit.hub.fetching.now(source, PATIENCE)
    return visit.back("/sources", f"{name}: {outcome_of(row, visit.words)}")


@router.post("/{source}/accept")
def accept(visit: Administrator, source: str) -> Response:
    """Its short list is right: what is missing from it leaves the screens."""
    name = named(visit, source)
    gone = visit.hub.store.accept(source, visit.now)
    visit.hub.announcer.poke()
    said = visit.words.plural(
        "{name}: the short list counts. {count} thing left.",
        "{name}: the short list counts. {count} things left.",
        gone,
        name=name,
    )
    return visit.back("/sources", said)


def named(visit: Visit, source: str) -> str:
    """The name of a source. Answers 404 for an unknown one."""
    known = visit.hub.settings.source(source)
    if known is None:
        raise HTTPException(404, "There is no such source.")
    return known.name


def outcome_of(row: FetchRow | None, words: Words) -> str:
    """What a fetch brought, in a sentence."""
    if row is None:
        return words.text("It is being asked. Look again in a minute.")
    if row.outcome == "not modified":
        return words.text("Asked just now. Nothing has changed.")
    if row.outcome == "fetched":
        return words.plural(
            "Asked just now. {count} entry, {new} new.",
            "Asked just now. {count} entries, {new} new.",
            row.items,
            new=row.new,
        )
    if row.outcome == "skipped":
        return words.text("The server asked for a pause, so it was not asked.")
    return words.text("That did not work. The list says why.")
