"""The bookshelf: the cards that stand in the ticker, page by page, and how they make room for the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from signage.display.cards import Card
from signage.display.conductor import Group, ShowGroup
from signage.display.models import TickerModel, TickerRow
from signage.display.succession import Succession
from signage.display.theme import Theme


class Bookshelf(Succession[ShowGroup, TickerModel]):
    """The cards of one group after those of another. `arrange` says where they stand."""

    pause = "cardOut"

    def __init__(
        self,
        theme: Theme,
        arrange: Callable[[tuple[Card, ...]], Sequence[TickerRow]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(theme, TickerModel(), parent)
        self._arrange = arrange

    def put(self, change: ShowGroup) -> None:
        """Stand these cards there."""
        cards = change.group.cards if change.group is not None else ()
        self.model.replace([replace(row, cut=change.cut) for row in self._arrange(cards)])

    def turn_page(self, group: Group, page: int) -> None:
        """The next page of those cards that have one."""
        for number, card in enumerate(group.cards):
            if len(card.pages) > page and number < len(self.model.rows):
                row = self.model.rows[number]
                self.model.put(number, replace(row, text=card.pages[page], page=page))

    def reword(self, cards: Sequence[Card], rewording: Callable[[TickerRow], Card | None]) -> None:
        """New words for the cards that stand there, as far as nothing that is read moves."""
        if self.waiting is not None or len(cards) != len(self.model.rows):
            return
        for number, card in enumerate(cards):
            new, row = rewording(card.row), self.model.rows[number]
            # A label that needs a wider spine waits for the next time.
            if new and new.pages == card.pages and (row.kind != "post" or new.row.spine <= row.spine):
                self.model.put(number, with_words(row, new.row))


def with_words(row: TickerRow, new: TickerRow) -> TickerRow:
    """`row` with the words of `new` that change by the minute."""
    return replace(row, label=new.label, lead=new.lead, strong=new.strong, inverted=new.inverted)
