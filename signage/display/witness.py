"""The witness: when what was put into the models stands on the glass."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQuick import QQuickWindow

#: Frames after the scene was read. The first may have been on its way before it was.
FRAMES: Final = 2
#: A window that nobody can see draws nothing; then nothing stands on the glass either.
UNSEEN_MS: Final = 1_000


class Witness(QObject):
    """Waits until a window has drawn what it was given. Knows nothing of what that is."""

    #: All that was in the models when `look` was called is on the glass.
    stood = Signal()

    def __init__(self, window: QQuickWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._waits = False
        self._frames = 0
        self._unseen = QTimer(self, singleShot=True, interval=UNSEEN_MS)
        self._unseen.timeout.connect(self._gave_up)

    @Slot()
    def look(self) -> None:
        """Say `stood` once, as soon as it is so; counted from the last of several calls."""
        if not self._waits:
            self._waits = True
            # The strip moves in frames that the window draws without reading the models, so that a frame
            # alone proves nothing: this comes in our own thread just before they are read.
            self._window.afterAnimating.connect(self._read)
            self._unseen.start()
        elif self._frames:
            self._window.frameSwapped.disconnect(self._drawn)
            self._window.afterAnimating.connect(self._read)
        self._frames = 0
        self._window.update()

    @Slot()
    def _read(self) -> None:
        self._window.afterAnimating.disconnect(self._read)
        self._frames = FRAMES
        self._window.frameSwapped.connect(self._drawn, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _drawn(self) -> None:
        if not self._frames:
            return  # on its way before look was called again
        self._frames -= 1
        if self._frames:
            self._window.update()
        else:
            self._window.frameSwapped.disconnect(self._drawn)
            self._end()

    @Slot()
    def _gave_up(self) -> None:
        if self._frames:
            self._window.frameSwapped.disconnect(self._drawn)
            self._frames = 0
        else:
            self._window.afterAnimating.disconnect(self._read)
        self._end()

    def _end(self) -> None:
        self._unseen.stop()
        self._waits = False
        self.stood.emit()
