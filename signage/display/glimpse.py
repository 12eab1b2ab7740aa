"""A glimpse: what stands on the glass, small enough for a page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtQuick import QQuickWindow

#: Pixels: a page shows it about this large.
BOX: Final = QSize(480, 480)
QUALITY: Final = 80


def glimpse(window: QQuickWindow) -> bytes:
    """The window as the screen has it (JPEG), at most as large as BOX; empty where nothing is to be seen."""
    # From the screen, not from the scene: grabbing that draws a frame more, and the crawl would stumble.
    seen = window.screen().grabWindow(window.winId()).toImage()
    if seen.isNull():
        seen = window.grabWindow()
    if seen.isNull():
        return b""
    small = seen.scaled(BOX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return bytes(buffer.data().data()) if small.save(buffer, "JPEG", QUALITY) else b""  # type: ignore[call-overload]
