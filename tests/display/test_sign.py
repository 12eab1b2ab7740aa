"""The whole scene, off-screen: what is in the models is in QML, and nothing complains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickWindow

from signage.core.programme import CONNECTED, Played, Reach
from signage.core.snapshot import Screen, Snapshot
from signage.display import theme as themes
from signage.display.sign import Sign
from signage.display.wall import NEVER
from signage.display.window import make_engine, make_window
from tests.display import scenes


class Wall:
    """A window on a standing clock."""

    def __init__(self, app: QGuiApplication, screen: Screen) -> None:
        self.app = app
        self.now: datetime = scenes.NOON
        self.reach: Reach = CONNECTED
        self.engine, self.theme = make_engine()
        self.theme.take(themes.load(screen.theme))
        self.theme.fit(1280, 720)
        self.theme.rest(True)
        self.sign = Sign(self.theme, screen, lambda: self.now, lambda: self.reach)
        self.window: QQuickWindow | None = None

    def show(self, snapshot: Snapshot | None, *, notices_only: bool = False) -> None:
        self.sign.show(snapshot, Played(), notices_only=notices_only)
        self.window = make_window(self.engine, self.sign, 1280, 720)
        self.window.show()
        self.app.processEvents()

    def grab(self) -> QImage:
        assert self.window is not None
        self.app.processEvents()
        return self.window.grabWindow()

    def close(self) -> None:
        self.sign.stop()
        if self.window is not None:
            self.window.close()
        shiboken6.delete(self.engine)


def rows(owner: QObject, model: str) -> tuple[Any, ...]:
    return tuple(getattr(owner, model).rows)


@pytest.fixture(params=["shelf", "crawl", "calm"])
def motion(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def wall(app: QGuiApplication) -> Iterator[Wall]:
    made = Wall(app, Screen())
    yield made
    made.close()


@pytest.mark.parametrize("theme_name", ["night", "paper"])
@pytest.mark.parametrize("layout", ["full", "strip"])
def test_every_card_and_slide_is_drawn_without_complaint(
    app: QGuiApplication, motion: str, theme_name: str, layout: str
) -> None:
    wall = Wall(app, Screen(motion=motion, theme=theme_name, layout=layout))
    wall.show(scenes.snapshot())
    pictures = set()
    for _ in range(12):
        wall.sign.skip(slides=1, groups=1)
        picture = wall.grab()
        pictures.add(bytes(picture.constBits())[::997])
    moves = motion != "crawl" or layout == "full"
    assert len(pictures) > 5 if moves else len(pictures) == 1
    wall.close()


def test_without_a_copy_and_without_a_hub_the_sign_says_welcome(wall: Wall) -> None:
    wall.show(None)
    assert [row.kind for row in rows(wall.sign, "stage")] == ["welcome"]
    assert wall.sign.property("bare")
    assert not wall.grab().isNull()


def test_the_first_snapshot_replaces_the_welcome(wall: Wall) -> None:
    wall.show(None)
    wall.sign.take(scenes.snapshot())
    assert wall.sign.ends.property("library") == "Fernmoor"
    assert rows(wall.sign, "stage")[0].kind != "welcome"
    assert rows(wall.sign, "shelf")


def test_review_items_rest_until_the_hub_has_answered(wall: Wall) -> None:
    wall.reach = NEVER
    wall.show(
        scenes.snapshot([scenes.comment("stairs", "We read.", "Mira"), scenes.notice("close", "We close.")])
    )
    seen: set[str] = set()
    for _ in range(4):
        wall.sign.skip(slides=0, groups=1)
        seen |= wall.sign.on_glass()
    assert "stairs" not in seen
    wall.reach = CONNECTED
    wall.sign.answered()
    for _ in range(4):
        wall.sign.skip(slides=0, groups=1)
        seen |= wall.sign.on_glass()
    assert "stairs" in seen


def test_a_hidden_item_leaves_in_the_same_turn_of_the_loop(app: QGuiApplication, motion: str) -> None:
    wall = Wall(app, Screen(motion=motion))
    wall.show(scenes.snapshot())
    shown = wall.sign.on_glass()
    assert shown
    assert wall.sign.hide(shown, 2) == shown
    painted = [
        *rows(wall.sign, "shelf"),
        *rows(wall.sign, "stage"),
        *rows(wall.sign, "today"),
    ]
    painted += [
        *rows(wall.sign.strip, "cards"),
        *rows(wall.sign.strip, "pinned"),
    ]
    assert not {row.id for row in painted} & shown
    wall.close()


def test_a_snapshot_from_before_a_hide_does_not_bring_the_item_back_but_undo_does(wall: Wall) -> None:
    wall.show(
        scenes.snapshot([scenes.notice("close", "We close."), scenes.notice("lift", "The lift works.")])
    )
    wall.sign.hide(frozenset({"close"}), 3)
    for revision, back in ((2, False), (3, True)):
        wall.sign.take(
            scenes.snapshot(
                [scenes.notice("close", "We close."), scenes.notice("lift", "The lift works.")],
                revision=revision,
            )
        )
        seen: set[str] = set()
        for _ in range(6):
            wall.sign.skip(slides=0, groups=1)
            seen |= wall.sign.on_glass()
        assert ("close" in seen) == back


def test_an_update_does_not_change_what_is_being_read(wall: Wall) -> None:
    wall.show(scenes.snapshot())
    before = [row.text for row in rows(wall.sign, "shelf")]
    items = (*scenes.everything(), scenes.notice("new", "The lift works again."))
    wall.sign.take(scenes.snapshot(items, revision=2))
    assert [row.text for row in rows(wall.sign, "shelf")] == before


def test_what_is_gone_from_the_snapshot_leaves_by_a_cut(wall: Wall) -> None:
    wall.show(scenes.snapshot())
    shown = wall.sign.on_glass()
    wall.sign.take(
        scenes.snapshot([item for item in scenes.everything() if item.id not in shown], revision=2)
    )
    assert not wall.sign.on_glass() & shown
    assert all(row.cut for row in rows(wall.sign, "shelf"))


def test_minutes_change_the_words_and_the_end_takes_the_card(wall: Wall) -> None:
    wall.show(scenes.snapshot([scenes.event("story", "Story hour", "Floor 1", 28)]))
    wall.sign.skip(slides=1, groups=0)
    wall.sign.skip(slides=0, groups=1)
    assert wall.sign.on_glass() == {"story"}
    for minutes in (5, 30):
        wall.now = scenes.NOON + timedelta(minutes=minutes)
        wall.sign._look_at_clock()
    assert wall.sign.on_glass() == {"story"}
    for row in rows(wall.sign, "shelf"):
        assert row.inverted
    wall.now = scenes.NOON + timedelta(minutes=28 + 61)
    wall.sign._look_at_clock()
    assert wall.sign.on_glass() == frozenset()
    assert wall.sign.ends.property("clock") == "16:01"


def test_notices_only_shows_notices_only(wall: Wall) -> None:
    wall.show(scenes.snapshot(), notices_only=True)
    seen: set[str] = set()
    for _ in range(6):
        seen |= wall.sign.on_glass()
        wall.sign.skip(slides=1, groups=1)
    assert seen == {"close", "films", "loans"}


@pytest.mark.parametrize(
    ("patrons", "words", "code"),
    [("https://fern.example/say", "Say something", True), ("", "Say something at the desk", False)],
)
def test_the_right_cap_says_how_to_say_something(wall: Wall, patrons: str, words: str, code: bool) -> None:
    wall.show(scenes.snapshot(patrons=patrons))
    assert wall.sign.ends.property("invitation") == words
    assert bool(wall.sign.ends.property("invitationCode")) is code
    assert wall.sign.ends.property("invitationAddress") == ("fern.example\n/say" if code else "")


def test_another_size_is_laid_out_anew(wall: Wall) -> None:
    wall.show(scenes.snapshot())
    wall.theme.fit(3840, 2160)
    wall.sign.relayout()
    last = rows(wall.sign, "shelf")[-1]
    assert last.place + last.span == wall.sign._room()


def test_screens_with_other_settings_take_them_from_the_snapshot(wall: Wall) -> None:
    wall.show(scenes.snapshot())
    other = replace(scenes.snapshot(revision=2), library=replace(scenes.LIBRARY, name="Harbour", locale="de"))
    wall.sign.take(other)
    assert wall.sign.ends.property("library") == "Harbour"
    assert wall.sign.ends.property("date").startswith("Di")


@pytest.mark.parametrize("after", ["shelf", "crawl", "calm"])
def test_another_motion_begins_afresh(app: QGuiApplication, motion: str, after: str) -> None:
    wall = Wall(app, Screen(motion=motion))
    wall.show(scenes.snapshot())
    for screen in (
        Screen(motion=after),
        Screen(motion=after, layout="strip"),
        Screen(motion=motion, theme="paper"),
    ):
        wall.sign.become(screen)
        wall.grab()
        assert wall.sign.property("crawls") is (screen.motion == "crawl")
        assert wall.sign.on_glass()
        assert bool(rows(wall.sign, "shelf")) is (screen.motion != "crawl")
    wall.close()


def test_the_crawl_counts_minutes_too(app: QGuiApplication) -> None:
    wall = Wall(app, Screen(motion="crawl", layout="strip"))
    wall.show(scenes.snapshot([scenes.event("story", "Story hour", "Floor 1", 28)]))

    def leaves() -> set[str]:
        return {row.strong.replace("\xa0", " ") for row in rows(wall.sign.strip, "cards") if row.id}

    assert leaves() == {"28 min"}
    wall.now = scenes.NOON + timedelta(minutes=5)
    wall.sign._look_at_clock()
    assert leaves() == {"23 min"}
    wall.close()


def test_the_stage_counts_minutes_too(wall: Wall) -> None:
    wall.show(scenes.snapshot([scenes.event("story", "Story hour", "Floor 1", 28)]))
    told = set()
    for minutes in range(3):
        wall.now = scenes.NOON + timedelta(minutes=minutes)
        wall.sign._look_at_clock()
        told |= {row.chip for row in rows(wall.sign, "today")}
        told |= {row.eyebrow.lower() for row in rows(wall.sign, "stage") if row.kind == "event"}
        told |= {f"{row.lead} {row.strong}" for row in rows(wall.sign, "shelf")}
    assert {words.replace("\xa0", " ") for words in told} >= {"in 28 min", "in 27 min", "in 26 min"}


def test_after_three_hours_without_the_hub_staff_see_a_ring(wall: Wall) -> None:
    wall.show(scenes.snapshot())
    before = wall.grab()
    wall.reach = Reach(answered=True, silent_for=timedelta(hours=2, minutes=59))
    wall.sign._look_at_clock()
    assert not wall.sign.ends.property("cutOff")
    wall.reach = Reach(answered=True, silent_for=timedelta(hours=3))
    wall.sign._look_at_clock()
    assert wall.sign.ends.property("cutOff")
    assert wall.grab() != before
    wall.reach = CONNECTED
    wall.sign._look_at_clock()
    assert wall.grab() == before


def test_after_three_hours_posts_have_dates_and_what_ran_out_has_gone(wall: Wall) -> None:
    offer = replace(scenes.notice("offer", "Half price"), expires=scenes.NOON + timedelta(hours=2))
    wall.show(scenes.snapshot([scenes.post("news", "The terrace is open.", 119), offer]))

    def posts() -> set[str]:
        labels = [row.label for row in rows(wall.sign, "shelf") if row.kind == "post"]
        labels += [row.meta.rpartition(" · ")[2] for row in rows(wall.sign, "stage") if row.kind == "post"]
        return {label.replace("\xa0", " ") for label in labels}

    def seen() -> tuple[set[str], set[str]]:
        said: set[str] = set()
        ids: set[str] = set()
        for _ in range(4):
            said |= posts()
            ids |= wall.sign.on_glass()
            wall.sign.skip(slides=1, groups=1)
        return said, ids

    assert seen() == ({"1 h"}, {"news", "offer"})
    wall.reach = Reach(answered=True, silent_for=timedelta(hours=3))
    wall.now = scenes.NOON + timedelta(hours=3)
    wall.sign._look_at_clock()
    wall.sign.skip(slides=1, groups=1)
    assert seen() == ({"24 Nov"}, {"news"})
    wall.reach = CONNECTED
    wall.sign._look_at_clock()
    assert seen() == ({"4 h"}, {"news"})


def test_a_clock_that_cannot_be_right_is_not_shown(wall: Wall) -> None:
    wall.now = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)
    wall.show(scenes.snapshot([]))
    assert (wall.sign.ends.property("clock"), wall.sign.ends.property("date")) == (
        "",
        "",
    )
    assert rows(wall.sign, "stage")[0].text == "Fernmoor"
    assert not wall.grab().isNull()
    wall.now = scenes.NOON
    wall.sign._look_at_clock()
    assert wall.sign.ends.property("clock") == "14:32"
