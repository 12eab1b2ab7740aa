"""The slide show: the slide on the stage with its lists, and how it makes room for the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from signage.display.conductor import ShowSlide, SlideTurn
from signage.display.models import BubbleModel, SlideModel, SlideRow, TodayModel, WeekModel
from signage.display.theme import Theme


class SlideShow(QObject):
    """Puts one slide in the place of another, after that has left. Chooses nothing."""

    #: Whether a slide is leaving.
    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model, self.today = SlideModel(self), TodayModel(self)
        self.bubbles, self.week = BubbleModel(self), WeekModel(self)
        self.leaving = False
        self._waiting: ShowSlide | None = None
        self._out = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._out.timeout.connect(self._put)

    def welcome(self, row: SlideRow) -> None:
        """Show this at once."""
        self.model.replace([row])

    def show(self, change: ShowSlide) -> None:
        """Put this slide there as soon as the last one has left."""
        self._waiting = change
        cut = change.cut or not self.model.rows or bool(self._theme.property("still"))
        self.leaving = not cut
        self.changed.emit()
        self._put() if cut else self._out.start(self._theme.number("slideOut"))

    @Slot()
    def _put(self) -> None:
        change, self._waiting = self._waiting, None
        if change is None:
            return
        self._out.stop()
        self.leaving = False
        self.changed.emit()
        self.today.replace(change.turn.today)
        self.bubbles.replace(change.turn.bubbles)
        self.week.replace(change.turn.week)
        self.model.replace([replace(change.turn.row, cut=change.cut)])

    def reword(self, slide: SlideTurn | None, same: Callable[[SlideTurn], SlideTurn | None]) -> None:
        """New words for the slide that stands there, without motion."""
        new = same(slide) if slide is not None and self._waiting is None else None
        if new is not None and len(self.model.rows) == 1:
            self.model.put(0, replace(new.row, cut=self.model.rows[0].cut))
            self.today.update(new.today)
            self.bubbles.update(new.bubbles)
            self.week.update(new.week)

    def stop(self) -> None:
        """Stand still."""
        self._out.stop()

    def clear(self) -> None:
        """Nothing stands there, and nothing is about to."""
        self.stop()
        self._waiting, self.leaving = None, False
        self.model.replace(())
