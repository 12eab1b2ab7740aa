"""The bar under X11: a dock, for which window managers keep the edge of the screen free.

Extended Window Manager Hints 1.5: _NET_WM_WINDOW_TYPE_DOCK, _NET_WM_STRUT_PARTIAL. Qt has no call for
either, so they are set through its own connection: after a request of Qt's, never before it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QNativeInterface

log = logging.getLogger(__name__)

#: X protocol: predefined atoms, and PropModeReplace.
ATOM, CARDINAL, REPLACE = 4, 6, 0


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _AtomReply(ctypes.Structure):
    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("pad0", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("atom", ctypes.c_uint32),
    )


@dataclass(frozen=True, slots=True)
class Strut:
    """Pixels that stay free at the bottom of the whole desktop, from one column to another."""

    bottom: int
    begins: int
    ends: int

    def cardinals(self) -> list[int]:
        """The twelve numbers of _NET_WM_STRUT_PARTIAL."""
        return [0, 0, 0, self.bottom, 0, 0, 0, 0, 0, 0, self.begins, self.ends]


def strut_of(bar: QRect, desktop: QRect, ratio: float = 1.0) -> Strut:
    """What a bar needs. It is counted from the bottom of the desktop, which other outputs may make deeper."""
    return Strut(
        bottom=round((desktop.y() + desktop.height() - bar.y()) * ratio),
        begins=round(bar.x() * ratio),
        ends=round((bar.x() + bar.width()) * ratio) - 1,
    )


class Dock:
    """Says of a window that it is a dock, or an ordinary window again. Does nothing but under X11."""

    def __init__(self, app: QGuiApplication) -> None:
        native = app.nativeInterface()
        self._connection = 0
        if not isinstance(native, QNativeInterface.QX11Application):
            return
        name = ctypes.util.find_library("xcb")
        if name is None:
            log.warning("programs cannot be told of the bar: there is no libxcb")
            return
        self._xcb = ctypes.CDLL(name)
        pointer, card8, card32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint32
        self._xcb.xcb_intern_atom.argtypes = [pointer, card8, ctypes.c_uint16, ctypes.c_char_p]
        self._xcb.xcb_intern_atom.restype = _Cookie
        self._xcb.xcb_intern_atom_reply.argtypes = [pointer, _Cookie, pointer]
        self._xcb.xcb_intern_atom_reply.restype = ctypes.POINTER(_AtomReply)
        self._xcb.xcb_change_property.argtypes = [
            pointer, card8, card32, card32, card32, card8, card32, pointer,
        ]  # fmt: skip
        self._xcb.xcb_change_property.restype = _Cookie
        self._xcb.xcb_delete_property.argtypes = [pointer, card32, card32]
        self._xcb.xcb_delete_property.restype = _Cookie
        self._xcb.xcb_flush.argtypes = [pointer]
        self._libc = ctypes.CDLL(None)
        self._libc.free.argtypes = [pointer]
        self._connection = native.connection()

    def reserve(self, window: int, strut: Strut) -> None:
        """Make a window, by its X11 number, a dock before which others stop."""
        if not self._connection:
            return
        self._set(window, "_NET_WM_WINDOW_TYPE", ATOM, [self._atom("_NET_WM_WINDOW_TYPE_DOCK")])
        self._set(window, "_NET_WM_STRUT_PARTIAL", CARDINAL, strut.cardinals())
        self._set(window, "_NET_WM_STRUT", CARDINAL, strut.cardinals()[:4])
        self._xcb.xcb_flush(self._connection)

    def release(self, window: int) -> None:
        """Let others have its room again. Its type is Qt's to set, with the window's flags."""
        if not self._connection:
            return
        for name in ("_NET_WM_STRUT_PARTIAL", "_NET_WM_STRUT"):
            self._xcb.xcb_delete_property(self._connection, window, self._atom(name))
        self._xcb.xcb_flush(self._connection)

    def _set(self, window: int, name: str, kind: int, values: Sequence[int]) -> None:
        data = (ctypes.c_uint32 * len(values))(*values)
        self._xcb.xcb_change_property(
            self._connection, REPLACE, window, self._atom(name), kind, 32, len(values), data
        )

    def _atom(self, name: str) -> int:
        cookie = self._xcb.xcb_intern_atom(self._connection, 0, len(name), name.encode())
        reply = self._xcb.xcb_intern_atom_reply(self._connection, cookie, None)
        if not reply:
            return 0
        atom = int(reply.contents.atom)
        self._libc.free(reply)
        return atom
