"""The ten jobs of the design, from On air, in a real browser: with at most the taps given there, and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from signage.core.decision import State, Trust
from signage.core.role import Role
from signage.fetcher import roster
from signage.hub.hub import Hub
from signage.hub.pages import cookies
from signage.store import Store
from signage.store.outcome import STAFF, SourceRecord
from tests.hub.conftest import fill
from tests.hub.staff import Staff, signed_in
from tests.hub.test_on_air import NOTICE, Tv, tv
from tests.hub.test_on_air_browser import SIZES, browser
from tests.hub.test_playlist import TALK, event
from tests.hub.test_queue import comment
from tests.loopback import Loopback, ok

__all__ = ["browser", "tv"]

FIRST, SECOND = "patrons:1", "patrons:2"


class Desk:
    """A browser on the first page, which counts taps."""

    def __init__(self, page: Page, phone: bool) -> None:
        self.page, self.phone = page, phone
        self.taps = 0

    def tap(self, found: Locator) -> None:
        self.taps += 1
        found.first.click()

    def button(self, name: str, within: str = "main") -> None:
        self.tap(self.page.locator(f"{within}:visible").get_by_role("button", name=name))

    def link(self, name: str, within: str = "main") -> None:
        self.tap(self.page.locator(f"{within}:visible").get_by_role("link", name=name))

    def menu(self, name: str) -> None:
        self.link(name, ".tabs" if self.phone else ".menu")


@pytest.fixture(params=["phone", "desk without scripts"])
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ada(hub: Hub, store: Store, address: str, tv: Callable[[str], Tv]) -> Iterator[Staff]:
    now = datetime.now(UTC)
    store.register(
        [
            *roster.records(hub.settings),
            SourceRecord(id="list", name="List", kind="playlist", trust=Trust.PUBLISH),
            SourceRecord(id="dates", name="Dates", kind="calendar", trust=Trust.PUBLISH),
            SourceRecord(id="say", name="Say", kind="patrons", trust=Trust.REVIEW),
        ]
    )
    fill(store, event("talk", "A talk about lamps", now + timedelta(days=3)), source="dates")
    fill(store, comment(1, "Could you open earlier?"), comment(2, "The lamps are nice"), source="say")
    store.decide(["playlist:notice-3", SECOND], State.HIDDEN, by="Bea", now=now)
    tv("Foyer").tell(NOTICE)
    with signed_in(hub, address, "Priya", Role.ADMINISTRATOR) as staff:
        yield staff


@pytest.fixture
def desk(browser: Browser, ada: Staff, size: str) -> Iterator[Desk]:
    name, _, scripts = size.partition(" ")
    width, height = SIZES[name]
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=not scripts, locale="en-GB"
    )
    base = str(ada.client.base_url)
    token = ada.client.cookies[cookies.SESSION]
    context.add_cookies([{"name": cookies.SESSION, "value": token, "url": base}])
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(base)
    page.wait_for_timeout(500)  # a tap just after the list came counts for nothing
    yield Desk(page, phone=name == "phone")
    context.close()
    assert complaints == []


def test_hide_what_is_on_a_screen_now_and_undo(desk: Desk, store: Store) -> None:
    desk.button("Hide")
    desk.page.get_by_text("Hidden.", exact=False).first.wait_for()
    assert (desk.taps, store.item(NOTICE).state) == (1, State.HIDDEN)
    desk.button("Undo", ".bar")
    desk.page.get_by_text("Undone.", exact=False).first.wait_for()
    assert (desk.taps, store.item(NOTICE).state) == (2, State.APPROVED)


def test_stop_all_social_posts_and_comments(desk: Desk, store: Store) -> None:
    desk.button("Stop", "header")
    desk.page.get_by_text("off every screen").or_(desk.page.get_by_text("Bring back")).first.wait_for()
    assert desk.taps == 1
    assert store.stops.current() is not None


@pytest.mark.parametrize(("button", "state"), [("Approve", State.APPROVED), ("Hide", State.HIDDEN)])
def test_decide_about_the_next_waiting_item(desk: Desk, store: Store, button: str, state: State) -> None:
    desk.menu("Queue")
    desk.tap(desk.page.locator(".decide").get_by_role("button", name=button))
    desk.page.get_by_role("heading", name="Nothing waits").wait_for()
    assert (desk.taps, store.item(FIRST).state) == (2, state)


def test_reply_to_a_comment_shown_with_it(desk: Desk, store: Store) -> None:
    desk.menu("Queue")
    desk.link("Reply")
    desk.page.get_by_label("Reply, shown on the screens with it").fill("From May on we do.")
    desk.button("Approve with this")
    desk.page.get_by_role("heading", name="Nothing waits").wait_for()
    assert desk.taps <= (4 if desk.phone else 3)
    placement = store.placement(FIRST)
    assert placement
    assert (placement.detail, store.item(FIRST).state) == ("From May on we do.", State.APPROVED)


def row(desk: Desk, words: str) -> Any:
    return desk.page.locator(".line-row", has_text=words)


@pytest.mark.parametrize("button", ["Pin", "Hide"])
def test_pin_or_hide_an_event(desk: Desk, store: Store, button: str) -> None:
    desk.menu("Playlist")
    desk.tap(row(desk, "A talk about lamps").get_by_role("button", name=button))
    desk.page.get_by_text("is pinned." if button == "Pin" else "Hidden.").first.wait_for()
    assert desk.taps == 2
    placement = store.placement(TALK)
    assert (placement is not None and placement.pinned is True) == (button == "Pin")
    assert store.item(TALK).state is (State.APPROVED if button == "Pin" else State.HIDDEN)


def test_change_an_events_wording(desk: Desk, store: Store) -> None:
    desk.menu("Playlist")
    desk.link("A talk about lamps")
    desk.page.get_by_label("Headline").fill("Lamps!")
    desk.tap(desk.page.locator(".sticky").get_by_role("button", name="Save"))
    desk.page.get_by_text("Saved.").first.wait_for()
    placement = store.placement(TALK)
    assert placement
    assert (desk.taps, placement.text) == (3, "Lamps!")


def test_a_closing_early_notice_on_all_screens(desk: Desk, store: Store) -> None:
    desk.menu("Playlist")
    desk.tap(desk.page.locator("summary", has_text="Add"))
    desk.link("Notice")
    desk.link("Closing early")
    desk.tap(desk.page.locator(".sticky").get_by_role("button", name="Put it on"))
    desk.page.get_by_text("from now on").first.wait_for()
    (item,) = store.items(source=STAFF)
    assert (desk.taps, item.content.text[:11]) == (5, "We close at")


def test_see_what_a_screen_shows_on_saturday_at_ten(desk: Desk) -> None:
    desk.menu("Playlist")
    desk.link("See any moment")
    desk.link("Saturday 10:00")
    desk.page.get_by_role("heading", name="Saturday").wait_for()
    assert desk.taps <= (5 if desk.phone else 3)
    picture = desk.page.locator("img.print")
    desk.page.wait_for_load_state("load")
    if desk.phone:  # only there scripts can say so
        assert picture.evaluate("(one) => one.naturalWidth") == 1280


def test_add_a_source_by_its_address(desk: Desk, hub: Hub, tmp_path: Path) -> None:
    config = tmp_path / "library.toml"
    config.write_text(
        '[library]\nname = "Harbour Library"\n[hub]\ndata = "data"\n[[screen]]\nname = "Foyer"\n'
    )
    with Loopback() as server:
        server.answers["/events.ics"] = ok(
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Harbour//EN\r\nBEGIN:VEVENT\r\nUID:1@harbour.example\r\n"
            f"DTSTART:{datetime.now(UTC) + timedelta(days=1):%Y%m%d}T100000Z\r\nSUMMARY:A talk about lamps\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n".encode(),
            "text/calendar",
        )
        hub.settings = replace(
            hub.settings, path=config, hub=replace(hub.settings.hub, allow_hosts=(server.host,))
        )
        if desk.phone:
            desk.menu("More")
            desk.link("Sources")
        else:
            desk.menu("Sources")
        desk.page.get_by_label("Add a source: its address").fill(server.url("/events.ics"))
        desk.button("Look")
        desk.page.get_by_role("heading", name="Found: a calendar with 1 event").wait_for()
        desk.button("Add this source")
        desk.page.get_by_text("is added.").first.wait_for()
    assert desk.taps == (4 if desk.phone else 3)
    assert server.url("/events.ics") in config.read_text()


def test_every_tap_on_the_phone_is_large_enough(desk: Desk) -> None:
    if not desk.phone:
        pytest.skip("a desk has a mouse")
    for address in ("/", "/queue", "/playlist", f"/queue/more?item={FIRST}", "/playlist/new?kind=event"):
        desk.page.goto(desk.page.url.split("/", 3)[0] + "//" + desk.page.url.split("/")[2] + address)
        small = desk.page.evaluate(
            """() => [...document.querySelectorAll("main a, main button, main summary, main label.tick")]
            .filter((one) => one.checkVisibility() && !one.classList.contains("hidden-words") && !one.closest("p"))
            .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
            .filter(([, box]) => box.width > 0 && box.height > 0 && (box.height < 43.5 || box.width < 43.5))
            .map(([text, box]) => `${text} ${box.width} ${box.height}`)"""
        )
        assert small == [], address
