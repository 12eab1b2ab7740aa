"""QR codes: text -> modules. Draws nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

#: Light modules around a code, so that a phone finds it.
QUIET = 4
#: Characters of an address that fit on one line beside a code.
LONGEST_LINE = 12
#: On several lines they are smaller, and so many fit on each.
LONGEST_OF_MANY, MOST_LINES = 14, 3
#: An address in figures (IPv6) is one piece; else a name's parts, a port, a path's parts.
_PIECES = re.compile(r"\[[^\]]*\]|[.:/]?[^.:/\[]+|.")


@lru_cache(maxsize=64)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a code for `text`, row by row, dark ones true, with the quiet zone around them."""
    # Imported here: it takes longer than all of the display's own modules, and not every sign has a code.
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(border=QUIET, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def payload(address: str) -> str:
    """The address as it is put into a code: upper case where there is no path that has a case to lose.

    Upper case fits the alphanumeric mode, and so a smaller code with larger modules.
    """
    parts = urlsplit(address)
    return address.upper() if parts.path in {"", "/"} and not parts.query else address


def short(address: str) -> str:
    """The address as it is printed under a code: without the scheme and a closing slash."""
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/") if parts.netloc else address


def broken(address: str) -> str:
    """The short address, where it is long on up to three lines: it breaks before a dot, a port or a path."""
    text = short(address)
    if len(text) <= LONGEST_LINE:
        return text
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and len(lines[-1] + piece) > LONGEST_OF_MANY and len(lines) < MOST_LINES:
            lines.append("")
        lines[-1] += piece
    return "\n".join(lines)


def picture(address: str) -> str:
    """Where QML finds the picture of the code for `address`; "" where there is none."""
    return exactly(payload(address)) if address else ""


def exactly(text: str) -> str:
    """Where QML finds the picture of the code for `text`, letter for letter."""
    return f"image://qr/{text.encode().hex()}"
