"""The crawl: a fixed pool of cards on a strip that an animation moves; Python only fills it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Property, QElapsedTimer, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from signage.display.cards import Card
from signage.display.models import TickerModel, TickerRow
from signage.display.press import Press
from signage.display.theme import Theme

QML_IMPORT_NAME = "Signage"
QML_IMPORT_MAJOR_VERSION = 1

POOL = 16
#: Cards are laid until so many screens from where reading begins: what waits outside costs in each frame.
AHEAD = 1.5
LOOK_EVERY = 500
#: After this long the strip begins again at 0: far out, float positions lose their pixels.
RUN = 600
#: A speed of whole pixels a refresh may be this much off the speed that was asked for.
TOLERANCE = 0.15


def speed(wanted: float, hertz: float) -> float:
    """Pixels a second: `wanted`, rounded to whole pixels a refresh where that is within 15 %."""
    even = max(1, round(wanted / hertz)) * hertz
    return even if abs(even - wanted) <= TOLERANCE * wanted else wanted


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of a card lies on the strip. `id` "" is a free place.

    Pixels in the direction of reading. The pieces of one card share its number.
    """

    id: str = ""
    left: int = 0
    width: int = 0
    card: int = 0

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.left + self.width


def across(place: Place, *, turned: bool) -> int:
    """The x of a piece on the strip; a `turned` one, read from right to left, grows to the left."""
    return -place.left - place.width if turned else place.left


def way(room: int, distance: int, *, turned: bool) -> tuple[int, int]:
    """The x of the strip at the begin and the end of a run, in a window part of `room` pixels."""
    return (room, room + distance) if turned else (0, -distance)


def free(places: tuple[Place, ...], gone: float) -> tuple[int, ...]:
    """The numbers of the places that can take a new card when the strip has gone `gone` pixels."""
    return tuple(number for number, place in enumerate(places) if not place.id or place.right < gone)


def pinned(places: tuple[Place, ...], gone: float, pin: int) -> int | None:
    """The number of the place whose card has reached the pin at `pin` pixels and has not left it."""
    for number, place in enumerate(places):
        if place.id and place.left <= gone + pin < place.right:
            return number
    return None


@QmlElement
class Belt(QObject):
    """Fills and recycles the pool twice a second. Takes no part in a frame."""

    #: The strip goes from x `begin` to `end` in `duration` ms, or stands at `begin` where that is 0.
    running = Signal(int, int, int, arguments=["begin", "end", "duration"])
    pinChanged = Signal()  # noqa: N815 - the name that QML sees
    printsChanged = Signal()  # noqa: N815 - the name that QML sees
    #: What is on the strip changed.
    moved = Signal()

    def __init__(self, theme: Theme, more: Callable[[], list[Card]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._more = more
        self._cards = TickerModel(self)
        self._pinned = TickerModel(self)
        self._proof = TickerModel(self)
        self._press = Press(self._proof)
        self._cards.replace([TickerRow(cut=True)] * POOL)
        self._pinned.replace([TickerRow(cut=True)])
        self._proof.replace([TickerRow(cut=True)])
        self._shown = False
        self.places = (Place(),) * POOL
        self._waiting: list[Card] = []
        self._room = 0
        self._turned = False
        self._number = 0
        self.hertz = 60.0
        self._speed = 0.0
        self._since = QElapsedTimer()
        self._look = QTimer(self, interval=LOOK_EVERY, timerType=Qt.TimerType.PreciseTimer)
        self._look.timeout.connect(self._tick)
        self._pin = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._pin.timeout.connect(self._tick)

    def turn(self, *, turned: bool) -> None:
        """Run from left to right, or the other way round. What was on the strip goes; QML begins anew."""
        if turned != self._turned:
            self.stop()
            self._turned = turned

    @Slot(int, QQuickItem)
    def begin(self, room: int, sheet: QQuickItem | None = None) -> None:
        """Start the strip afresh in a window part of `room` pixels; cards are drawn on `sheet`."""
        self._press.take(sheet)
        self.printsChanged.emit()
        self._room = room
        self.anew()

    def anew(self) -> None:
        """Start again where it is: the cards look otherwise now."""
        if not self._room:
            return
        self.stop()
        for number in range(POOL):
            self._lay(number, TickerRow(cut=True))
        self._fill(POOL, screens=1)
        self.again()
        self._look.start()

    @Slot()
    def again(self) -> None:
        """A run has ended: move every card back by as much, and begin a new one."""
        distance = round(self.gone()) if not self._since.isValid() else round(self._speed * RUN)
        if self._since.isValid():
            self._shift(-distance)
        wanted = float(self._theme.values["charactersPerSecond"]) * self._character()
        self._speed = speed(wanted, self.hertz)
        self._since.start()
        begin, end = way(self._room, round(self._speed * RUN), turned=self._turned)
        self.running.emit(begin, end, 0 if self._theme.property("still") else RUN * 1000)
        self._tick()

    def stop(self) -> None:
        """Stand still: the window, or the crawl, is going."""
        self._look.stop()
        self._pin.stop()
        self._since.invalidate()
        self._waiting = []
        self.places = (Place(),) * POOL

    def gone(self) -> float:
        """How far the strip has gone. Computed: while an animation runs, the item's x is stale."""
        if not self._since.isValid() or self._theme.property("still"):
            return 0.0
        return self._speed * min(self._since.elapsed() / 1000, RUN)

    def ids(self) -> frozenset[str]:
        """The items on the strip that can still be seen or will be."""
        gone = self.gone()
        return frozenset(place.id for place in self.places if place.id and place.right > gone)

    def hide(self, ids: frozenset[str]) -> None:
        """Take these items off the strip at once.

        Their room stays bare until it has passed; where nothing is left, the strip begins again.
        """
        were = any(row.id for row in self._cards.rows)
        self._waiting = [card for card in self._waiting if card.id not in ids]
        for number, row in enumerate(self._cards.rows):
            if row.id in ids:
                self._lay(number, TickerRow(cut=True))
        if self._pinned.rows[0].id in ids:
            self._pinned.put(0, TickerRow(cut=True))
        if were and self._since.isValid() and not any(row.id for row in self._cards.rows):
            self.anew()

    def refresh(self, word: Callable[[TickerRow], TickerRow]) -> None:
        """Other words for cards that are on the strip, in the room that they have."""
        for number, row in enumerate(self._cards.rows):
            if row.id and (said := word(row)) != row:
                self._lay(number, said)

    def _character(self) -> float:
        """The average advance of a character at the crawl's size, in pixels."""
        return 0.463 * self._theme.number("passByText")

    def _lay(self, number: int, row: TickerRow) -> None:
        """Put a card into the pool, with its picture."""
        self._cards.put(number, replace(row, picture=self._press.draw(number, row)))

    def _across(self, place: Place) -> int:
        return across(place, turned=self._turned)

    def _shift(self, by: int) -> None:
        self.places = tuple(replace(place, left=place.left + by) for place in self.places)
        for number, place in enumerate(self.places):
            self._cards.put(number, replace(self._cards.rows[number], place=self._across(place)))

    @Slot()
    def _tick(self) -> None:
        gone, pin = self.gone(), self._theme.number("shelfPadding")
        self._clear(gone)
        self._fill()
        number = pinned(self.places, gone, pin)
        if number is not None:
            row = replace(self._cards.rows[number], place=0)
            self._pinned.put(0, row)
            card = self.places[number].card
            right = max(place.right for place in self.places if place.id and place.card == card)
            left = right - row.spine - gone - pin
            self._show(bool(row.id) and left > 0)
            self._pin_after(left if left > 0 else self._next_left(gone + pin))
        else:
            self._show(False)
            self._pin_after(self._next_left(gone + pin))

    def _next_left(self, reached: float) -> float:
        return min((place.left - reached for place in self.places if place.left > reached), default=0.0)

    def _pin_after(self, pixels: float) -> None:
        if self._speed > 0 and 0 < pixels < self._speed * LOOK_EVERY / 1000:
            self._pin.start(int(pixels / self._speed * 1000) + 1)

    def _show(self, shown: bool) -> None:
        if shown != self._shown:
            self._shown = shown
            self.pinChanged.emit()

    def _clear(self, gone: float) -> None:
        """Take off what has passed: it would be looked at in each frame."""
        for number, place in enumerate(self.places):
            if place.id and place.right < gone:
                self._lay(number, TickerRow(cut=True))
                self.places = (*self.places[:number], Place(), *self.places[number + 1 :])

    def _fill(self, most: int = 2, screens: float = AHEAD) -> None:
        """Lay the next cards behind the last one, so many screens ahead.

        At most so many cards, so that no frame draws much at once.
        """
        gone, gap = self.gone(), self._theme.number("crawlGap")
        ends = [place.right for place in self.places if place.id]
        end = max([*ends, round(gone) + self._theme.number("shelfPadding") - gap])
        changed = False
        for number in free(self.places, gone)[:most]:
            if end > gone + screens * self._room:
                break
            if not self._waiting:
                self._waiting = self._more()
            if not self._waiting:
                break
            card = self._waiting.pop(0)
            if card.row.part in {"whole", "first"}:
                self._number += 1
                end += gap
            place = Place(card.id, end, card.span, self._number)
            self.places = (*self.places[:number], place, *self.places[number + 1 :])
            self._lay(number, replace(card.row, place=self._across(place), cut=True))
            end, changed = place.right, True
        if changed:
            self.moved.emit()

    def _get_cards(self) -> TickerModel:
        return self._cards

    def _get_pinned(self) -> TickerModel:
        return self._pinned

    def _get_shown(self) -> bool:
        return self._shown

    cards = Property(TickerModel, _get_cards, constant=True)
    pinned = Property(TickerModel, _get_pinned, constant=True)
    #: Whether cards are shown as pictures.
    prints = Property(bool, lambda self: self._press.works, notify=printsChanged)
    #: The card that is on the press.
    proof = Property(TickerModel, lambda self: self._proof, constant=True)
    pinShown = Property(bool, _get_shown, notify=pinChanged)  # noqa: N815 - the name that QML sees
