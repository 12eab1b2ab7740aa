"""A succession: what stands there leaves, and what comes next is put in its place."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from signage.display.conductor import ShowGroup, ShowSlide
from signage.display.models import SlideModel, TickerModel
from signage.display.theme import Theme

Next = TypeVar("Next", ShowGroup, ShowSlide)
Model = TypeVar("Model", TickerModel, SlideModel)


class Succession(QObject, Generic[Next, Model]):
    """Waits until the last ones have left, for as long as `pause` of the theme, unless it is a cut.

    Chooses nothing, and knows nothing of what is shown: `put` is its children's.
    """

    #: Whether something is leaving, or what stands there.
    changed = Signal()
    #: The theme's duration of leaving.
    pause: str

    def __init__(self, theme: Theme, model: Model, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self.model: Model = model
        model.setParent(self)
        self.leaving: bool = False
        self.waiting: Next | None = None
        self._out: QTimer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._out.timeout.connect(self._take_place)

    def put(self, change: Next) -> None:
        """Show this instead of what stands there, at once."""
        raise NotImplementedError

    def show(self, change: Next) -> None:
        """Put this there as soon as the last ones have left."""
        self.waiting = change
        cut = change.cut or not self.model.rows or bool(self._theme.property("still"))
        self.leaving = not cut
        self.changed.emit()
        self._take_place() if cut else self._out.start(self._theme.number(self.pause))

    @Slot()
    def _take_place(self) -> None:
        change, self.waiting = self.waiting, None
        if change is None:
            return
        self._out.stop()
        self.leaving = False
        self.changed.emit()
        self.put(change)
        self.changed.emit()

    def stop(self) -> None:
        """Stand still."""
        self._out.stop()

    def clear(self) -> None:
        """Nothing stands there, and nothing is about to."""
        self.stop()
        self.waiting, self.leaving = None, False
        self.model.replace(())
