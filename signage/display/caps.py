"""The caps: the two ends of the ticker, with the library's name, the time, and how to say something."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from signage.clock import trusted
from signage.core import wording
from signage.core.programme import Reach
from signage.display import qr
from signage.display.paging import Face, leading_words
from signage.display.theme import Theme
from signage.words import Words, for_locale

QML_IMPORT_NAME = "Signage"
QML_IMPORT_MAJOR_VERSION = 1

#: After this long without the hub staff see a ring beside the date.
CUT_OFF = timedelta(hours=3)


@QmlElement
class Caps(QObject):
    """What stands at the ends of the ticker. Shows no items and has no timer: the sign tells the time."""

    changed = Signal()
    clockChanged = Signal()  # noqa: N815 - the name that QML sees

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: Words = for_locale("en-GB")
        self._name = self._address = ""
        self._clock = self._date = ""
        self._begun = time.monotonic()
        self.cut_off = False

    def take(self, name: str, address: str, words: Words) -> None:
        """The library's name and where readers can write; drawn with the next `changed`."""
        self._name, self._address, self._words = name, address, words

    def look_at_clock(self, local: datetime) -> bool:
        """Whether the time or the date reads otherwise than before."""
        clock, date = wording.wall_clock(local, self._words), wording.date_line(local, self._words)
        if not trusted(wording.moment(local)):
            clock = date = ""  # no time is better than a wrong one
        if (clock, date) == (self._clock, self._date):
            return False
        self._clock, self._date = clock, date
        self.clockChanged.emit()
        return True

    def look_for_hub(self, reach: Reach) -> bool:
        """Whether it came or went for long: staff see a ring then, and posts have dates instead of ages."""
        begun = timedelta(seconds=time.monotonic() - self._begun)
        cut_off = (reach.silent_for if reach.answered else begun) >= CUT_OFF
        if cut_off == self.cut_off:
            return False
        self.cut_off = cut_off
        self.clockChanged.emit()
        return True

    def _short_name(self) -> str:
        """As much of the library's name as the cap holds; where its first word is "library", all of it."""
        if self._words.rtl:
            return self._name
        size = self._theme.number
        face = Face(str(self._theme.values["sans"]), size("capStrong"), size("capText"))
        mark = 3 * size("markBook") + 2 * size("markGap")
        room = size("leftCapWidth") - size("leftCapPadding") - mark - size("capGap")
        return leading_words(self._name, face, room)

    def _invitation(self) -> str:
        return self._words.text("Say something" if self._address else "Say something at the desk")

    clock = Property(str, lambda self: self._clock, notify=clockChanged)
    date = Property(str, lambda self: self._date, notify=clockChanged)
    cutOff = Property(bool, lambda self: self.cut_off, notify=clockChanged)  # noqa: N815
    library = Property(str, _short_name, notify=changed)
    invitation = Property(str, _invitation, notify=changed)
    invitationAddress = Property(str, lambda self: qr.broken(self._address), notify=changed)  # noqa: N815
    invitationCode = Property(str, lambda self: qr.picture(self._address), notify=changed)  # noqa: N815
