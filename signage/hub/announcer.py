"""The announcer: tells every connected screen that something changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from signage.errors import SignageError

log = logging.getLogger(__name__)

#: Seconds. A comment line goes out after so much silence; a screen reconnects after 25.
HEARTBEAT = 10.0
#: Seconds between two looks at whether another process wrote to the database.
LOOK = 0.1
#: A screen that has taken none of so many announcements is let go; it connects again and starts afresh.
MOST_WAITING = 64
#: Ids in one event: a screen takes no longer line than 64 KiB.
MOST_IDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one look found: the revision now, and the ids that left the approved ones since the last."""

    revision: int
    hidden: tuple[str, ...] = ()


def revision_event(revision: int) -> bytes:
    """A server-sent event: there is a snapshot of this revision to take."""
    return f"id: {revision}\nevent: revision\ndata: {revision}\n\n".encode()


def picture_event() -> bytes:
    """A server-sent event: somebody would like to see what stands on the glass."""
    return b"event: picture\ndata: \n\n"


def hide_event(change: Change) -> bytes:
    """A server-sent event: these ids leave the glass at once, before the new snapshot is there."""
    data = msgspec.json.encode({"revision": change.revision, "ids": change.hidden})
    return b"event: hide\ndata: " + data + b"\n\n"


class Announcer:
    """Looks for changes and hands them to the streams of all screens. Lives in the event loop.

    `written` gives a number that differs once another process wrote (cheap, called every 100 ms in a
    thread); `look` gives the change since the last call, or None. Does not know what a snapshot holds.
    """

    def __init__(self, written: Callable[[], int], look: Callable[[], Change | None]) -> None:
        self._written = written
        self._look = look
        self._streams: set[asyncio.Queue[bytes | None]] = set()
        self._poked = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False
        self.revision = 0

    async def run(self) -> None:
        """Look again and again until cancelled."""
        self._loop = asyncio.get_running_loop()
        seen: int | None = None
        while True:
            try:
                written = await asyncio.to_thread(self._written)
                if written != seen or self._poked.is_set():
                    self._poked.clear()
                    seen = written
                    change = await asyncio.to_thread(self._look)
                    if change is not None:
                        self._announce(change)
            except SignageError as error:
                log.warning("%s", error)
                await asyncio.sleep(HEARTBEAT)
            try:
                await asyncio.wait_for(self._poked.wait(), LOOK)
            except TimeoutError:
                continue

    def poke(self) -> None:
        """Look now: this process wrote. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._poked.set)

    def ask_for_pictures(self) -> None:
        """Ask every screen for a picture. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._send, [picture_event()])

    def close(self) -> None:
        """End all streams, so that the hub can stop at once. Called in the loop."""
        self._closed = True
        for stream in self._streams:
            _put(stream, None)

    async def stream(self) -> AsyncIterator[bytes]:
        """The events for one screen, beginning with the revision as it is now."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING)
        self._streams.add(queue)
        try:
            yield revision_event(self.revision)
            while not self._closed:
                try:
                    event = await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if event is None:
                    return
                yield event
        finally:
            self._streams.discard(queue)

    def _announce(self, change: Change) -> None:
        self.revision = change.revision
        events = [hide_event(part) for part in _parts(change)]
        events.append(revision_event(change.revision))
        self._send(events)

    def _send(self, events: Sequence[bytes]) -> None:
        for stream in tuple(self._streams):
            for event in events:
                _put(stream, event)


def _parts(change: Change) -> Iterator[Change]:
    """The ids that leave, in events that a screen can take. What is too much for a stream ends it."""
    for start in range(0, len(change.hidden), MOST_IDS):
        yield replace(change, hidden=change.hidden[start : start + MOST_IDS])


def _put(stream: asyncio.Queue[bytes | None], event: bytes | None) -> None:
    try:
        stream.put_nowait(event)
    except asyncio.QueueFull:
        while not stream.empty():
            stream.get_nowait()
        stream.put_nowait(None)
