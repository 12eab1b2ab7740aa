"""Keeps the screen from going dark while the sign is on it."""

from __future__ import annotations

import ctypes
import ctypes.util
import logging
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)

#: The shortest delay after which a desktop blanks is a minute.
EVERY_MS: Final = 30_000


class Awake(QObject):
    """X11: switches saver and power saving off, and says every 30 s that somebody is there.

    Under a Wayland kiosk compositor there is nothing to do: cage never blanks, and weston is started
    with `idle-time=0`. Does not switch a TV on.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display: int | None = None
        if QGuiApplication.platformName() != "xcb":
            return
        name, power = ctypes.util.find_library("X11"), ctypes.util.find_library("Xext")
        if name is None:
            log.warning("the screen saver cannot be reached: there is no libX11")
            return
        self._x11 = ctypes.CDLL(name)
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        for call in (self._x11.XResetScreenSaver, self._x11.XFlush):
            call.argtypes = [ctypes.c_void_p]
        self._x11.XSetScreenSaver.argtypes = [ctypes.c_void_p, *[ctypes.c_int] * 4]
        self._display = self._x11.XOpenDisplay(None)
        if not self._display:
            return
        self._x11.XSetScreenSaver(self._display, 0, 0, 0, 0)
        if power is not None:
            self._switch_power_saving_off(ctypes.CDLL(power))
        self._x11.XFlush(self._display)
        timer = QTimer(self, interval=EVERY_MS)
        timer.timeout.connect(self._tell)
        timer.start()

    def _switch_power_saving_off(self, extensions: ctypes.CDLL) -> None:
        first, second = ctypes.c_int(), ctypes.c_int()
        extensions.DPMSQueryExtension.argtypes = [ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_int)] * 2]
        extensions.DPMSDisable.argtypes = [ctypes.c_void_p]
        if extensions.DPMSQueryExtension(self._display, ctypes.byref(first), ctypes.byref(second)):
            extensions.DPMSDisable(self._display)

    @Slot()
    def _tell(self) -> None:
        self._x11.XResetScreenSaver(self._display)
        self._x11.XFlush(self._display)
