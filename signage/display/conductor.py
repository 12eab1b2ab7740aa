"""The conductor: one clock for ticker and stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from signage.display.cards import Card
from signage.display.models import BubbleRow, DayRow, SlideRow, TodayRow

#: Ticker and stage never change within this many seconds of each other.
APART = 1.5
#: When there is nothing to show, look again after this many seconds.
LOOK_AGAIN = 5.0


@dataclass(frozen=True, slots=True)
class Group:
    """What stands on the shelf together: whole cards, or one card that turns its pages."""

    cards: tuple[Card, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The items on the shelf."""
        return frozenset(card.id for card in self.cards)

    @property
    def pages(self) -> int:
        """How many pages its longest card has."""
        return max((len(card.pages) for card in self.cards), default=1)

    def seconds(self, page: int) -> float:
        """How long this page stands: the cards are read one after the other."""
        if len(self.cards) == 1:
            return self.cards[0].seconds(page)
        # Noticing and looking up is needed once, not once a card.
        pace, more = max((card.pace for card in self.cards), default=1.0), len(self.cards) - 1
        return min(16.0 * pace, sum(card.seconds(0) for card in self.cards) - pace * (2.0 * more - 0.8))


@dataclass(frozen=True, slots=True)
class SlideTurn:
    """One slide with the items it shows and the seconds it stays."""

    row: SlideRow
    ids: frozenset[str]
    seconds: float
    today: tuple[TodayRow, ...] = ()
    bubbles: tuple[BubbleRow, ...] = ()
    week: tuple[DayRow, ...] = ()
    #: What the programme calls this slide.
    key: str = ""


@dataclass(frozen=True, slots=True)
class ShowGroup:
    """Put these cards on the shelf; None leaves it bare. A `cut` comes without motion."""

    group: Group | None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class TurnPage:
    """Turn the text of the card that stands there to this page."""

    group: Group
    page: int


@dataclass(frozen=True, slots=True)
class ShowSlide:
    """Put this slide on the stage."""

    turn: SlideTurn
    cut: bool = False


Change = ShowGroup | TurnPage | ShowSlide


class Supply(Protocol):
    """Where the conductor takes cards and slides from."""

    def next_group(self, blocked: frozenset[str]) -> Group | None:
        """The next cards for the shelf, without these items."""
        ...

    def next_slide(self, blocked: frozenset[str]) -> SlideTurn:
        """The next slide, without these items; a welcome where there is none."""
        ...


class Conductor:
    """Says when ticker and stage change, and keeps them apart in time and in what they show.

    They never show the same item at once and never change within 1.5 s of each other, except that a
    hide cuts through. Does not know what is worth showing, how it looks, or what time of day it is:
    `now` is monotonic seconds. With `shelf` false the ticker crawls by itself and only tells what it
    shows (`crawling`).
    """

    def __init__(self, supply: Supply, *, shelf: bool = True, stage: bool = True) -> None:
        self._supply = supply
        self._shelf = shelf
        self._stage = stage
        self.group: Group | None = None
        self.page = 0
        self.slide: SlideTurn | None = None
        self.crawling: frozenset[str] = frozenset()
        self._ticker_due = self._stage_due = 0.0
        self._ticker_changed = self._stage_changed = float("-inf")

    @property
    def on_ticker(self) -> frozenset[str]:
        """The items that the ticker shows now."""
        if not self._shelf:
            return self.crawling
        return self.group.ids if self.group else frozenset()

    @property
    def on_stage(self) -> frozenset[str]:
        """The items that the stage shows now."""
        return self.slide.ids if self.slide else frozenset()

    def begin(self, now: float) -> list[Change]:
        """Show the first cards and the first slide, both at once and without motion."""
        changes: list[Change] = []
        if self._shelf:
            changes.append(self._next_group(now, cut=True))
        if self._stage:
            changes.append(self._next_slide(now, cut=True))
        return changes

    def tick(self, now: float) -> list[Change]:
        """What changes at `now`; at most one of ticker and stage."""
        if self._shelf and now >= self._ticker_due and now >= self._stage_changed + APART:
            return [self._advance(now)]
        if self._stage and now >= self._stage_due and now >= self._ticker_changed + APART:
            return [self._next_slide(now)]
        return []

    def due(self, now: float) -> float:
        """In how many seconds `tick` has something to do; never less than 0."""
        moments = []
        if self._shelf:
            moments.append(max(self._ticker_due, self._stage_changed + APART))
        if self._stage:
            moments.append(max(self._stage_due, self._ticker_changed + APART))
        return max(0.0, min(moments, default=now + LOOK_AGAIN) - now)

    def hide(self, ids: frozenset[str], now: float) -> list[Change]:
        """Take these items off at once, by a cut; whatever else changed a moment ago."""
        changes: list[Change] = []
        if self._shelf and self.group is not None and self.group.ids & ids:
            changes.append(self._next_group(now, cut=True))
        if self._stage and self.on_stage & ids:
            changes.append(self._next_slide(now, cut=True))
        return changes

    def turn_slide(self, now: float) -> list[Change]:
        """Go on to the next slide at once, also from one that shows no item."""
        return [self._next_slide(now, cut=True)] if self._stage else []

    def hurry(self, now: float) -> None:
        """Something came while the shelf was bare or the stage said only welcome: do not wait for it."""
        if self.group is None:
            self._ticker_due = now
        if not self.on_stage:
            self._stage_due = now

    def _advance(self, now: float) -> Change:
        if self.group is not None and self.page + 1 < self.group.pages:
            self.page += 1
            self._ticker_changed = now
            self._ticker_due = now + self.group.seconds(self.page)
            return TurnPage(self.group, self.page)
        return self._next_group(now)

    def _next_group(self, now: float, *, cut: bool = False) -> ShowGroup:
        self.group = self._supply.next_group(self.on_stage)
        self.page = 0
        self._ticker_changed = now
        self._ticker_due = now + (self.group.seconds(0) if self.group else LOOK_AGAIN)
        return ShowGroup(self.group, cut)

    def _next_slide(self, now: float, *, cut: bool = False) -> ShowSlide:
        self.slide = self._supply.next_slide(self.on_ticker)
        self._stage_changed = now
        self._stage_due = now + self.slide.seconds
        return ShowSlide(self.slide, cut)
