"""The display process: one window on one TV."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
import shiboken6
from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    Qt,
    QTimer,
    QtMsgType,
    QUrl,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from signage.clock import Clock, SystemClock
from signage.core import snapshot as snapshots
from signage.core.programme import Reach
from signage.core.snapshot import Screen, Snapshot
from signage.display import backend
from signage.display import theme as themes
from signage.display.icons import Codes, Icons
from signage.display.saved import Choice, Saved
from signage.display.sign import Sign
from signage.display.theme import Theme
from signage.errors import DisplayError, SignageError, SnapshotError, ThemeError

log = logging.getLogger("signage.display")

HERE = Path(__file__).parent
#: How this process ends when something happened that must not: it is started again.
BROKEN = 70
REPORT_EVERY_MS = 10_000
#: A window that lost its screen is made full screen again within this time.
LOOK_AT_SCREEN_MS = 1_000
#: The hub has not been asked yet.
NEVER = Reach(answered=False, silent_for=timedelta.max)
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """The display's own command line; the supervisor writes it."""
    parser = argparse.ArgumentParser(prog="signage display", description="One window on one TV.")
    parser.add_argument("--hub", default="http://127.0.0.1:8080", help="address of the hub")
    parser.add_argument("--token-file", type=Path, help="file with this screen's token")
    parser.add_argument("--copy", type=Path, required=True, help="folder for the saved copy")
    parser.add_argument("--copy-choice", choices=["newest", "previous", "notices"], default="newest")
    parser.add_argument("--screen", default="", help="what this screen is called")
    parser.add_argument("--output", default="", help="the output to draw on; empty: the first one")
    parser.add_argument("--theme", default="")
    parser.add_argument("--motion", choices=["shelf", "crawl", "calm"])
    parser.add_argument("--layout", choices=["full", "strip"])
    parser.add_argument("--size", default="", help="1920x1080; with --windowed")
    parser.add_argument("--backend", choices=["auto", "software", "opengl"], default="auto")
    parser.add_argument("--windowed", action="store_true", help="a window at a desk; Escape closes it")
    return parser.parse_args(given)


def size_of(text: str) -> tuple[int, int]:
    """The numbers of "1920x1080". Raises DisplayError."""
    wide, _, high = text.partition("x")
    if not (wide.isdigit() and high.isdigit() and 0 < int(wide) <= 16384 and 0 < int(high) <= 16384):
        raise DisplayError(f"--size {text}", "This is not a size.", "Write it like 1920x1080.")
    return int(wide), int(high)


def load_fonts() -> None:
    """Make the shipped fonts known to Qt."""
    for path in sorted((HERE / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def make_engine() -> tuple[QQmlApplicationEngine, Theme]:
    """The QML engine and its theme. Nothing is loaded yet."""
    engine = QQmlApplicationEngine()
    engine.addImageProvider("icon", Icons())
    engine.addImageProvider("qr", Codes())
    engine.addImportPath(str(HERE / "qml"))
    theme = engine.singletonInstance("Signage", "Theme")
    if not isinstance(theme, Theme):
        raise DisplayError("display", "The theme could not be made.", "Install signage again.")
    return engine, theme


def make_window(engine: QQmlApplicationEngine, sign: Sign, width: int, height: int) -> QQuickWindow:
    """The one window, not yet shown. Raises DisplayError where its QML cannot be loaded."""
    engine.setInitialProperties({"sign": sign, "width": width, "height": height})
    engine.load(QUrl.fromLocalFile(str(HERE / "qml" / "Signage" / "Main.qml")))
    windows = engine.rootObjects()
    if not windows or not isinstance(windows[0], QQuickWindow):
        raise DisplayError("display", "The window could not be made.", "See the log for the line in QML.")
    return windows[0]


class Wall(QObject):
    """The window on its output, and everything that outlives a single picture: link, copy, reports."""

    def __init__(self, options: argparse.Namespace, app: QGuiApplication, chosen: backend.Backend) -> None:
        super().__init__()
        self._options = options
        self._app = app
        self._backend = chosen
        self._clock: Clock = SystemClock()
        self._saved = Saved(options.copy)
        self._notices_only = options.copy_choice == "notices"
        self._choice: Choice = options.copy_choice
        self._link: Any = None
        self._failed: dict[str, str] = {}
        self._removed: dict[str, str] = {}
        self._revision: int | None = None
        snapshot = self._saved.load(self._choice)
        self._screen = self._screen_of(snapshot)
        self._engine, self._theme = make_engine()
        self._dress()
        self._sign = Sign(self._theme, self._screen, self._clock.now, self._reach, self)
        self._sign.failed.connect(self._card_failed)
        width, height = self._place()
        self._theme.fit(width, height)
        self._sign.show(snapshot, self._saved.played(), notices_only=self._notices_only)
        self._revision = snapshot.revision if snapshot else None
        self.window = make_window(self._engine, self._sign, width, height)
        self._show()

    def _screen_of(self, snapshot: Snapshot | None) -> Screen:
        """What the hub said of this screen, and what the command line says instead."""
        known = snapshot.screen if snapshot else Screen(name=self._options.screen or "Screen")
        asked = {
            "theme": self._options.theme,
            "motion": self._options.motion,
            "layout": self._options.layout,
            "output": self._options.output,
        }
        return replace(known, **{name: value for name, value in asked.items() if value})

    def _dress(self) -> None:
        try:
            tokens = themes.load(self._screen.theme)
        except ThemeError as error:
            log.warning("%s", error)
            tokens = themes.load("night")
        self._theme.take(tokens, scale=themes.viewing_scale(self._screen.diagonal, self._screen.distance))
        self._theme.rest(self._screen.motion == "calm")

    def _reach(self) -> Reach:
        reach: Reach = self._link.reach if self._link is not None else NEVER
        return reach

    # -- the window -------------------------------------------------------------------------------

    def _output(self) -> QScreen:
        wanted = self._screen.output
        screens = self._app.screens()
        return next((screen for screen in screens if screen.name() == wanted), self._app.primaryScreen())

    def _place(self) -> tuple[int, int]:
        if self._options.size:
            return size_of(self._options.size)
        area = self._output().geometry()
        return (1280, 720) if self._options.windowed else (area.width(), area.height())

    def _show(self) -> None:
        window = self.window
        window.setTitle("Signage")
        window.widthChanged.connect(self._resized)
        window.heightChanged.connect(self._resized)
        window.sceneGraphError.connect(self._graphics_failed)
        window.frameSwapped.connect(self._first_frame, Qt.ConnectionType.QueuedConnection)
        self._sign.set_refresh_rate(self._output().refreshRate())
        if self._options.windowed:
            window.installEventFilter(Escape(self._app, self))
            window.show()
            return
        window.setFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._app.setOverrideCursor(Qt.CursorShape.BlankCursor)
        self._fill_output()
        self._app.screenAdded.connect(self._fill_output)
        self._app.primaryScreenChanged.connect(self._fill_output)
        look = QTimer(self, interval=LOOK_AT_SCREEN_MS)
        look.timeout.connect(self._keep_full)
        look.start()

    @Slot()
    def _fill_output(self) -> None:
        screen = self._output()
        self.window.setScreen(screen)
        self.window.setGeometry(screen.geometry())
        self.window.showFullScreen()

    @Slot()
    def _keep_full(self) -> None:
        """A TV that was off comes back as another output, or with another size."""
        window = self.window
        if window.visibility() != QQuickWindow.Visibility.FullScreen or window.screen() is not self._output():
            self._fill_output()

    @Slot()
    def _resized(self) -> None:
        self._theme.fit(self.window.width(), self.window.height())
        self._sign.relayout()

    @Slot()
    def _first_frame(self) -> None:
        """Everything that can wait for the first picture waited for it."""
        if self._link is not None:
            return
        self.window.frameSwapped.disconnect(self._first_frame)
        log.info("first frame %.2f s after the start; drawn by %s: %s", _age(), *self._said())
        from signage.display.awake import Awake

        self._awake = Awake(self)
        self._open_link()

    def _said(self) -> tuple[str, str]:
        return self._backend.name, self._backend.why

    @Slot()
    def _graphics_failed(self) -> None:
        backend.forget(self._options.copy)
        log.critical("the graphics card failed; starting again")
        self._app.exit(BROKEN)

    # -- the hub ----------------------------------------------------------------------------------

    def _open_link(self) -> None:
        # Imported now: nothing of the network is needed for the first picture.
        from signage.display.link import Link

        self._link = Link(self._options.hub, self._options.token_file, self)
        self._link.arrived.connect(self._take)
        self._link.hidden.connect(self._hide)
        self._link.answered.connect(self._answered)
        self._link.begin()
        self._reports = QTimer(self, interval=REPORT_EVERY_MS)
        self._reports.timeout.connect(self._report)
        self._reports.start()

    @Slot(bytes)
    def _take(self, data: bytes) -> None:
        try:
            snapshot = snapshots.decode(data)
        except SnapshotError as error:
            log.warning("%s", error)
            return
        before = self._sign.on_glass()
        self._revision = snapshot.revision
        self._sign.take(snapshot, notices_only=self._notices_only)
        self._note_removed(before - self._sign.on_glass() - {item.id for item in snapshot.items})
        try:
            self._saved.keep(data)
        except OSError as error:
            log.warning("the copy could not be saved: %s", error)
        self._report()

    @Slot(list)
    def _hide(self, ids: list[str]) -> None:
        self._note_removed(self._sign.hide(frozenset(ids)))
        self._report()

    @Slot()
    def _answered(self) -> None:
        self._sign.answered()

    def _note_removed(self, ids: frozenset[str]) -> None:
        now = self._clock.now().isoformat()
        self._removed |= dict.fromkeys(ids, now)
        self._removed = dict(list(self._removed.items())[-100:])

    @Slot(str, str)
    def _card_failed(self, item: str, why: str) -> None:
        self._failed[item] = why[:500]

    @Slot()
    def _report(self) -> None:
        turns = self._sign.turns
        if turns is not None:
            try:
                self._saved.keep_played(turns.played)
            except OSError as error:
                log.warning("what was played could not be saved: %s", error)
        if self._link is not None:
            self._link.report(
                {
                    "revision": self._revision,
                    "painted": sorted(self._sign.on_glass()),
                    "removed": [{"id": one, "at": at} for one, at in self._removed.items()],
                    "failed": self._failed,
                    "played": msgspec.to_builtins(turns.played) if turns else None,
                    "memory": _memory(),
                    "clock": self._clock.now().isoformat(),
                    "zone": turns.snapshot.library.timezone if turns else "",
                    "backend": self._backend.name,
                }
            )

    def close(self) -> None:
        """Leave cleanly: save what was played, close the line, take the window down."""
        self._sign.stop()
        turns = self._sign.turns
        if turns is not None:
            try:
                self._saved.keep_played(turns.played)
            except OSError as error:
                log.warning("what was played could not be saved: %s", error)
        if self._link is not None:
            self._link.end()
        self.window.close()
        # Now, and before the sign: bindings of a half-gone scene would read what is no more.
        shiboken6.delete(self._engine)


class Escape(QObject):
    """For people at a desk: Escape closes the window. On a TV it does not."""

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look for the key."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._app.quit()
            return True
        return super().eventFilter(watched, event)


def _age() -> float:
    """Seconds since this process was started (proc(5), field 22 of stat)."""
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    return float(Path("/proc/uptime").read_text().split()[0]) - ticks / os.sysconf("SC_CLK_TCK")


def _memory() -> int:
    """Resident memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def take_messages(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own messages go into the log; a fatal one ends the process after this."""
    del context
    logging.getLogger("signage.qt").log(LEVELS.get(kind, logging.WARNING), "%s", message)


def end_on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An exception that nobody caught, in a slot too: log it and end, so that the sign is started again."""
    log.critical("this must not happen; ending", exc_info=(kind, error, trace))
    logging.shutdown()
    os._exit(BROKEN)


def quit_on_signals(app: QGuiApplication) -> QSocketNotifier:
    """SIGTERM and SIGINT leave the event loop. Keep what is returned."""
    reading, writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(writing)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, app)
    notifier.activated.connect(app.quit)
    return notifier


def main(given: Sequence[str]) -> int:
    """Draw on one TV until asked to stop. Gives the exit code."""
    options = arguments(given)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    sys.excepthook = end_on_exception
    qInstallMessageHandler(take_messages)
    try:
        options.copy.mkdir(parents=True, exist_ok=True)
        platform = os.environ.get("QT_QPA_PLATFORM", "")
        chosen = backend.choose(options.backend, options.copy, platform)
        chosen.apply(os.environ)
        app = QGuiApplication([sys.argv[0]])
        app.setApplicationName("signage")
        load_fonts()
        QQuickWindow.setTextRenderType(QQuickWindow.TextRenderType.NativeTextRendering)
        notifier = quit_on_signals(app)
        wall = Wall(options, app, chosen)
    except SignageError as error:
        log.warning("%s", error)
        return 1
    code = app.exec()
    notifier.setEnabled(False)
    wall.close()
    return code
