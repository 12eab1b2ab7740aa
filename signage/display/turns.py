"""Turns: what comes next on ticker and stage, from the snapshot, the clock and what was played."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from signage.core import programme
from signage.core.emergency import Emergency
from signage.core.item import Lane
from signage.core.programme import Entry, Played, Programme, Reach, SlideEntry
from signage.core.showing import Showing
from signage.core.snapshot import Snapshot, zone_of
from signage.display.cards import Card, Desk
from signage.display.conductor import Group, SlideTurn
from signage.display.models import TickerRow
from signage.display.shelving import fitting
from signage.display.slides import Easel

log = logging.getLogger(__name__)

#: A card or slide that cannot be made is not tried again until the snapshot changes.
Report = Callable[[str, str], None]
#: Cards that are measured for one shelf.
ENOUGH = 4
WELCOME_SECONDS = 10.0


class Turns:
    """Hands out cards and slides to the conductor, and remembers what was played.

    Decides nothing about what may be shown: `core.programme` does. An item whose card cannot be made
    is left out and told to `report`, so that one poisoned item never keeps the screen black.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        desk: Desk,
        easel: Easel,
        *,
        played: Played,
        now: Callable[[], datetime],
        reach: Callable[[], Reach],
        report: Report,
        most: int = 3,
        notices_only: bool = False,
    ) -> None:
        self.snapshot = snapshot
        self.desk = desk
        self.easel = easel
        self.played = played
        self._now = now
        self._reach = reach
        self._report = report
        self.most = most
        self._notices_only = notices_only
        self._gone: dict[str, int] = {}
        self.poisoned: dict[str, str] = {}
        #: What has no place in the ticker: a post that must not be cut and is too long.
        self._stage_only: frozenset[str] = frozenset()
        self._left: list[Card] = []
        self.zone = zone_of(snapshot.library.timezone)

    def local(self) -> datetime:
        """Now, on the library's clock."""
        return self._now().astimezone(self.zone)

    def programme(self) -> Programme:
        """What the screen shows now and next."""
        return programme.make(self._open(), self.snapshot.screen, self._now(), self.played, self._reach())

    def _open(self) -> Snapshot:
        """The snapshot without what was hidden since it came, and without what cannot be drawn."""
        shut = self.hidden | self.poisoned.keys()
        items = [item for item in self.snapshot.items if item.id not in shut]
        if self._notices_only:
            items = [item for item in items if item.lane is Lane.NOTICES]
        return replace(self.snapshot, items=tuple(items))

    def _coming(self, blocked: frozenset[str]) -> tuple[Programme, list[Entry]]:
        """What comes next in the ticker without what the stage shows; played goes on past that."""
        made = self.programme()
        blocked |= self._stage_only
        entries = [entry for entry in made.ticker if entry.item.id not in blocked]
        if made.ticker and not entries:
            # All that is left of the turn is for the stage, or stands there now: it counts as shown.
            self.played = programme.played_after(made.played, [entry.item.id for entry in made.ticker])
            made = self.programme()
            entries = [entry for entry in made.ticker if entry.item.id not in blocked]
        return made, entries

    def take(self, snapshot: Snapshot, desk: Desk, easel: Easel) -> None:
        """Go on with another snapshot. What is being read stays; what waits keeps its place."""
        same = set(self.snapshot.items) & set(snapshot.items) if desk == self.desk else set()
        self.snapshot, self.desk, self.easel = snapshot, desk, easel
        self.zone = zone_of(snapshot.library.timezone)
        self.poisoned = {}
        self._stage_only = frozenset()
        self._gone = {item: at for item, at in self._gone.items() if at > snapshot.revision}
        self._left = [card for card in self._left if card.id in {item.id for item in same}]

    @property
    def hidden(self) -> frozenset[str]:
        """The items that were hidden since the snapshot was made."""
        return frozenset(self._gone)

    def hide(self, ids: frozenset[str], revision: int) -> None:
        """Never show these from a snapshot that is older than `revision`."""
        self._gone |= dict.fromkeys(ids, revision)
        self._left = [card for card in self._left if card.id not in ids]

    def emergency(self) -> Emergency | None:
        """The emergency that is on now."""
        return Showing.at(self.snapshot, self._now(), self._reach()).emergency

    def interrupt(self) -> None:
        """What comes next is chosen anew: nothing that was laid ready is more urgent."""
        self._left = []

    def _besides_alarm(self, blocked: frozenset[str]) -> frozenset[str]:
        """`blocked` without the emergency, which stands in the ticker and on the stage at once."""
        emergency = self.snapshot.emergency
        return blocked - {emergency.id} if emergency else blocked

    def next_group(self, blocked: frozenset[str]) -> Group | None:
        """The next cards for the shelf; None where nothing may stand there."""
        blocked = self._besides_alarm(blocked)
        waiting = [card for card in self._left if card.id not in blocked | self.hidden]
        self._left = []
        made, entries = self._coming(blocked)
        if not waiting:
            without = self._without_card()
            waiting = self._cards(entries, ENOUGH)
            if self._without_card() > without:
                return self.next_group(blocked)
        chosen = fitting(waiting, self.desk.room, self.desk.theme.number("shelfGap"), most=self.most)
        if not chosen:
            return None
        self._left = [card for card in waiting[len(chosen) :] if card.id == chosen[-1].id]
        self.played = programme.played_after(made.played, dict.fromkeys(card.id for card in chosen))
        return Group(chosen)

    def crawl(self, blocked: frozenset[str]) -> list[Card]:
        """The next cards for the crawl: those of the item whose turn it is."""
        made, entries = self._coming(blocked)
        without = self._without_card()
        for entry in entries:
            cards = self._made(entry, self.desk.crawling)
            if cards:
                self.played = programme.played_after(made.played, [entry.item.id])
                return list(cards)
        return self.crawl(blocked) if self._without_card() > without else []

    def next_slide(self, blocked: frozenset[str]) -> SlideTurn:
        """The next slide; a welcome where nothing else may stand on the stage."""
        local, made, blocked = self.local(), self.programme(), self._besides_alarm(blocked)
        for slide in made.slides:
            if self._ids(slide) & (blocked | self.poisoned.keys()):
                continue
            try:
                turn = self.easel.turn(slide, local)
            except Exception as error:  # noqa: BLE001 - one poisoned item must not keep the stage black
                for item in self._ids(slide):
                    self._poison(item, error)
                continue
            if turn is None:
                continue
            self.played = programme.played_after(made.played, (), [slide.key])
            return replace(turn, key=slide.key)
        return SlideTurn(self.easel.welcome(local), frozenset(), WELCOME_SECONDS)

    def same_slide(self, turn: SlideTurn) -> SlideTurn | None:
        """The slide that stands on the stage in the words of this minute; None where it has gone."""
        for slide in self.programme().slides:
            if slide.key == turn.key and self._ids(slide) <= turn.ids:
                # A picture that came meanwhile waits for the next time: nothing that is read moves.
                held = frozenset({turn.row.picture, turn.row.avatar})
                return replace(self.easel, held=held).turn(slide, self.local())
        return None

    def still_allowed(self, ids: frozenset[str]) -> frozenset[str]:
        """Those of `ids` that may still be shown now: the clock may have ended them."""
        showing = Showing.at(self.snapshot, self._now(), self._reach())
        return frozenset(
            item.id
            for item in self.snapshot.items
            if item.id in ids and item.id not in self.hidden and not showing.why_not(item)
        )

    def rewording(self, row: TickerRow) -> Card | None:
        """A card of the same item in the words of this minute; None where it cannot be made any more."""
        item = next((item for item in self.snapshot.items if item.id == row.id), None)
        if item is None:
            return None
        made = self._made(Entry(item=item, words="", why=""), self.desk.cards)
        alike = [card for card in made if card.row.reply == row.reply]
        return next((card for card in alike if card.row.part == row.part), alike[0] if alike else None)

    def _cards(self, entries: list[Entry], enough: int) -> list[Card]:
        cards: list[Card] = []
        for entry in entries:
            cards += self._made(entry, self.desk.cards)
            if len(cards) >= enough:
                break
        return cards

    def _made(self, entry: Entry, make: Callable[[Entry, datetime], tuple[Card, ...]]) -> tuple[Card, ...]:
        try:
            cards = make(entry, self.local())
        except Exception as error:  # noqa: BLE001 - one poisoned item must not keep the ticker bare
            self._poison(entry.item.id, error)
            return ()
        if not cards:
            self._stage_only |= {entry.item.id}
        return cards

    def _without_card(self) -> int:
        """How many items are known to have no card: more of them, and the turn has to be made anew."""
        return len(self.poisoned) + len(self._stage_only)

    def _poison(self, item: str, error: Exception) -> None:
        log.error("leaving out %s: its card cannot be made", item, exc_info=error)
        self.poisoned[item] = repr(error)
        self._report(item, repr(error))

    def _ids(self, slide: SlideEntry) -> frozenset[str]:
        own = [slide.item] if slide.item else []
        return frozenset(item.id for item in [*own, *slide.items])
