"""On air in a real browser: one tap without a reload, nothing moves under the focus, and axe finds nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from signage.core.decision import State
from signage.hub.pages import cookies
from signage.store import Store
from tests.hub.staff import Staff
from tests.hub.test_on_air import COMMENT, NOTICE, POST, Tv, priya, tv

__all__ = ["priya", "tv"]

AXE = Path(__file__).parents[1] / "axe" / "axe.min.js"
SIZES = {"phone": (390, 844), "narrow": (320, 640), "desk": (1280, 800)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium: script/setup test installs it")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, priya: Staff, tv: Callable[[str], Tv]) -> Iterator[Page]:
    tv("Foyer").tell(COMMENT, NOTICE)
    tv("Children").tell(POST)
    width, height = SIZES["phone"]
    context = browser.new_context(viewport={"width": width, "height": height})
    token = priya.client.cookies[cookies.SESSION]
    context.add_cookies([{"name": cookies.SESSION, "value": token, "url": str(priya.client.base_url)}])
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(str(priya.client.base_url))
    opened.wait_for_timeout(500)
    yield opened
    context.close()
    assert complaints == []


def hide(page: Page, words: str) -> Any:
    return page.locator("li.entry", has_text=words).get_by_role("button").first


def test_one_tap_hides_without_a_reload_and_the_bar_waits_for_the_screens(
    page: Page, store: Store, tv: Callable[[str], Tv]
) -> None:
    page.evaluate("window.here = true")
    hide(page, "More crime").click()
    page.get_by_text("Hidden. Gone from 0 of 2 screens.").wait_for()
    assert store.item(COMMENT).state is State.HIDDEN
    tv("Children").tell(POST)
    tv("Foyer").tell(NOTICE, removed=(COMMENT,))
    page.get_by_text("Hidden. Gone from 2 of 2 screens").wait_for()
    assert page.evaluate("window.here")
    page.locator(".bar button").click()
    page.get_by_text("Undone. It may be shown again.").wait_for()
    assert store.item(COMMENT).state is State.APPROVED


def test_the_list_follows_the_screens_but_not_under_the_focus(page: Page, tv: Callable[[str], Tv]) -> None:
    page.keyboard.press("Tab")
    for _ in range(20):
        if page.evaluate("document.activeElement.closest('[data-live]') !== null"):
            break
        page.keyboard.press("Tab")
    tv("Children").tell(NOTICE)
    page.wait_for_timeout(2600)
    assert page.locator("text=Just shown").count() == 0
    page.evaluate("document.activeElement.blur()")
    page.locator("text=Just shown").wait_for()


def test_a_tap_just_after_the_list_moved_counts_for_nothing(
    page: Page, store: Store, tv: Callable[[str], Tv]
) -> None:
    page.evaluate(
        """document.querySelector("[data-live]").addEventListener("htmx:afterSwap",
        () => document.querySelector("[data-live] form button").click(), {once: true})"""
    )
    tv("Children").tell(NOTICE)
    page.locator("text=Just shown").wait_for()
    page.wait_for_timeout(300)
    assert store.newest_decisions(5) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_goes_sideways(
    page: Page, priya: Staff, size: str, scheme: str
) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    number = priya.post("/hide", item=COMMENT).headers["location"]
    priya.post("/stop")
    for address in (number, "/resume"):
        page.goto(str(priya.client.base_url).rstrip("/") + address)
        page.evaluate(AXE.read_text("utf-8"))
        # The badge is the frame's own.
        found = page.evaluate(
            """async () => (await axe.run({exclude: [".badge"]})).violations.map(
            (one) => one.id + ": " + one.nodes.map((node) => node.html).join(" "))"""
        )
        assert found == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
