"""The token that a screen got when staff let it in, beside its copy (mode 0600)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from signage.display.saved import write_whole

FILE: Final = "token"


def read(path: Path | None) -> bytes:
    """The token in the file; empty where there is none or it cannot be read."""
    if path is None:
        return b""
    try:
        return path.read_bytes().strip()
    except OSError:
        return b""


def keep(path: Path, token: str) -> None:
    """Save a token so that nobody but this user can read it. Raises OSError."""
    write_whole(path, token.encode() + b"\n", private=True)


def forget(path: Path) -> None:
    """The hub does not know it any more. Raises OSError."""
    path.unlink(missing_ok=True)
