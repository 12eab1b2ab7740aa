"""What a patron writes reaches staff, the screens and its end, over a real connection and without scripts."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from signage.core.decision import Reason, State
from signage.core.item import Item
from signage.core.snapshot import decode
from signage.hub.hub import Hub
from signage.hub.moderation import alarm
from signage.hub.moderation.alarm import Bell
from signage.hub.patrons import receipt
from signage.hub.people.tries import Tries
from signage.settings import Settings
from signage.store import Store
from tests.hub.patrons.conftest import Later, Phone
from tests.hub.staff import text_of

CHAIRS = "The blue chairs upstairs are the best chairs in town."


def comments(store: Store) -> list[Item]:
    return [item for item in store.items() if item.id.startswith("patrons:")]


def on_screens(foyer: httpx.Client) -> str:
    return foyer.get("/screen/v1/snapshot").text


def test_a_comment_waits_is_shown_once_approved_and_leaves_when_it_is_withdrawn(
    nadia: Phone, store: Store, foyer: httpx.Client, clock: Later
) -> None:
    sent = nadia.write(CHAIRS, "Nadia")
    assert sent.status_code == 303
    page = nadia.get(sent.headers["location"])
    code = sent.headers["location"].removeprefix("/say/")
    assert receipt.code_of(code) == code
    assert "Thank you, Nadia" in text_of(page.text)
    assert code in page.text
    assert "A person who works here reads it next." in text_of(page.text)
    (item,) = comments(store)
    assert (item.state, item.reasons) == (State.WAITING, (Reason.REVIEW,))
    assert code not in item.id
    assert CHAIRS not in on_screens(foyer)
    store.decide([item.id], State.APPROVED, by="Priya", now=clock.now())
    shown = next(one for one in decode(foyer.get("/screen/v1/snapshot").content).items if one.id == item.id)
    assert (shown.content.text, shown.content.author and shown.content.author.name) == (CHAIRS, "Nadia")
    assert "Approved." in nadia.words(f"/say/{code}")
    gone = nadia.post(f"/say/{code.upper().replace('-', ' ')}/withdraw")
    assert "its text is deleted" in text_of(gone.text)
    assert CHAIRS not in on_screens(foyer)
    assert comments(store) == []
    assert nadia.get(f"/say/{code}").status_code == 404
    assert nadia.post(f"/say/{code}/withdraw").status_code == 404


def test_the_screens_are_told_at_once_when_a_comment_is_withdrawn(
    nadia: Phone, store: Store, hub: Hub, clock: Later
) -> None:
    sent = nadia.write(CHAIRS)
    (item,) = comments(store)
    store.decide([item.id], State.APPROVED, by="Priya", now=clock.now())
    hub.editions.look()
    nadia.post(f"{sent.headers['location']}/withdraw")
    change = hub.editions.look()
    # The announcer of the running hub may have looked first.
    assert change is None or change.hidden == (item.id,)
    assert item.id not in {one.id for one in decode(hub.editions.of("Foyer").body).items}


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("", "", "Write something first."),
        ("\u200b \u200b", "", "Write something first."),
        ("a" * 281, "", "That is more than 280 characters."),
        ("Fine", "b" * 31, "A name has at most 30 characters."),
        ("Book club, write to me: joan@mail.example", "", "Take out the e-mail address or phone number."),
        ("Ring me: 0171 2345678", "", "Take out the e-mail address or phone number."),
    ],
)
def test_what_cannot_be_sent_is_told_and_still_there(
    text: str, name: str, told: str, nadia: Phone, store: Store
) -> None:
    answer = nadia.write(text, name)
    assert answer.status_code == 422
    said = text_of(answer.text)
    assert "Not sent yet" in said
    assert told in said
    assert f'value="{name}"' in answer.text
    if text.isprintable():
        assert f">{text}</textarea>" in answer.text
    assert comments(store) == []


def test_what_the_rules_find_waits_for_a_person_with_its_reason(nadia: Phone, store: Store) -> None:
    assert nadia.write("SHOP AT WWW.CHEAP.EXAMPLE TODAY").status_code == 303
    (item,) = comments(store)
    assert item.state is State.HELD
    assert Reason.LINK in item.reasons


def test_the_same_words_again_are_marked(nadia: Phone, store: Store) -> None:
    nadia.write(CHAIRS)
    nadia.write(CHAIRS.upper())
    assert any(Reason.REPEATED in item.reasons for item in comments(store))


def test_robots_are_sent_away_and_people_lose_nothing(nadia: Phone, store: Store) -> None:
    for answer in (
        nadia.write(CHAIRS, website="https://shop.example"),
        nadia.write(CHAIRS, after=0.1),
    ):
        assert answer.status_code == 429
        assert "Yours is not lost:" in text_of(answer.text)
        assert CHAIRS in answer.text
    assert nadia.write(CHAIRS, after=3600 * 13).status_code == 422
    forged = nadia.post("/say", text=CHAIRS, stamp="1700000000.0123456789abcdef0123456789abcdef")
    assert "This page was open a long time. Your text is still here." in text_of(forged.text)
    assert comments(store) == []


def test_one_phone_cannot_flood_and_a_shared_address_is_not_punished_for_it(
    nadia: Phone, store: Store, another: Callable[[], Phone]
) -> None:
    answers = [nadia.write(f"{CHAIRS} {number}", after=3).status_code for number in range(7)]
    assert answers == [303] * 5 + [429] * 2
    for number in range(8):
        assert another().write(f"Somebody else's chair, number {number}").status_code == 303


def test_codes_cannot_be_tried_out(nadia: Phone) -> None:
    answers = [nadia.get(f"/say/heron-lamp-{number:03d}").status_code for number in range(102)]
    assert answers == [404] * 100 + [429] * 2


def test_everybody_behind_a_shared_address_sees_their_code(another: Callable[[], Phone]) -> None:
    for number in range(55):
        phone = another()
        sent = phone.write(f"Somebody's own chair, number {number}", after=3)
        assert phone.get(sent.headers["location"]).status_code == 200, number


def test_a_code_is_found_however_it_is_typed(nadia: Phone) -> None:
    code = nadia.write(CHAIRS).headers["location"].removeprefix("/say/")
    found = nadia.get(f"/say/withdraw?code={code.replace('-', '%20').upper()}")
    assert found.headers["location"] == f"/say/{code}"
    assert "No such code." in nadia.words("/say/withdraw?code=heron-lamp-xyz")


def test_without_an_address_nothing_is_taken(
    nadia: Phone, hub: Hub, settings: Settings, store: Store
) -> None:
    hub.reload(settings)
    assert "Comments are closed just now" in nadia.words("/say")
    nadia.get("/sign-in")
    assert nadia.post("/say", text=CHAIRS).status_code in {403, 404}
    assert comments(store) == []


def test_the_pages_speak_german_and_arabic(nadia: Phone) -> None:
    assert "Ihre Meinung" in nadia.words("/say?language=de")
    arabic = nadia.get("/say?language=ar").text
    assert 'dir="rtl"' in arabic
    assert 'action="/say?language=ar"' in arabic
    assert "Say something" in nadia.words("/say?language=xx")


# What is promised of privacy


@pytest.mark.parametrize(("state", "days"), [(State.APPROVED, 30), (State.HIDDEN, 7), (State.WAITING, 30)])
def test_the_words_are_forgotten_in_time(
    state: State, days: int, nadia: Phone, store: Store, clock: Later
) -> None:
    nadia.write(CHAIRS)
    (item,) = comments(store)
    if state is not State.WAITING:
        store.decide([item.id], state, by="Priya", now=clock.now())
    store.prune(clock.now() + timedelta(days=days, hours=-1))
    assert len(comments(store)) == 1
    store.prune(clock.now() + timedelta(days=days, hours=1))
    assert comments(store) == []


def test_nothing_of_a_withdrawn_comment_is_left_on_the_disk(
    nadia: Phone, store: Store, settings: Settings, clock: Later, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sent = nadia.write("Zzyzx quokka lanterns everywhere", "Wilhelmina")
    (item,) = comments(store)
    store.decide([item.id], State.APPROVED, by="Priya", now=clock.now())
    nadia.post(f"{sent.headers['location']}/withdraw")
    code = sent.headers["location"].removeprefix("/say/")
    for path in settings.hub.data.rglob("*"):
        if path.is_file():
            kept = path.read_bytes()
            for secret in (b"quokka", b"Wilhelmina", code.encode()):
                assert secret not in kept, path
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("signage")]
    assert any("/withdraw" in line for line in ours)
    assert not [line for line in ours if "quokka" in line or code in line]


def test_forms_come_in_through_a_proxy_that_speaks_https(nadia: Phone, hub: Hub, store: Store) -> None:
    hub.reload(replace(hub.settings, patrons_address="https://say.library.example/say"))
    key, stamp = (
        re.search(rf'name="{name}" value="([^"]*)"', nadia.get("/say").text) for name in ("key", "stamp")
    )
    assert key
    assert stamp
    nadia.clock.by += timedelta(seconds=10)
    form = {"key": key[1], "stamp": stamp[1], "text": CHAIRS, "name": ""}
    for origin, status in (("https://elsewhere.example", 403), ("https://say.library.example", 303)):
        assert nadia.client.post("/say", data=form, headers={"Origin": origin}).status_code == status
    assert len(comments(store)) == 1


def test_nothing_of_a_phone_is_kept(nadia: Phone, store: Store, settings: Settings) -> None:
    nadia.client.headers["User-Agent"] = "Quokkaphone/3"
    nadia.write(CHAIRS)
    for path in settings.hub.data.rglob("*"):
        if path.is_file():
            kept = path.read_bytes()
            assert b"Quokkaphone" not in kept
            assert nadia.client.cookies["signage-visit"].encode() not in kept
            assert b"127.0.0.1" not in kept


def test_an_address_is_known_by_another_trace_each_day() -> None:
    clock = Later()
    tries = Tries()
    today = tries.trace("192.0.2.7", clock.now())
    assert today == tries.trace("192.0.2.7", clock.now())
    assert today != tries.trace("192.0.2.7", clock.now() + timedelta(days=1))
    assert "192.0.2.7" not in today


def test_the_cookie_ends_with_the_browser(nadia: Phone) -> None:
    cookie = nadia.get("/say").headers["set-cookie"].casefold()
    assert "max-age" not in cookie
    assert "expires" not in cookie
    assert "httponly" in cookie


def test_patrons_are_told_that_it_takes_longer_for_an_hour_or_until_nobody_waits_too_long(
    nadia: Phone, hub: Hub, clock: Later
) -> None:
    longer = "it takes longer than usual"
    receipt_page = nadia.write(CHAIRS).headers["location"]
    assert longer not in nadia.words("/say") + nadia.words(receipt_page)
    hub.patience.ask(clock.now())
    assert longer in nadia.words("/say")
    assert longer in nadia.words(receipt_page)
    clock.by = timedelta(minutes=61)
    assert longer not in nadia.words("/say") + nadia.words(receipt_page)
    hub.patience.ask(clock.now())
    alarm.look(hub, Bell(), alarm.send)
    assert longer in nadia.words("/say")
    clock.by = timedelta()
    alarm.look(hub, Bell(), alarm.send)
    assert longer not in nadia.words("/say")


def test_halves_of_characters_in_a_form_of_another_charset_break_nothing(nadia: Phone) -> None:
    page = nadia.get("/say").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    for name in ("key", "stamp", "text", "name", "proof"):
        fields = {"key": hidden["key"], "stamp": hidden["stamp"], "text": CHAIRS, "name": "", "proof": ""}
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{one}"\r\n\r\n{value if one != name else chr(92) + "ud800"}\r\n'
            for one, value in fields.items()
        ]
        charset = '--x\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\nunicode_escape\r\n'
        answer = nadia.client.post(
            "/say",
            content=(charset + "".join(parts) + "--x--\r\n").encode(),
            headers={
                "Content-Type": "multipart/form-data; boundary=x; charset=unicode_escape",
                "Origin": str(nadia.client.base_url).rstrip("/"),
            },
        )
        assert answer.status_code < 500, name
