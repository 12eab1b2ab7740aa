"""Shelving: how whole cards share the shelf."""

from __future__ import annotations

from dataclasses import replace

from signage.display.cards import Card
from signage.display.models import TickerRow


def shelve(cards: tuple[Card, ...], room: int, gap: int) -> tuple[TickerRow, ...]:
    """Lay whole cards side by side so that they fill the shelf; numbers keep their size beside others."""
    spare = room - sum(card.span for card in cards) - gap * (len(cards) - 1)
    growing = [card.grows for card in cards] if any(card.grows for card in cards) else [True] * len(cards)
    share, place, rows = spare // max(1, sum(growing)), 0, []
    for number, (card, grows) in enumerate(zip(cards, growing, strict=True)):
        span = room - place if number == len(cards) - 1 else card.span + (share if grows else 0)
        rows.append(replace(card.row, place=place, span=span))
        place += span + gap
    return tuple(rows)


def fitting(waiting: list[Card], room: int, gap: int, *, most: int = 3) -> tuple[Card, ...]:
    """The cards from the front of `waiting` that fit on one shelf whole; at least one."""
    chosen: list[Card] = []
    used = 0
    for card in waiting:
        needs = card.span + (gap if chosen else 0)
        if chosen and (card.fills or chosen[0].fills or used + needs > room or len(chosen) == most):
            break
        chosen.append(card)
        used += needs
    return tuple(chosen)
