"""How the window hangs on its output: full screen, or as a bar over other programs."""

from __future__ import annotations

import argparse
import logging

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtQuick import QQuickWindow

from signage.core.snapshot import Screen
from signage.display import outputs
from signage.display.dock import Dock, strut_of
from signage.display.theme import Theme
from signage.display.window import Escape, size_of

log = logging.getLogger("signage.display")

#: A window that lost its screen is made full screen again within this time.
LOOK_AT_SCREEN_MS = 1_000
FULL = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint
#: Over other programs, without taking the keyboard from them.
BAR = FULL | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.WindowDoesNotAcceptFocus
AT_A_DESK = (1280, 720)


class Mount(QObject):
    """Puts the window where its screen's settings want it, and puts it back when the TVs change.

    Waits, hidden, while every output belongs to another screen of this PC. Draws nothing.
    """

    #: The output or the window has another size.
    resized = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        options: argparse.Namespace,
        theme: Theme,
        screen: Screen,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._windowed = bool(options.windowed)
        self._asked_size = size_of(options.size) if options.size else None
        self._others = frozenset(options.not_on)
        self._waits = bool(options.waits)
        self._theme = theme
        self._screen = screen
        self._dock = Dock(app)
        self._told = ""
        self._window: QQuickWindow | None = None
        self._again = QTimer(self, interval=LOOK_AT_SCREEN_MS)
        self._again.timeout.connect(self._look)

    @property
    def bar(self) -> bool:
        """Whether the window is a bar over other programs, and no more than that. Wayland has none."""
        over = self._screen.layout == "bar" and not self._windowed
        return over and self._app.platformName() in {"xcb", "offscreen"}

    def size(self) -> tuple[int, int]:
        """What the sign is laid out for, in pixels: the whole output, also for a bar."""
        if self._window is not None and not self.bar:
            area = self._window.geometry()
        elif self._asked_size is not None:
            return self._asked_size
        elif self._windowed:
            return AT_A_DESK
        else:
            area = (self._output() or self._app.primaryScreen()).geometry()
        return area.width(), area.height()

    def refresh_rate(self) -> float:
        """How often the output is drawn in a second."""
        return (self._output() or self._app.primaryScreen()).refreshRate()

    def hang(self, window: QQuickWindow) -> None:
        """Put the window up."""
        window.setTitle("Signage")
        if self._windowed:
            self._window = window
            window.installEventFilter(Escape(self._app, self))
            window.show()
        else:
            self._app.setOverrideCursor(Qt.CursorShape.BlankCursor)
            window.setFlags(BAR if self.bar else FULL)
            self._window = window
            self._fill()
            self._app.screenAdded.connect(self._fill)
            self._app.primaryScreenChanged.connect(self._fill)
            self._again.start()
        window.widthChanged.connect(self.resized)
        window.heightChanged.connect(self.resized)

    def end(self) -> None:
        """Look after the window no more."""
        self._again.stop()
        self._window = None

    def become(self, screen: Screen) -> None:
        """Follow other settings: another output, or a bar instead of the whole screen."""
        bar, output = self.bar, self._screen.output
        self._screen = screen
        window = self._window
        if window is None or self._windowed:
            return
        if bar != self.bar:
            self._take_down()
            window.setFlags(BAR if self.bar else FULL)
        if self.bar or (bar, output) != (False, screen.output):
            self._fill()  # a bar also where its inset is another
            self.resized.emit()

    def _output(self) -> QScreen | None:
        first = self._app.primaryScreen()
        there = {screen.name(): screen for screen in (first, *self._app.screens())}
        wanted = self._screen.output
        chosen = outputs.choose(list(there), wanted, self._others, waits=self._waits)
        said = outputs.said(wanted, list(there), chosen)
        if said and said != self._told:
            log.warning("%s", said)
        elif self._told and not said:
            log.info("the output %s is there", chosen)
        self._told = said
        return there[chosen] if chosen is not None else None

    @Slot()
    def _fill(self) -> None:
        window, screen = self._window, self._output()
        if window is None:
            return
        if screen is None:
            self._take_down()
            return
        window.setProperty("drawn", True)
        area = screen.geometry()
        window.setScreen(screen)
        if not self.bar:
            self._dock.release(int(window.winId()))
            window.setGeometry(area)
            window.showFullScreen()
            return
        self._theme.fit(area.width(), area.height())
        high = self._theme.number("tickerHeight") + int(self._theme.property("insetDown"))
        bar = QRect(area.x(), area.y() + area.height() - high, area.width(), high)
        window.setGeometry(bar)
        strut = strut_of(bar, screen.virtualGeometry(), screen.devicePixelRatio())
        self._dock.reserve(int(window.winId()), strut)
        window.showNormal()
        window.setGeometry(bar)  # off-screen, Qt brings back what it was before it was full

    def _take_down(self) -> None:
        """Hide the window, with nothing left of it that Qt would show wrongly afterwards."""
        if self._window is None or not self._window.isVisible():
            return
        self._window.setProperty("drawn", False)
        self._window.hide()
        # Else Qt makes another X window when it is shown, and what the dock said of this one is lost.
        self._window.destroy()

    @Slot()
    def _look(self) -> None:
        """A TV that was off comes back as another output, or with another size."""
        window, screen = self._window, self._output()
        if window is None:
            return
        if screen is None:
            if window.isVisible():
                self._fill()
        elif window.screen() is not screen or not window.isVisible():
            self._fill()
        elif self.bar:
            window.raise_()
        elif window.visibility() != QQuickWindow.Visibility.FullScreen:
            self._fill()
