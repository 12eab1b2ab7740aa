"""What the tests let workers do. In a module, since jobs are pickled by name."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from signage.core.item import Content, Kind, RawItem
from signage.errors import AskedToWait, NeedsSignIn
from signage.sources.plan import FEED_TYPES, Received, Request, Response, SourceOptions, SourceState


def add(left: int, right: int) -> int:
    return left + right


def who() -> tuple[int, int, int]:
    """This process, the one that started it, and its niceness."""
    return os.getpid(), os.getppid(), os.nice(0)


def environment() -> dict[str, str]:
    return dict(os.environ)


def spin() -> None:
    """Works for ever, in C code that never lets go."""
    sum(range(10**15))


def nap(seconds: float) -> str:
    time.sleep(seconds)
    return "rested"


def grow() -> int:
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def leave(status: int) -> None:
    os._exit(status)


def crash(number: int) -> None:
    os.kill(os.getpid(), number)


def nest() -> None:
    nest()


def chatter() -> str:
    print("words that nobody asked for" * 1000, flush=True)  # noqa: T201
    os.write(1, b"and bytes")
    return "said"


def lambda_back() -> object:
    return lambda: None


def ask_for_sign_in() -> None:
    raise NeedsSignIn("", "The service wants a token.", "Give it one.")


def ask_to_wait() -> None:
    raise AskedToWait("source x", "A pause.", "Wait.", timedelta(minutes=3))


def stopped() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


@dataclass(frozen=True, slots=True)
class Lines:
    """A kind of source for tests: each line of an answer is a post. "spin" and "crash" do what they say."""

    options: SourceOptions

    def start(self, state: SourceState, now: datetime) -> tuple[Request, ...]:  # noqa: ARG002
        return (
            Request(
                name="lines",
                url=self.options.url,
                accept=FEED_TYPES,
                conditional=True,
                signed=self.options.signed,
                reads=10 if self.options.monthly_reads else 0,
            ),
        )

    def receive(self, response: Response, state: SourceState, now: datetime) -> Received:  # noqa: ARG002
        words = response.body.decode().split("\n")
        if "spin" in words:
            spin()
        if "crash" in words:
            crash(signal.SIGSEGV)
        if "mistake" in words:
            raise KeyError(words[0])
        further = tuple(
            Request(name="more", url=word.removeprefix("more "), signed=True)
            for word in words
            if word.startswith("more ")
        )
        texts = [word for word in words if word and word != "complete" and not word.startswith("more ")]
        items = tuple(
            RawItem(id=f"lines:{text}", content=Content(kind=Kind.POST, text=text)) for text in texts
        )
        memory = {**state.memory, "last": texts[-1]} if texts else None
        reads = len(items) if self.options.monthly_reads else 0
        return Received(
            items=items, requests=further, memory=memory, complete="complete" in words, reads=reads
        )
