"""The witness says that something stands on the glass only when it was drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from signage.display import witness as witnesses
from signage.display.witness import FRAMES, Witness
from tests.display.hub import until


class Course:
    """What happened, in its order."""

    def __init__(self, window: QQuickWindow, witness: Witness) -> None:
        self.happened: list[str] = []
        window.afterAnimating.connect(lambda: self.happened.append("read"))
        window.frameSwapped.connect(self._drawn, Qt.ConnectionType.QueuedConnection)
        witness.stood.connect(lambda: self.happened.append("stood"))

    def _drawn(self) -> None:
        self.happened.append("drawn")


@pytest.fixture
def window(app: QGuiApplication) -> Iterator[QQuickWindow]:
    made = QQuickWindow()
    made.resize(64, 64)
    yield made
    made.close()
    app.processEvents()


def test_it_waits_until_the_models_were_read_and_drawn(app: QGuiApplication, window: QQuickWindow) -> None:
    window.show()
    witness = Witness(window)
    course = Course(window, witness)
    witness.look()
    assert course.happened == []
    until(lambda: "stood" in course.happened, app.processEvents)
    before = course.happened[: course.happened.index("stood")]
    assert before.count("drawn") >= FRAMES - 1
    assert before.index("read") < before.index("drawn")


def test_several_calls_are_answered_once_and_counted_from_the_last(
    app: QGuiApplication, window: QQuickWindow
) -> None:
    window.show()
    witness = Witness(window)
    course = Course(window, witness)
    witness.look()
    until(lambda: "read" in course.happened, app.processEvents)
    course.happened.clear()
    witness.look()
    until(lambda: "stood" in course.happened, app.processEvents)
    assert "read" in course.happened[: course.happened.index("stood")], "it was read anew"
    for _ in range(20):
        app.processEvents()
    assert course.happened.count("stood") == 1


def test_a_window_that_is_not_seen_keeps_nobody_waiting(
    app: QGuiApplication, window: QQuickWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witnesses, "UNSEEN_MS", 50)
    witness = Witness(window)
    course = Course(window, witness)
    for _ in range(2):
        course.happened.clear()
        witness.look()
        until(lambda: "stood" in course.happened, app.processEvents)
        assert course.happened == ["stood"]
