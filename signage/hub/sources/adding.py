"""Add a source by its address: found out, shown, proposed with a reason, written into the settings."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, Response

from signage.amendment import append, table_of
from signage.core.decision import Trust
from signage.core.role import Permission
from signage.errors import SettingsError, SourceError
from signage.fetcher.discover import Found, whole_address
from signage.hub.fetching import find_out
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.sources.text import tidy_line
from signage.words import Words

log = logging.getLogger(__name__)
router = APIRouter(prefix="/sources/add")

Administrator = Annotated[Visit, needs(Permission.ADMINISTER)]
Typed = Annotated[str, Form(max_length=2000)]
#: Of each find so many items are shown, and so many finds at most.
MOST_ITEMS, MOST_FINDS = 5, 6
LONGEST_NAME = 80
_OWN_PLANS = frozenset({"calendar", "playlist"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One thing that an address can be, and what is proposed with it."""

    found: Found
    why_trust: str

    @property
    def trust(self) -> Trust:
        """How far it deserves to be trusted; a person decides."""
        return self.found.trust


@router.get("")
def look(visit: Administrator, url: str = "") -> Response:
    """Look at what answers there. Nothing is changed."""
    asked = url.strip()[:2000]
    if not asked:
        return _page(visit, "")
    try:
        # Made whole: a page asks servers only, never a file of this PC.
        finds = asyncio.run(find_out(whole_address(asked), visit.hub.settings))
    except SourceError as error:
        return _page(visit, asked, wrong=f"{error.what} {error.do}", status=422)
    token = visit.hub.findings.put(finds[:MOST_FINDS])
    return _page(visit, asked, finds=finds[:MOST_FINDS], token=token)


@router.post("")
def add(
    visit: Administrator,
    token: Typed = "",
    which: Annotated[int, Form()] = 0,
    name: Typed = "",
    trust: Typed = "",
) -> Response:
    """Write it into the settings file; the hub takes the file over by itself."""
    words, finds = visit.words, visit.hub.findings.get(token)
    if finds is None or not 0 <= which < len(finds):
        return _page(visit, "", wrong=words.text("That was looked at too long ago. Look again."), status=422)
    found = finds[which]
    called = tidy_line(name)[0].strip()[:LONGEST_NAME] or found.options.name
    chosen = Trust(trust) if trust in set(Trust) else found.trust
    settings = visit.hub.settings
    table = table_of(replace(found.options, name=called), settings, trust=chosen.value)
    try:
        append(settings.path, table)
    except SettingsError as error:
        wrong = f"{error.what} {error.do}"
        return _page(visit, found.options.url, finds=finds, token=token, wrong=wrong, status=422)
    log.info("The source %s was added on the pages.", called)
    said = words.text("{name} is added. It is asked within a minute.", name=called)
    return visit.back("/sources", said)


def why(found: Found, words: Words) -> str:
    """Why this trust is proposed."""
    if found.options.kind in _OWN_PLANS:
        return words.text("Proposed: straight on screen. Calendars and lists are the library's own plans.")
    return words.text("Proposed: wait for approval, until you say that this is the library's own.")


def _page(
    visit: Visit,
    url: str,
    *,
    finds: tuple[Found, ...] = (),
    token: str = "",
    wrong: str = "",
    status: int = 200,
) -> Response:
    return visit.page(
        "sources/add.html",
        status,
        url=url,
        wrong=wrong,
        token=token,
        proposals=[Proposal(found=one, why_trust=why(one, visit.words)) for one in finds],
        most=MOST_ITEMS,
    )
