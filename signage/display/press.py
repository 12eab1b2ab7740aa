"""The press: cards of the crawl as pictures, each drawn once by QML, ahead of time.

What moves is drawn anew in every frame. A card of many parts costs the software backend a quarter more of
the processor than one opaque picture of it, which is only copied.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickImageProvider, QQuickItem, QQuickRenderControl, QQuickWindow

from signage.display.models import TickerModel, TickerRow

PROVIDER = "card"


class Prints(QQuickImageProvider):
    """image://card/<number>/<print>: the newest print of a card, by its number in the pool."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.kept: dict[str, QImage] = {}

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002, ARG002, N802
        """The picture; a speck where its card has gone meanwhile."""
        speck = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        speck.fill(0)
        return self.kept.get(id.partition("/")[0], speck)


class Press:
    """Draws a sheet of QML with one card on it into a picture, in the thread that asks.

    No frame waits for that: what moves is moved by the render thread. Knows nothing of places and times.
    Only for the software backend: with a graphics card the parts of a card cost nothing.
    """

    def __init__(self, proof: TickerModel) -> None:
        self._proof = proof
        self._window: QQuickWindow | None = None
        self._prints: Prints | None = None
        self._sheet: QQuickItem | None = None
        self._count = 0

    @property
    def works(self) -> bool:
        """Whether cards become pictures here."""
        return self._prints is not None

    def take(self, sheet: QQuickItem | None) -> None:
        """Draw on this sheet from now on; without one there are no pictures."""
        self._sheet, self._prints = sheet, None
        if sheet is None or QQuickWindow.sceneGraphBackend() != "software":
            return
        if self._window is None:
            self._control = QQuickRenderControl()
            self._window = QQuickWindow(self._control)
        context = QQmlEngine.contextForObject(sheet)
        if context is None or self._window.effectiveDevicePixelRatio() != 1:
            return
        sheet.setParentItem(self._window.contentItem())
        self._prints = Prints()
        context.engine().addImageProvider(PROVIDER, self._prints)

    def draw(self, number: int, row: TickerRow) -> str:
        """The address of the picture of this card, the one in place `number`; "" where QML draws it live."""
        if self._sheet is None or self._window is None or self._prints is None:
            return ""
        if not row.kind:
            self._prints.kept.pop(str(number), None)
            return ""
        self._proof.put(0, row)
        self._window.setColor(QColor(self._sheet.property("paper")))
        self._window.resize(round(self._sheet.width()), round(self._sheet.height()))
        picture = self._window.grabWindow()
        # Without see-through parts the renderer copies it, and leaves out what is behind.
        picture.convertTo(QImage.Format.Format_RGB32)
        self._prints.kept[str(number)] = picture
        self._count += 1
        return f"image://{PROVIDER}/{number}/{self._count}"
