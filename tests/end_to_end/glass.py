"""A virtual screen (Xvfb) and what is painted on it, read from its frame buffer without asking X."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops

#: The lowest part of the picture, where the ticker is, as a share of the height.
TICKER = 0.25


class Glass:
    """One running X server with one screen. Does not know who draws on it."""

    def __init__(self, display: str, folder: Path) -> None:
        self.display = display
        self._frame = folder / "Xvfb_screen0"

    def environment(self) -> dict[str, str]:
        """The environment of a program that draws here."""
        left_out = {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QUICK_BACKEND", "XAUTHORITY", "SIGNAGE_CONFIG"}
        inherited = {name: value for name, value in os.environ.items() if name not in left_out}
        return inherited | {"DISPLAY": self.display}

    def picture(self, every: int = 1) -> Image.Image:
        """What is on the screen now (X11/XWDFile.h: a header of 25 numbers, colours, pixels).

        Of its rows one in `every`.
        """
        raw = self._frame.read_bytes()
        head = struct.unpack(">25I", raw[:100])
        size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
        pixels = raw[size + colours * 12 :]
        return Image.frombuffer("RGB", (width, height // every), pixels, "raw", "BGRX", line * every, 1)

    def ticker(self) -> Image.Image:
        """The part of the picture where the ticker is."""
        whole = self.picture()
        return whole.crop((0, int(whole.height * (1 - TICKER)), whole.width, whole.height))

    def drawn(self) -> bool:
        """Whether there are many colours on the screen: a black or an empty one has few."""
        colours = self.picture().getcolors(maxcolors=100_000)
        return colours is None or len(colours) > 50


def differ(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ."""
    changed = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > 8 else 0)
    return changed.histogram()[255] / (one.width * one.height)


def missing() -> str:
    """Why there can be no virtual screen here, "" where there can."""
    return "" if shutil.which("Xvfb") else "no Xvfb: script/setup test installs it"


@contextmanager
def lit(folder: Path, size: str = "1280x720") -> Iterator[Glass]:
    """A virtual screen on a free display number until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-fbdir", str(folder)]
    command += ["-nolisten", "tcp", "-noreset"]
    with (folder / "xvfb.log").open("wb") as log:
        server = subprocess.Popen(command, pass_fds=[writing], stderr=log)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError((folder / "xvfb.log").read_text())
        yield Glass(f":{number}", folder)
    finally:
        server.terminate()
        server.wait(20)
