"""From the first run to a patron's comment on the glass, in one go: code, phone, a moderator's tap, pixels."""

from __future__ import annotations

import re
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.end_to_end.glass import Glass
from tests.end_to_end.library import Sign, found, run_command
from tests.end_to_end.test_moderation import another, at_rest
from tests.end_to_end.test_road import say
from tests.hub.test_on_air_browser import browser
from tests.hub.test_server import free_port

__all__ = ["browser"]

CODE = re.compile(r"type the code (\w+ \w+)")
CHAIRS = "The blue chairs upstairs are the best chairs in town"
#: Seconds. A withdrawn comment leaves at once; a busy machine may take longer.
GONE_WITHIN = 5.0


def test_first_run_to_a_comment_on_the_glass_and_off_it_again(
    browser: Browser, glass: Glass, tmp_path: Path
) -> None:
    place = found(tmp_path / "library", free_port(), week="kind,text\nnotice,Boats lie at the quay\n")
    address = f"http://127.0.0.1:{place.port}"
    settings = place.folder / "config.toml"
    settings.write_text(f'{settings.read_text()}\n[patrons]\naddress = "{address}/say"\n')
    place.told("fetch")
    sign = Sign(run_command(place), glass.environment(), place.folder / "run.log")
    desk, phone = (browser.new_context().new_page() for _ in range(2))
    try:
        sign.until(place.healthy, what="a healthy hub")
        sign.until(glass.drawn, what="a picture")
        sign.until(lambda: CODE.search(sign.said()), what="a code in the log")
        first_run(desk, address, CODE.findall(sign.said())[0])
        code = write(phone, address)
        desk.goto(f"{address}/queue")
        desk.get_by_text(CHAIRS).first.wait_for()
        desk.get_by_role("button", name="Approve").click()
        approved = time.monotonic()
        desk.goto(address)

        def painted() -> bool:
            desk.reload()
            return CHAIRS in desk.inner_text("main").split("Just shown")[0]

        sign.until(painted, 120, what="the comment on the screen")
        phone.goto(f"{address}/say/{code}")
        assert "Approved." in phone.inner_text("main")
        before = at_rest(glass)
        took = time.monotonic() - approved
        withdrawn = time.monotonic()
        phone.get_by_role("button", name="Withdraw").click()
        left = another(glass, before) - withdrawn
        say(f"approved to reported on the screen {took:.1f} s; withdrawn to off the glass {left:.2f} s")
        assert left < GONE_WITHIN
        phone.get_by_role("heading", name="Withdrawn").wait_for()
        sign.until(lambda: not painted(), 20, what="a report without the comment")
        assert sign.loud() == []
        sign.stop()
    finally:
        desk.context.close()
        phone.context.close()
        sign.kill()


def first_run(page: Page, address: str, code: str) -> None:
    """Become the administrator, as the page asks."""
    page.goto(address)
    page.get_by_label("Code on the TV").fill(code)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your name").fill("Ada Lindqvist")
    page.get_by_label("Email or user name").fill("ada")
    page.get_by_label("Password").fill("heron lamp quiet stairs")
    page.get_by_role("button", name="Create the account").click()
    page.get_by_role("heading", name="On air now").wait_for()


def write(page: Page, address: str) -> str:
    """Say something at a phone; gives the receipt's code."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/say")
    page.get_by_label("Your words").fill(CHAIRS)
    page.get_by_label("Name on the screen").fill("Nadia")
    page.wait_for_timeout(2500)  # nobody is faster
    page.get_by_role("button", name="Send to the library").click()
    page.get_by_role("heading", name="Thank you, Nadia").wait_for()
    return page.url.rpartition("/")[2]
