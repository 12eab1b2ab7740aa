"""The painter: draws one screen at one moment into a picture, off-screen, with motion at rest."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import shiboken6

from signage.core import snapshot as snapshots
from signage.core.programme import CONNECTED, Played
from signage.core.snapshot import Snapshot
from signage.core.timetable import screen_at
from signage.errors import DisplayError, SignageError

log = logging.getLogger("signage.painter")


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """The painter's own command line."""
    parser = argparse.ArgumentParser(prog="signage painter", description="Draw a screen into a PNG.")
    parser.add_argument("--snapshot", type=Path, required=True, help="an encoded snapshot")
    parser.add_argument("--at", type=datetime.fromisoformat, help="the moment, with offset; now if left out")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--theme", default="")
    parser.add_argument("--motion", choices=["shelf", "crawl", "calm"])
    parser.add_argument("--layout", choices=["full", "strip"])
    parser.add_argument("--slide", type=int, default=0, help="which slide, counted from 0")
    parser.add_argument("--pictures", type=Path, help="the folder of pictures, each named by its hash")
    parser.add_argument("--card", type=int, default=0, help="which cards of the ticker, counted from 0")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(given)


def paint(snapshot: Snapshot, options: argparse.Namespace) -> None:
    """Draw `snapshot` as `options` say, with nothing played before. Raises DisplayError, ThemeError."""
    # Imported here, after the environment is set: Qt reads it once.
    from signage.display import theme as themes
    from signage.display.pictures import Album
    from signage.display.sign import Sign
    from signage.display.window import make_engine, make_window, size_of

    at = options.at or datetime.now(UTC)
    if at.tzinfo is None:
        at = at.replace(tzinfo=snapshots.zone_of(snapshot.library.timezone))
    asked = {"theme": options.theme, "motion": options.motion, "layout": options.layout}
    planned = screen_at(snapshot.screen, at.astimezone(snapshots.zone_of(snapshot.library.timezone)))
    screen = replace(planned, **{name: value for name, value in asked.items() if value})
    width, height = size_of(options.size)
    album = Album(options.pictures) if options.pictures else None
    engine, theme = make_engine(album)
    theme.take(
        themes.load(screen.theme),
        scale=themes.viewing_scale(screen.diagonal, screen.distance),
        inset=screen.inset,
    )
    theme.rest(True)
    theme.fit(width, height)
    sign = Sign(theme, screen, lambda: at, lambda: CONNECTED, album=album)
    sign.show(replace(snapshot, screen=screen), Played())
    sign.skip(slides=options.slide, groups=options.card)
    window = make_window(engine, sign, width, height)
    window.show()
    picture = window.grabWindow()
    sign.stop()
    window.close()
    shiboken6.delete(engine)
    if picture.isNull() or not picture.save(str(options.out), "PNG"):  # type: ignore[call-overload]
        raise DisplayError(str(options.out), "The picture cannot be written.", "Choose another file.")


def main(given: Sequence[str]) -> int:
    """Draw one picture. Gives the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    options = arguments(given)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    os.environ["QSG_RENDER_LOOP"] = "basic"
    try:
        snapshot = snapshots.decode(options.snapshot.read_bytes())
        from PySide6.QtGui import QGuiApplication

        from signage.display.window import load_fonts

        app = QGuiApplication([sys.argv[0]])
        load_fonts()
        paint(snapshot, options)
        del app
    except OSError as error:
        log.error("%s: %s", error.filename, error.strerror)  # noqa: TRY400 - one line for people
        return 1
    except SignageError as error:
        log.error("%s", error)  # noqa: TRY400 - one line for people
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
