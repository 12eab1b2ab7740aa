"""The patrons' pages in a real browser: at a narrow phone, without scripts, dark and light, three languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from signage.store import Store
from tests.hub.patrons.conftest import Later, Phone
from tests.hub.patrons.test_say import CHAIRS, comments
from tests.hub.test_on_air_browser import AXE, browser
from tests.hub.test_pages_browser import look, scheme, viewport

__all__ = ["browser", "scheme", "viewport"]


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_axe_finds_nothing_and_nothing_goes_sideways(
    browser: Browser, nadia: Phone, scheme: str, viewport: dict[str, int], language: str
) -> None:
    where = nadia.write(CHAIRS, "Nadia").headers["location"]
    base = str(nadia.client.base_url)
    pages = [f"{page}?language={language}" for page in ("/say", where, "/say/withdraw")]
    pages.append(f"/say/withdraw?code=no&language={language}")
    assert look(browser, base, "", tuple(pages), viewport=viewport, color_scheme=scheme) == []


def test_say_and_withdraw_by_hand_without_javascript(
    browser: Browser, nadia: Phone, store: Store, clock: Later
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 568})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    base = str(nadia.client.base_url).rstrip("/")
    page.goto(f"{base}/say")
    page.get_by_label("Your words").fill(f"{CHAIRS} joan@mail.example")
    page.get_by_label("Name on the screen").fill("Nadia")
    clock.by += timedelta(seconds=5)
    page.get_by_role("button", name="Send to the library").click()
    page.get_by_role("alert").get_by_text("Not sent yet").wait_for()
    assert page.get_by_label("Your words").input_value() == f"{CHAIRS} joan@mail.example"
    page.get_by_label("Your words").fill(CHAIRS)
    clock.by += timedelta(seconds=5)
    page.get_by_role("button", name="Send to the library").click()
    page.get_by_role("heading", name="Thank you, Nadia").wait_for()
    assert len(comments(store)) == 1
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("heading", name="Withdrawn").wait_for()
    assert comments(store) == []
    assert all(url.startswith(base) for url in asked)
    context.close()


@pytest.mark.parametrize(
    ("language", "typed", "told", "how"),
    [
        ("en", "", "280 left", "hint"),
        ("en", "a" * 261, "19 left", "hint few"),
        ("de", "👩‍👩‍👧" * 281, "1 zu viel", "hint over"),  # one grapheme each
        ("ar", "ab", "بقي 278", "hint"),
    ],
)
def test_it_says_how_much_room_is_left(
    browser: Browser, nadia: Phone, language: str, typed: str, told: str, how: str
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{str(nadia.client.base_url).rstrip('/')}/say?language={language}")
    page.locator("#text").fill(typed)
    expect(page.locator("#left")).to_have_text(told)
    assert page.locator("#left").get_attribute("class") == how
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate("async () => (await axe.run()).violations.map((one) => one.id)") == []
    page.close()


def test_a_page_weighs_less_than_100_kb(nadia: Phone) -> None:
    assert len(nadia.get("/say").content) < 20_000
    sheet, font = nadia.get("/static/app.css"), nadia.get("/static/atkinson-latin.woff2")
    assert len(nadia.get("/say").content) + len(sheet.content) + len(font.content) < 100_000
