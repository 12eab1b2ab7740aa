"""Reply, black out, block, hide with a reason: what screens get, what stays, and that Undo takes it all back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from signage.core.decision import Reason, State, Trust
from signage.core.item import Content
from signage.core.placement import Placement
from signage.core.redaction import BAR
from signage.core.role import Role
from signage.hub.hub import Hub
from signage.hub.patrons.phones import Phones
from signage.hub.screens.report import Report
from signage.store import Store
from signage.store.items import short_id
from signage.store.outcome import FORM, STAFF, SourceRecord
from tests.hub.conftest import fill
from tests.hub.patrons.conftest import Phone
from tests.hub.staff import Staff, signed_in, text_of
from tests.hub.test_playlist import form_of
from tests.hub.test_queue import comment, fields

FIRST = "patrons:1"
SAID = "Call Jo on 020 7946 0142, please"


@pytest.fixture
def tom(hub: Hub, store: Store, address: str) -> Iterator[Staff]:
    store.decide(["playlist:notice-3"], State.HIDDEN, by="Ada", now=datetime.now(UTC))
    store.register(
        [
            SourceRecord(id="list", name="List", kind="playlist", trust=Trust.PUBLISH),
            SourceRecord(id="say", name="Say", kind="patrons", trust=Trust.REVIEW),
            SourceRecord(id=FORM, name="Patrons", kind="form", trust=Trust.REVIEW),
            SourceRecord(id=STAFF, name="Staff", kind="staff", trust=Trust.PUBLISH),
        ]
    )
    fill(store, comment(1, SAID, Reason.CONTACT), source="say")
    fill(store, comment(2, "Could you open earlier?"), source="say")
    with signed_in(hub, address, "Tom") as staff:
        yield staff


def said(phone: Phone, text: str) -> str:
    """Say something; gives the receipt's code."""
    answer = phone.write(text)
    assert answer.status_code == 303, text_of(answer.text)
    return answer.headers["location"].rpartition("/")[2]


def content(hub: Hub, item_id: str) -> Content | None:
    """What the screens get of it."""
    found = [one.content for one in hub.editions.of("Foyer").snapshot.items if one.id == item_id]
    return found[0] if found else None


def test_a_reply_is_shown_with_the_comment_and_undone_with_the_approval(
    tom: Staff, hub: Hub, store: Store
) -> None:
    second = "patrons:2"
    page = tom.get(f"/queue/more?item={second}").text
    answer = tom.post("/queue/more", fields(page), reply="From May on we do.", button="save")
    shown = content(hub, second)
    assert shown
    assert (shown.text, shown.detail) == ("Could you open earlier?", "From May on we do.")
    done = tom.get(answer.headers["location"]).text
    undo = re.search(r"/actions/\d+/undo", done)
    assert undo
    tom.post(undo[0])
    assert store.item(second).state is State.WAITING
    assert store.placements() == []


def test_a_reply_can_come_later_change_and_go(tom: Staff, hub: Hub, store: Store) -> None:
    second = "patrons:2"
    tom.post("/queue/approve", fields(tom.get(f"/queue?item={second}").text))
    for reply in ("From May on.", "From April on.", ""):
        page = tom.get(f"/queue/more?item={second}").text
        tom.post("/queue/more", fields(page), item=second, reply=reply, button="save")
        shown = content(hub, second)
        assert shown
        assert shown.detail == reply
    undo = re.search(r"/queue/edits/\d+/undo", tom.get("/").text)
    assert undo
    tom.post(undo[0])
    shown = content(hub, second)
    assert shown
    assert shown.detail == "From April on."
    assert store.item(second).content.detail == ""


def test_a_later_reply_is_taken_back_from_the_history(tom: Staff, hub: Hub) -> None:
    second = "patrons:2"
    tom.post("/queue/approve", fields(tom.get(f"/queue?item={second}").text))
    assert "Changed while on the screens" not in tom.words("/history")
    page = tom.get(f"/queue/more?item={second}").text
    tom.post("/queue/more", fields(page), item=second, reply="From May on.", button="save")
    tom.get("/")  # its own Undo has been read and is gone
    undo = re.search(r"/queue/edits/\d+/undo", tom.get("/history").text)
    assert undo
    tom.post(undo[0])
    shown = content(hub, second)
    assert shown
    assert shown.detail == ""
    assert "Changed while on the screens" not in tom.words("/history")


def test_what_was_found_is_blacked_out_with_one_tap_and_never_leaves(
    tom: Staff, hub: Hub, store: Store
) -> None:
    tom.post("/queue/black-out", fields(tom.get("/queue").text))
    shown = content(hub, FIRST)
    assert shown
    assert shown.text == f"Call Jo on {BAR}, please"
    assert b"7946" not in hub.editions.of("Foyer").body
    assert "7946" not in tom.get("/follow").text
    assert store.item(FIRST).content.text == SAID, "the original stays apart"
    hub.reports.keep("Foyer", Report(painted=(FIRST,)), hub.clock.now())
    assert f"Call Jo on {BAR}, please" in tom.words("/")
    assert "7946" not in tom.get("/").text
    decision = store.decisions(FIRST)[-1]
    tom.post(f"/actions/{decision.id}/undo")
    assert (content(hub, FIRST), store.placements()) == (None, [])


def test_nobody_lifts_bars_alone_and_a_word_at_the_command_line_lifts_both(
    tom: Staff, hub: Hub, store: Store
) -> None:
    tom.post("/queue/black-out", fields(tom.get("/queue").text))
    edit = store.last_edit(FIRST)
    assert edit
    tom.post(f"/queue/edits/{edit.id}/undo")
    shown = content(hub, FIRST)
    assert shown
    assert shown.text == f"Call Jo on {BAR}, please"
    store.undo(FIRST, by="Ada", now=datetime.now(UTC))
    assert (store.item(FIRST).state, store.placements()) == (State.HELD, [])


def test_other_words_are_blacked_out_too_after_a_look(tom: Staff, hub: Hub, store: Store) -> None:
    page = tom.get(f"/queue/more?item={FIRST}").text
    assert f"Call Jo on {BAR}, please" in text_of(page), "what was found is ticked"
    look = tom.post("/queue/more", fields(page), others="jo\nplease", button="show")
    assert f"Call {BAR} on 020 7946 0142, {BAR}" in text_of(look.text)
    assert content(hub, FIRST) is None
    tom.post(
        "/queue/more",
        {**fields(page), "black": ["020 7946 0142"]},
        others="jo",
        reply="Ask at the desk.",
        button="save",
    )
    assert store.placement(FIRST) == Placement(
        target=FIRST, text=f"Call {BAR} on {BAR}, please", detail="Ask at the desk."
    )


def test_a_reply_that_is_too_long_is_told_and_kept(tom: Staff, store: Store) -> None:
    page = tom.get(f"/queue/more?item={FIRST}").text
    answer = tom.post("/queue/more", fields(page), reply="long " * 70, button="save")
    assert answer.status_code == 422
    assert "A reply has at most 280 characters." in text_of(answer.text)
    assert "long long" in answer.text
    assert store.item(FIRST).state is State.HELD


def test_who_was_slower_puts_no_words_over_it(tom: Staff, store: Store) -> None:
    seen = fields(tom.get(f"/queue/more?item={FIRST}").text)
    store.decide([FIRST], State.HIDDEN, by="Priya", now=datetime.now(UTC))
    tom.post("/queue/more", seen, reply="Late", button="save")
    tom.post("/queue/black-out", seen)
    tom.post("/queue/block", seen)
    assert "Priya hid this" in tom.words("/queue")
    assert (store.placements(), store.item(FIRST).state) == ([], State.HIDDEN)


def test_hide_with_a_reason_of_the_library(tom: Staff, hub: Hub, store: Store) -> None:
    hub.reload(replace(hub.settings, clauses=("No adverts, please.", "Be kind.")))
    page = tom.get(f"/queue/more?item={FIRST}").text
    assert "Be kind." in text_of(page)
    tom.post("/queue/hide", fields(page), clause="2")
    assert store.decisions(FIRST)[-1].note == "Be kind."
    assert "Be kind." in tom.words("/history")
    tom.post("/queue/hide", fields(tom.get("/queue").text), clause="9")
    assert store.decisions("patrons:2")[-1].note == ""


def test_words_go_with_the_comment_that_they_lie_over(
    tom: Staff, nadia: Phone, store: Store, hub: Hub
) -> None:
    code = said(nadia, "My number is on the list, I am Jo Baker")
    (item,) = store.items(source=FORM)
    page = tom.get(f"/queue/more?item={item.id}").text
    tom.post("/queue/more", fields(page), others="Jo Baker", reply="Thank you!", button="save")
    assert "Thank you!" in nadia.words(f"/say/{code}")
    edit = store.last_edit(item.id)
    assert edit
    assert edit.changes
    store.erase(item.id, datetime.now(UTC))
    assert (store.placements(), store.last_edit(item.id)) == ([], None)
    assert content(hub, item.id) is None


def test_a_phone_is_blocked_for_today_with_what_else_waits_from_it(
    tom: Staff, nadia: Phone, store: Store, hub: Hub
) -> None:
    codes = [said(nadia, text) for text in ("Buy my lamps", "Buy my chairs", "Buy my books")]
    first, second, third = store.items(source=FORM)
    store.decide([third.id], State.APPROVED, by="Ada", now=datetime.now(UTC))
    page = tom.get(f"/queue/more?item={first.id}").text
    tom.post("/queue/block", fields(page))
    after = tom.get("/queue").text
    assert "1 other waiting comment is hidden with it." in text_of(after)
    assert [store.item(one.id).state for one in (first, second, third)] == [
        State.HIDDEN,
        State.HIDDEN,
        State.APPROVED,
    ]
    refused = nadia.write("Buy something else")
    assert refused.status_code == 403
    assert "rest until tomorrow" in text_of(refused.text)
    assert len(store.items(source=FORM)) == 3
    undo = re.search(r"/actions/\d+/undo", after)
    assert undo
    tom.post(undo[0])
    assert [store.item(one.id).state for one in (first, second)] == [State.WAITING, State.WAITING]
    said(nadia, "Sorry, something kind")
    assert len(codes) == 3


def test_whose_phone_is_not_known_is_not_blocked(tom: Staff, store: Store) -> None:
    tom.post("/queue/block", fields(tom.get("/queue").text))
    assert "Its phone is not known" in tom.words("/queue")
    assert store.item(FIRST).state is State.HELD


def test_phones_are_forgotten_when_the_day_ends() -> None:
    phones, today = Phones(), date(2026, 11, 23)
    phones.wrote("mark", "a", today)
    phones.wrote("mark", "b", today)
    phones.wrote("other", "c", today)
    phones.wrote("", "d", today)
    assert (phones.others("a", today), phones.knows("d", today)) == (("b",), False)
    phones.block("a", today, decision=1, others=[2])
    assert (phones.blocked("mark", today), phones.blocked("other", today)) == (True, False)
    assert "mark" not in repr(vars(phones))
    tomorrow = today + timedelta(days=1)
    assert not phones.blocked("mark", tomorrow)
    assert not phones.knows("a", tomorrow)
    phones.block("a", tomorrow, decision=3, others=[])
    assert phones.lift(3) == ()


def test_the_playlist_changes_nobodys_words_and_keeps_what_was_covered(
    tom: Staff, hub: Hub, store: Store, address: str
) -> None:
    tom.post("/queue/black-out", fields(tom.get("/queue").text))
    with signed_in(hub, address, "Eda", Role.EDITOR) as eda:
        where = f"/playlist/{short_id(FIRST)}"
        form = form_of(eda.get(where).text)
        assert "text" not in form
        changed = {**form, "text": "Words of others", "screens": ["Foyer"], "detail": "Ask at the desk."}
        assert eda.post(where, changed).status_code == 303
    assert store.placement(FIRST) == Placement(
        target=FIRST, text=f"Call Jo on {BAR}, please", detail="Ask at the desk.", screens=("Foyer",)
    )


def test_bars_over_what_was_hidden_since_are_not_lifted(tom: Staff, hub: Hub, store: Store) -> None:
    second = "patrons:2"
    tom.post("/queue/approve", fields(tom.get(f"/queue?item={second}").text))
    page = tom.get(f"/queue/more?item={second}").text
    tom.post("/queue/more", fields(page), item=second, others="earlier", button="save")
    edit = store.last_edit(second)
    assert edit
    tom.post("/hide", item=second)
    tom.post(f"/queue/edits/{edit.id}/undo")
    tom.post(f"/actions/{store.decisions(second)[-1].id}/undo")
    shown = content(hub, second)
    assert shown
    assert BAR in shown.text
