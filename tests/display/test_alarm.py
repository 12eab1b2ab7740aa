"""Emergencies: over everything or first of everything, at once, and gone at their end whoever is away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QColor, QGuiApplication

from signage.core.emergency import Arrow, Emergency, Mode
from signage.core.item import Lane
from signage.core.snapshot import Screen, Snapshot, SnapshotItem
from signage.display.alarm import Alarm
from signage.display.paging import Column, Face
from signage.display.theme import Theme
from signage.display.wall import NEVER
from signage.words import for_locale
from tests.display import scenes
from tests.display.test_sign import Wall, rows

LEAVE = Emergency(
    headline="Please leave the building",
    lines=("Use the nearest exit.", "Do not use the lift.", "Meet on Mill Square."),
    issued=scenes.NOON - timedelta(minutes=2),
    until=scenes.NOON + timedelta(hours=1),
    arrow=Arrow.RIGHT,
)


def with_emergency(emergency: Emergency) -> Snapshot:
    notice = SnapshotItem(
        id=emergency.id,
        lane=Lane.NOTICES,
        content=emergency.content,
        own=True,
        pinned=True,
        expires=emergency.until,
    )
    made = scenes.snapshot(revision=2)
    return replace(made, emergency=emergency, items=(notice, *made.items))


@pytest.fixture(params=["shelf", "crawl", "calm"])
def wall(request: pytest.FixtureRequest, app: QGuiApplication) -> Iterator[Wall]:
    made = Wall(app, Screen(motion=request.param))
    yield made
    made.close()


def is_red(wall: Wall) -> bool:
    return wall.grab().pixelColor(20, 700) == QColor("#A8071A")


def test_a_takeover_is_alone_on_the_screen_at_once(wall: Wall) -> None:
    wall.show(scenes.snapshot())
    wall.sign.take(with_emergency(LEAVE))
    assert wall.sign.on_glass() == {LEAVE.id}
    assert rows(wall.sign, "shelf") == rows(wall.sign, "stage") == ()
    assert is_red(wall)
    assert wall.grab() == wall.grab()


def test_it_goes_at_its_end_while_cut_off_and_everything_goes_on(wall: Wall) -> None:
    wall.show(with_emergency(LEAVE))
    assert is_red(wall)
    wall.reach = NEVER
    wall.now = LEAVE.until - timedelta(seconds=1)
    wall.sign._look_at_clock()
    assert is_red(wall)
    wall.now = LEAVE.until
    wall.sign._look_at_clock()
    assert not is_red(wall)
    assert LEAVE.id not in wall.sign.on_glass()
    assert rows(wall.sign, "stage")
    wall.grab()
    assert rows(wall.sign.strip, "cards") if wall.sign.property("crawls") else rows(wall.sign, "shelf")


def test_staff_end_it(wall: Wall) -> None:
    wall.show(with_emergency(LEAVE))
    wall.sign.take(scenes.snapshot(revision=3))
    assert not is_red(wall)
    assert LEAVE.id not in wall.sign.on_glass()


def test_what_happens_meanwhile_does_not_bring_the_ticker_back(wall: Wall) -> None:
    wall.show(with_emergency(LEAVE))
    wall.sign.answered()
    wall.sign.hide(frozenset({"story"}), 2)
    wall.sign.relayout()
    wall.sign.become(Screen(motion="shelf", layout="strip"))
    wall.sign.take(with_emergency(LEAVE))
    assert wall.sign.on_glass() == {LEAVE.id}
    assert is_red(wall)


def test_one_among_others_is_the_first_plate_and_the_first_slide(app: QGuiApplication) -> None:
    wall = Wall(app, Screen())
    wall.show(scenes.snapshot())
    among = replace(LEAVE, mode=Mode.INCLUDE)
    wall.sign.take(with_emergency(among))
    assert rows(wall.sign, "shelf")[0].id == among.id
    assert rows(wall.sign, "stage")[0].kind == "emergency"
    assert len(wall.sign.on_glass()) >= 1
    wall.sign.skip(slides=1, groups=1)
    assert among.id not in {row.id for row in rows(wall.sign, "shelf")}
    wall.close()


@pytest.mark.parametrize(
    ("headline", "least"), [("Please leave the building", 180), ("Please leave the building " * 6, 90)]
)
def test_a_long_headline_is_set_smaller(theme: Theme, headline: str, least: int) -> None:
    theme.fit(1920, 1080)
    alarm = Alarm(theme)
    alarm.take(replace(LEAVE, headline=headline), for_locale("en-GB"), ZoneInfo("Europe/London"))
    assert least <= int(alarm.property("size")) < least + 20
    assert alarm.property("since") == "since 14:30"
    assert alarm.property("arrow") == "arrow-right"


LONG = "Bitte verlassen Sie das Gebäude durch den Haupteingang oder den Notausgang dort."


@pytest.mark.parametrize(
    ("headline", "lines", "rows_below"),
    [
        ("Please leave the building", (), 0),
        ("Please leave the building", ("Use the nearest exit.", "Do not use the lift."), 1),
        ("Bitte verlassen Sie jetzt sofort das ganze Bibliotheksgebäude", (LONG, LONG, LONG), 3),
    ],
)
def test_a_bar_holds_all_of_its_words(
    headline: str, lines: tuple[str, ...], rows_below: int, app: QGuiApplication, theme: Theme
) -> None:
    alarm = Alarm(theme)
    alarm.take(replace(LEAVE, headline=headline, lines=lines), for_locale("en-GB"), ZoneInfo("UTC"))
    room = theme.size[0] - 4 * theme.number("alarmBandGap")
    room -= theme.number("alarmBandIcon") + theme.number("alarmBandGap") + theme.number("alarmBandArrow")
    size, below = alarm.property("bandSize"), alarm.property("bandLineSize")
    sans = str(theme.values["sans"])
    assert Column(Face(sans, theme.number("heavy"), size), room, 1).holds(headline)
    assert Column(Face(sans, theme.number("strong"), below), room, rows_below).holds(" ".join(lines))
    tall = size * theme.values["titleLeading"] + rows_below * below * theme.values["alarmBandLeading"]
    assert tall <= theme.number("tickerHeight")


def test_the_milder_kind_warns_and_speaks_as_large_as_its_slide_allows(theme: Theme) -> None:
    theme.fit(1920, 1080)
    alarm = Alarm(theme)
    words, zone = for_locale("en-GB"), ZoneInfo("Europe/London")
    lift = replace(LEAVE, headline="The lift is out of order", mode=Mode.INCLUDE, arrow=Arrow.NONE)
    alarm.take(replace(lift, lines=("Ask at the desk for the goods lift.",)), words, zone)
    assert alarm.property("icon") == "warning"
    assert alarm.property("slideSize") >= theme.number("titleBig")
    assert alarm.property("slideLineSize") > theme.number("bodyText")
    alarm.take(replace(lift, headline=LONG, lines=(LONG, LONG, LONG)), words, zone)
    assert alarm.property("slideSize") == theme.number("titleSmall")
    alarm.take(LEAVE, words, zone)
    assert alarm.property("icon") == "run"


def test_a_headline_breaks_into_lines_of_about_one_length(theme: Theme) -> None:
    theme.fit(1920, 1080)
    alarm = Alarm(theme)
    alarm.take(LEAVE, for_locale("en-GB"), ZoneInfo("Europe/London"))
    assert alarm.property("title") == "Please leave\nthe building"
