"""Several at once in a real browser: ticks, the look before, the decision; axe finds nothing on the way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from signage.core.decision import Reason, State
from signage.hub.pages import cookies
from signage.store import Store
from tests.hub.conftest import fill
from tests.hub.staff import Staff
from tests.hub.test_on_air_browser import AXE, browser
from tests.hub.test_pages_browser import scheme
from tests.hub.test_queue import comment, tom

__all__ = ["browser", "scheme", "tom"]


def complaints(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations.map((one) => one.id + one.help)")
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["sideways"] if sideways else [])]


@pytest.mark.parametrize("script", [True, False])
def test_tick_look_and_approve(browser: Browser, tom: Staff, store: Store, scheme: str, script: bool) -> None:
    fill(store, comment(5, "Buy at lamps.example", Reason.LINK), source="say")
    base, token = str(tom.client.base_url), tom.client.cookies[cookies.SESSION]
    how: dict[str, Any] = {"color_scheme": scheme, "java_script_enabled": script}
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **how)
    context.add_cookies([{"name": cookies.SESSION, "value": token, "url": base}])
    page = context.new_page()
    page.goto(base + "/queue")
    for tick in page.locator("input[name=items]").all():
        tick.check()
    assert not script or complaints(page) == []
    others, look = page.locator(".others").bounding_box(), page.locator(".look").bounding_box()
    assert others is not None
    assert look is not None
    assert others["x"] + others["width"] < look["x"]
    assert not script or page.get_by_text("Those that are ticked: 3").is_visible()
    page.get_by_role("button", name="Approve…").click()
    page.get_by_text("1 held item needs a look, not approved").wait_for()
    assert not script or complaints(page) == []
    if script:
        page.set_viewport_size({"width": 320, "height": 700})
        assert complaints(page) == []
        page.keyboard.press("d")
    else:
        page.get_by_role("button", name="Approve 2").click()
    page.get_by_text("2 items are approved.").wait_for()
    assert [store.item(f"patrons:{number}").state for number in (1, 2, 5)] == [
        State.APPROVED,
        State.APPROVED,
        State.HELD,
    ]
    context.close()
