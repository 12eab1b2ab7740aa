"""A library with a hub and several screens, each on a glass of its own and with a tap on its line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from signage.clock import SystemClock
from signage.core.role import Role
from signage.hub.token import hashed, kept, make, token_file
from signage.settings import load
from signage.store import Store
from tests.end_to_end import squares
from tests.end_to_end.glass import Glass, lit
from tests.end_to_end.library import Place, Sign, found
from tests.end_to_end.tap import Tap
from tests.hub.staff import Staff, signing_in
from tests.hub.test_server import free_port

NAMES = ("Foyer", "Children", "Stairs", "Reading room", "Garden")
SOURCES = """
[[source]]
id = "squares"
name = "Squares"
kind = "playlist"
path = "squares.csv"
trust = "{trust}"
"""
WEEK = "kind,text\nnotice,Mind the step\n"


class Display:
    """One screen of the library: its process, its glass and its line."""

    def __init__(self, place: Place, name: str, token: Path, glass: Glass) -> None:
        self.name = name
        self.glass = glass
        self.tap = Tap(place.port)
        self._place = place
        self._token = token
        self.process = self.start()

    def start(self) -> Sign:
        """Start it, again if it was killed."""
        folder = self._place.folder / self.name
        command = [sys.executable, "-m", "signage.display", f"--hub=http://127.0.0.1:{self.tap.port}"]
        command += [f"--token-file={self._token}", f"--copy={folder}", f"--screen={self.name}"]
        self.process = Sign(command, self.glass.environment(), self._place.folder / f"{self.name}.log")
        return self.process

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    def seen(self) -> frozenset[str]:
        """The squares on its glass."""
        return squares.seen(self.glass)

    def knows(self, revision: int, since: float) -> bool:
        """Whether it reported, since then in monotonic seconds, that it shows at least this revision."""
        return any(
            told.at > since and (told.report["revision"] or 0) >= revision for told in self.tap.reports
        )


@dataclass(frozen=True)
class Branch:
    """All of it, running. `items` are the ids of the items by their squares."""

    place: Place
    hub: Sign
    store: Store
    displays: tuple[Display, ...]
    moderator: Staff
    items: dict[str, str]


def common(displays: Sequence[Display]) -> frozenset[str]:
    """The squares that are on all these glasses."""
    return frozenset.intersection(*(display.seen() for display in displays))


@contextmanager
def running(folder: Path, displays: int, *, trust: str = "review") -> Iterator[Branch]:
    """Hub and displays until the block ends, all items approved, somebody signed in who may hide them."""
    place = found(folder / "library", free_port(), SOURCES.format(trust=trust), week=WEEK)
    (place.folder / "squares.csv").write_text(squares.table(), encoding="utf-8")
    place.told("fetch")
    items = {
        square: item["id"]
        for item in place.told("items")["items"]
        if (square := squares.square_of(item["text"]))
    }
    first, *others = items.values()
    if trust == "review":
        place.told("approve", first)
    with ExitStack() as until_the_end:
        names = NAMES[:displays]
        glasses = [until_the_end.enter_context(lit(folder / name)) for name in names]
        hub = Sign(
            [sys.executable, "-m", "signage", "hub", "--config", str(place.config)],
            glasses[0].environment(),
            place.folder / "hub.log",
        )
        until_the_end.callback(hub.kill)
        hub.until(place.healthy, what="a healthy hub")
        store = until_the_end.enter_context(Store.open(place.folder / "data" / "signage.db", SystemClock()))
        moderator = until_the_end.enter_context(
            signing_in(store, SystemClock().now(), f"http://127.0.0.1:{place.port}", "Priya", Role.MODERATOR)
        )
        shown = []
        for name, glass in zip(names, glasses, strict=True):
            display = Display(place, name, _let_in(place, store, name), glass)
            until_the_end.callback(display.tap.close)
            until_the_end.callback(display.kill)
            shown.append(display)
        branch = Branch(place, hub, store, tuple(shown), moderator, items)
        hub.until(lambda: common(shown), 120, what="the same item on every screen")
        if trust == "review":
            place.told("approve", *others)
        yield branch


def _let_in(place: Place, store: Store, name: str) -> Path:
    """The token of a screen; the first is the PC's own, the others are paired as those of other PCs."""
    settings = load(place.config)
    if settings.screen(name):
        kept(settings.hub.data, name)
        return token_file(settings.hub.data, name)
    token, now = make(), SystemClock().now()
    waits = store.begin_pairing(name, hashed(token), now)
    assert waits is not None
    store.pair(waits.code, name, now)
    file = place.folder / f"{name}.token"
    file.write_text(token)
    file.chmod(0o600)
    return file
