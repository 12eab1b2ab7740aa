"""The queue, over a real connection and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from signage.clock import SystemClock
from signage.core.decision import Reason, State, Trust, Verdict
from signage.core.item import Author, Content, Kind, Lane, RawItem
from signage.core.role import Role
from signage.hub.hub import Hub
from signage.store import Store
from signage.store.outcome import JudgedItem, SourceRecord
from tests.hub.conftest import fill
from tests.hub.staff import Staff, signed_in, text_of
from tests.store.asked import Question, asked


def comment(number: int, text: str = "", *reasons: Reason) -> JudgedItem:
    content = Content(
        kind=Kind.COMMENT,
        text=text or f"Comment number {number}",
        author=Author(name="Dana"),
        published=datetime.now(UTC),
    )
    state = State.HELD if reasons else State.WAITING
    return JudgedItem(
        raw=RawItem(id=f"patrons:{number}", content=content, private=Reason.PRIVATE in reasons),
        lane=Lane.PATRONS,
        verdict=Verdict(state=state, reasons=reasons or (Reason.REVIEW,)),
    )


@pytest.fixture
def tom(hub: Hub, store: Store, address: str) -> Iterator[Staff]:
    store.decide(["playlist:notice-3"], State.HIDDEN, by="Ada", now=datetime.now(UTC))
    store.register([SourceRecord(id="say", name="Say", kind="patrons", trust=Trust.REVIEW)])
    fill(
        store,
        comment(1, "Call <i>Jo</i> on 020 7946 0142, v\u0435ry best", Reason.CONTACT, Reason.TRICKS),
        source="say",
    )
    fill(store, comment(2), source="say")
    fill(store, comment(3, "Board meeting", Reason.PRIVATE), source="say")
    with signed_in(hub, address, "Tom") as staff:
        yield staff


def fields(page: str) -> dict[str, str]:
    """What the forms of the card carry."""
    return dict(re.findall(r'name="(item|seen)" value="([^"]+)"', page))


@pytest.mark.parametrize("asked", ["waiting", "queue_place"])
def test_what_is_decided_while_a_card_is_drawn_is_not_decided_over(
    tom: Staff, hub: Hub, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    meant = getattr(hub.store, asked)

    def decided_meanwhile(item: str, *rest: object) -> object:
        if hub.store.item(item).state is State.HELD:
            hub.store.decide([item], State.HIDDEN, by="Ada", now=hub.clock.now())
        return meant(item, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(hub.store, asked, decided_meanwhile)
        card = fields(tom.get("/queue?item=patrons:1").text)
    assert card.get("item") != "patrons:1"
    hub.store.undo("patrons:1", by="Ada", now=hub.clock.now())
    with monkeypatch.context() as patched:
        patched.setattr(hub.store, asked, decided_meanwhile)
        ticked = tom.post("/queue/several", {"items": ["patrons:1"]}, button="approve")
    assert ticked.status_code == 303
    assert hub.store.item("patrons:1").state is State.HIDDEN


def test_the_oldest_comes_first_with_its_reasons_marked_in_the_text(tom: Staff) -> None:
    page = tom.get("/queue").text
    assert fields(page)["item"] == "patrons:1"
    assert "<mark>020 7946 0142<" in page
    assert '<mark class="boxed">\u0435<' in page
    assert "&lt;i&gt;Jo&lt;/i&gt;" in page
    words = text_of(page)
    assert "2 waiting" in words
    assert "1 of 2" in words
    assert "Phone number or email address" in words
    assert "Board meeting" not in words


def test_approve_and_hide_lead_to_the_next_and_then_to_an_empty_queue(tom: Staff, store: Store) -> None:
    answer = tom.post("/queue/approve", fields(tom.get("/queue").text))
    assert answer.status_code == 303
    page = tom.get(answer.headers["location"])
    assert "Approved." in text_of(page.text)
    assert store.item("patrons:1").state is State.APPROVED
    answer = tom.post("/queue/hide", fields(page.text))
    page = tom.get(answer.headers["location"])
    assert "Hidden. It was on no screen." in text_of(page.text)
    assert "Nothing waits" in text_of(page.text)
    assert store.item("patrons:2").state is State.HIDDEN
    number = re.search(r"/actions/(\d+)/undo", page.text)
    assert number is not None
    tom.client.headers["Referer"] = str(tom.client.base_url).rstrip("/") + "/queue?done=" + number[1]
    assert tom.post(number[0]).headers["location"] == "/queue"
    assert "Undone. Waiting again." in tom.words("/queue")
    assert store.item("patrons:2").state is State.WAITING


def test_who_comes_second_decides_nothing_and_is_told_who_was_first(
    tom: Staff, hub: Hub, store: Store, address: str
) -> None:
    seen = fields(tom.get("/queue").text)
    with signed_in(hub, address, "Priya") as priya:
        priya.post("/queue/approve", seen)
        tom.post("/queue/hide", seen)
        assert re.search(r"Priya approved this \d+ s ago\.", tom.words("/queue"))
    assert store.item("patrons:1").state is State.APPROVED


def test_what_changed_since_it_was_looked_at_is_not_approved(tom: Staff, store: Store) -> None:
    seen = fields(tom.get("/queue").text)
    fill(store, comment(1, "Now something else"), source="say")
    tom.post("/queue/approve", seen)
    assert "It was changed at its source. Look at it again." in tom.words("/queue")
    assert store.item("patrons:1").state is State.WAITING


def test_chips_show_a_part_with_its_count_and_stay_while_deciding(tom: Staff, store: Store) -> None:
    page = tom.get("/queue?show=held").text
    chips = re.findall(r'href="(/queue[^"]*)"( aria-current="true")?>(\w+) <span class="many">(\d+)<', page)
    assert chips == [
        ("/queue", "", "All", "2"),
        ("/queue?show=held", ' aria-current="true"', "Held", "1"),
        ("/queue?show=social", "", "Social", "0"),
        ("/queue?show=patrons", "", "Patrons", "2"),
    ]
    assert "1 of 1" in text_of(page)
    assert 'href="/queue?item=patrons%3A2' not in page
    answer = tom.post("/queue/approve", {**fields(page), "show": "held"})
    assert answer.headers["location"].endswith("&show=held")
    page = tom.get(answer.headers["location"]).text
    assert "Nothing of this waits." in text_of(page)
    assert "1 waiting" in text_of(page)
    tom.client.headers["Referer"] = str(tom.client.base_url).rstrip("/") + answer.headers["location"]
    number = re.search(r"/actions/(\d+)/undo", page)
    assert number is not None
    assert tom.post(number[0]).headers["location"] == "/queue?show=held"
    assert "1 of 2" in tom.words("/queue?show=nonsense")


def test_a_reason_can_be_chosen_on_the_card_itself(tom: Staff, store: Store) -> None:
    page = tom.get("/queue").text
    assert 'form="hide" type="radio" name="clause" value="1" data-key="1"' in page
    tom.post("/queue/hide", {**fields(page), "clause": "1"})
    assert store.decisions("patrons:1")[-1].note


def test_next_and_previous_walk_without_deciding(tom: Staff, store: Store) -> None:
    page = tom.get("/queue").text
    after = re.search(r'href="(/queue\?item=[^"]+)" data-key="j"', page)
    assert after is not None
    page = tom.get(after[1]).text
    assert fields(page)["item"] == "patrons:2"
    assert 'data-key="k"' in page
    assert {one.by for one in store.newest_decisions(5)} == {"Ada"}


def test_an_alarm_stands_there_when_the_oldest_waits_too_long(
    tom: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "has waited" not in tom.words("/queue")
    later = datetime.now(UTC) + timedelta(minutes=22, seconds=5)
    monkeypatch.setattr(SystemClock, "now", lambda _: later)
    assert "The oldest has waited 22 minutes." in tom.words("/queue")
    assert "data-late" in tom.get("/queue/news?known=2", **{"HX-Request": "true"}).text
    tom.post("/queue/longer")
    assert "Tell patrons it takes longer" not in tom.words("/queue")
    assert "until nobody waits too long. Tell them no more" in tom.words("/queue")
    tom.post("/queue/longer/end")
    assert "Tell patrons it takes longer" in tom.words("/queue")


def test_news_says_that_something_came(tom: Staff, store: Store) -> None:
    assert "wait" not in tom.get("/queue/news?known=2", **{"HX-Request": "true"}).text.split(">", 1)[1]
    fill(store, comment(4), source="say")
    news = tom.get("/queue/news?known=2", **{"HX-Request": "true"}).text
    assert "Now 3 wait." in text_of(news)


def waits(questions: list[Question]) -> list[str]:
    """What was asked of those that wait; the hub asks after its screens all the time."""
    return sorted(one.words for one in questions if "FROM items" in one.words and " LIKE " in one.words)


def test_however_many_wait_the_page_asks_no_more(tom: Staff, store: Store) -> None:
    """How long the page takes with 10,000, `script/bench pages` says; no clock is asked here."""
    fill(store, *(comment(100 + number) for number in range(60)), source="say")
    with asked() as few:
        tom.get("/queue?item=patrons:130")
    fill(store, *(comment(1_000 + number) for number in range(600)), source="say")
    with asked() as many:
        page = tom.get("/queue?item=patrons:130").text
    assert "662 waiting" in text_of(page)
    assert "33 of 662" in text_of(page)
    assert waits(many) == waits(few) != []


def test_the_queue_is_counted_and_found_in_an_index_alone(tom: Staff, store: Store) -> None:
    now = datetime.now(UTC)
    with asked() as questions:
        assert store.queue_length(now) == 2
        assert store.queue(now, 25) == ("patrons:1", "patrons:2")
        place = store.queue_place("patrons:2", now)
    assert place is not None
    assert (place.number, place.before, place.after) == (2, "patrons:1", "")
    counted = [
        one for one in questions if "FROM items" in one.words
    ]  # the hub asks for the revision all the time
    assert counted
    for one in counted:
        assert "COVERING INDEX ix_items_state" in one.plan or "sqlite_autoindex_items" in one.plan, one


def test_who_may_only_look_has_no_queue(hub: Hub, store: Store, address: str) -> None:
    with signed_in(hub, address, "Vic", Role.VIEWER) as vic:
        assert vic.get("/queue").status_code == 403
        assert vic.post("/queue/approve", item="playlist:notice-3", seen="x").status_code == 403
        assert "/queue" not in vic.get("/").text
