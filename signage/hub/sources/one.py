"""The page of one source: how it is doing, what it gave, and what may be changed in the settings file."""

from __future__ import annotations

import logging
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Response

from signage.amendment import change, remove
from signage.core.decision import State, Trust
from signage.core.item import Item, Lane
from signage.core.line import spoken
from signage.core.role import Permission
from signage.core.wording import date_line, local
from signage.errors import SettingsError
from signage.hub.hub import Hub
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.hub.sources.listing import PATIENCE, outcome_of
from signage.hub.sources.telling import told
from signage.settings import Settings, SourceSettings
from signage.sources.text import tidy_line

log = logging.getLogger(__name__)
router = APIRouter(prefix="/sources")

Administrator = Annotated[Visit, needs(Permission.ADMINISTER)]
Typed = Annotated[str, Form(max_length=2000)]
#: So many of its newest things are shown.
MOST_ITEMS = 6
LONGEST_NAME = 80


@router.get("/{source}")
def page(visit: Administrator, source: str) -> Response:
    """How it is doing, and its form."""
    return _page(visit, _known(visit, source))


@router.post("/{source}")
def save(
    visit: Administrator,
    source: str,
    name: Typed = "",
    trust: Typed = "",
    lane: Typed = "",
    sure: Typed = "",
) -> Response:
    """Write it into the settings file. Before anything is shown without asking, it asks."""
    known, words = _known(visit, source), visit.words
    called = tidy_line(name)[0].strip()[:LONGEST_NAME] or known.name
    trusted = Trust(trust) if trust in set(Trust) else known.trust
    shown = Lane(lane) if lane in set(Lane) else None
    if trusted is Trust.PUBLISH and known.trust is not Trust.PUBLISH and not sure:
        waiting = visit.hub.store.items(states=(State.WAITING,), source=known.id)
        return visit.page(
            "sources/trust.html",
            source=known,
            name=called,
            lane=shown.value if shown else "",
            waiting=[_line(visit, item) for item in waiting[:MOST_ITEMS]],
            count=len(waiting),
        )
    if (called, trusted, shown) == (known.name, known.trust, known.lane):
        row = visit.hub.fetching.now(known.id, PATIENCE)
        return visit.back(f"/sources/{quote(known.id)}", f"{called}: {outcome_of(row, words)}")
    values = {"name": called, "trust": trusted.value, "lane": shown.value if shown else ""}
    try:
        settings = change(visit.hub.settings.path, known.id, values)
    except SettingsError as error:
        return _page(visit, known, wrong=f"{error.what} {error.do}", status=422)
    _take_over(visit.hub, settings)
    log.info("The source %s was changed on the pages.", known.id)
    said = words.text("{name} is saved. It is asked anew within a minute.", name=called)
    return visit.back(f"/sources#source-{quote(known.id)}", said)


@router.get("/{source}/remove")
def ask_to_remove(visit: Administrator, source: str) -> Response:
    """Ask first: what came from there leaves the screens."""
    known = _known(visit, source)
    return visit.page("sources/remove.html", source=known, count=_told_shown(visit, known))


@router.post("/{source}/remove")
def take_out(visit: Administrator, source: str) -> Response:
    """Take it out of the settings file, and what came from there off every screen."""
    hub, known, words = visit.hub, _known(visit, source), visit.words
    when = f"{local(visit.now, visit.zone):%Y-%m-%d}"
    try:
        # One line: a name cannot end the comment.
        settings = remove(hub.settings.path, known.id, f"Taken out on the pages on {when}:")
    except SettingsError as error:
        return _page(visit, known, wrong=f"{error.what} {error.do}", status=422)
    _take_over(hub, settings)
    gone = hub.store.withdraw_source(known.id, visit.now)
    hub.announcer.poke()
    log.info("The source %s was taken out on the pages.", known.id)
    said = words.plural(
        "{name} is taken out. {count} thing left.",
        "{name} is taken out. {count} things left.",
        gone,
        name=known.name,
    )
    return visit.back("/sources", said)


def _take_over(hub: Hub, settings: Settings) -> None:
    """At once, and not only when the file is seen to be another."""
    hub.reload(settings)
    hub.fetching.reload(settings)


def _known(visit: Visit, source: str) -> SourceSettings:
    known = visit.hub.settings.source(source)
    if known is None:
        raise HTTPException(404, "There is no such source.")
    return known


def _told_shown(visit: Visit, known: SourceSettings) -> int:
    return next((one.shown for one in visit.hub.store.source_health() if one.id == known.id), 0)


def _page(visit: Visit, known: SourceSettings, *, wrong: str = "", status: int = 200) -> Response:
    hub = visit.hub
    kept = next((one for one in hub.store.source_health() if one.id == known.id), None)
    newest = reversed(hub.store.items(source=known.id, limit=MOST_ITEMS))
    return visit.page(
        "sources/one.html",
        status,
        source=told(known, kept, visit.now, visit.words, visit.when),
        setting=known,
        lines=[_line(visit, item) for item in newest],
        lanes=tuple(Lane),
        file=hub.settings.path.name,
        wrong=wrong,
    )


def _line(visit: Visit, item: Item) -> tuple[str, str, str]:
    """One of its things: its words, where it stands, and since when it is known."""
    seen = date_line(local(item.first_seen, visit.zone), visit.words)
    if item.raw.private:
        return visit.words.text("A private booking"), item.state.value, seen
    return spoken(item.content, local(visit.now, visit.zone), visit.words), item.state.value, seen
