"""The studio: keeps one painter up and has it paint, for commands and pages."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from signage.core import commission as commissions
from signage.core.commission import Commission
from signage.core.snapshot import Snapshot, encode
from signage.errors import DisplayError

#: Seconds that a painter may take to start, and for one picture.
START_SECONDS = 30.0
PICTURE_SECONDS = 30.0
#: After so many pictures a painter is replaced: Qt keeps a quarter of a megabyte of each.
PICTURES = 200
_PIECE = 64 * 1024


class Studio:
    """One painter process, started when it is first needed and again after it hung or ended.

    Threads may share a studio: pictures are painted one after the other. `nice`: how far the painter steps
    back for other programs. Does not know what is worth painting, and keeps no pictures.
    """

    def __init__(
        self, pictures: Path | None = None, *, seconds: float = PICTURE_SECONDS, nice: int = 0
    ) -> None:
        self._pictures = pictures
        self._seconds = seconds
        self._nice = nice
        self._turn = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="signage-")
        self._painter: subprocess.Popen[bytes] | None = None
        self._painted = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The painter's process, None while there is none."""
        return self._painter.pid if self._painter else None

    def paint(self, snapshot: Snapshot, commission: Commission) -> bytes:
        """The picture of `snapshot` as PNG. The paths in `commission` are the studio's to fill in.

        Raises DisplayError where it cannot be painted, or not in time.
        """
        folder = Path(self._folder.name)
        document, out = folder / "snapshot.json", folder / "picture.png"
        with self._turn:
            document.write_bytes(encode(snapshot))
            out.unlink(missing_ok=True)
            whole = replace(
                commission,
                snapshot=str(document),
                out=str(out),
                pictures=str(self._pictures or ""),
            )
            answer = self._ask(commissions.encode(whole))
            error = answer.get("error")
            if error:
                raise DisplayError(str(error["where"]), str(error["what"]), str(error["do"]))
            return out.read_bytes()

    def close(self) -> None:
        """End the painter and forget its files; who waits for a picture gets a DisplayError."""
        painter = self._painter
        if painter is not None:
            painter.kill()
        with self._turn:
            self._end()
            self._folder.cleanup()

    def _ask(self, line: bytes) -> dict[str, Any]:
        """Send a line, give the answer; the painter is ended where none comes. Raises DisplayError."""
        seconds = self._seconds
        if self._painter is None or self._painter.poll() is not None or self._painted >= PICTURES:
            self._start()
            seconds += START_SECONDS
        self._painted += 1
        painter = self._painter
        assert painter is not None and painter.stdin is not None and painter.stdout is not None  # noqa: S101, PT018 - just started
        try:
            painter.stdin.write(line)
            painter.stdin.flush()
            return msgspec.json.decode(_line(painter.stdout.fileno(), seconds), type=dict[str, Any])
        except TimeoutError as error:
            self._end()
            raise DisplayError(
                "painter", f"It took longer than {seconds:g} seconds.", "Try a smaller picture."
            ) from error
        except (OSError, EOFError, msgspec.DecodeError) as error:
            self._end()
            raise DisplayError(
                "painter", "It ended without a picture.", "Try again; the log says more."
            ) from error

    def _start(self) -> None:
        self._end()
        self._painted = 0
        self._painter = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "signage.display.painter", "--serve", f"--nice={self._nice}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=_environment(),
        )

    def _end(self) -> None:
        painter, self._painter = self._painter, None
        if painter is None:
            return
        painter.kill()
        painter.wait()
        for pipe in (painter.stdin, painter.stdout):
            if pipe is not None:
                pipe.close()


def _line(pipe: int, seconds: float) -> bytes:
    """The next whole line. Raises TimeoutError, EOFError."""
    end, read = time.monotonic() + seconds, b""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while not read.endswith(b"\n"):
            if not selector.select(end - time.monotonic()):
                raise TimeoutError
            piece = os.read(pipe, _PIECE)
            if not piece:
                raise EOFError
            read += piece
    return read


def _environment() -> dict[str, str]:
    """Without the tokens of sources, and without what would make Qt draw in another way than the TV."""
    return {
        name: value
        for name, value in os.environ.items()
        if name == "SIGNAGE_THEMES" or not name.startswith(("SIGNAGE_", "QT_"))
    }
