"""First run, sign-in, sign-in links, roles and sessions, as a browser without scripts meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from signage.core.pairing import halves
from signage.core.role import Role
from signage.core.snapshot import decode
from signage.hub.hub import Hub
from signage.hub.people.first_run import PAUSE, SHOWN, TRIES, Answer, FirstRun
from signage.store import Store
from tests import hostile
from tests.hub.forms import Page
from tests.hub.staff import Staff, signed_in, text_of
from tests.patience import PATIENCE

PASSWORD = "heron lamp quiet stairs"


def key_of(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def browser(anybody: httpx.Client) -> Staff:
    """Somebody who opens the hub for the first time."""
    anybody.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    return Staff(anybody, key_of(anybody.get("/first-run", follow_redirects=True).text))


@pytest.fixture
def code(hub: Hub) -> str:
    return hub.first_run.open(hub.clock.now())


@pytest.fixture
def ada(hub: Hub, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, "Grace", Role.ADMINISTRATOR) as staff:
        yield staff


def begin(browser: Staff, code: str) -> None:
    """Ada becomes the first administrator."""
    browser.post("/first-run", code=code)
    browser.post("/first-run/account", name="Ada", login="ada", password=PASSWORD)
    browser.key = key_of(browser.get("/me").text)


def another(code: str) -> str:
    return ("A" if code[0] != "A" else "C") + code[1:]


def test_before_there_is_an_administrator_every_page_leads_to_first_run(browser: Staff) -> None:
    for address in ("/", "/queue", "/sign-in", "/settings/people", "/me"):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/first-run"), address


def test_the_code_makes_the_first_administrator_and_never_another(
    browser: Staff, code: str, hub: Hub
) -> None:
    assert "Code on the TV" in browser.words("/first-run")
    assert browser.get("/first-run/account").headers["location"] == "/first-run"
    answer = browser.post("/first-run", code=f" {code[:3].lower()}-{code[3:].lower()} ")
    assert answer.headers["location"] == "/first-run/account"
    answer = browser.post("/first-run/account", name="Ada Lindqvist", login="Ada", password=PASSWORD)
    assert answer.headers["location"] == "/"
    assert "On air" in browser.words("/")
    (person,) = hub.store.people.everybody()
    assert (person.name, person.login, person.role) == ("Ada Lindqvist", "ada", Role.ADMINISTRATOR)
    for address in ("/first-run", "/first-run/account"):
        assert browser.get(address).status_code == 404
    assert hub.first_run.code(hub.clock.now()) is None


def test_a_wrong_code_is_told_and_the_fifth_ends_it(browser: Staff, code: str) -> None:
    for _ in range(TRIES - 1):
        answer = browser.post("/first-run", code=another(code))
        assert answer.status_code == 422
        assert "That is not the code on the TV." in text_of(answer.text)
    assert "Too many tries." in text_of(browser.post("/first-run", code=another(code)).text)
    answer = browser.post("/first-run", code=code)
    assert answer.status_code == 422
    assert browser.get("/first-run/account").headers["location"] == "/first-run"


def test_a_code_ends_after_ten_minutes_and_a_new_one_comes_after_a_pause(hub: Hub) -> None:
    run, now = FirstRun(), hub.clock.now()
    assert run.answer("ABCDEF", now) is Answer.OVER
    first = run.open(now)
    assert run.answer(first, now + SHOWN) is Answer.OVER
    for _ in range(TRIES):
        run.answer(another(first), now)
    assert run.code(now) is None
    assert run.answer(first, now) is Answer.TOO_MANY
    shown = run.code(now + PAUSE)
    assert shown is not None
    assert shown[0] != first
    assert run.answer(shown[0], now + PAUSE) is Answer.RIGHT


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "", "login": "ada", "password": PASSWORD}, "Write your name."),
        ({"name": "Ada", "login": "a da", "password": PASSWORD}, "Write an email address or a user name"),
        ({"name": "Ada", "login": "ada", "password": "short"}, "Use at least 12 characters."),
        ({"name": "Ada", "login": "ada", "password": "a" * 14}, "Use more than four different characters."),
        ({"name": "Ada", "login": "ada", "password": "x" * 201}, "Use at most 200 characters."),
        (
            {"name": "Ada", "login": "ada", "password": "Harbour Library"},
            "Do not use the name of the library",
        ),
    ],
)
def test_an_account_that_cannot_be_is_told_beside_its_field_and_nothing_is_lost(
    fields: dict[str, str], told: str, browser: Staff, code: str, hub: Hub
) -> None:
    browser.post("/first-run", code=code)
    answer = browser.post("/first-run/account", fields)
    assert answer.status_code == 422
    assert told in text_of(answer.text)
    assert f'value="{fields["login"]}"' in answer.text
    assert fields["password"] not in answer.text.replace("Harbour Library", "")
    assert hub.store.people.everybody() == ()


def test_the_code_stands_on_the_screens_until_there_is_an_administrator(
    browser: Staff, code: str, foyer: httpx.Client
) -> None:
    before = foyer.get("/screen/v1/snapshot")
    (notice,) = (item for item in decode(before.content).items if item.id.startswith("hub:"))
    assert "\u00a0".join(halves(code)) in notice.content.text
    assert notice.expires is not None
    browser.post("/first-run", code=code)
    browser.post("/first-run/account", name="Ada", login="ada", password=PASSWORD)
    after = foyer.get("/screen/v1/snapshot", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert code not in after.text
    assert not [item for item in decode(after.content).items if item.id.startswith("hub:")]


def test_a_sign_in_link_works_once_sets_a_password_and_signs_in(ada: Staff, hub: Hub, address: str) -> None:
    answer = ada.post("/settings/people/invite", name="Milo", login="milo@example.org", role="moderator")
    link = re.search(r'id="link" readonly value="([^"]+)"', answer.text)
    assert link
    path = link[1].removeprefix("http://signage.example")
    with httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE) as client:
        page = client.get(path)
        milo = Staff(client, key_of(page.text))
        token = path.partition("token=")[2]
        assert milo.post("/invitation", token=token, password="short").status_code == 422
        assert milo.post("/invitation", token=token, password=PASSWORD).headers["location"] == "/"
        assert milo.get("/queue").status_code == 200
        assert milo.get("/settings/people").status_code == 403
    assert ada.get(path).status_code == 404
    kept = hub.store.people.password(next(p.id for p in hub.store.people.everybody() if p.name == "Milo"))
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_password_signs_in_and_a_wrong_one_does_not_say_which_was_wrong(
    browser: Staff, code: str, address: str
) -> None:
    begin(browser, code)
    browser.post("/sign-out")
    assert browser.get("/").headers["location"] == "/sign-in"
    key = key_of(browser.get("/sign-in").text)
    stranger = Staff(browser.client, key)
    wrong = [
        text_of(stranger.post("/sign-in", login=login, password=password).text)
        for login, password in (("ada", "not the right one"), ("nobody", PASSWORD))
    ]
    assert all("Email or password is not right" in page for page in wrong)
    answer = stranger.post("/sign-in", login=" ADA ", password=PASSWORD, next="/queue")
    assert answer.headers["location"] == "/queue"
    cookie = answer.headers["set-cookie"]
    assert "httponly" in cookie.casefold()
    assert "samesite" in cookie.casefold()


def test_after_too_many_tries_even_the_right_password_waits(browser: Staff, code: str) -> None:
    begin(browser, code)
    browser.post("/sign-out")
    stranger = Staff(browser.client, key_of(browser.get("/sign-in").text))
    for _ in range(5):
        assert stranger.post("/sign-in", login="ada", password="not the right one").status_code == 422
    answer = stranger.post("/sign-in", login="ada", password=PASSWORD)
    assert answer.status_code == 429
    assert "Wait 10 minutes" in text_of(answer.text)


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(elsewhere: str, browser: Staff, code: str) -> None:
    begin(browser, code)
    browser.post("/sign-out")
    stranger = Staff(browser.client, key_of(browser.get("/sign-in").text))
    answer = stranger.post("/sign-in", login="ada", password=PASSWORD, next=elsewhere)
    assert answer.headers["location"] == "/"


def test_a_session_ends_where_somebody_is_removed_or_signed_out(ada: Staff, hub: Hub, address: str) -> None:
    with signed_in(hub, address, "Milo") as milo:
        assert milo.get("/queue").status_code == 200
        person = next(one.id for one in hub.store.people.everybody() if one.name == "Milo")
        ada.post(f"/settings/people/{person}/role", role="viewer")
        assert milo.get("/queue").status_code == 403
        ada.post(f"/settings/people/{person}/end")
        assert milo.get("/").headers["location"] == "/sign-in"
    with signed_in(hub, address, "Noor") as noor:
        person = next(one.id for one in hub.store.people.everybody() if one.name == "Noor")
        assert "Remove Noor?" in ada.words(f"/settings/people/{person}/remove")
        ada.post(f"/settings/people/{person}/remove")
        assert noor.get("/").headers["location"] == "/sign-in"
    assert "Noor is removed." in ada.words("/settings/people")


def test_nobody_changes_their_own_role_or_removes_themselves(ada: Staff, hub: Hub) -> None:
    me = next(one.id for one in hub.store.people.everybody() if one.name == "Grace")
    for what in ("role", "remove", "link", "end"):
        assert ada.post(f"/settings/people/{me}/{what}", role="viewer").status_code == 404
    assert hub.store.people.get(me) is not None


def test_another_password_signs_out_everywhere_else(browser: Staff, code: str, address: str) -> None:
    begin(browser, code)
    with httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE) as client:
        phone = Staff(client, key_of(client.get("/sign-in").text))
        phone.post("/sign-in", login="ada", password=PASSWORD)
        assert phone.get("/").status_code == 200
        wrong = browser.post("/me/password", now="not the right one", password="another heron lamp")
        assert "This is not your password." in text_of(wrong.text)
        browser.post("/me/password", now=PASSWORD, password="another heron lamp")
        assert phone.get("/").headers["location"] == "/sign-in"
    assert browser.get("/").status_code == 200


def test_sessions_and_links_end_with_time(hub: Hub, store: Store, address: str) -> None:
    with signed_in(hub, address, "Milo") as milo:
        assert milo.get("/").status_code == 200
        (session,) = (
            one
            for person in store.people.everybody()
            for one in store.people.sessions(person.id, hub.clock.now())
        )
        assert session.browser == "Firefox, Linux"
        person = next(one.id for one in store.people.everybody() if one.name == "Milo")
        assert store.people.sessions(person, hub.clock.now() + timedelta(days=31)) == ()


def test_the_language_of_a_page_follows_the_browser_and_then_the_person(browser: Staff, code: str) -> None:
    german = browser.get("/first-run", **{"Accept-Language": "de-DE,de;q=0.9"})
    assert "Code vom Fernseher" in german.text
    assert '<html lang="de' in german.text
    arabic = browser.get("/first-run", **{"Accept-Language": "ar"})
    assert 'dir="rtl"' in arabic.text


def test_nothing_hostile_breaks_first_run(browser: Staff, code: str, hub: Hub) -> None:
    for typed in hostile.OURS:
        answer = browser.post("/first-run", code=typed)
        assert (answer.status_code, Page("/first-run", answer.text).foreign) == (422, [])
    hub.first_run = FirstRun()
    browser.post("/first-run", code=hub.first_run.open(hub.clock.now()))
    assert browser.get("/first-run/account").status_code == 200
    for typed in hostile.OURS:
        for field in ("name", "login", "password"):
            answer = browser.post("/first-run/account", {field: typed})
            assert (answer.status_code, Page("/first-run/account", answer.text).foreign) == (422, [])
    assert hub.store.people.everybody() == ()
