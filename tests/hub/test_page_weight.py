"""What a page brings with it: little, and nothing from outside the library's network."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Response

from signage.fetcher import roster
from signage.hub.hub import Hub
from signage.hub.pages import cookies
from signage.hub.patrons.comment import Written
from signage.settings import Settings
from signage.store import Store
from tests.hub.staff import Staff
from tests.hub.test_on_air_browser import browser
from tests.hub.test_pages_browser import DOORS, INSIDE, ada, milo
from tests.hub.test_people import code

__all__ = ["ada", "browser", "code", "milo"]

#: Bytes of page, style, script and fonts together, as they come to a browser that has nothing of them yet.
MOST = 100_000


#: What patrons open besides the page of their receipt.
PATRONS = ("/say", "/say?free=yes", "/say?language=ar", "/say/withdraw", "/follow", "/follow?large=yes")


def weight(answer: Response) -> int:
    """Bytes on the line; a picture of the TV is what was asked for, and counts nothing."""
    if answer.headers.get("content-type", "").startswith("image/"):
        return 0
    return int(answer.headers.get("content-length") or len(answer.body()))


def asked(browser: Browser, base: str, address: str, session: str) -> dict[str, int]:
    """Everything that one page asks for, with the bytes that came."""
    context = browser.new_context()
    if session:
        context.add_cookies([{"name": cookies.SESSION, "value": session, "url": base}])
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))  # noqa: PLW0108  playwright takes no builtin
    missed: list[str] = []
    page.on("requestfailed", lambda one: missed.append(one.url))
    page.goto(base.rstrip("/") + address)
    found = {one.url: weight(one) for one in answers}
    context.close()
    return found | dict.fromkeys(missed, 0)


def test_every_page_is_light_and_asks_nobody_else(browser: Browser, ada: Staff, milo: Staff) -> None:
    base, session = str(ada.client.base_url), ada.client.cookies[cookies.SESSION]
    heavy: dict[str, int] = {}
    hosts: set[str] = set()
    for address, token in [*((one, "") for one in DOORS), *((one, session) for one in INSIDE)]:
        came = asked(browser, base, address, token)
        hosts |= {urlsplit(url).netloc for url in came}
        if sum(came.values()) > MOST:
            heavy[address] = sum(came.values())
    assert heavy == {}
    assert hosts == {urlsplit(base).netloc}


def test_the_pages_of_patrons_are_light_and_ask_nobody_else(
    browser: Browser, ada: Staff, hub: Hub, settings: Settings, store: Store
) -> None:
    patrons = replace(settings, patrons_address="http://signage.example/say")
    hub.reload(patrons)
    store.register(roster.records(patrons))
    code = hub.letterbox.take(Written(text="The chairs are fine", name="Nadia"), patrons, hub.clock.now())
    base = str(ada.client.base_url)
    for address in (*PATRONS, f"/say/{code}"):
        came = asked(browser, base, address, "")
        assert sum(came.values()) <= MOST, address
        assert {urlsplit(url).netloc for url in came} == {urlsplit(base).netloc}, address
