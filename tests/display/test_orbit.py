"""The scene moves around a small square, a pixel at a time, and covers the glass wherever it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QGuiApplication

from signage.core.snapshot import Screen
from signage.display.orbit import SIDE, Orbit, place
from tests.display import scenes
from tests.display.test_sign import Wall


def test_it_goes_round_by_one_pixel_each_time() -> None:
    places = [place(step) for step in range(4 * SIDE + 1)]
    assert places[0] == places[-1] == (0, 0)
    assert len(set(places)) == 4 * SIDE
    for (left, top), (right, bottom) in pairwise(places):
        assert abs(right - left) + abs(bottom - top) == 1
    assert all(0 <= side <= SIDE for one in places for side in one)


def test_it_stands_still_until_it_begins() -> None:
    orbit = Orbit()
    assert (orbit.property("room"), orbit.property("across"), orbit.property("down")) == (0, 0, 0)
    orbit.begin()
    for _ in range(4 * SIDE):
        orbit.go_on()
        for name in ("across", "down"):
            assert -SIDE <= orbit.property(name) <= 0


@pytest.mark.parametrize("layout", ["full", "strip"])
def test_the_ground_of_the_window_is_never_seen(layout: str, app: QGuiApplication) -> None:
    wall = Wall(app, Screen(layout=layout))
    wall.show(scenes.snapshot())
    still = wall.grab()
    ground = QColor("#00FF00")
    assert wall.window is not None
    wall.window.setColor(ground)
    orbit = wall.sign.wander
    orbit.begin()
    for _ in range(4 * SIDE):
        orbit.go_on()
        image = wall.grab()
        assert image.size() == still.size()
        edges = [image.pixelColor(x, image.height() - 1) for x in range(0, image.width(), 7)]
        top = image.height() - wall.sign.theme.number("cardHeight")
        edges += [
            image.pixelColor(x, y) for x in (0, image.width() - 1) for y in range(top, image.height(), 5)
        ]
        assert ground not in edges
    wall.close()
