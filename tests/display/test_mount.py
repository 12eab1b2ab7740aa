"""How the window hangs on its output: which one, and as a bar over other programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from signage.core.snapshot import Screen
from signage.display import app as display
from signage.display import outputs
from signage.display.backend import Backend
from signage.display.dock import strut_of
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


def test_escape_ends_a_window_at_a_desk_without_complaint(tmp_path: Path, app: QGuiApplication) -> None:
    options = ["--copy", str(tmp_path), "--windowed", "--size", "640x360"]
    wall = Wall(display.arguments(options), app, Backend("software", "tests"))
    too_late = QTimer(singleShot=True, interval=10_000)
    too_late.timeout.connect(lambda: app.exit(1))
    too_late.start()
    try:
        QTimer.singleShot(0, lambda: QTest.keyClick(wall.window, Qt.Key.Key_Escape))
        assert app.exec() == 0
    finally:
        too_late.stop()
        wall.close()


def shown(wall: Wall) -> tuple[bool, bool]:
    return wall.window.isVisible(), bool(wall.window.property("drawn"))


def test_a_screen_waits_dark_for_its_output(
    tmp_path: Path, app: QGuiApplication, caplog: pytest.LogCaptureFixture
) -> None:
    there = app.primaryScreen().name()
    options = ["--copy", str(tmp_path), "--output=HDMI-9", f"--not-on={there}"]
    wall = Wall(display.arguments(options), app, Backend("software", "tests"))
    try:
        assert not wall.window.isVisible()
        assert "The output HDMI-9 is not there" in caplog.text
        wall._mount.become(Screen(output=there))
        assert shown(wall) == (True, True)
        wall._mount.become(Screen(output="HDMI-9"))
        assert shown(wall) == (False, False)
    finally:
        wall.close()
        app.restoreOverrideCursor()


def test_the_bar_comes_and_goes_while_it_runs(tmp_path: Path, app: QGuiApplication) -> None:
    wall = Wall(
        display.arguments(["--copy", str(tmp_path), "--layout=bar"]), app, Backend("software", "tests")
    )
    try:
        area = app.primaryScreen().geometry()
        bar = wall.window.height()
        wall._become(Screen())
        assert wall.window.height() == area.height()
        assert not wall.window.flags() & Qt.WindowType.WindowStaysOnTopHint
        wall._become(Screen(layout="bar"))
        assert wall.window.height() == bar < area.height() / 3
        assert shown(wall) == (True, True)
        wall._become(Screen(layout="bar", inset=5))
        inside = round(20 * (area.height() - 2 * round(area.height() / 20)) / 100)
        assert wall.window.height() == inside + round(area.height() / 20)
    finally:
        wall.close()
        app.restoreOverrideCursor()


@pytest.mark.parametrize(
    ("present", "wanted", "others", "waits", "chosen"),
    [
        (["A", "B"], "B", [], False, "B"),
        (["A", "B"], "", [], False, "A"),
        (["A", "B"], "", ["A"], False, "B"),
        (["A", "B"], "C", ["A"], False, "B"),
        (["A"], "C", ["A"], False, None),
        (["A", "B"], "C", ["A"], True, None),
        (["A", "B"], "", ["A"], True, "B"),
    ],
)
def test_which_output(
    present: list[str], wanted: str, others: list[str], waits: bool, chosen: str | None
) -> None:
    assert outputs.choose(present, wanted, others, waits=waits) == chosen
    quiet = chosen == wanted or (not wanted and chosen is not None)
    assert (outputs.said(wanted, present, chosen) == "") is quiet


def test_what_a_bar_keeps_free_counts_from_the_bottom_of_the_desktop() -> None:
    bar, desktop = QRect(1280, 504, 1280, 216), QRect(0, 0, 2560, 1080)
    assert strut_of(bar, desktop).cardinals() == [0, 0, 0, 576, 0, 0, 0, 0, 0, 0, 1280, 2559]
    assert strut_of(bar, desktop, 2.0).bottom == 1152
