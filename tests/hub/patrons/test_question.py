"""The question that the screens ask stands on the form, and what is said answers it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from signage.core.decision import State
from signage.core.edit import Change, Deed
from signage.core.item import Content, Kind, RawItem
from signage.core.programme import make
from signage.hub.hub import Hub
from signage.store import Store
from signage.store.outcome import FORM
from tests.hub.patrons.conftest import Phone
from tests.hub.staff import signed_in

ASKED = "Which book did you read twice?"
QUESTION = "staff:question"


@pytest.fixture(autouse=True)
def question(store: Store, hub: Hub) -> None:
    assert hub
    raw = RawItem(id=QUESTION, content=Content(kind=Kind.QUESTION, text=ASKED, platform="playlist"))
    store.edit([Change(target=QUESTION, said_after=raw)], Deed.ADD, by="Ann", now=datetime.now(UTC))


def sent(nadia: Phone, text: str) -> None:
    page = nadia.get("/say").text
    short = re.search(r'name="question" value="(\w+)"', page)
    assert short
    assert nadia.write(text, question=short[1]).status_code == 303


def test_an_answer_stands_under_its_question(nadia: Phone, store: Store, hub: Hub, address: str) -> None:
    assert ASKED in nadia.words("/say")
    sent(nadia, "Momo, twice and again")
    (item,) = store.items(source=FORM)
    assert item.content.answers == QUESTION
    with signed_in(hub, address, "Tom") as tom:
        assert f"Answers the question: {ASKED}" in tom.words(f"/queue?item={item.id}")
    store.decide([item.id], State.APPROVED, by="Tom", now=hub.clock.now())
    snapshot = hub.editions.of("Foyer").snapshot
    slides = make(snapshot, snapshot.screen, hub.clock.now()).slides
    (slide,) = (one for one in slides if one.kind == "question")
    assert [one.content.text for one in slide.items] == ["Momo, twice and again"]


def test_a_word_of_ones_own_is_still_possible(nadia: Phone, store: Store) -> None:
    page = nadia.words("/say?free=1")
    assert ASKED not in page
    assert nadia.write("The lamps are nice").status_code == 303
    (item,) = store.items(source=FORM)
    assert item.content.answers == ""


def test_a_form_that_was_not_taken_still_asks(nadia: Phone) -> None:
    page = nadia.get("/say").text
    short = re.search(r'name="question" value="(\w+)"', page)
    assert short
    again = nadia.write("", question=short[1])
    assert again.status_code == 422
    assert ASKED in again.text


def test_a_question_with_an_answer_hidden_or_over_is_not_asked(nadia: Phone, store: Store) -> None:
    store.decide([QUESTION], State.HIDDEN, by="Ann", now=datetime.now(UTC))
    assert ASKED not in nadia.words("/say")
    for name, content, expires in (
        ("desk", Content(kind=Kind.QUESTION, text="Is there a piano?", detail="Yes, upstairs."), None),
        ("old", Content(kind=Kind.QUESTION, text="And in spring?"), datetime.now(UTC) - timedelta(hours=1)),
    ):
        raw = RawItem(id=f"staff:{name}", content=content, expires=expires)
        store.edit([Change(target=raw.id, said_after=raw)], Deed.ADD, by="Ann", now=datetime.now(UTC))
    words = nadia.words("/say")
    assert "piano" not in words
    assert "spring" not in words
    assert nadia.write("Momo", question="aaaaaaaa").status_code == 303
    (item,) = store.items(source=FORM)
    assert item.content.answers == ""
