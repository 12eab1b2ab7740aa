"""Several at once, and who is looking at what: over a real connection and without scripts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from signage.core.decision import Reason, State
from signage.hub.hub import Hub
from signage.hub.moderation.claims import CLAIMED, Claims
from signage.store import Store
from tests.hub.conftest import fill
from tests.hub.staff import Staff, signed_in, text_of
from tests.hub.test_queue import comment, fields, tom

__all__ = ["tom"]

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
ALL = ["patrons:1", "patrons:2", "patrons:4", "patrons:5"]


@pytest.fixture
def many(tom: Staff, store: Store) -> Staff:
    """Four wait; the first and the last are held."""
    fill(store, comment(4), source="say")
    fill(store, comment(5, "Buy at lamps.example", Reason.LINK), source="say")
    return tom


def listed(page: str) -> dict[str, list[str]]:
    """What the form of the look carries."""
    return {name: re.findall(rf'name="{name}" value="([^"]+)"', page) for name in ("items", "seen")}


def test_approving_leaves_out_what_is_held_and_was_not_opened(many: Staff, store: Store) -> None:
    many.get("/queue?item=patrons:1")
    page = many.post("/queue/several", {"items": ALL}, button="approve").text
    assert "Approve these 3?" in text_of(page)
    assert "1 held item needs a look, not approved Buy at lamps.example Link" in text_of(page)
    assert {one.state for one in store.items(ids=ALL)} == {State.WAITING, State.HELD}, "so far a look only"
    many.post("/queue/several/decide", listed(page), button="approve")
    after = many.get("/queue").text
    assert "3 items are approved." in text_of(after)
    assert store.item("patrons:5").state is State.HELD
    assert len(store.newest_decisions(10)) == 4, "each has its own row, to be taken back alone"
    undo = re.search(r"/queue/several/[^/\"]+/undo", after)
    assert undo
    store.undo("patrons:2", by="Ada", now=datetime.now(UTC))
    many.post(undo[0])
    assert "2 are undone." in many.words("/queue")
    assert {one.state for one in store.items(ids=ALL)} == {State.WAITING, State.HELD}


def test_what_changed_after_it_was_opened_counts_as_not_looked_at(many: Staff, store: Store) -> None:
    many.get("/queue?item=patrons:5")
    fill(store, comment(5, "Buy at chairs.example", Reason.LINK), source="say")
    page = many.post("/queue/several", {"items": ["patrons:5"]}, button="approve").text
    assert "1 held item needs a look" in text_of(page)
    assert listed(page)["items"] == []


def test_hiding_takes_all_that_is_ticked_and_leaves_what_somebody_decided(many: Staff, store: Store) -> None:
    page = many.post("/queue/several", {"items": ALL}, button="hide").text
    assert "Hide these 4?" in text_of(page)
    store.decide(["patrons:4"], State.APPROVED, by="Priya", now=datetime.now(UTC))
    many.post("/queue/several/decide", listed(page), button="hide")
    words = many.words("/queue")
    assert "3 items are hidden. 1 was decided by somebody else" in words
    assert store.item("patrons:4").state is State.APPROVED


def test_nothing_ticked_and_what_waits_no_more_decide_nothing(many: Staff, store: Store) -> None:
    many.post("/queue/several", {"items": ["playlist:notice-1", "nothing"]}, button="hide")
    assert "Tick what you mean first." in many.words("/queue")
    assert many.post("/queue/several/decide", {"items": ["patrons:1"]}, button="hide").status_code == 422
    many.post("/queue/several/gone/undo")
    assert "too long ago" in many.words("/history")
    assert {one.by for one in store.newest_decisions(5)} == {"Ada"}


def test_an_open_card_is_dimmed_for_others_and_not_locked(
    many: Staff, hub: Hub, store: Store, address: str
) -> None:
    assert fields(many.get("/queue").text)["item"] == "patrons:1"
    with signed_in(hub, address, "Priya") as priya:
        page = priya.get("/queue").text
        assert fields(page)["item"] == "patrons:2", "the oldest that is free"
        assert "Tom is looking at this" in text_of(page)
        page = priya.get("/queue?item=patrons:1").text
        assert text_of(page).count("Tom is looking at this") == 2
        assert many.post("/queue/claim", item="patrons:1").status_code == 204
        priya.post("/queue/approve", fields(page))
    assert store.item("patrons:1").state is State.APPROVED
    assert "is looking at this" not in many.words("/queue?item=patrons:4")


def test_a_claim_ends_by_itself_and_with_the_next_card() -> None:
    claims = Claims()
    claims.opened("a", "1", person=1, name="Tom", now=NOON)
    claims.opened("a", "1", person=2, name="Priya", now=NOON)
    assert claims.by_another("a", person=1, now=NOON) == "", "who came first keeps it"
    assert claims.by_another("a", person=2, now=NOON) == "Tom"
    claims.touched("a", person=2, now=NOON + timedelta(seconds=30))
    assert claims.by_another("a", person=2, now=NOON + CLAIMED) == ""
    claims.opened("a", "1", person=1, name="Tom", now=NOON)
    claims.touched("a", person=1, now=NOON + timedelta(seconds=30))
    assert claims.by_another("a", person=2, now=NOON + CLAIMED) == "Tom"
    claims.opened("b", "2", person=1, name="Tom", now=NOON)
    assert claims.by_another("a", person=2, now=NOON) == ""
    assert claims.has_opened("a", "1", person=1)
    assert not claims.has_opened("a", "2", person=1)
