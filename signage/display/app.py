"""The display process: its command line, its log, and how it ends."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from signage.display import backend, heap
from signage.display.wall import BROKEN, Wall
from signage.display.window import load_fonts
from signage.errors import SignageError

log = logging.getLogger("signage.display")

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
    parser.add_argument("--token-file", type=Path, help="file with this screen's token; else it is paired")
    parser.add_argument("--copy", type=Path, required=True, help="folder for the saved copy")
    parser.add_argument("--copy-choice", choices=["newest", "previous", "notices"], default="newest")
    parser.add_argument("--screen", default="", help="what this screen is called")
    parser.add_argument("--output", default="", help="the output to draw on; empty: the first one")
    parser.add_argument(
        "--not-on", metavar="OUTPUT", action="append", default=[], help="the output of another screen"
    )
    parser.add_argument("--waits", action="store_true", help="draw on --output or nowhere")
    parser.add_argument("--theme", default="")
    parser.add_argument("--motion", choices=["shelf", "crawl", "calm"])
    parser.add_argument("--layout", choices=["full", "strip", "bar"])
    parser.add_argument("--size", default="", help="1920x1080; with --windowed")
    parser.add_argument("--backend", choices=["auto", "software", "opengl"], default="auto")
    parser.add_argument("--windowed", action="store_true", help="a window at a desk; Escape closes it")
    return parser.parse_args(given)


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
    """Draw on one TV until asked to stop, and end the process. Gives an exit code where it cannot begin."""
    options = arguments(given)
    heap.settle()
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
    wall.leave()
    logging.shutdown()
    # Taking the window down waits for the render thread, about once in thirty times for ever, and so does
    # Python's own end, which deletes the window too. Everything that matters is on the disk by now.
    os._exit(code)
