"""Icons, QR codes and lines of the crawl as pictures for QML, drawn once at the size that is needed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from signage.display import qr, ribbon
from signage.display.ribbon import Ribbon

FOLDER = Path(__file__).parent / "icons"


def _blank(size: QSize) -> QImage:
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


class Icons(QQuickImageProvider):
    """image://icon/<name>/<colour without #>: one of the shipped icons in one colour."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002, ARG002, N802
        """Draw the icon; an empty picture where there is none of this name."""
        name, _, colour = id.partition("/")
        path = FOLDER / f"{Path(name).name}.svg"
        image = _blank(requested)
        if path.is_file():
            drawing = path.read_bytes().replace(b"currentColor", f"#{colour}".encode())
            painter = QPainter(image)
            QSvgRenderer(QByteArray(drawing)).render(painter)
            painter.end()
        return image


class Codes(QQuickImageProvider):
    """image://qr/<text in hex>: a QR code, black on nothing, its quiet zone included, whole pixels.

    What it stands on is white: with a ground of its own it would fill the round corners of a tile.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002, ARG002, N802
        """Draw the code in the greatest size that gives every module the same whole pixels."""
        modules = qr.modules(bytes.fromhex(id).decode())
        count = len(modules)
        image = QImage(count, count, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        for row, line in enumerate(modules):
            for column, dark in enumerate(line):
                if dark:
                    image.setPixel(column, row, 0xFF000000)
        return image.scaled(QSize(count, count) * max(1, requested.width() // count))


class Lines(QQuickImageProvider):
    """image://line/<a Ribbon in hex>: one line of large words.

    Letters above 60 px are filled as paths each time they are drawn; as a picture they are drawn once,
    ahead of time. No frame waits for that: what moves is moved by the render thread.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002, ARG002, N802
        """Draw the line in its own width and height."""
        line = Ribbon.from_hex(id)
        image = QImage(QSize(line.width, line.height).expandedTo(QSize(1, 1)), QImage.Format.Format_RGB32)
        image.fill(QColor(line.paper))
        painter = QPainter(image)
        ribbon.draw(line, painter)
        painter.end()
        return image
