"""Pictures of the pages for docs/pages.md. `SIGNAGE_RENEW_PAGES=1` takes them anew (script/pictures does)."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from signage.core.decision import Reason, State, Verdict
from signage.core.item import Content, Kind, When
from signage.core.role import Role
from signage.hub.hub import Hub
from signage.hub.pages import cookies
from signage.store import Store
from signage.store.items import short_id
from tests.hub.conftest import fill, notice
from tests.hub.patrons.conftest import Phone
from tests.hub.patrons.test_follow import TOMORROW, item
from tests.hub.patrons.test_say import CHAIRS
from tests.hub.staff import signed_in
from tests.hub.test_on_air import COMMENT, POST, Tv, said
from tests.hub.test_on_air_browser import SIZES, browser

__all__ = ["browser"]

DOCS = Path(__file__).parents[3] / "docs"
RENEW = bool(os.environ.get("SIGNAGE_RENEW_PAGES"))
#: Name of the picture: address, size, colours. "{receipt}" is the page of a comment that was sent.
PUBLIC = {
    "say": ("/say", "phone", "light"),
    "say-arabic": ("/say?language=ar", "phone", "light"),
    "thanks": ("{receipt}", "phone", "light"),
    "follow": ("/follow", "phone", "dark"),
    "sign-in": ("/sign-in", "desk", "light"),
}
STAFF = {
    "on-air": ("/", "phone", "light"),
    "on-air-desk": ("/", "desk", "dark"),
    "queue": (f"/queue?item={COMMENT}", "phone", "light"),
    "queue-desk": (f"/queue?item={COMMENT}", "desk", "light"),
    "sheet": (f"/queue/more?item={COMMENT}", "desk", "light"),
    "playlist": ("/playlist", "desk", "light"),
    "playlist-phone": ("/playlist", "phone", "dark"),
    "edit": ("/playlist/{chess}", "desk", "light"),
    "closing-early": ("/playlist/new?kind=notice&ready=closing-early", "phone", "light"),
    "moment": ("/playlist/preview", "desk", "light"),
    "people": ("/settings/people", "desk", "light"),
}

WAITING = (
    "More large print crime please! I have read them all, some of them twice.",
    "Is the study room free on Sunday?",
    "Thank you for the wool swap, I made a hat",
)


def test_every_picture_of_the_guide_is_there_and_every_one_is_in_the_guide() -> None:
    named = set(re.findall(r"pages/([\w-]+)\.png", (DOCS / "pages.md").read_text("utf-8")))
    assert named == {*PUBLIC, *STAFF}
    if not RENEW:
        assert named == {path.stem for path in (DOCS / "pictures" / "pages").glob("*.png")}


@pytest.mark.skipif(not RENEW, reason="pictures are taken by script/pictures")
def test_take_them(
    browser: Browser, hub: Hub, nadia: Phone, store: Store, address: str, foyer: httpx.Client
) -> None:
    words = "Please buy more crime novels, see www.crime.example"
    held = replace(
        said(COMMENT, Kind.COMMENT, words), verdict=Verdict(state=State.HELD, reasons=(Reason.LINK,))
    )
    when = When(starts=TOMORROW, ends=TOMORROW + timedelta(hours=1))
    chess = item("calendar:chess", Content(kind=Kind.EVENT, text="Chess for all", place="Hall", when=when))
    dragons = said(POST, Kind.POST, "We made 42 paper dragons at storytime")
    wait = Verdict(state=State.WAITING, reasons=(Reason.REVIEW,))
    more = [
        replace(said(f"patrons:{number}", Kind.COMMENT, asked), verdict=wait)
        for number, asked in enumerate(WAITING)
    ]
    fill(store, notice(1), notice(2), notice(3), chess, dragons, held, *more)
    receipt = nadia.write(CHAIRS, "Nadia").headers["location"]
    Tv(foyer).tell(POST, "calendar:chess", "playlist:notice-1")
    with signed_in(hub, address, "Priya", Role.ADMINISTRATOR) as priya:
        token = priya.client.cookies[cookies.SESSION]
        for pages, session in ((PUBLIC, ""), (STAFF, token)):
            for name, (page, size, colours) in pages.items():
                width, height = SIZES[size]
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if colours == "dark" else "light",
                )
                if session:
                    context.add_cookies([{"name": cookies.SESSION, "value": session, "url": address}])
                opened = context.new_page()
                opened.goto(address + page.format(receipt=receipt, chess=short_id("calendar:chess")))
                opened.wait_for_load_state("networkidle")
                picture = DOCS / "pictures" / "pages" / f"{name}.png"
                picture.parent.mkdir(parents=True, exist_ok=True)
                opened.screenshot(path=picture)
                context.close()
