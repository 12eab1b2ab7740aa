"""The link to the hub, over QtNetwork: snapshots in, changes in, reports out."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QNetworkReply, QNetworkRequest

from signage.core.programme import Reach
from signage.core.snapshot import MOST_BYTES
from signage.display import token
from signage.display.events import Events
from signage.display.network import body, drop, network, post, request, status

log = logging.getLogger(__name__)

#: The hub's heart beats every 10 s; after this long without a word the line is taken for dead.
SILENCE_MS: Final = 25_000
ANSWER_MS: Final = 15_000
#: Newer words are asked for at most this often: reading a snapshot takes the display a tenth of a second.
#: What must go does not wait for it.
REST_MS: Final = 2_000
FIRST_DELAY_MS: Final = 500
LONGEST_DELAY_MS: Final = 30_000
#: A snapshot that did not come is asked for again after this, as long as the hub speaks.
ASK_AGAIN_MS: Final = 2_000
#: An answer larger than this is not a snapshot.
LARGEST: Final = 4 * MOST_BYTES
LARGEST_PICTURE: Final = 16 * 1024 * 1024
REALM: Final = b'realm="signage"'


class Link(QObject):
    """Keeps in touch with the hub and goes on trying for ever. Decides nothing about items.

    Works on the Qt loop only: no thread, no asyncio. Reconnects after 25 s of silence, with a delay
    that grows to 30 s.
    """

    #: The bytes of a snapshot that this screen does not have yet.
    arrived = Signal(bytes)
    #: Ids that must leave the glass at once, and the first revision that is without them.
    hidden = Signal(list, int)
    #: The hub answered, for the first time or again: what this screen has is what the hub has.
    answered = Signal()
    #: The hub does not know this screen's token.
    refused = Signal()
    #: The hub would like to see what stands on the glass.
    looked_for = Signal()
    #: A picture that was asked for: its hash and its bytes, not yet checked against each other.
    pictured = Signal(str, bytes)

    def __init__(self, hub: str, token_file: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub.rstrip("/")
        self._token_file = token_file
        self._network = network(self)
        self._etag = b""
        self._delay = FIRST_DELAY_MS
        self._heard: float | None = None
        self._caught_up = False
        self._changes: QNetworkReply | None = None
        self._snapshot: QNetworkReply | None = None
        self._reporting: QNetworkReply | None = None
        self._next_report: Mapping[str, Any] | None = None
        self._picture: QNetworkReply | None = None
        self._showing: QNetworkReply | None = None
        self._wanted: list[str] = []
        self._ask_again = False
        self._newer = False
        self._events = Events()
        self._silence = QTimer(self, singleShot=True, interval=SILENCE_MS)
        self._silence.timeout.connect(self._give_up)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.begin)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        self._missed = QTimer(self, singleShot=True, interval=ASK_AGAIN_MS)
        self._missed.timeout.connect(self._ask_missed)

    @property
    def reach(self) -> Reach:
        """Whether the hub has answered since the start, and for how long it has been silent.

        A hub that speaks has not answered before its snapshot is here: the copy may have what was hidden.
        """
        if self._heard is None:
            return Reach(answered=False, silent_for=timedelta.max)
        return Reach(answered=True, silent_for=timedelta(seconds=time.monotonic() - self._heard))

    @Slot()
    def begin(self) -> None:
        """Open the line: ask for changes, and for a snapshot in case some were missed."""
        if self._changes is not None:
            return
        self._events = Events()
        self._caught_up = False
        asked = self._request("/screen/v1/changes")
        asked.setRawHeader(b"Accept", b"text/event-stream")
        reply = self._network.get(asked)
        self._changes = reply
        reply.readyRead.connect(self._read_changes)
        reply.finished.connect(self._changes_ended)
        self._silence.start()
        self._ask_snapshot()

    def end(self) -> None:
        """Close the line for good."""
        self._retry.stop()
        self._silence.stop()
        self._rest.stop()
        self._missed.stop()
        for reply in (self._changes, self._snapshot, self._reporting, self._picture, self._showing):
            if reply is not None:
                drop(reply)
        self._changes = self._snapshot = self._reporting = self._picture = self._showing = None
        self._next_report = None

    def fetch(self, pictures: Sequence[str]) -> None:
        """Ask for these pictures, by their hashes, one after the other, instead of those still wanted.

        What does not come is not asked for again before it is named again.
        """
        self._wanted = list(pictures)
        self._next_picture()

    def report(self, told: Mapping[str, Any]) -> None:
        """Tell the hub what is painted; while an earlier report is on its way the newest one waits."""
        if self._heard is None:
            return
        if self._reporting is not None:
            self._next_report = told
            return
        self._reporting = post(self._network, self._request("/screen/v1/report", ANSWER_MS), told)
        self._reporting.finished.connect(self._reported)

    def show(self, jpeg: bytes, revision: int) -> None:
        """Send the hub what stands on the glass; dropped while an earlier picture is on its way."""
        if self._showing is not None or self._heard is None:
            return
        asked = self._request(f"/screen/v1/picture?revision={revision}", ANSWER_MS)
        asked.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "image/jpeg")
        self._showing = self._network.put(asked, jpeg)
        self._showing.finished.connect(self._shown)

    @Slot()
    def _shown(self) -> None:
        reply, self._showing = self._showing, None
        if reply is not None:
            reply.deleteLater()

    def _request(self, path: str, answer_ms: int = 0) -> QNetworkRequest:
        made = request(self._hub + path, answer_ms)
        kept = token.read(self._token_file)
        if kept:
            made.setRawHeader(b"Authorization", b"Bearer " + kept)
        return made

    def _look_for_refusal(self, reply: QNetworkReply) -> None:
        # The realm is the hub's own: a gateway on the way that wants a password says something else.
        if status(reply) == 401 and REALM in bytes(reply.rawHeader("WWW-Authenticate").data()):
            self.refused.emit()

    def _ask_snapshot(self) -> None:
        if self._snapshot is not None:
            self._ask_again = True
            return
        asked = self._request("/screen/v1/snapshot", ANSWER_MS)
        if self._etag:
            asked.setRawHeader(b"If-None-Match", self._etag)
        self._snapshot = self._network.get(asked)
        self._snapshot.downloadProgress.connect(self._watch_size)
        self._snapshot.finished.connect(self._snapshot_ended)

    @Slot("qint64", "qint64")
    def _watch_size(self, received: int, _total: int) -> None:
        if received > LARGEST and self._snapshot is not None:
            log.warning("the hub's answer is larger than a snapshot can be")
            self._snapshot.abort()

    @Slot()
    def _snapshot_ended(self) -> None:
        reply, self._snapshot = self._snapshot, None
        if reply is None:
            return
        came = body(reply, LARGEST)
        if came is not None:
            self._etag = bytes(reply.rawHeader("ETag").data())
        if came is not None or status(reply) == 304:
            # One that was asked for before the line was opened may be older than what was hidden since.
            self._caught_up = self._caught_up or not self._ask_again
            if self._caught_up:
                self._heard = time.monotonic()
            if came is not None:
                self.arrived.emit(came)
            self._heartbeat()
        else:
            log.info("no snapshot from the hub: %s", status(reply) or reply.errorString())
            self._missed.start()
        reply.deleteLater()
        self._look_for_refusal(reply)
        if self._ask_again:
            self._ask_again = False
            self._ask_snapshot()

    @Slot()
    def _read_changes(self) -> None:
        if self._changes is None:
            return
        chunk = bytes(self._changes.readAll().data())
        if status(self._changes) != 200:
            return
        self._heartbeat()
        self._delay = FIRST_DELAY_MS
        for event, data in self._events.feed(chunk):
            self._take(event, data)

    def _take(self, event: str, data: str) -> None:
        if event in {"hide", "stop"}:
            try:
                told = json.loads(data)
            except ValueError:
                log.warning("the hub sent a change that cannot be read: %r", data[:200])
                return
            told = told if isinstance(told, dict) else {}
            ids, revision = told.get("ids", ()), told.get("revision")
            # Without a revision the next snapshot says it anew.
            self.hidden.emit(
                [one for one in ids if isinstance(one, str)], revision if isinstance(revision, int) else 0
            )
            self._ask_snapshot()
        elif event == "revision":
            self._ask_rested()
        elif event == "picture":
            self.looked_for.emit()

    def _ask_rested(self) -> None:
        if self._rest.isActive():
            self._newer = True
        else:
            self._rest.start()
            self._ask_snapshot()

    @Slot()
    def _rested(self) -> None:
        if self._newer:
            self._newer = False
            self._ask_rested()

    @Slot()
    def _ask_missed(self) -> None:
        if self._changes is not None:
            self._ask_snapshot()

    def _heartbeat(self) -> None:
        self._silence.start()
        if self._caught_up:
            self._heard = time.monotonic()
            self.answered.emit()

    @Slot()
    def _give_up(self) -> None:
        log.info("the hub has been silent for %d s", SILENCE_MS // 1000)
        if self._changes is not None:
            self._changes.abort()

    @Slot()
    def _changes_ended(self) -> None:
        if self._changes is not None:
            self._changes.deleteLater()
            self._changes = None
        self._silence.stop()
        self._retry.start(self._delay)
        self._delay = min(self._delay * 2, LONGEST_DELAY_MS)

    def _next_picture(self) -> None:
        if self._picture is not None or not self._wanted:
            return
        sha256 = self._wanted.pop(0)
        self._picture = self._network.get(self._request(f"/media/{sha256}", ANSWER_MS))
        self._picture.setProperty("sha256", sha256)
        self._picture.downloadProgress.connect(self._watch_picture)
        self._picture.finished.connect(self._picture_ended)

    @Slot("qint64", "qint64")
    def _watch_picture(self, received: int, _total: int) -> None:
        if received > LARGEST_PICTURE and self._picture is not None:
            log.warning("the hub's answer is larger than a picture can be")
            self._picture.abort()

    @Slot()
    def _picture_ended(self) -> None:
        reply, self._picture = self._picture, None
        if reply is None:
            return
        sha256 = str(reply.property("sha256"))
        came = body(reply, LARGEST_PICTURE)
        if came is not None:
            self.pictured.emit(sha256, came)
        else:
            log.info("no picture %s from the hub: %s", sha256[:12], status(reply) or reply.errorString())
        reply.deleteLater()
        self._next_picture()

    @Slot()
    def _reported(self) -> None:
        reply, self._reporting = self._reporting, None
        if reply is not None:
            reply.deleteLater()
            self._look_for_refusal(reply)
        told, self._next_report = self._next_report, None
        if told is not None and self._changes is not None:
            self.report(told)
