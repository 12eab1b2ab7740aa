"""The painter: draws screens at moments into pictures, off-screen, with motion at rest.

With `--serve` it stays up and paints one commission after the other (core.commission): a line of JSON on
standard input, a line of JSON on standard output: {"out": "..."} or {"error": {"where", "what", "do"}}.
It ends when its input does.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
import shiboken6

from signage.core import commission as commissions
from signage.core import legibility
from signage.core import snapshot as snapshots
from signage.core.commission import Commission
from signage.core.programme import Played, Reach
from signage.core.snapshot import Screen, Snapshot, zone_of
from signage.core.timetable import screen_at
from signage.errors import DisplayError, SignageError

if TYPE_CHECKING:  # Qt reads the environment once, so it is imported after that is set
    from PySide6.QtGui import QImage
    from PySide6.QtQuick import QQuickWindow

    from signage.display.sign import Sign
    from signage.display.theme import Theme

log = logging.getLogger("signage.painter")

#: How hard PNG is pressed together, 0 (most) to 100 (not at all): a tenth larger than at 0, in half the time.
PNG_QUALITY = 80


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """The painter's own command line."""
    parser = argparse.ArgumentParser(prog="signage painter", description="Draw a screen into a PNG.")
    parser.add_argument("--serve", action="store_true", help="take commissions from standard input")
    parser.add_argument("--nice", type=int, default=0, help="how far to step back for other programs")
    parser.add_argument("--snapshot", default="", help="an encoded snapshot")
    parser.add_argument("--at", type=datetime.fromisoformat, help="the moment, with offset; now if left out")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--theme", default="")
    parser.add_argument("--motion", choices=["shelf", "crawl", "calm"], default="")
    parser.add_argument("--layout", choices=["full", "strip", "bar"], default="")
    parser.add_argument("--pairing", metavar="CODE", default="", help="the screen before it is let in")
    parser.add_argument("--slide", type=int, default=0, help="which slide, counted from 0")
    parser.add_argument("--card", type=int, default=0, help="which cards of the ticker, counted from 0")
    parser.add_argument("--pictures", default="", help="the folder of pictures, each named by its hash")
    parser.add_argument("--silent", type=float, default=0.0, help="hours since the hub last answered")
    parser.add_argument("--part", choices=["cards"], default="", help="the ticker's cards alone, all pages")
    parser.add_argument("--out", default="")
    options = parser.parse_args(given)
    if not options.serve and not (options.snapshot and options.out):
        parser.error("--snapshot and --out are needed")
    return options


def paint(commission: Commission) -> None:
    """Draw one picture, with nothing played before. Raises SignageError, OSError.

    Every picture has an engine, a theme and a sign of its own, so that none can leave a trace in the next.
    """
    # Imported here, after the environment is set: Qt reads it once.
    from signage.display import theme as themes
    from signage.display.pairing import example
    from signage.display.pictures import Album
    from signage.display.sign import Sign
    from signage.display.window import load_fonts, make_engine, make_window, size_of

    width, height = size_of(commission.size)
    snapshot = snapshots.decode(Path(commission.snapshot).read_bytes())
    at = _moment(commission, snapshot)
    screen = _screen(commission, snapshot, at)
    album = Album(Path(commission.pictures)) if commission.pictures else None
    reach = Reach(silent_for=timedelta(hours=commission.silent))
    tokens = themes.load(screen.theme)
    # What Qt keeps of a font after one picture moves the edges of letters by a shade in the next.
    load_fonts()
    engine, theme = make_engine(album)
    sign = None
    try:
        theme.take(
            tokens, scale=legibility.viewing_scale(screen.diagonal, screen.distance), inset=screen.inset
        )
        theme.rest(True)
        theme.fit(width, height)
        sign = Sign(theme, screen, lambda: at, lambda: reach, album=album)
        sign.show(replace(snapshot, screen=screen), Played())
        if commission.pairing:
            sign.pairing.take(example(commission.pairing, screen.name, snapshot.library.locale))
        sign.skip(slides=commission.slide, groups=commission.card)
        window = make_window(engine, sign, width, height)
        window.show()
        picture = _cards(window, sign, theme) if commission.part == "cards" else window.grabWindow()
        window.close()
    finally:
        if sign is not None:
            sign.stop()
        shiboken6.delete(engine)
    if picture.isNull() or not picture.save(commission.out, "PNG", PNG_QUALITY):  # type: ignore[call-overload]
        raise DisplayError(commission.out, "The picture cannot be written.", "Choose another file.")


def _cards(window: QQuickWindow, sign: Sign, theme: Theme) -> QImage:
    """The cards of the ticker alone, page below page."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtQuick import QQuickItem

    shelf = window.findChild(QQuickItem, "cards")
    assert isinstance(shelf, QQuickItem)  # noqa: S101 - Ticker.qml has it
    frame = shelf.mapRectToScene(shelf.boundingRect()).toAlignedRect()
    if not sign.property("crawls"):
        frame.setLeft(frame.left() - theme.number("shelfPadding"))
    pages = []
    for page in range(sign.pages()):
        if page:
            sign.turn_page(page)
        pages.append(window.grabWindow().copy(frame))
    sheet = QImage(frame.width(), frame.height() * len(pages), QImage.Format.Format_RGB32)
    brush = QPainter(sheet)
    for number, picture in enumerate(pages):
        brush.drawImage(QPoint(0, number * frame.height()), picture)
    brush.end()
    return sheet


def _moment(commission: Commission, snapshot: Snapshot) -> datetime:
    at = commission.at or datetime.now(UTC)
    return at if at.tzinfo else at.replace(tzinfo=zone_of(snapshot.library.timezone))


def _screen(commission: Commission, snapshot: Snapshot, at: datetime) -> Screen:
    """The snapshot's screen as its timetable sets it at that moment, and as the commission says."""
    asked = {"theme": commission.theme, "motion": commission.motion, "layout": commission.layout}
    planned = screen_at(snapshot.screen, at.astimezone(zone_of(snapshot.library.timezone)))
    return replace(planned, **{name: value for name, value in asked.items() if value})  # type: ignore[arg-type]  # fields of Screen


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Paint one commission after the other until there are no more. What cannot be painted is answered so."""
    for line in requests:
        answers.write(msgspec.json.encode(_answer(line)) + b"\n")
        answers.flush()


def _answer(line: bytes) -> dict[str, object]:
    try:
        commission = commissions.decode(line)
        paint(commission)
    except OSError as error:
        return dict(DisplayError(str(error.filename), f"{error.strerror}.", "Look at the file.").as_json())
    except SignageError as error:
        return dict(error.as_json())
    except Exception as error:
        log.exception("a picture could not be painted")
        return dict(DisplayError("painter", f"It failed ({error!r}).", "The log says more.").as_json())
    return {"out": commission.out}


def main(given: Sequence[str]) -> int:
    """Draw one picture, or many. Gives the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    options = vars(arguments(given))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    os.environ["QSG_RENDER_LOOP"] = "basic"
    os.nice(options.pop("nice"))
    serving = options.pop("serve")
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication([sys.argv[0]])
    try:
        if serving:
            serve(sys.stdin.buffer, sys.stdout.buffer)
        else:
            paint(Commission(**options))
    except OSError as error:
        log.error("%s: %s", error.filename, error.strerror)  # noqa: TRY400 - one line for people
        return 1
    except SignageError as error:
        log.error("%s", error)  # noqa: TRY400 - one line for people
        return 1
    finally:
        del app
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
