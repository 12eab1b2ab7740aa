"""The display process as it is on a TV, but its window changes its size, and somebody counts its objects.

usage: python -m tests.soak.display LIBRARY CELL OPTIONS...
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from PySide6 import QtCore

from signage.display import app
from signage.display.wall import Wall

#: One after the other, each for this long.
SIZES = ((1920, 1080), (1280, 720), (600, 1060), (1600, 1000))
RESIZE_EVERY_MS = 7_000


class Stretched(Wall):
    """A wall whose window is never long of one size."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._sizes = cycle(SIZES)
        self._stretch = QtCore.QTimer(self, interval=RESIZE_EVERY_MS)
        self._stretch.timeout.connect(self._resize)
        self._stretch.start()

    @QtCore.Slot()
    def _resize(self) -> None:
        self.window.resize(*next(self._sizes))


def watch(library: Path, cell: Path) -> mmap.mmap:
    """Have the number of living objects written to the file `cell`, 8 bytes. Keep what is returned."""
    (core,) = (Path(QtCore.__file__).parent / "Qt" / "lib").glob("libQt6Core.so.6")
    hooks = (ctypes.c_size_t * 7).in_dll(ctypes.CDLL(str(core)), "qtHookData")
    with cell.open("r+b") as file:
        shared = mmap.mmap(file.fileno(), 8)
    ctypes.CDLL(str(library)).watch(hooks, ctypes.byref(ctypes.c_long.from_buffer(shared)))
    return shared


def main(given: Sequence[str]) -> int:
    """Draw until asked to stop."""
    shared = watch(Path(given[0]), Path(given[1]))
    setattr(app, "Wall", Stretched)  # noqa: B010 - the one place where the display makes its wall
    code = app.main(given[2:])
    shared.close()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
