"""Readers' words on the stage: comments in speech bubbles, under a question or on a wall of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from signage.core.line import first_name, ticker_text
from signage.core.quotes import quoted
from signage.core.snapshot import Library, SnapshotItem
from signage.display import paging
from signage.display.direction import guarded, mirrored
from signage.display.hyphens import hyphenated
from signage.display.models import BubbleRow
from signage.display.theme import Theme
from signage.words import Words


@dataclass(frozen=True, slots=True)
class Bubbles:
    """Makes the bubbles of one slide. Does not choose whose words they are."""

    theme: Theme
    library: Library
    words: Words
    #: The pixels from the disc to the far end of the longest bubble.
    width: int

    def rows(self, items: Sequence[SnapshotItem], *, lines: int) -> tuple[BubbleRow, ...]:
        """One bubble for each item, of at most so many lines; every second one is turned if there are two."""
        return tuple(
            self._row(item, lines, turned=lines > 1 and number % 2 == 1) for number, item in enumerate(items)
        )

    def _row(self, item: SnapshotItem, lines: int, *, turned: bool) -> BubbleRow:
        content, px = item.content, self.theme.number
        name = first_name(content.author, self.words)
        known = bool(content.author and content.author.name.startswith(name))
        language = content.language or self.library.locale
        padding = 2 * px("stageBubblePadding")
        widest = self.width - px("stageBubbleDisc") - px("stageBubbleGap")
        face = paging.Face(str(self.theme.values["serif"]), px("quote"), px("quoteText"))
        said = hyphenated(guarded(ticker_text(content)), language)
        shown = quoted(said, language)
        columns = [paging.Column(face, widest - padding, most) for most in range(min(2, lines), lines + 1)]
        column = next((column for column in columns if column.holds(shown)), columns[-1])
        if not column.holds(shown):
            # The closing mark stands behind the ellipsis; the opening one leaves room for it.
            marks = paging.advance(quoted("", language), face)
            shorter = paging.Column(face, widest - padding - marks, lines)
            shown = quoted(paging.elided(said, shorter), language)
        one = paging.advance(shown, face) + padding
        return BubbleRow(
            id=item.id,
            text=shown,
            name=name,
            initial=name[:1].upper() if known else "",
            turned=turned,
            mirrored=mirrored(content.text, self.words.rtl),
            span=widest if lines > 1 else min(one, widest),
            tall=column.lines * px("bodyLine") + px("stageBubbleSlack" if lines > 1 else "stageBubbleAir"),
        )
