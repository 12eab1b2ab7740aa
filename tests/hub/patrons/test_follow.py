"""The ticker as a page: the same as on the screens, still, and pausable."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Browser

from signage.core.decision import State, Verdict
from signage.core.item import LANE_OF, Author, Content, Kind, RawItem, When
from signage.store import Store
from signage.store.outcome import JudgedItem
from tests.hub.conftest import fill, notice
from tests.hub.patrons.conftest import Later, Phone
from tests.hub.patrons.test_say import CHAIRS, comments
from tests.hub.staff import text_of
from tests.hub.test_on_air import Tv
from tests.hub.test_on_air_browser import browser
from tests.hub.test_pages_browser import look, scheme, viewport

__all__ = ["browser", "scheme", "viewport"]

TOMORROW = datetime.now(UTC) + timedelta(days=1)


def item(item_id: str, content: Content, state: State = State.APPROVED) -> JudgedItem:
    return JudgedItem(
        raw=RawItem(id=item_id, content=content), lane=LANE_OF[content.kind], verdict=Verdict(state=state)
    )


@pytest.fixture
def full(store: Store) -> Store:
    fill(
        store,
        notice(1),
        notice(3, state=State.WAITING, text="Nobody has read this yet"),
        item(
            "calendar:chess",
            Content(
                kind=Kind.EVENT,
                text="Chess <script>alert(1)</script> for all",
                when=When(starts=TOMORROW, ends=TOMORROW + timedelta(hours=1)),
            ),
        ),
        item(
            "x:1",
            Content(
                kind=Kind.POST,
                text="Whole or not at all",
                platform="x",
                author=Author(name="Library", handle="@library"),
                published=datetime.now(UTC),
            ),
        ),
    )
    return store


def test_it_says_what_the_screens_show_and_nothing_else(nadia: Phone, full: Store) -> None:
    page = nadia.get("/follow")
    said = text_of(page.text)
    assert "Notice 1: the reading room has new lamps." in said
    assert "Chess <script>alert(1)</script> for all" in said
    assert "<script>alert" not in page.text
    assert "Nobody has read this yet" not in said
    assert "Whole or not at all" not in said
    assert "On now" not in said


def test_what_a_screen_paints_stands_first_and_a_hidden_item_is_gone(
    nadia: Phone, full: Store, foyer: httpx.Client, clock: Later
) -> None:
    Tv(foyer).tell("calendar:chess")
    said = nadia.words("/follow")
    assert said.index("On now") < said.index("Chess") < said.index("Notice 1")
    full.decide(["calendar:chess"], State.HIDDEN, by="Priya", now=clock.now())
    assert "Chess" not in nadia.words("/follow")


def test_a_comment_is_there_once_it_is_approved(nadia: Phone, full: Store, clock: Later) -> None:
    nadia.write(CHAIRS, "Nadia")
    assert CHAIRS not in nadia.words("/follow")
    full.decide([comments(full)[0].id], State.APPROVED, by="Priya", now=clock.now())
    assert f"Nadia: “{CHAIRS}”" in nadia.words("/follow")


def test_it_speaks_other_languages_and_in_larger_letters(nadia: Phone, full: Store) -> None:
    page = nadia.get("/follow?language=de&large=yes").text
    assert "Der Ticker, ganz ruhig" in page
    assert 'class="large"' in page
    assert "large=yes" in page


def test_newer_lines_come_by_themselves_unless_they_are_paused(
    browser: Browser, nadia: Phone, full: Store
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.install()
    page.goto(str(nadia.client.base_url).rstrip("/") + "/follow")
    page.get_by_text("Updates are on.").wait_for()
    page.evaluate(
        "(document.reading = [...document.querySelectorAll('#lines li')].find((li) => li.innerText.includes('Notice 1')))"
    )
    fill(full, notice(8, text="The lift works again"))
    full.decide(["calendar:chess"], State.HIDDEN, by="Priya", now=datetime.now(UTC))
    page.clock.run_for(21_000)
    page.locator("#lines li", has_text="The lift works again").wait_for()
    assert "The lift works again" in page.locator("#lines li").first.inner_text()
    assert page.locator("#lines", has_text="Chess").count() == 0
    assert page.evaluate("document.reading.isConnected"), "what is read was drawn anew"
    page.get_by_role("button", name="Pause updates").click()
    page.get_by_text("Updates are paused.").wait_for()
    fill(full, notice(9, text="The heating is on"))
    page.clock.run_for(61_000)
    page.wait_for_timeout(300)
    assert page.get_by_text("The heating is on").count() == 0
    page.get_by_role("link", name="Newer").click()
    page.get_by_text("The heating is on").wait_for()
    context.close()


def test_axe_finds_nothing_and_nothing_goes_sideways(
    browser: Browser, nadia: Phone, full: Store, scheme: str, viewport: dict[str, int]
) -> None:
    pages = ("/follow", "/follow?large=yes", "/follow?language=ar")
    assert look(browser, str(nadia.client.base_url), "", pages, viewport=viewport, color_scheme=scheme) == []
