"""What a screen shows until staff have let it in: a code, and what to do with it. When called, its name."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from signage.core.pairing import halves
from signage.display import paging, qr
from signage.display.direction import isolated
from signage.display.theme import Theme
from signage.words import for_locale

QML_IMPORT_NAME = "Signage"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A screen that waits. `hub` is where it asks, `address` where staff reach that hub, `own` its own."""

    name: str
    hub: str
    address: str = ""
    own: str = ""
    #: Empty until the hub has given one.
    code: str = ""
    seconds: int = 0
    locale: str = "en-GB"
    #: It is let in; staff ask which one it is.
    called: bool = False


def example(code: str, name: str, locale: str) -> Newcomer:
    """A screen that waits with `code`, for pictures in guides."""
    return Newcomer(
        name=name, hub="http://sign.lib:8080", own="192.168.4.31", code=code, seconds=540, locale=locale
    )


@QmlElement
class Pairing(QObject):
    """The words of the pairing screen, and the size in pixels of its code. Asks nobody."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.newcomer: Newcomer | None = None
        self._words = for_locale("en-GB")
        self._size = 1

    def take(self, newcomer: Newcomer | None) -> None:
        """Show this from now on; None: the sign."""
        self.newcomer = newcomer
        if newcomer is not None:
            self._words = for_locale(newcomer.locale)
            self._measure(" ".join(self._halves()))
        self.changed.emit()

    def relayout(self) -> None:
        """The window has another size."""
        self.take(self.newcomer)

    def _measure(self, large: str) -> None:
        px = self._theme.number
        beside = 0 if self._theme.property("portrait") else px("pairingQr") + px("pairingGap")
        room = self._theme.size[0] - 2 * px("pairingSide") - beside
        largest = px("pairingCode")
        face = paging.Face(str(self._theme.values["sans"]), px("heavy"), largest)
        needed = paging.advance(large, face)
        self._size = largest if needed <= room else max(1, largest * room // needed)

    def _headline(self) -> str:
        if self.newcomer is not None and self.newcomer.called:
            return self._words.text("This screen is called")
        return self._words.text("This screen is new here")

    def _halves(self) -> tuple[str, str]:
        """What stands large: the code, or the name of a screen that is called."""
        if self.newcomer is None:
            return "", ""
        return (self.newcomer.name, "") if self.newcomer.called else halves(self.newcomer.code)

    def _what_to_do(self) -> str:
        if self.newcomer is None or self.newcomer.called:
            return ""
        if not self.newcomer.code:
            return self._words.text("It waits for its hub at")
        return self._words.text("Staff: scan, or type at the hub")

    def _typed(self) -> str:
        if self.newcomer is None or self.newcomer.called:
            return ""
        code = self.newcomer.code
        return f"signage screen pair {code}" if code else qr.short(self.newcomer.hub)

    def _foot(self) -> str:
        if self.newcomer is None or self.newcomer.called:
            return ""
        parts = [self._words.text("Screen “{name}”", name=isolated(self.newcomer.name))]
        if self.newcomer.own:
            parts.append(isolated(self.newcomer.own))
        if self.newcomer.code:
            minutes = max(1, -(-self.newcomer.seconds // 60))
            parts.append(self._words.text("code renews in {count} min", count=minutes))
        return " · ".join(parts)

    def _picture(self) -> str:
        if self.newcomer is None or not self.newcomer.code:
            return ""
        base = (self.newcomer.address or self.newcomer.hub).rstrip("/")
        address = f"{base}/p/{self.newcomer.code}"
        # Upper case makes a smaller code; the hub's own paths take it, a proxy's before them may not.
        return qr.exactly(address if urlsplit(base).path else address.upper())

    shown = Property(bool, lambda self: self.newcomer is not None, notify=changed)
    mirrored = Property(bool, lambda self: self._words.rtl, notify=changed)
    headline = Property(str, _headline, notify=changed)
    begin = Property(str, lambda self: self._halves()[0], notify=changed)
    end = Property(str, lambda self: self._halves()[1], notify=changed)
    size = Property(int, lambda self: self._size, notify=changed)
    whatToDo = Property(str, _what_to_do, notify=changed)  # noqa: N815 - the name that QML sees
    typed = Property(str, _typed, notify=changed)
    foot = Property(str, _foot, notify=changed)
    picture = Property(str, _picture, notify=changed)
