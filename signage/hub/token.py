"""Secrets of the hub: how a screen's token is made, kept in a file only its user can read, and compared."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import tempfile
from pathlib import Path

from signage.errors import StoreError
from signage.settings import slug

#: 256 bits, in characters that may stand in a header.
_TOKEN = re.compile(r"[\w-]{32,128}")


def token_file(data: Path, screen: str) -> Path:
    """Where the token of a screen on this PC is kept."""
    return data / "screens" / f"{slug(screen)}.token"


def hashed(token: str) -> str:
    """What the store keeps of a token: SHA-256, in hex. Tokens are random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def make() -> str:
    """A new token."""
    return secrets.token_urlsafe(32)


def kept(data: Path, screen: str) -> str:
    """The token of a screen on this PC: read from its file, or made now and kept there (mode 0600).

    Hub and keeper may both ask at the same moment; whoever links the file first wins.
    Raises StoreError where the folder cannot be written.
    """
    return _kept(token_file(data, screen), f"The token of the screen {screen}")


def receipt_key(data: Path) -> bytes:
    """What keys the ids of patrons' comments; made and kept like a token. Raises StoreError."""
    return _kept(data / "secrets" / "receipts.key", "The key of patrons' receipts").encode()


def _kept(file: Path, what: str) -> str:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = _read(file)
        if found is None:
            found = _place(file, make())
    except OSError as error:
        raise StoreError(
            str(file.parent),
            f"{what} cannot be kept: {error.strerror}.",
            "Check the permissions of the folder and the free space, or set [hub] data to another folder.",
        ) from error
    return found


def _read(file: Path) -> str | None:
    try:
        token = file.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    if not _TOKEN.fullmatch(token):
        return None
    if file.stat().st_mode & 0o077:
        file.chmod(0o600)
    return token


def _place(file: Path, token: str) -> str:
    # mkstemp makes it 0600.
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".new")
    new = Path(name)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(token + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(new, file)
    except FileExistsError:
        other = _read(file)
        if other is not None:
            return other
        new.replace(file)  # what lay there was no token
        return token
    finally:
        new.unlink(missing_ok=True)
    return token
