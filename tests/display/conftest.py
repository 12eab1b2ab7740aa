"""Qt for tests: off-screen, and everything that Qt or a slot complains about fails the test."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_QUICK_BACKEND"] = "software"

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from signage.display.theme import Theme
from signage.display.window import load_fonts
from tests.display.hub import Desk, serving


@pytest.fixture(scope="session")
def app() -> QGuiApplication:
    made = QGuiApplication.instance() or QGuiApplication(["tests"])
    assert isinstance(made, QGuiApplication)
    load_fonts()
    return made


@pytest.fixture(autouse=True)
def complaints(app: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What Qt said and what was raised in slots; a test that expects some empties the list."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: object, message: str) -> None:
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
            heard.append(message)

    monkeypatch.setattr(sys, "excepthook", lambda *told: heard.append(repr(told[1])))
    before = qInstallMessageHandler(hear)
    yield heard
    qInstallMessageHandler(before)
    assert heard == []


@pytest.fixture
def theme() -> Theme:
    return Theme()


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A hub on this PC."""
    with serving() as made:
        yield made


@pytest.fixture
def token(tmp_path: Path, desk: Desk) -> Path:
    """The file with the token that the desk knows."""
    path = tmp_path / "screen.token"
    path.write_text(desk.token + "\n")
    return path
