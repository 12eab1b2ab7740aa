"""The slide show: the slide on the stage with its lists, and how it makes room for the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from signage.display.conductor import ShowSlide, SlideTurn
from signage.display.models import BubbleModel, SlideModel, SlideRow, TodayModel, WeekModel
from signage.display.succession import Succession
from signage.display.theme import Theme


class SlideShow(Succession[ShowSlide, SlideModel]):
    """One slide after another, each with its lists."""

    pause = "slideOut"

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, SlideModel(), parent)
        self.today, self.bubbles, self.week = TodayModel(self), BubbleModel(self), WeekModel(self)

    def welcome(self, row: SlideRow) -> None:
        """Show this at once."""
        self.model.replace([row])

    def put(self, change: ShowSlide) -> None:
        """The slide, after its lists: it is drawn with them."""
        self.today.replace(change.turn.today)
        self.bubbles.replace(change.turn.bubbles)
        self.week.replace(change.turn.week)
        self.model.replace([replace(change.turn.row, cut=change.cut)])

    def reword(self, slide: SlideTurn | None, same: Callable[[SlideTurn], SlideTurn | None]) -> None:
        """New words for the slide that stands there, without motion."""
        new = same(slide) if slide is not None and self.waiting is None else None
        if new is not None and len(self.model.rows) == 1:
            self.model.put(0, replace(new.row, cut=self.model.rows[0].cut))
            self.today.update(new.today)
            self.bubbles.update(new.bubbles)
            self.week.update(new.week)
