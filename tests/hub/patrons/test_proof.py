"""Proof of work on the patrons' form: a plus that lifts the limit of an address, never a must."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import altcha
import pytest
from limits import parse
from playwright.sync_api import Browser, expect

from signage.hub.hub import Hub
from signage.hub.patrons import letterbox
from signage.hub.patrons.proof import GOOD_FOR, LONGEST, Proofs
from signage.store import Store
from tests.hub.patrons.conftest import Later, Phone
from tests.hub.patrons.test_say import CHAIRS, comments
from tests.hub.test_on_air_browser import browser

__all__ = ["browser"]


def answer_to(task: str) -> str:
    challenge = altcha.Challenge.from_dict(json.loads(task))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


def test_an_answer_counts_once() -> None:
    proofs, now = Proofs(b"key"), datetime.now(UTC)
    answer = answer_to(proofs.task(now))
    assert proofs.holds(answer, now)
    assert not proofs.holds(answer, now)


def test_an_answer_to_nobodys_task_or_a_wrong_one_counts_for_nothing() -> None:
    proofs, now = Proofs(b"key"), datetime.now(UTC)
    answer = answer_to(proofs.task(now))
    told = json.loads(base64.b64decode(answer))
    told["challenge"]["parameters"]["cost"] = 1
    cheaper = base64.b64encode(json.dumps(told).encode()).decode()
    wrong = json.loads(base64.b64decode(answer))
    wrong["solution"]["derivedKey"] = "00" * 32
    guessed = base64.b64encode(json.dumps(wrong).encode()).decode()
    others = answer_to(Proofs(b"another key").task(now))
    deep = base64.b64encode(b"[" * 1200).decode()
    for one in ("", "no base64", cheaper, guessed, others, deep, "A" * (LONGEST + 1)):
        assert not proofs.holds(one, now), one[:60]
    assert proofs.holds(answer, now)


def test_an_old_answer_counts_for_nothing_and_is_not_kept() -> None:
    proofs, now = Proofs(b"key"), datetime.now(UTC)
    assert not proofs.holds(answer_to(proofs.task(now - GOOD_FOR - timedelta(seconds=2))), now)
    assert proofs.holds(answer_to(proofs.task(now)), now)
    assert not proofs.holds("", now + GOOD_FOR)
    later = answer_to(proofs.task(now))
    assert not proofs.holds(later, now + GOOD_FOR + timedelta(seconds=2)), "too old by the hub's own clock"


def task_of(page: str) -> str:
    found = re.search(r'data-task="([^"]+)"', page)
    assert found
    return html.unescape(found[1])


def test_who_proves_it_does_not_count_for_a_whole_library(
    hub: Hub, another: Callable[[], Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letterbox, "ADDRESS", parse("2/10minutes"))
    assert [another().write(f"{CHAIRS} {number}").status_code for number in range(3)] == [303, 303, 429]
    proven = []
    for number in range(3, 6):
        phone = another()
        answer = answer_to(task_of(phone.get("/say").text))
        proven.append(phone.write(f"{CHAIRS} {number}", proof=answer).status_code)
    assert proven == [303, 303, 303]
    late = another()
    told = late.write(f"{CHAIRS} 6", proof=answer)
    assert told.status_code == 429, "an answer that was used counts for nothing"
    assert task_of(told.text)


def test_a_phone_finds_the_answer_while_its_owner_writes(
    browser: Browser, nadia: Phone, store: Store, clock: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letterbox, "ADDRESS", parse("1/10minutes"))
    assert nadia.write(f"{CHAIRS} Now.").status_code == 303
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{str(nadia.client.base_url).rstrip('/')}/say")
    assert page.locator("#proof").input_value() == "", "who only looks need not count"
    page.get_by_label("Your words").fill(CHAIRS)
    expect(page.locator("#proof")).not_to_have_value("")
    clock.by += timedelta(seconds=5)
    page.get_by_role("button", name="Send to the library").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    assert len(comments(store)) == 2
    assert complaints == []
    context.close()
