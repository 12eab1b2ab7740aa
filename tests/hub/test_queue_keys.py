"""The keys and pictures of the queue, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from signage.core.decision import State
from signage.hub.pages import cookies
from signage.store import Store
from tests.hub.conftest import fill
from tests.hub.staff import Staff
from tests.hub.test_on_air_browser import browser
from tests.hub.test_queue import comment, tom
from tests.hub.test_several_browser import complaints

__all__ = ["browser", "tom"]


def test_a_picture_that_cannot_be_painted_gives_way_to_a_sentence(browser: Browser, tom: Staff) -> None:
    base, token = str(tom.client.base_url), tom.client.cookies[cookies.SESSION]
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    context.add_cookies([{"name": cookies.SESSION, "value": token, "url": base}])
    page = context.new_page()
    page.route("**/picture?**", lambda route: route.fulfill(status=503))
    page.goto(base + "/queue")
    expect(page.get_by_text("The picture cannot be painted just now.")).to_be_visible()
    expect(page.locator("img.print")).to_have_count(0)
    context.close()


def test_keys_list_themselves_tick_a_range_and_decide_with_a_reason(
    browser: Browser, tom: Staff, store: Store
) -> None:
    fill(store, comment(5, "Warm lamps"), source="say")
    base, token = str(tom.client.base_url), tom.client.cookies[cookies.SESSION]
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": cookies.SESSION, "value": token, "url": base}])
    page = context.new_page()
    page.goto(base + "/queue")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert complaints(page) == []
    page.keyboard.press("d")  # reads the list, decides nothing
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    with page.expect_navigation():
        page.keyboard.press("Shift+J")
    expect(page.locator("input[name=items]:checked")).to_have_count(2)
    page.keyboard.press(" ")
    expect(page.locator("input[name=items]:checked")).to_have_count(1)
    page.keyboard.press("z")
    expect(page.locator(".others")).to_be_hidden()
    page.keyboard.press("2")
    expect(page.get_by_role("radio", checked=True)).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("f")
    assert store.item("patrons:2").state is State.HIDDEN
    assert store.decisions("patrons:2")[-1].note
    assert store.item("patrons:1").state is State.HELD
    context.close()
