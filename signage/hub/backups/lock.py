"""One lock on the data folder: hubs share it, and a restore wants it alone."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from signage.errors import StoreError


@contextmanager
def in_use(data: Path) -> Iterator[None]:
    """Say that a hub runs on this folder; waits while a backup is restored. Raises OSError."""
    with _locked(data, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Keep every hub away. Raises StoreError where one runs."""
    try:
        with _locked(data, fcntl.LOCK_EX | fcntl.LOCK_NB):
            yield
    except BlockingIOError as error:
        raise StoreError(
            f"data folder {data}",
            "The sign runs: nothing can be restored under it.",
            "Stop it (Ctrl+C, or the service), restore, then start it again.",
        ) from error


@contextmanager
def _locked(data: Path, how: int) -> Iterator[None]:
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(data / "hub.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)
