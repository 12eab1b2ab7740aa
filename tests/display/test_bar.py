"""The strip as a bar over other programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from signage.display import app as display
from signage.display.backend import Backend
from signage.display.wall import Wall


@pytest.mark.parametrize("layout", ["bar", "strip"])
def test_the_bar_is_as_high_as_the_band_and_stays_above(
    layout: str, tmp_path: Path, app: QGuiApplication
) -> None:
    options, above = ["--copy", str(tmp_path), "--layout", layout], layout == "bar"
    wall = Wall(display.arguments(options), app, Backend("software", "tests"))
    try:
        area, window = app.primaryScreen().geometry(), wall.window
        flags = window.flags()
        assert bool(flags & Qt.WindowType.WindowStaysOnTopHint) is above
        assert bool(flags & Qt.WindowType.WindowDoesNotAcceptFocus) is above
        u = min(area.width(), area.height()) / 100
        assert window.height() == (round(20 * u) if above else area.height())
        assert window.y() + window.height() == area.y() + area.height()
        assert window.width() == area.width()
    finally:
        wall.close()
        app.restoreOverrideCursor()
