"""Knocking: a new screen asks the hub for a code, and then, until staff have entered it, for its token."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface, QNetworkReply

from signage.core.pairing import ALPHABET, LENGTH
from signage.display.network import drop, network, post, request, status
from signage.display.pairing import Newcomer

log = logging.getLogger(__name__)

#: How often the hub is asked whether somebody entered the code, and how long after it did not answer.
ASK_EVERY_MS: Final = 3_000
LONGEST_DELAY_MS: Final = 30_000
ANSWER_MS: Final = 10_000
LARGEST: Final = 64 * 1024
#: After this long the pause that a hub asked for is over whatever it said. Seconds.
LONGEST_PAUSE: Final = 120


class Knock(QObject):
    """Asks one hub for a code and a token, and goes on for ever. Keeps nothing and draws nothing.

    A code that ran out is replaced by a new one; while the hub is silent its last code stands until then.
    """

    #: What this screen has to show: a Newcomer.
    waits = Signal(object)
    #: The token that lets it in.
    let_in = Signal(str)

    def __init__(self, hub: str, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub.rstrip("/")
        self._network = network(self)
        self._nobody = Newcomer(name=name, hub=self._hub, own=own_address())
        self._newcomer = self._nobody
        self._claim = ""
        self._until = 0.0
        self._delay = ASK_EVERY_MS
        self._reply: QNetworkReply | None = None
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._ask)

    def begin(self) -> None:
        """Ask for a code."""
        self._claim, self._newcomer = "", self._nobody
        self._ask()

    def end(self) -> None:
        """Ask no more."""
        self._again.stop()
        if self._reply is not None:
            drop(self._reply)
            self._reply = None

    @Slot()
    def _ask(self) -> None:
        if self._reply is not None:
            return
        told = {"claim": self._claim, "screen": self._nobody.name}
        self._reply = post(self._network, request(self._hub + "/screen/v1/pair", ANSWER_MS), told)
        self._reply.finished.connect(self._answered)

    @Slot()
    def _answered(self) -> None:
        reply, self._reply = self._reply, None
        if reply is None:
            return
        code = status(reply)
        told = _read(bytes(reply.read(LARGEST).data()))
        pause = bytes(reply.rawHeader("Retry-After").data())
        reply.deleteLater()
        if code == 200 and self._claim and told.get("token") == self._claim:
            # Until somebody ends it, the hub says so again: a token that could not be saved is not lost.
            self._again.start(LONGEST_DELAY_MS)
            self.let_in.emit(self._claim)
            return
        if code == 202 and self._take(told):
            self._delay = ASK_EVERY_MS
        elif code == 404 and self._claim:
            self.begin()
            return
        else:
            log.info("no code from the hub: %s", code or reply.errorString())
            self._wait_longer(int(pause) if pause.isdigit() else 0)
        self._again.start(self._delay)

    def _take(self, told: dict[str, Any]) -> bool:
        code, claim, seconds = told.get("code"), told.get("claim"), told.get("seconds")
        if not (isinstance(code, str) and len(code) == LENGTH and set(code) <= set(ALPHABET)):
            return False
        if not (isinstance(claim, str) and claim and isinstance(seconds, int)):
            return False
        self._claim, self._until = claim, time.monotonic() + seconds
        address, locale = told.get("address"), told.get("locale")
        self._show(
            replace(
                self._nobody,
                code=code,
                seconds=seconds,
                address=address if isinstance(address, str) and address.startswith("http") else "",
                locale=locale if isinstance(locale, str) and locale else "en-GB",
            )
        )
        return True

    def _wait_longer(self, asked: int) -> None:
        """The hub is silent or has no code: the old one stands while it can still be entered."""
        self._delay = 1000 * min(asked, LONGEST_PAUSE) or min(self._delay * 2, LONGEST_DELAY_MS)
        left = int(self._until - time.monotonic())
        if self._newcomer.code and left > 0:
            self._show(replace(self._newcomer, seconds=left))
        else:
            self._claim = ""
            self._show(self._nobody)

    def _show(self, newcomer: Newcomer) -> None:
        self._newcomer = newcomer
        self.waits.emit(newcomer)


def own_address() -> str:
    """The address of this PC in its network, for staff who look for it; "" where it has none."""
    for address in QNetworkInterface.allAddresses():
        if address.protocol() is QAbstractSocket.NetworkLayerProtocol.IPv4Protocol and address.isGlobal():
            return str(address.toString())
    return ""


def _read(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
