"""The heap: how memory that is given back goes back to the system. Only where the C library is glibc."""

from __future__ import annotations

import ctypes
import platform

#: Parameters of mallopt(3).
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
#: Bytes from which a block gets pages of its own.
LARGE = 256 * 1024


def settle() -> None:
    """Give every large picture pages of its own, which go back when it goes.

    Left alone, glibc raises its limit to the largest block it ever saw, 32 MiB at most: pictures of all sizes
    then come and go within one heap, and leave holes in it for months. Source: mallopt(3), M_MMAP_THRESHOLD.
    """
    if platform.libc_ver()[0] == "glibc":
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, LARGE)
        library.mallopt(_TRIM_THRESHOLD, LARGE)
