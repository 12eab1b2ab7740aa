"""The emergency as QML draws it, on the whole screen or as a slide."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from signage.core import wording
from signage.core.emergency import Emergency, Mode
from signage.display import paging
from signage.display.direction import guarded, mirrored
from signage.display.theme import Theme
from signage.words import Words

QML_IMPORT_NAME = "Signage"
QML_IMPORT_MAJOR_VERSION = 1

#: What a headline is written in where there is only a bar, the largest first; and what is below it, in how
#: many lines. Any of the one above any of the other fits the height of the bar.
BAND_SIZES = ("titleSmall", "panelText", "authorText", "capText")
BAND_LINES = (("panelText", 1), ("authorText", 1), ("eyebrowText", 1), ("capText", 2), ("smallestText", 3))
#: On the stage: a headline and the size of each line below it, the largest pair first.
SLIDE_SIZES = (
    ("alarmTitle", "titleMedium"),
    ("alarmTitle", "alarmText"),
    ("posterTitle", "titleMedium"),
    ("posterTitle", "alarmText"),
    ("titleBig", "alarmText"),
    ("titleBig", "panelText"),
    ("titleMedium", "panelText"),
    ("titleSmall", "panelText"),
)
MOST_HEADLINE = 2
#: More lines than this never stand on the stage.
MOST_ROWS = 8


@QmlElement
class Alarm(QObject):
    """What an emergency says, worded and sized. Does not know when it ends: the sign takes it away.

    `takesOver`: nothing else is on the screen. Sizes are in pixels.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.emergency: Emergency | None = None
        self._since = self._help = ""
        self._size = self._band_size = self._band_line_size = 1
        self._slide_size = self._slide_line_size = 1
        self._title = ""
        self._turned = False

    @property
    def takes_over(self) -> bool:
        """Whether it is shown instead of everything."""
        return self.emergency is not None and self.emergency.mode is Mode.REPLACE

    def take(self, emergency: Emergency | None, words: Words, zone: tzinfo) -> None:
        """Say this from now on; None: nothing."""
        self.emergency = emergency
        if emergency is not None:
            issued = wording.local(emergency.issued, zone)
            self._since = words.text("since {time}", time=wording.clock_time(issued, words))
            self._help = words.text("Staff will help you")
            self._turned = words.rtl
            self._measure(emergency.headline)
        self.changed.emit()

    def _measure(self, headline: str) -> None:
        px = self._theme.number
        wide = self._theme.size[0]
        room = self._room("alarmPanel")
        self._size = self._fitting(headline, room, ("alarmTitle", "posterTitle", "titleMedium"))
        self._measure_slide(headline)
        size, panel = (self._size, "alarmPanel") if self.takes_over else (self._slide_size, "dateSpine")
        face = paging.Face(str(self._theme.values["sans"]), px("heavy"), size)
        self._title = paging.balanced(
            guarded(headline), paging.Column(face, self._room(panel), MOST_HEADLINE)
        )
        icons = px("alarmBandIcon") + (px("alarmBandGap") + px("alarmBandArrow") if self._arrow() else 0)
        room = wide - icons - 4 * px("alarmBandGap")
        self._band_size = self._fitting(
            headline, room, BAND_SIZES, 2 if self._theme.property("portrait") else 1
        )
        said = self._in_one()
        fits = (size for size, lines in BAND_LINES if self._column(size, "strong", room, lines).holds(said))
        self._band_line_size = px(next(fits, BAND_LINES[-1][0]))

    def _measure_slide(self, headline: str) -> None:
        """The largest pair of sizes that the stage holds; the last one for all that is longer."""
        px, room = self._theme.number, self._room("dateSpine")
        high = self._theme.size[1] - px("tickerHeight")
        high -= px("dateSpine") if self._theme.property("portrait") else 0
        high -= px("alarmTop") + px("alarmBottom") + px("alarmRule") + 3 * px("alarmIconGap")
        high -= round(paging.line_height(self._face("incidentalText", "strong")))
        said = self.emergency.lines if self.emergency else ()

        def fits(title: str, line: str) -> bool:
            if not self._column(title, "heavy", room, MOST_HEADLINE).holds(headline):
                return False
            above = (
                self._rows(headline, title, "heavy", room) * px(title) * self._theme.values["alarmLeading"]
            )
            below = sum(self._rows(one, line, "strong", room) for one in said)
            return bool(above + below * paging.line_height(self._face(line, "strong")) <= high)

        title, line = next((pair for pair in SLIDE_SIZES if fits(*pair)), SLIDE_SIZES[-1])
        self._slide_size, self._slide_line_size = px(title), px(line)

    def _room(self, beside: str) -> int:
        """Pixels for words beside a panel; an upright screen has the panel above them."""
        px = self._theme.number
        panel = 0 if self._theme.property("portrait") else px(beside)
        return self._theme.size[0] - panel - px("alarmLeft") - px("alarmRight")

    def _rows(self, text: str, size: str, weight: str, room: int) -> int:
        """How many lines a text takes."""
        counts = range(1, MOST_ROWS)
        return next((n for n in counts if self._column(size, weight, room, n).holds(text)), MOST_ROWS)

    def _fitting(self, text: str, room: int, sizes: tuple[str, ...], lines: int = 2) -> int:
        """The first size in which so many lines hold it; the last one for all that is longer."""
        fits = (size for size in sizes if self._column(size, "heavy", room, lines).holds(text))
        return self._theme.number(next(fits, sizes[-1]))

    def _column(self, size: str, weight: str, room: int, lines: int) -> paging.Column:
        return paging.Column(self._face(size, weight), room, lines)

    def _face(self, size: str, weight: str) -> paging.Face:
        px = self._theme.number
        return paging.Face(str(self._theme.values["sans"]), px(weight), px(size))

    def _headline(self) -> str:
        return guarded(self.emergency.headline) if self.emergency else ""

    def _lines(self) -> str:
        return guarded("\n".join(self.emergency.lines)) if self.emergency else ""

    def _in_one(self) -> str:
        return guarded(" ".join(self.emergency.lines)) if self.emergency else ""

    def _arrow(self) -> str:
        return f"arrow-{self.emergency.arrow}" if self.emergency and self.emergency.arrow else ""

    def _mirrored(self) -> bool:
        return mirrored(self._headline(), self._turned)

    takesOver = Property(bool, lambda self: self.takes_over, notify=changed)  # noqa: N815 - the name that QML sees
    headline = Property(str, _headline, notify=changed)
    #: The headline in lines of about one length.
    title = Property(str, lambda self: self._title, notify=changed)
    lines = Property(str, _lines, notify=changed)
    arrow = Property(str, _arrow, notify=changed)
    mirrored = Property(bool, _mirrored, notify=changed)
    since = Property(str, lambda self: self._since, notify=changed)
    help = Property(str, lambda self: self._help, notify=changed)
    size = Property(int, lambda self: self._size, notify=changed)
    slideSize = Property(int, lambda self: self._slide_size, notify=changed)  # noqa: N815 - the name that QML sees
    slideLineSize = Property(int, lambda self: self._slide_line_size, notify=changed)  # noqa: N815 - the name that QML sees
    icon = Property(str, lambda self: "run" if self.takes_over else "warning", notify=changed)
    inOne = Property(str, _in_one, notify=changed)  # noqa: N815 - the name that QML sees
    bandSize = Property(int, lambda self: self._band_size, notify=changed)  # noqa: N815 - the name that QML sees
    bandLineSize = Property(int, lambda self: self._band_line_size, notify=changed)  # noqa: N815 - the name that QML sees
