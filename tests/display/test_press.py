"""Cards of the crawl as pictures look as if they were drawn live, and none outlives its card."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from signage.core.snapshot import Screen
from signage.display.press import Press
from tests.display import scenes
from tests.display.test_sign import Wall


@pytest.fixture
def wall(app: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[Wall]:
    made = Wall(app, Screen(motion="crawl", layout="strip", theme=getattr(request, "param", "night")))
    yield made
    made.close()


def pictures(wall: Wall) -> dict[str, str]:
    """The pictures on the strip, by item."""
    return {row.id: row.picture for row in wall.sign.strip._cards.rows if row.id}


@pytest.mark.parametrize("wall", ["night", "paper", "high-contrast", "children"], indirect=True)
def test_a_printed_card_looks_as_a_live_one(wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    wall.show(scenes.around(scenes.NOON))
    printed = wall.grab()
    assert all(pictures(wall).values())
    # Before the QML is made anew: without a sheet each card is drawn live.
    monkeypatch.setattr(Press, "take", lambda self, _sheet: setattr(self, "_prints", None))
    live = Wall(wall.app, wall.sign.screen)
    try:
        live.show(scenes.around(scenes.NOON))
        assert live.grab() == printed
        assert not any(pictures(live).values())
    finally:
        live.close()


def test_a_hidden_card_leaves_no_picture(wall: Wall) -> None:
    wall.show(scenes.snapshot([scenes.event("story", "Story hour", "Floor 1", 28)]))
    prints = wall.sign.strip._press._prints
    assert prints is not None
    assert prints.kept
    wall.sign.hide(frozenset({"story"}), 2)
    assert not prints.kept


def test_other_words_are_another_picture(wall: Wall) -> None:
    wall.show(scenes.snapshot([scenes.event("story", "Story hour", "Floor 1", 28)]))
    before = pictures(wall)
    wall.sign._reword()
    assert pictures(wall) == before
    wall.now = scenes.NOON.replace(minute=scenes.NOON.minute + 5)
    wall.sign._look_at_clock()
    assert pictures(wall)["story"] != before["story"]


def test_a_new_size_prints_everything_anew(wall: Wall) -> None:
    wall.show(scenes.around(scenes.NOON))
    before = set(pictures(wall).values())
    assert wall.window is not None
    wall.theme.fit(960, 540)
    wall.window.resize(960, 540)
    wall.sign.relayout()
    wall.app.processEvents()
    assert before.isdisjoint(pictures(wall).values())
    kept = wall.sign.strip._press._prints
    assert kept is not None
    assert {picture.height() for picture in kept.kept.values()} == {
        wall.theme.number("pegRise") + wall.theme.number("cardHeight")
    }
