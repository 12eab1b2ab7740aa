"""A tap on the line between a screen and its hub: reads the screen's reports, and can be shut."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Any

_REPORT = re.compile(rb"POST /screen/v1/report HTTP/1\.1\r\n(.*?)\r\n\r\n", re.DOTALL)
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """One report and when it passed, in monotonic seconds."""

    at: float
    report: dict[str, Any] = field(default_factory=dict)


class Tap:
    """Listens at a port of its own and passes everything on to the hub, until it is shut. Changes nothing."""

    def __init__(self, hub_port: int) -> None:
        self.reports: list[Told] = []
        #: When calls were put through, in monotonic seconds.
        self.calls: list[float] = []
        self._shut = False
        self._ends: list[socket.socket] = []
        self._hub_port = hub_port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more calls."""
        self._listening.close()

    def shut(self) -> None:
        """Break all lines, and every new one at once, until it is opened again."""
        self._shut = True
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def open(self) -> None:
        """Put calls through again."""
        self._shut = False

    def newest(self) -> dict[str, Any]:
        """The last report, empty before the first."""
        return self.reports[-1].report if self.reports else {}

    def painted(self) -> set[str]:
        """Every id that was painted in any report."""
        return {one for told in self.reports for one in told.report["painted"]}

    def _accept(self) -> None:
        while True:
            try:
                screen, _ = self._listening.accept()
            except OSError:
                return
            if self._shut:
                screen.close()
                continue
            try:
                hub = socket.create_connection(("127.0.0.1", self._hub_port))
            except OSError:
                screen.close()
                continue
            self.calls.append(time.monotonic())
            self._ends = [end for end in self._ends if end.fileno() >= 0] + [screen, hub]
            threading.Thread(target=self._pass_on, args=(screen, hub, True), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(hub, screen, False), daemon=True).start()

    def _pass_on(self, giver: socket.socket, taker: socket.socket, read: bool) -> None:
        heard = b""
        with contextlib.suppress(OSError):
            while some := giver.recv(65536):
                taker.sendall(some)
                if read:
                    heard = self._listen(heard + some)
        for end in (giver, taker):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _listen(self, heard: bytes) -> bytes:
        """Take whole reports out of what was heard; gives what may be the beginning of the next one."""
        while found := _REPORT.search(heard):
            length = _LENGTH.search(found[1])
            ends = found.end() + int(length[1] if length else 0)
            if len(heard) < ends:
                return heard[found.start() :]
            self.reports.append(Told(time.monotonic(), json.loads(heard[found.end() : ends])))
            heard = heard[ends:]
        return heard[-4096:]
