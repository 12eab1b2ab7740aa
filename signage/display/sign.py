"""The sign: what QML sees of everything, and the one clock that moves it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from signage.core.programme import Played, Reach
from signage.core.snapshot import Library, Screen, Snapshot
from signage.display import letters
from signage.display.alarm import Alarm
from signage.display.belt import Belt
from signage.display.bookshelf import Bookshelf, with_words
from signage.display.caps import Caps
from signage.display.cards import Card, Desk
from signage.display.conductor import Change, Conductor, ShowGroup, ShowSlide, TurnPage
from signage.display.models import BubbleModel, SlideModel, TickerModel, TickerRow, TodayModel, WeekModel
from signage.display.orbit import Orbit
from signage.display.pairing import Pairing
from signage.display.pictures import Album
from signage.display.shelving import shelve
from signage.display.slides import Easel
from signage.display.slideshow import SlideShow
from signage.display.theme import Theme
from signage.display.turns import Turns
from signage.words import Words, for_locale

QML_IMPORT_NAME = "Signage"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)

SECOND = 1000
MOST_ON_SHELF = 3
#: What a screen without a copy knows of itself.
NOBODY = Library(name="")


@QmlElement
class Sign(QObject):
    """Puts what the conductor says into the models. Chooses nothing itself and asks no network."""

    changed = Signal()
    tickerChanged = Signal()  # noqa: N815 - the name that QML sees
    stageChanged = Signal()  # noqa: N815 - the name that QML sees
    #: What is painted changed: item ids.
    painted = Signal()
    #: An item's card could not be made: id, reason.
    failed = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        screen: Screen,
        now: Callable[[], datetime],
        reach: Callable[[], Reach],
        parent: QObject | None = None,
        *,
        album: Album | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._album = album
        self.screen = screen
        self._now = now
        self._reach = reach
        self._shelf, self._stage = Bookshelf(theme, self._arrange, self), SlideShow(theme, self)
        self._shelf.changed.connect(self.tickerChanged)
        self._stage.changed.connect(self.stageChanged)
        self._alarm = Alarm(theme, self)
        self.ends = Caps(theme, self)
        self.changed.connect(self.ends.changed)
        self.pairing = Pairing(theme, self)
        self.wander = Orbit(self)
        self.strip = Belt(theme, self._more_cards, self)
        self.strip.moved.connect(self._strip_moved)
        self.turns: Turns | None = None
        self.conductor: Conductor | None = None
        self._words: Words = for_locale("en-GB")
        self._library = NOBODY
        self._patrons_address = ""
        self._beat = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._tick)
        self._second = QTimer(self, interval=SECOND)
        self._second.timeout.connect(self._look_at_clock)

    # -- from Python ------------------------------------------------------------------------------

    def show(self, snapshot: Snapshot | None, played: Played, *, notices_only: bool = False) -> None:
        """Begin: with what was saved, or with a welcome."""
        snapshot = snapshot and letters.drawable(snapshot, self.theme.families())
        self._take_library(snapshot)
        if snapshot is None:
            self.changed.emit()
            self._stage.welcome(self._easel().welcome(self._local()))
        else:
            self.turns = Turns(
                snapshot,
                self._desk(),
                self._easel(),
                played=played,
                now=self._now,
                reach=self._reach,
                report=self.failed.emit,
                most=1 if self.screen.motion == "calm" else MOST_ON_SHELF,
                notices_only=notices_only,
            )
            self.changed.emit()
            self._watch_alarm()
            self._take_up()
        self._look_at_clock()
        self._second.start()

    def take(self, snapshot: Snapshot, *, notices_only: bool = False) -> None:
        """Go on with a newer snapshot: nothing starts again, what is gone leaves by a cut."""
        if self.turns is None:
            self.show(snapshot, Played(), notices_only=notices_only)
            return
        snapshot = letters.drawable(snapshot, self.theme.families())
        self._take_library(snapshot)
        self.turns.take(snapshot, self._desk(), self._easel())
        self.changed.emit()
        self._watch_alarm()
        self._drop_ended()
        self._reword()
        self._look_at_clock()
        self._hurry()

    def become(self, screen: Screen) -> None:
        """Show things as `screen` says from now on: another motion or layout begins afresh, by a cut."""
        before, self.screen = self.screen, screen
        if (before.motion, before.layout) == (screen.motion, screen.layout):
            self.relayout()
            return
        if before.motion != screen.motion:
            self.strip.stop()
        self._shelf.model.replace(())
        if self.turns is not None:
            self.turns.most = MOST_ON_SHELF if screen.motion != "calm" else 1
            self.turns.take(self.turns.snapshot, self._desk(), self._easel())
            self._take_up()

    def hide(self, ids: frozenset[str], revision: int) -> frozenset[str]:
        """Take these items off the glass in this turn of the loop; gives those that were on it.

        `revision`: the first one without them; a snapshot from before does not bring them back.
        """
        if self.turns is None or self.conductor is None:
            return frozenset()
        were = ids & self.on_glass()
        self.turns.hide(ids, revision)
        self.strip.hide(ids)
        self._perform(self.conductor.hide(ids, time.monotonic()))
        return were

    def answered(self) -> None:
        """The hub answered: what rested may be shown."""
        self._hurry()

    def on_glass(self) -> frozenset[str]:
        """The items that are painted now."""
        if self._alarm.takes_over and self._alarm.emergency:
            return frozenset({self._alarm.emergency.id})
        if self.conductor is None:
            return frozenset()
        return self.conductor.on_ticker | self.conductor.on_stage

    def forget(self) -> None:
        """Let go of everything, and stand as at the first start."""
        self._rest()
        if self.turns is not None:
            self._alarm.take(None, self._words, self.turns.zone)
        self.turns, self._library, self._patrons_address = None, NOBODY, ""
        self.show(None, Played())
        self.painted.emit()

    def relayout(self) -> None:
        """The window has another size: measure everything anew."""
        self.pairing.relayout()
        if self.turns is not None:
            self._alarm.take(self._alarm.emergency, self._words, self.turns.zone)
        if self.turns is None or self.conductor is None:
            return
        self.turns.take(self.turns.snapshot, self._desk(), self._easel())
        group = self.conductor.group
        if group is not None:
            self._perform(self.conductor.hide(group.ids, time.monotonic()))
        if self._crawl():
            self.strip.anew()

    def set_refresh_rate(self, hertz: float) -> None:
        """How often the screen is drawn in a second; the crawl goes whole pixels each time."""
        self.strip.hertz = hertz if hertz > 0 else 60.0

    def skip(self, *, slides: int, groups: int) -> None:
        """Go on by so many groups of cards, then slides, at once: for pictures of later moments."""
        if self.turns is None or self.conductor is None:
            return
        now = time.monotonic()
        for _ in range(groups):
            self._perform(self.conductor.hide(self.conductor.on_ticker, now))
        for _ in range(slides):
            self._perform(self.conductor.turn_slide(now))

    def pages(self) -> int:
        """How many pages the cards on the shelf have; 1 where cards run by."""
        group = self.conductor.group if self.conductor is not None else None
        return group.pages if group is not None else 1

    def turn_page(self, page: int) -> None:
        """Turn the cards on the shelf to this page, counted from 0: for pictures of all of them."""
        group = self.conductor.group if self.conductor is not None else None
        if group is not None:
            self._shelf.turn_page(group, page)

    def stop(self) -> None:
        """Stand still: the window is going."""
        for moving in (self._beat, self._second, self._shelf, self._stage, self.strip):
            moving.stop()

    # -- the clock --------------------------------------------------------------------------------

    def _take_up(self) -> None:
        assert self.turns is not None  # noqa: S101 - checked by the callers
        if self._alarm.takes_over:
            return
        self.conductor = Conductor(self.turns, shelf=not self._crawl(), stage=not self._strip())
        self.conductor.crawling = self.strip.ids()
        self._perform(self.conductor.begin(time.monotonic()))
        self.changed.emit()

    @Slot()
    def _tick(self) -> None:
        if self.conductor is not None:
            self._perform(self.conductor.tick(time.monotonic()))

    def _perform(self, changes: list[Change]) -> None:
        for change in changes:
            match change:
                case ShowGroup():
                    self._shelf.show(change)
                case TurnPage(group, page):
                    self._shelf.turn_page(group, page)
                case ShowSlide():
                    self._stage.show(change)
        if self.conductor is not None:
            self._beat.start(max(1, round(self.conductor.due(time.monotonic()) * 1000)))
        if changes:
            self.painted.emit()

    def _watch_alarm(self) -> None:
        """An emergency comes and goes by a cut; one that replaces everything stops whatever moves."""
        assert self.turns is not None  # noqa: S101 - checked by the callers
        emergency, before, over = self.turns.emergency(), self._alarm.emergency, self._alarm.takes_over
        if emergency == before:
            return
        self._alarm.take(emergency, self._words, self.turns.zone)
        self.turns.interrupt()
        if self._alarm.takes_over:
            self._rest()
        elif over:
            self._take_up()
        elif self.conductor is not None and emergency is not None:
            now = time.monotonic()
            self._perform(
                [*self.conductor.hide(self.conductor.on_ticker, now), *self.conductor.turn_slide(now)]
            )
        self.painted.emit()

    def _rest(self) -> None:
        """Stand still behind the emergency; afterwards everything begins by a cut."""
        self._beat.stop()
        self.strip.stop()
        self.conductor = None
        self._shelf.clear()
        self._stage.clear()

    @Slot()
    def _look_at_clock(self) -> None:
        if self.turns is not None:
            self._watch_alarm()
        if self.ends.look_for_hub(self._reach()) and self.turns is not None:
            self.turns.take(self.turns.snapshot, self._desk(), self._easel())
            self._reword()
        if self.ends.look_at_clock(self._local()):
            self._drop_ended()
            self._reword()

    def _drop_ended(self) -> None:
        """Take off what the clock or the new snapshot has ended."""
        if self.turns is None or self.conductor is None:
            return
        shown = self.on_glass()
        ended = shown - self.turns.still_allowed(shown)
        if ended:
            self.strip.hide(ended)
            self._perform(self.conductor.hide(ended, time.monotonic()))

    def _reword(self) -> None:
        """New words for what stands ("in 9 min"), without motion and without moving a page."""
        if self.turns is None or self.conductor is None:
            return
        group = self.conductor.group
        if group is not None:
            self._shelf.reword(group.cards, self.turns.rewording)
        self.strip.refresh(self._reworded)
        self._stage.reword(self.conductor.slide, self.turns.same_slide)

    def _reworded(self, row: TickerRow) -> TickerRow:
        assert self.turns is not None  # noqa: S101 - checked by the caller
        new = self.turns.rewording(row)
        return row if new is None else with_words(row, new.row)

    def _hurry(self) -> None:
        if self.conductor is not None:
            self.conductor.hurry(time.monotonic())
            self._beat.start(max(1, round(self.conductor.due(time.monotonic()) * 1000)))

    def _more_cards(self) -> list[Card]:
        if self.turns is None or self.conductor is None:
            return []
        return self.turns.crawl(self.conductor.on_stage)

    @Slot()
    def _strip_moved(self) -> None:
        if self.conductor is not None:
            self.conductor.crawling = self.strip.ids()
            self.painted.emit()

    # -- what everything is made with -------------------------------------------------------------

    def _take_library(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self._library = snapshot.library
            self._patrons_address = snapshot.patrons_address
            self._words = for_locale(snapshot.library.locale)
            self.strip.turn(turned=self._words.rtl)
        self.ends.take(self._library.name, self._patrons_address, self._words)

    def _local(self) -> datetime:
        return self.turns.local() if self.turns else self._now().astimezone()

    def _desk(self) -> Desk:
        return Desk(
            self.theme,
            self._library,
            self._words,
            self._room(),
            strip=self._strip(),
            dated=self.ends.cut_off,
        )

    def _arrange(self, cards: tuple[Card, ...]) -> Sequence[TickerRow]:
        """Where cards stand on the shelf; from the right in languages that are written from there."""
        rows = shelve(cards, room := self._room(), self.theme.number("shelfGap"))
        if self._words.rtl:
            return [replace(row, place=room - row.place - row.span) for row in rows]
        return rows

    def _easel(self) -> Easel:
        return Easel(
            self.theme,
            self._library,
            self._words,
            self.theme.size[0],
            address=self._patrons_address,
            album=self._album,
            dated=self.ends.cut_off,
        )

    def _room(self) -> int:
        """The pixels between the caps that cards can fill."""
        caps = self.theme.number("leftCapWidth") + self.theme.number("rightCapWidth")
        caps = 0 if self.theme.property("portrait") else caps
        return self.theme.size[0] - caps - 2 * self.theme.number("shelfPadding")

    def _crawl(self) -> bool:
        return self.screen.motion == "crawl"

    def _strip(self) -> bool:
        return self.screen.layout in {"strip", "bar"}

    # -- what QML reads ---------------------------------------------------------------------------

    def _get_bare(self) -> bool:
        return not self._shelf.model.rows and not self._shelf.leaving and not self._crawl()

    shelf = Property(TickerModel, lambda self: self._shelf.model, constant=True)
    stage = Property(SlideModel, lambda self: self._stage.model, constant=True)
    today = Property(TodayModel, lambda self: self._stage.today, constant=True)
    bubbles = Property(BubbleModel, lambda self: self._stage.bubbles, constant=True)
    week = Property(WeekModel, lambda self: self._stage.week, constant=True)
    alarm = Property(Alarm, lambda self: self._alarm, constant=True)
    newcomer = Property(Pairing, lambda self: self.pairing, constant=True)
    caps = Property(Caps, lambda self: self.ends, constant=True)
    belt = Property(Belt, lambda self: self.strip, constant=True)
    orbit = Property(Orbit, lambda self: self.wander, constant=True)
    leaving = Property(bool, lambda self: self._shelf.leaving, notify=tickerChanged)
    bare = Property(bool, _get_bare, notify=tickerChanged)
    stageLeaving = Property(bool, lambda self: self._stage.leaving, notify=stageChanged)  # noqa: N815
    crawls = Property(bool, _crawl, notify=changed)
    stripOnly = Property(bool, _strip, notify=changed)  # noqa: N815
    mirrored = Property(bool, lambda self: self._words.rtl, notify=changed)
