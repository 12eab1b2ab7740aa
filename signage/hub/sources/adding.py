"""Add a source by its address: found out, shown, proposed with reasons, written into the settings."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Response

from signage.amendment import append, table_of
from signage.core.decision import Trust
from signage.core.item import Lane
from signage.core.role import Permission
from signage.errors import SettingsError, SourceError
from signage.fetcher.discover import whole_address
from signage.hub.fetching import Sought, find_out
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.hub.sources.looking import MOST_ITEMS, Proposal, proposal
from signage.sources.text import tidy_line

log = logging.getLogger(__name__)
router = APIRouter()

Administrator = Annotated[Visit, needs(Permission.ADMINISTER)]
Typed = Annotated[str, Form(max_length=2000)]
#: So many finds are shown.
MOST_FINDS = 6
LONGEST_NAME = 80


@router.get("/sources/add")
def page(visit: Administrator, look: str = "") -> Response:
    """What was found at the address that this token stands for; without one the question for an address."""
    sought = visit.hub.findings.get(look)
    if sought is None:
        wrong = visit.words.text("That was looked at too long ago. Look again.") if look else ""
        return _page(visit, Sought(address="", wrong=wrong))
    return _page(visit, sought, token=look)


@router.post("/sources/look")
def look(visit: Administrator, url: Typed = "") -> Response:
    """Look at what answers there. Nothing is changed, and the address stands in no other address."""
    asked = url.strip()
    if not asked:
        return visit.back("/sources/add")
    hub, words = visit.hub, visit.words
    if not hub.looks.acquire(blocking=False):
        busy = words.text("Other addresses are being looked at. Try again in a moment.")
        return _page(visit, Sought(address=asked, wrong=busy), status=429)
    try:
        # Made whole: a page asks servers only, never a file of this PC.
        finds = asyncio.run(find_out(whole_address(asked), hub.settings))
        sought = Sought(address=asked, finds=finds[:MOST_FINDS])
    except SourceError as error:
        sought = Sought(address=asked, wrong=f"{error.what} {error.do}")
    except TimeoutError:
        slow = words.text(
            "It answers too slowly. Try again later, or ask its owner for the address of a feed."
        )
        sought = Sought(address=asked, wrong=slow)
    finally:
        hub.looks.release()
    if sought.wrong:
        return _page(visit, sought, status=422)
    return visit.back(f"/sources/add?look={hub.findings.put(sought)}")


@router.post("/sources/add")
def add(
    visit: Administrator,
    token: Typed = "",
    which: Annotated[int, Form()] = 0,
    name: Typed = "",
    trust: Typed = "",
    lane: Typed = "",
) -> Response:
    """Write it into the settings file; the hub takes the file over by itself."""
    words, sought = visit.words, visit.hub.findings.get(token)
    if sought is None or not 0 <= which < len(sought.finds):
        late = words.text("That was looked at too long ago. Look again.")
        return _page(visit, Sought(address="", wrong=late), status=422)
    found = sought.finds[which]
    proposed = _proposal(visit, sought, which)
    called = tidy_line(name)[0].strip()[:LONGEST_NAME] or found.options.name
    chosen = Trust(trust) if trust in set(Trust) else proposed.trust.trust
    settings = visit.hub.settings
    # What everything in it belongs to anyway need not be written down: a stray of another kind keeps its own.
    usual = proposed.lane.lane.value if proposed.lane else ""
    other = lane if lane in set(Lane) and lane != usual else ""
    table = table_of(replace(found.options, name=called), settings, trust=chosen.value, lane=other)
    try:
        append(settings.path, table)
    except SettingsError as error:
        return _page(visit, replace(sought, wrong=f"{error.what} {error.do}"), token=token, status=422)
    log.info("The source %s was added on the pages.", called)
    said = words.text("{name} is added. It is asked within a minute.", name=called)
    return visit.back("/sources", said)


def _proposal(visit: Visit, sought: Sought, which: int) -> Proposal:
    hub = visit.hub
    snapshot = hub.editions.of(hub.settings.screens[0].name).snapshot
    return proposal(sought.finds[which], hub.settings, snapshot, visit.now, visit.words)


def _page(visit: Visit, sought: Sought, *, token: str = "", status: int = 200) -> Response:
    return visit.page(
        "sources/add.html",
        status,
        url=sought.address,
        wrong=sought.wrong,
        token=token,
        proposals=[_proposal(visit, sought, which) for which in range(len(sought.finds))],
        most=MOST_ITEMS,
        lanes=tuple(Lane),
    )
