"""The orbit: the whole scene moves by a pixel every ten minutes, so that nothing burns into the glass."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Signage"
QML_IMPORT_MAJOR_VERSION = 1

#: Pixels along each side of the square around which the scene goes.
SIDE = 4
EVERY_MS = 600_000


def place(step: int) -> tuple[int, int]:
    """How many pixels the scene is to the right of its first place and below it, after so many steps."""
    side, along = divmod(step % (4 * SIDE), SIDE)
    return ((along, 0), (SIDE, along), (SIDE - along, SIDE), (0, SIDE - along))[side]


@QmlElement
class Orbit(QObject):
    """Where the scene stands. It is larger than its window by `room` pixels, so that no edge of it is seen.

    Stands still, with no room, until it begins: pictures from the painter are always the same.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = 0
        self._step = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.go_on)

    def begin(self) -> None:
        """Move from now on. Whole pixels, at once: letters stay sharp and no frame is spent on the way."""
        self._room = SIDE
        self._timer.start()
        self.changed.emit()

    @Slot()
    def go_on(self) -> None:
        """The next place."""
        self._step += 1
        self.changed.emit()

    def _across(self) -> int:
        return place(self._step)[0] - self._room

    def _down(self) -> int:
        return place(self._step)[1] - self._room

    #: Pixels by which the scene is wider and higher than the window.
    room = Property(int, lambda self: self._room, notify=changed)
    #: Pixels between the window's upper left corner and the scene's; never above 0.
    across = Property(int, _across, notify=changed)
    down = Property(int, _down, notify=changed)
