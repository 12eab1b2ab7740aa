"""The bookshelf: the cards that stand in the ticker, page by page, and how they make room for the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from signage.display.cards import Card
from signage.display.conductor import Group, ShowGroup
from signage.display.models import TickerModel, TickerRow
from signage.display.theme import Theme


class Bookshelf(QObject):
    """Puts one group of cards in the place of another, after those that leave. Chooses nothing.

    `arrange` says where the cards of a group stand.
    """

    #: Whether cards are leaving, or which ones stand there.
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        arrange: Callable[[tuple[Card, ...]], Sequence[TickerRow]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._arrange = theme, arrange
        self.model = TickerModel(self)
        self.leaving = False
        self._waiting: ShowGroup | None = None
        self._out = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._out.timeout.connect(self._put)

    def show(self, change: ShowGroup) -> None:
        """Put these cards there as soon as the last ones have left."""
        self._waiting = change
        cut = change.cut or not self.model.rows or bool(self._theme.property("still"))
        self.leaving = not cut
        self.changed.emit()
        self._put() if cut else self._out.start(self._theme.number("cardOut"))

    @Slot()
    def _put(self) -> None:
        change, self._waiting = self._waiting, None
        if change is None:
            return
        self._out.stop()
        self.leaving = False
        self.changed.emit()
        cards = change.group.cards if change.group is not None else ()
        self.model.replace([replace(row, cut=change.cut) for row in self._arrange(cards)])
        self.changed.emit()

    def turn_page(self, group: Group, page: int) -> None:
        """The next page of those cards that have one."""
        for number, card in enumerate(group.cards):
            if len(card.pages) > page and number < len(self.model.rows):
                row = self.model.rows[number]
                self.model.put(number, replace(row, text=card.pages[page], page=page))

    def reword(self, cards: Sequence[Card], rewording: Callable[[TickerRow], Card | None]) -> None:
        """New words for the cards that stand there, as far as nothing that is read moves."""
        if self._waiting is not None or len(cards) != len(self.model.rows):
            return
        for number, card in enumerate(cards):
            new, row = rewording(card.row), self.model.rows[number]
            # A label that needs a wider spine waits for the next time.
            if new and new.pages == card.pages and (row.kind != "post" or new.row.spine <= row.spine):
                self.model.put(number, with_words(row, new.row))

    def stop(self) -> None:
        """Stand still."""
        self._out.stop()

    def clear(self) -> None:
        """Nothing stands there, and nothing is about to."""
        self.stop()
        self._waiting, self.leaving = None, False
        self.model.replace(())


def with_words(row: TickerRow, new: TickerRow) -> TickerRow:
    """`row` with the words of `new` that change by the minute."""
    return replace(row, label=new.label, lead=new.lead, strong=new.strong, inverted=new.inverted)
