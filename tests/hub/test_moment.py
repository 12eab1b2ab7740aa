"""See any moment: what a screen shows then, drawn and said, and what it leaves out and why."""

from __future__ import annotations

import io
import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from PIL import Image

from signage.core.commission import Commission
from signage.core.decision import State, Trust, Verdict
from signage.core.edit import Change, Deed
from signage.core.item import LANE_OF, Content, Kind, RawItem, When
from signage.core.placement import Placement
from signage.core.role import Role
from signage.errors import Busy, DisplayError
from signage.hub.hub import Hub
from signage.hub.prints import KEPT_SECONDS, MOST_WAITING, Prints
from signage.store import Store
from signage.store.items import short_id
from signage.store.outcome import STAFF, JudgedItem, SourceRecord
from tests.hub.conftest import fill
from tests.hub.staff import Staff, signed_in, text_of

TALK = "calendar:talk"


@pytest.fixture
def soon(store: Store) -> datetime:
    """When the talk begins: in two days, in the middle of an hour."""
    begins = (datetime.now(UTC) + timedelta(days=2)).replace(minute=30, second=0, microsecond=0)
    store.register(
        [
            SourceRecord(id="list", name="List", kind="playlist", trust=Trust.PUBLISH),
            SourceRecord(id="dates", name="Dates", kind="calendar", trust=Trust.PUBLISH),
            SourceRecord(id=STAFF, name="Staff", kind="staff", trust=Trust.PUBLISH),
        ]
    )
    content = Content(
        kind=Kind.EVENT, text="A talk about lamps", when=When(starts=begins, ends=begins + timedelta(hours=1))
    )
    item = JudgedItem(
        raw=RawItem(id=TALK, content=content), lane=LANE_OF[Kind.EVENT], verdict=Verdict(state=State.APPROVED)
    )
    fill(store, item, source="dates")
    return begins


@pytest.fixture
def vera(hub: Hub, address: str, soon: datetime) -> Iterator[Staff]:
    assert soon
    with signed_in(hub, address, "Vera", Role.VIEWER) as staff:
        yield staff


def at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"  # the library's zone in these tests is UTC


def test_it_says_what_comes_in_the_order_and_what_does_not(vera: Staff, store: Store, soon: datetime) -> None:
    before = vera.words(f"/playlist/preview?at={at(soon - timedelta(minutes=20))}")
    assert "A talk about lamps" in before.partition("Large above it")[0]
    after = vera.words(f"/playlist/preview?at={at(soon + timedelta(hours=2))}")
    assert "A talk about lamps ended at" in after.partition("and why")[2]
    change = Change(target=TALK, after=Placement(target=TALK, screens=("Children",)))
    store.edit([change], Deed.CHANGE, by="Ann", now=datetime.now(UTC))
    elsewhere = vera.words(f"/playlist/preview?screen=Foyer&at={at(soon)}")
    assert "A talk about lamps only on Children" in elsewhere
    store.decide(["playlist:notice-1"], State.HIDDEN, by="Ann", now=datetime.now(UTC))
    assert "new lamps. hidden by Ann" in vera.words("/playlist/preview")


def test_day_and_time_chips_and_steps(vera: Staff, soon: datetime) -> None:
    page = vera.get(f"/playlist/preview?screen=Children&day={soon:%Y-%m-%d}&clock=10:00").text
    assert f'value="{soon:%Y-%m-%d}"' in page
    assert 'value="10:00"' in page
    chips = [unescape(one) for one in re.findall(r'href="(/playlist/preview\?[^"]+)"', page)]
    assert f"/playlist/preview?screen=Children&at={soon:%Y-%m-%d}T10%3A30" in chips
    for chip in chips:
        assert vera.get(chip).status_code == 200
    for nonsense in ("?at=soon", "?at=9999-12-31T23:59", "?day=x&clock=y", "?slide=99999"):
        assert vera.get(f"/playlist/preview{nonsense}").status_code == 200
    assert vera.get("/playlist/preview?screen=Nowhere").status_code == 404


def test_it_is_drawn_by_the_painter_and_remembered(vera: Staff, hub: Hub, soon: datetime) -> None:
    first = vera.get(f"/playlist/preview/picture?at={at(soon)}")
    assert (first.status_code, first.headers["content-type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(first.content)).size == (1280, 720)
    other = vera.get(f"/playlist/preview/picture?at={at(soon + timedelta(hours=5))}")
    assert other.content != first.content
    studio = hub.prints._studio
    assert studio
    hub.prints._studio = None
    assert vera.get(f"/playlist/preview/picture?at={at(soon)}").content == first.content
    assert hub.prints._studio is None, "the same picture is not painted twice"
    studio.close()


def test_a_form_that_nobody_saved_is_drawn(hub: Hub, address: str, soon: datetime, store: Store) -> None:
    assert soon
    with signed_in(hub, address, "Priya", Role.EDITOR) as priya:
        stands = priya.get(f"/playlist/{short_id(TALK)}/picture").content
        answer = priya.post(
            f"/playlist/{short_id(TALK)}",
            {"weekdays": list("0123456"), "screens": ["Foyer"]},
            text="Other words",
            button="look",
        )
        assert "Nothing is saved yet." in text_of(answer.text)
        where = re.search(r'src="(/playlist/draft/[^"]+)"', answer.text)
        assert where
        drawn = priya.get(where[1])
        assert (drawn.status_code, drawn.headers["content-type"]) == (200, "image/jpeg")
        assert drawn.content != stands
        assert priya.get("/playlist/draft/nothing").status_code == 404
    assert store.placements() == []


def test_what_waits_is_drawn_for_moderators_only(hub: Hub, address: str, vera: Staff) -> None:
    waiting = f"/playlist/{short_id('playlist:notice-3')}/picture"
    assert vera.get(waiting).status_code == 403
    with signed_in(hub, address, "Mo") as mo:
        assert mo.get(waiting).headers["content-type"] == "image/jpeg"
        assert waiting in mo.get("/queue").text
        cards = Image.open(io.BytesIO(mo.get(f"{waiting}?part=cards").content))
        assert cards.width < 1280
        assert cards.height < 720 / 4, "one page, without caps and stage"


def test_a_painter_that_cannot_is_told_and_breaks_no_page(
    vera: Staff, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise DisplayError("painter", "It ended without a picture.", "Try again.")

    monkeypatch.setattr(hub.prints, "jpeg", broken)
    answer = vera.get("/playlist/preview/picture")
    assert answer.status_code == 503
    assert "It ended without a picture." in text_of(answer.text)
    assert vera.get("/playlist/preview").status_code == 200


def test_who_comes_while_too_many_wait_is_asked_to_try_again(hub: Hub) -> None:
    prints = Prints(hub.settings.hub.data / "media")
    prints._waiting = MOST_WAITING
    with pytest.raises(Busy):
        prints.jpeg(hub.editions.of("Foyer").snapshot, Commission())


def test_the_painter_is_ended_when_nobody_asks(hub: Hub) -> None:
    prints = Prints(hub.settings.hub.data / "media", idle_seconds=0.05)
    prints.jpeg(hub.editions.of("Foyer").snapshot, Commission(size="320x180"))
    assert prints._idle
    prints._idle.join(20)
    assert prints._studio is None


def test_no_picture_is_kept_longer_than_ten_minutes_while_others_are_painted(hub: Hub) -> None:
    now = [0.0]
    prints = Prints(hub.settings.hub.data / "media", monotonic=lambda: now[0])
    snapshot, asked = hub.editions.of("Foyer").snapshot, Commission(size="320x180")
    first = prints.jpeg(snapshot, asked)
    for now[0] in (KEPT_SECONDS / 2, KEPT_SECONDS - 1):
        assert prints.jpeg(snapshot, asked) is first
    now[0] = KEPT_SECONDS
    prints.jpeg(snapshot, replace(asked, silent=5))
    assert len(prints._kept) == 1
    assert prints.jpeg(snapshot, asked) is not first
    prints.close()


def test_a_hub_that_stops_waits_for_no_picture(hub: Hub) -> None:
    prints = Prints(hub.settings.hub.data / "media")
    snapshot = hub.editions.of("Foyer").snapshot
    prints.jpeg(snapshot, Commission(size="320x180"))
    studio = prints._studio
    assert studio
    assert studio.pid
    os.kill(studio.pid, signal.SIGSTOP)  # as one that hangs in a picture
    told: list[str] = []

    def wait() -> None:
        try:
            prints.jpeg(snapshot, Commission(size="640x360"))
        except DisplayError as error:
            told.append(error.what)

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not prints._turn.locked():
        time.sleep(0.01)
    prints.close()
    waiting.join(10)
    assert told == ["It ended without a picture."]
