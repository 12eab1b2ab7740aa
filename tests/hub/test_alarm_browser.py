"""The sound at the desk, in a real browser: off by default, once for each alarm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser

from signage.hub.pages import cookies
from signage.store import Store
from signage.store.outcome import FetchOutcome
from tests.hub.staff import Staff
from tests.hub.test_on_air_browser import browser
from tests.hub.test_queue import comment, tom

__all__ = ["browser", "tom"]

#: Counts the tones that a page plays.
COUNTING = """window.played = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (when) { window.played += 1; start.call(this, when); };"""


def test_the_desk_hears_an_alarm_once_and_only_where_it_is_switched_on(
    browser: Browser, tom: Staff, store: Store
) -> None:
    now = datetime.now(UTC)
    base, token = str(tom.client.base_url), tom.client.cookies[cookies.SESSION]
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": cookies.SESSION, "value": token, "url": base}])
    context.add_init_script(COUNTING)
    page = context.new_page()
    page.goto(base + "/queue")
    tick = page.get_by_label("A sound on this computer")
    assert not tick.is_checked()
    tick.check()
    page.wait_for_timeout(300)
    before = page.evaluate("played")
    outcome = FetchOutcome(source="say", items=(comment(9),), next_due=now + timedelta(hours=1))
    store.save(outcome, now - timedelta(minutes=22))
    for _ in range(40):
        page.wait_for_timeout(500)
        if page.evaluate("played") > before:
            break
    page.wait_for_timeout(6_000)
    assert page.evaluate("played") == before + 2, "the next look at the queue is no new alarm"
    page.reload()
    page.wait_for_timeout(500)
    assert page.evaluate("played") == 0
    context.close()
