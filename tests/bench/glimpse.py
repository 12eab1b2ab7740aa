"""When something is first seen: one pixel of the screen, read from outside as a camera would."""

from __future__ import annotations

import ctypes
import threading
import time

#: Seconds between two looks.
EVERY = 0.005
_ALL_PLANES, _Z_PIXMAP = 0xFFFFFFFF, 2


class Glimpse(threading.Thread):
    """Looks at one pixel of an X screen until it has the colour, and remembers when that was.

    A present alone may be an empty window; this is the first one that has content. Source: Xlib, XGetImage.
    """

    def __init__(self, display: str, x: int, y: int, colour: str) -> None:
        super().__init__(daemon=True)
        self._display, self._x, self._y = display, x, y
        self._colour = int(colour.lstrip("#"), 16)
        self._done = threading.Event()
        #: Monotonic nanoseconds; None: not seen yet.
        self.seen: int | None = None

    def run(self) -> None:
        """Look until it is seen or `stop` is called."""
        library = ctypes.CDLL("libX11.so.6")
        library.XOpenDisplay.restype = library.XGetImage.restype = ctypes.c_void_p
        library.XDefaultRootWindow.restype = library.XGetPixel.restype = ctypes.c_ulong
        library.XGetPixel.argtypes = ctypes.c_void_p, ctypes.c_int, ctypes.c_int
        opened = library.XOpenDisplay(self._display.encode())
        while not opened and not self._done.wait(EVERY):
            opened = library.XOpenDisplay(self._display.encode())
        if not opened:
            return
        screen = ctypes.c_void_p(opened)
        root = ctypes.c_ulong(library.XDefaultRootWindow(screen))
        while self.seen is None and not self._done.wait(EVERY):
            image = library.XGetImage(
                screen, root, self._x, self._y, 1, 1, ctypes.c_ulong(_ALL_PLANES), _Z_PIXMAP
            )
            if library.XGetPixel(image, 0, 0) & 0xFFFFFF == self._colour:
                self.seen = time.monotonic_ns()
            library.XFree(ctypes.c_void_p(image))
        library.XCloseDisplay(screen)

    def stop(self) -> None:
        """Look no longer."""
        self._done.set()
        self.join()
