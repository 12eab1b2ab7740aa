"""How soon the pages answer with very much in the store: a hub in its own process, asked over HTTP."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import httpx

from signage.clock import SystemClock
from signage.core.decision import Reason, State, Verdict
from signage.core.item import Author, Content, Kind, Lane, RawItem, When
from signage.core.role import Role
from signage.fetcher import roster
from signage.settings import load
from signage.store import Store
from signage.store.outcome import FORM, NEVER, FetchOutcome, JudgedItem
from tests.bench.bar import Bar, percentile, tell_times
from tests.end_to_end.library import Place, Sign, found
from tests.hub.staff import signing_in
from tests.hub.test_server import free_port

#: What is asked for, as an administrator.
PAGES = ("/", "/queue", "/queue/news?known=1", "/playlist", "/playlist?q=boat", "/history", "/follow", "/say")
_PORTION = 2_000
YEARS = "years"
PATRONS = '\n[patrons]\naddress = "http://127.0.0.1:{port}/say"\n'
#: A calendar that is never asked: what it gave is in the store.
CALENDAR = """
[[source]]
id = "years"
name = "Years"
kind = "calendar"
url = "http://127.0.0.1:9/years.ics"
"""


def measure(folder: Path, waiting: int, stored: int, times: int) -> list[Bar]:
    """The bars of the pages: 95 of 100 answers within a tenth of a second."""
    place = open_library(folder)
    place.config.write_text(place.config.read_text() + CALENDAR)
    address = f"http://127.0.0.1:{place.port}"
    with Store.open(place.folder / "data" / "signage.db", SystemClock()) as store:
        store.register(roster.records(load(place.config)))
        began = time.monotonic()
        fill(store, waiting, stored)
        print(f"{stored} items stored, {waiting} of them wait: {time.monotonic() - began:.0f} s", flush=True)
        with (
            hub_of(place),
            signing_in(store, SystemClock().now(), address, "Ida", Role.ADMINISTRATOR) as ida,
        ):
            return [_bar(ida.client, page, times) for page in PAGES]


def open_library(folder: Path) -> Place:
    """A library with a form for patrons and with its own list, fetched once."""
    port = free_port()
    place = found(folder / "library", port, PATRONS.format(port=port))
    place.told("fetch")
    return place


@contextmanager
def hub_of(place: Place) -> Iterator[Sign]:
    """The hub of a library, in its own process."""
    command = [sys.executable, "-m", "signage", "hub", "--config", str(place.config)]
    hub = Sign(command, dict(os.environ), place.folder / "hub.log")
    try:
        hub.until(place.healthy, 120, what="a healthy hub")
        yield hub
    finally:
        hub.kill()


def fill(store: Store, waiting: int, stored: int) -> None:
    """So many items: comments that wait, and what calendars left in years; some of it is still to come."""
    now = SystemClock().now()
    events = (_event(number, now) for number in range(stored - waiting))
    comments = (_comment(number, now) for number in range(waiting))
    for source, made in ((YEARS, events), (FORM, comments)):
        while portion := tuple(islice(made, _PORTION)):
            store.save(FetchOutcome(source=source, items=portion, next_due=now + NEVER), now)


def _event(number: int, now: datetime) -> JudgedItem:
    starts = now + timedelta(hours=number % 2_000 if number % 50 == 0 else -2 - number % 20_000)
    content = Content(
        kind=Kind.EVENT,
        text=f"Boat number {number} is launched at the quay",
        detail="Bring a jar and a candle.",
        place="Pier",
        when=When(starts=starts, ends=starts + timedelta(hours=1)),
    )
    raw = RawItem(id=f"calendar:boat-{number}", content=content)
    return JudgedItem(raw=raw, lane=Lane.EVENTS, verdict=Verdict(state=State.APPROVED))


def _comment(number: int, now: datetime) -> JudgedItem:
    content = Content(
        kind=Kind.COMMENT,
        text=f"I saw {number} gulls on the roof this morning",
        author=Author(name="Nadia"),
        published=now,
    )
    verdict = Verdict(state=State.WAITING, reasons=(Reason.REVIEW,))
    return JudgedItem(
        raw=RawItem(id=f"patrons:{number}", content=content), lane=Lane.PATRONS, verdict=verdict
    )


def _bar(client: httpx.Client, page: str, times: int) -> Bar:
    took = []
    for _ in range(times):
        began = time.monotonic()
        answer = client.get(page, headers={"HX-Request": "true"} if "news" in page else {})
        took.append(time.monotonic() - began)
        if answer.status_code != 200:
            sys.exit(f"{page} answered {answer.status_code}: this measured nothing.")
    tell_times(f"GET {page}", took)
    return Bar(name=f"GET {page}: 95 of 100, s", value=percentile(took, 95), most=0.1)
