"""Every page in a real browser, light and dark, phone and desk: axe finds nothing, nothing goes sideways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Route

from signage.core.decision import Trust
from signage.core.role import Role
from signage.errors import StoreError
from signage.hub.backups.folder import Purpose
from signage.hub.hub import Hub
from signage.hub.pages import cookies
from signage.settings import Settings, SourceSettings
from signage.sources.plan import SourceOptions
from signage.store import Store
from signage.store.items import short_id
from tests.hub.staff import Staff, signed_in
from tests.hub.test_on_air_browser import AXE, SIZES, browser
from tests.hub.test_people import begin, code, key_of

__all__ = ["browser", "code"]

#: As a stranger, and as the first administrator.
DOORS = ("/sign-in", "/sign-in?next=/queue", "/invitation?token=used", "/first-run")
INSIDE = (
    "/",
    "/queue",
    "/queue/more?item=playlist:notice-3",
    "/playlist",
    "/playlist?q=nothing",
    f"/playlist/{short_id('playlist:notice-1')}",
    "/playlist/new?kind=notice&ready=closing-early",
    "/playlist/new?kind=event",
    "/playlist/import",
    "/playlist/preview",
    "/playlist/emergency",
    "/playlist/new?kind=poster",
    "/queue/rules",
    "/history",
    "/sources",
    "/sources/add",
    "/sources/list",
    "/sources/list/remove",
    "/resume",
    "/history?about=nothing",
    "/history?day=2026-11-23&time=14:32",
    "/history?item=Notice",
    "/more",
    "/me",
    "/settings/people",
    "/settings/screens",
    "/settings/screens?code=ACDEFG",
    "/settings/screens/remove?name=Children",
    "/settings/screens/look?name=Foyer",
    "/settings/backup",
    "/settings/people/invite",
    "/settings/people/2/remove",
    "/nothing-here",
)


def look(
    browser: Browser,
    base: str,
    session: str,
    addresses: tuple[str, ...],
    answers: Mapping[str, httpx.Response] = MappingProxyType({}),
    **how: Any,
) -> list[str]:
    """What axe, the console or the width of these pages complain of.

    `answers` are pages that a form gave, each with the address under which the browser is given it.
    """
    context = browser.new_context(**how)
    for at, answer in answers.items():
        context.route(base.rstrip("/") + at, partial(_give, answer))
    if session:
        context.add_cookies([{"name": cookies.SESSION, "value": session, "url": base}])
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in (*addresses, *answers):
        page.goto(base.rstrip("/") + address)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(
            """async () => (await axe.run()).violations.map(
            (one) => one.id + ": " + one.nodes.map((node) => node.html).join(" "))"""
        )
        complaints += [f"{address}: {one}" for one in found]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            complaints.append(f"{address} goes sideways")
    context.close()
    return complaints


def _give(answer: httpx.Response, route: Route) -> None:
    kept = ("content-type", "content-security-policy")
    route.fulfill(body=answer.text, headers={name: answer.headers[name] for name in kept})


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=SIZES)
def viewport(request: pytest.FixtureRequest) -> dict[str, int]:
    return dict(zip(("width", "height"), SIZES[request.param], strict=True))


@pytest.fixture
def ada(anybody: httpx.Client, code: str) -> Staff:
    """The first administrator, signed in."""
    staff = Staff(anybody, key_of(anybody.get("/first-run").text))
    begin(staff, code)
    return staff


@pytest.fixture
def milo(hub: Hub, ada: Staff, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, "Milo", Role.VIEWER) as staff:
        yield staff


def test_first_run(browser: Browser, address: str, scheme: str, viewport: dict[str, int], code: str) -> None:
    assert look(browser, address, "", ("/first-run",), viewport=viewport, color_scheme=scheme) == []


def test_the_doors(browser: Browser, ada: Staff, scheme: str, viewport: dict[str, int]) -> None:
    base = str(ada.client.base_url)
    assert look(browser, base, "", DOORS, viewport=viewport, color_scheme=scheme) == []


@pytest.fixture
def settings(settings: Settings) -> Settings:
    listed = SourceOptions(id="list", name="List", kind="feed", url="https://books.example/feed")
    return replace(settings, sources=(SourceSettings(options=listed, trust=Trust.REVIEW),))


@pytest.fixture
def answers(
    ada: Staff, hub: Hub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> dict[str, httpx.Response]:
    """Every page that comes as the answer to a form, or where something went wrong."""
    ticked = {"items": ["playlist:notice-3"]}
    found = {
        "/answers/several": ada.post("/queue/several", ticked, button="approve"),
        "/answers/trust": ada.post("/sources/list", name="List", trust="publish", lane=""),
        "/answers/notice": ada.post("/playlist/new", kind="notice", text=""),
        "/answers/event": ada.post("/playlist/new", kind="event", text="Chess", day="31 June"),
        "/answers/emergency": ada.post("/playlist/emergency", text=""),
        "/answers/import": ada.get(_import(ada)),
    }
    for at, error in (
        ("/answers/known", StoreError("database", "The disk is full.", "Make room on the disk.")),
        ("/answers/failed", RuntimeError("nobody thought of this")),
    ):
        with monkeypatch.context() as patched, caplog.at_level("CRITICAL"):
            patched.setattr(hub.store, "queue_length", partial(_fail, error))
            found[at] = ada.get("/queue")
            assert found[at].status_code in (500, 503)
    return found


def _import(staff: Staff) -> str:
    """The address of a look at a list with lines that are refused."""
    lines = "kind;text;day;from;to;place\nnotice;The lift works again;;;;\nnotice;;;;;\nevent;Chess;31 June;10:00;;\n"
    answer = staff.client.post(
        "/playlist/import",
        data={"key": staff.key},
        files={"file": ("may.csv", lines.encode(), "text/csv")},
        headers={"Origin": str(staff.client.base_url).rstrip("/")},
    )
    assert answer.status_code == 303
    return str(answer.headers["location"])


def _fail(error: Exception, *_: object) -> None:
    raise error


@pytest.fixture
def inside(ada: Staff, milo: Staff, hub: Hub, store: Store) -> tuple[str, ...]:
    """Every page that the first administrator sees."""
    assert store.people.get(2) is not None
    made = hub.backups.make(Purpose.BY_HAND, hub.clock.now())
    return (*INSIDE, f"/settings/backup/{made.name}/restore")


def test_inside(
    browser: Browser,
    ada: Staff,
    inside: tuple[str, ...],
    answers: dict[str, httpx.Response],
    scheme: str,
    viewport: dict[str, int],
) -> None:
    base, token = str(ada.client.base_url), ada.client.cookies[cookies.SESSION]
    how = {"viewport": viewport, "color_scheme": scheme, "locale": "en-GB"}
    assert look(browser, base, token, inside, answers, **how) == []


@pytest.mark.parametrize(("size", "scheme"), [("narrow", "light"), ("desk", "dark")])
def test_inside_from_right_to_left(
    browser: Browser, ada: Staff, inside: tuple[str, ...], size: str, scheme: str
) -> None:
    base, token = str(ada.client.base_url), ada.client.cookies[cookies.SESSION]
    viewport = dict(zip(("width", "height"), SIZES[size], strict=True))
    assert look(browser, base, token, inside, viewport=viewport, color_scheme=scheme, locale="ar") == []


def test_what_somebody_may_not_see(
    browser: Browser, milo: Staff, scheme: str, viewport: dict[str, int]
) -> None:
    base, token = str(milo.client.base_url), milo.client.cookies[cookies.SESSION]
    pages = ("/", "/queue", "/settings/people")
    assert look(browser, base, token, pages, viewport=viewport, color_scheme=scheme) == []


def test_first_run_to_on_air_by_hand_without_javascript(browser: Browser, address: str, code: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Code on the TV").fill(code.lower())
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your name").fill("Ada Lindqvist")
    page.get_by_label("Email or user name").fill("ada")
    page.get_by_label("Password").fill("heron lamp quiet stairs")
    page.get_by_role("button", name="Create the account").click()
    page.get_by_role("heading", name="On air").wait_for()
    page.get_by_role("link", name="Queue").first.click()
    page.wait_for_url("**/queue")
    page.goto(address + "/settings/people/invite")
    page.get_by_label("Name", exact=True).fill("Milo")
    page.get_by_label("Email or user name").fill("milo")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Sign-in link", exact=True).input_value()
    page.goto(address + "/me")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto(address + link.removeprefix("http://signage.example"))
    page.get_by_label("Password").fill("another quiet stairs")
    page.get_by_role("button", name="Set it and sign in").click()
    page.get_by_role("heading", name="On air").wait_for()
    context.close()
