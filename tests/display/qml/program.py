"""The program that runs the QML tests of a folder; test_components.py starts it.

usage: python -m tests.display.qml.program FOLDER [options of Qt Test]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuickTest import QUICK_TEST_MAIN_WITH_SETUP

from signage.display.pictures import Album
from signage.display.window import furnish, load_fonts
from tests.display.qml.scene import Scene


class Setup(QObject):
    """What Qt Quick Test asks for: an application with our fonts, and for each file an engine with a scene."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="signage-qml-")
        self._album = Album(Path(self._folder.name))
        self._scene: Scene | None = None

    @Slot()
    def applicationAvailable(self) -> None:  # noqa: N802 - the name that Qt calls
        load_fonts()

    @Slot(QQmlEngine)
    def qmlEngineAvailable(self, engine: QQmlEngine) -> None:  # noqa: N802 - the name that Qt calls
        self._scene = Scene(furnish(engine, self._album), self._album, engine)
        engine.rootContext().setContextProperty("scene", self._scene)

    @Slot()
    def cleanupTestCase(self) -> None:  # noqa: N802 - the name that Qt calls
        """Signs have a window of their own: they go before the application does."""
        if self._scene is not None:
            self._scene.forget()


def main(given: Sequence[str]) -> int:
    """Run the tests. Gives the number of those that failed."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic"}
    return QUICK_TEST_MAIN_WITH_SETUP(
        "components", Setup, ["components", "-nocrashhandler", *given[1:]], given[0]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
