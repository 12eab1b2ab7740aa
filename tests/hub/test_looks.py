"""How a screen looks, as administrators say it on its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import httpx
import pytest

from signage.core.role import Role
from signage.core.snapshot import Screen, decode
from signage.core.timetable import Period
from signage.core.window import Window
from signage.hub.hub import Hub
from signage.hub.screens.look import Filled, Row, filled, rows_of
from signage.hub.token import hashed, make
from signage.store import Store
from tests.hub.staff import Form, Staff, signed_in, text_of
from tests.hub.test_on_air import Tv
from tests.patience import PATIENCE

PLAIN = {
    "theme": "paper",
    "layout": "full",
    "motion": "calm",
    "inset": "2.5",
    "diagonal": "55",
    "distance": "6,5",
}
READING = Period(
    window=Window(weekdays=(0, 2, 4), opens=time(9), closes=time(12, 30), first_day=date(2026, 12, 1)),
    motion="calm",
    theme="paper",
)


@pytest.fixture
def ada(hub: Hub, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, "Grace", Role.ADMINISTRATOR) as staff:
        yield staff


def sent(*rows: Row, **fields: str) -> Filled:
    return filled("Foyer", PLAIN | fields, rows, themes=("night", "paper"))


def columns(*rows: Row) -> Form:
    return {
        "days": [row.days for row in rows],
        "first": [row.first for row in rows],
        "last": [row.last for row in rows],
        "opens": [row.opens for row in rows],
        "closes": [row.closes for row in rows],
        "then_motion": [row.motion for row in rows],
        "then_theme": [row.theme for row in rows],
    }


def snapshot_screen(tv: httpx.Client) -> Screen:
    return decode(tv.get("/screen/v1/snapshot").content).screen


def test_a_timetable_comes_back_from_its_rows_as_it_was() -> None:
    screen = Screen(name="Foyer", timetable=(READING, Period(window=Window(weekdays=(6,)), motion="crawl")))
    look = filled("Foyer", PLAIN, rows_of(screen), themes=("night", "paper")).look
    assert look is not None
    assert look.timetable == screen.timetable


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (Row(opens="09:00"), "what"),
        (Row(motion="calm"), "when"),
        (Row(motion="calm", opens="09:00", closes="09:00"), "hours"),
        (Row(motion="calm", first="2026-12-02", last="2026-12-01"), "days"),
        (Row(motion="dance", days="0"), "choice"),
        (Row(theme="nowhere", days="0"), "choice"),
        (Row(theme="night", days="7"), "choice"),
        (Row(theme="night", opens="half past nine"), "choice"),
        (Row(theme="night", opens="10:00+05:00"), "choice"),
        (Row(theme="night", closes="10:00Z"), "choice"),
    ],
)
def test_a_row_that_says_too_little_or_nonsense_is_told(row: Row, wrong: str) -> None:
    answer = sent(row)
    assert answer.look is None
    assert answer.rows[0].wrong == wrong


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("diagonal", "0"),
        ("diagonal", "nan"),
        ("distance", "1000"),
        ("theme", "../x"),
        ("layout", "round"),
        ("inset", "9"),
    ],
)
def test_a_wrong_field_is_told(field: str, value: str) -> None:
    answer = sent(**{field: value})
    assert answer.look is None
    assert list(answer.wrong) == [field]


def test_what_is_saved_reaches_the_tv_at_once_and_wins_over_the_file(
    ada: Staff, foyer: httpx.Client, hub: Hub
) -> None:
    before = foyer.get("/screen/v1/snapshot")
    row = Row(days="0,1,2,3,4", opens="09:00", closes="12:00", theme="children")
    form = {**PLAIN, **columns(row, Row()), "name": "Foyer"}
    assert ada.post("/settings/screens/look", form).status_code == 303
    after = foyer.get("/screen/v1/snapshot", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    screen = snapshot_screen(foyer)
    assert (screen.theme, screen.motion, screen.diagonal, screen.distance) == ("paper", "calm", 55, 6.5)
    assert screen.timetable[0].window.closes == time(12)
    hub.reload(replace(hub.settings, screens=(Screen(name="Foyer", theme="night", output="HDMI-1"),)))
    assert (snapshot_screen(foyer).theme, snapshot_screen(foyer).output) == ("paper", "HDMI-1")
    assert "wins over the settings file" in ada.words("/settings/screens/look?name=Foyer")
    assert ada.post("/settings/screens/look/reset", name="Foyer").status_code == 303
    assert snapshot_screen(foyer).theme == "night"


def test_a_tv_elsewhere_has_its_look_too(ada: Staff, hub: Hub, store: Store) -> None:
    store.add_screen("Branch, first floor", "hash", hub.clock.now())
    form = PLAIN | {"name": "Branch, first floor"}
    assert ada.post("/settings/screens/look", form).status_code == 303
    assert hub.editions.of("Branch, first floor").snapshot.screen.theme == "paper"
    assert hub.editions.of("Children").snapshot.screen.theme == "night"


def test_a_mistake_comes_back_with_what_was_typed(ada: Staff, store: Store) -> None:
    form = {**PLAIN, **columns(Row(opens="09:15")), "name": "Foyer", "diagonal": "big"}
    answer = ada.post("/settings/screens/look", form)
    assert answer.status_code == 422
    said = text_of(answer.text)
    assert "Write a number from 1 to 300." in said
    assert "Choose a motion or a theme for this time." in said
    assert 'value="big"' in answer.text
    assert 'value="09:15"' in answer.text
    assert store.looks() == {}
    assert ada.post("/settings/screens/look", PLAIN | {"name": "Nowhere"}).status_code == 404


def test_its_facts_stand_there(ada: Staff, foyer: httpx.Client, hub: Hub) -> None:
    assert "Readable up to 5.0 m." in ada.words("/settings/screens/look?name=Foyer")
    Tv(foyer).tell("playlist:notice-1")
    said = ada.words("/settings/screens/look?name=foyer")
    assert "Answers" in said
    assert "Notice 1: the reading room has new lamps." in said
    seen, report = hub.reports.newest()["Foyer"]
    hub.reports.keep("Foyer", report.model_copy(update={"clock": seen + timedelta(seconds=90)}), seen)
    assert "Its clock is 90 s fast" in ada.words("/settings/screens/look?name=Foyer")


def test_a_screen_is_asked_which_one_it_is_for_a_while(
    ada: Staff, foyer: httpx.Client, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = foyer.get("/screen/v1/snapshot").headers["etag"]
    assert ada.post("/settings/screens/look/call", name="Foyer").status_code == 303
    asked = foyer.get("/screen/v1/snapshot", headers={"If-None-Match": plain})
    assert asked.status_code == 200
    assert decode(asked.content).called
    assert not hub.editions.of("Children").snapshot.called
    later = hub.clock.now() + timedelta(seconds=21)
    monkeypatch.setattr(type(hub.clock), "now", lambda _clock: later)
    assert not decode(foyer.get("/screen/v1/snapshot").content).called
    assert ada.post("/settings/screens/look/call", name="Nowhere").status_code == 404


def test_a_screen_of_another_pc_gets_another_name(ada: Staff, hub: Hub, store: Store, address: str) -> None:
    token = make()
    store.add_screen("lobby-2", hashed(token), hub.clock.now())
    lobby = Tv(
        httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {token}"}, trust_env=False, timeout=PATIENCE
        )
    )
    lobby.tell("playlist:notice-1")
    for wrong in ("", "Foyer", "x" * 200):
        answer = ada.post("/settings/screens/look/rename", name="lobby-2", called=wrong)
        assert answer.status_code == 422
        assert 'id="called-wrong"' in answer.text
    answer = ada.post("/settings/screens/look/rename", name="lobby-2", called=" Children\u202e's room ")
    assert answer.headers["location"] == "/settings/screens/look?name=Children%27s%20room"
    assert "It is called Children's room from now on." in ada.words(answer.headers["location"])
    assert snapshot_screen(lobby.client).name == "Children's room"
    assert "lobby-2" not in ada.get("/settings/screens").text
    now, hour = hub.clock.now(), timedelta(hours=1)
    assert "Children's room" in {one.screen for one in hub.diary.between(now - hour, now + hour)}
    lobby.client.close()


def test_a_screen_of_this_pc_has_its_name_in_the_settings(ada: Staff) -> None:
    assert "Its name is in the settings file of this PC." in ada.words("/settings/screens/look?name=Foyer")
    assert ada.post("/settings/screens/look/rename", name="Foyer", called="Hall").status_code == 404
