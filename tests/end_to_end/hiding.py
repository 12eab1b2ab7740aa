"""Trials of a hide: how long its pixels stay, and that they never come back on a screen that missed it."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.end_to_end.branch import Branch, Display, common
from tests.hub.staff import text_of

#: Seconds. So long a screen is watched after it said that it knows of the hide.
AFTERWARDS = 3.0
#: After this the screens are brought into step.
TOGETHER = 8.0
#: No screen needs so long for anything.
ENDLESS = 120.0


@dataclass
class Trial:
    """One hide. Seconds from the tap, by display; `page` is what the page said of all of them."""

    square: str
    gone: dict[str, float] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    page: float = 0.0


@dataclass
class Watch:
    """What was on a glass that missed a hide. Seconds from the first call that reached the hub again."""

    display: str
    frames: int = 0
    #: Frames that held the item: before the screen said that it knows of the hide, and afterwards.
    before: int = 0
    after: int = 0
    #: When the item left the glass, and when the screen said that it knows; of one that had it on.
    left: float = 0.0
    knows: float = 0.0


def hide(branch: Branch, square: str) -> tuple[int, int]:
    """Tap Hide as the page does; gives the number of the decision and the first revision without the item."""
    answer = branch.moderator.post("/hide", item=branch.items[square])
    assert answer.status_code == 303, answer.text
    number = int(answer.headers["location"].removeprefix("/?done="))
    return number, branch.store.revision()


def bring_back(branch: Branch, number: int) -> None:
    """Undo the hide."""
    answer = branch.moderator.post(f"/actions/{number}/undo")
    assert answer.status_code == 303, answer.text


def on_all(branch: Branch, chance: random.Random) -> str:
    """A square that every glass has had for a moment: no fade and no page that was turning already."""
    since = time.monotonic()
    while True:
        if settled := _settled(branch.displays, chance):
            return settled
        if time.monotonic() > since + TOGETHER:
            gather(branch)
            since = time.monotonic()


def gather(branch: Branch) -> None:
    """Bring the screens into step, each of which turns its pages by itself: leave them a single item."""
    _, *others = branch.items
    numbers = [hide(branch, square)[0] for square in others]
    _wait(lambda: common(branch.displays), "the same item on every screen")
    for number in numbers:
        bring_back(branch, number)


def on_one(display: Display, chance: random.Random) -> str:
    """A square that this glass has had for a moment."""
    while True:
        _wait(display.seen, f"an item on {display.name}")
        if settled := _settled((display,), chance):
            return settled


def _settled(displays: Sequence[Display], chance: random.Random) -> str:
    if not common(displays):
        time.sleep(0.05)
        return ""
    time.sleep(chance.uniform(0.4, 1.2))
    return chance.choice(sorted(common(displays)) or [""])


def trial(branch: Branch, chance: random.Random) -> Trial:
    """Hide what is on every glass, and look until it is gone from each."""
    square = on_all(branch, chance)
    done = Trial(square)
    made: list[tuple[int, int]] = []
    marks = {display.name: len(display.tap.reports) for display in branch.displays}
    tapped, tapped_at = time.monotonic(), datetime.now(UTC)
    tap = threading.Thread(target=lambda: made.append(hide(branch, square)))
    tap.start()
    while len(done.gone) < len(branch.displays):
        assert time.monotonic() < tapped + ENDLESS, f"{square} never left the glass"
        for display in branch.displays:
            if display.name not in done.gone and square not in display.seen():
                done.gone[display.name] = time.monotonic() - tapped
    tap.join()
    ((number, _),) = made
    item = branch.items[square]

    def reported() -> bool:
        for display in branch.displays:
            for told in display.tap.reports[marks[display.name] :]:
                for one in told.report["removed"]:
                    at = datetime.fromisoformat(one["at"])
                    if one["id"] == item and at >= tapped_at:
                        done.told.setdefault(display.name, (at - tapped_at).total_seconds())
        return len(done.told) == len(branch.displays)

    _wait(reported, "a report of every screen")
    done.page = _page_says(branch, number)
    bring_back(branch, number)
    return done


def _page_says(branch: Branch, number: int) -> float:
    """The seconds that stand at the foot of the page once all screens have answered."""
    address, end = f"/actions/{number}/screens", time.monotonic() + ENDLESS
    while time.monotonic() < end:
        bar = text_of(branch.moderator.get(address, **{"HX-Request": "true"}).text)
        if said := re.search(r"([\d.]+) s\.", bar):
            return float(said[1])
        time.sleep(0.05)
    raise AssertionError("the page never said that it is gone")


def while_cut_off(branch: Branch, display: Display, chance: random.Random) -> Watch:
    """Break one screen's line, hide what it shows, and mend the line."""
    square = on_one(display, chance)
    display.tap.shut()
    number, revision = hide(branch, square)
    time.sleep(chance.uniform(0.5, 2.0))
    calls = len(display.tap.calls)
    display.tap.open()
    opened = time.monotonic()
    _wait(lambda: len(display.tap.calls) > calls, "a call of the screen")
    watch = _watch(display, square, revision, opened, lambda: display.tap.calls[calls])
    bring_back(branch, number)
    return watch


def while_away(branch: Branch, display: Display, chance: random.Random, *, alone: bool = False) -> Watch:
    """Kill one screen, hide what it had on, and start it again; `alone`: at first without its hub."""
    square = on_one(display, chance)
    display.kill()
    number, revision = hide(branch, square)
    if alone:
        display.tap.shut()
        threading.Timer(chance.uniform(1.5, 3.0), display.tap.open).start()
    began = time.monotonic()
    display.start()
    watch = _watch(display, square, revision, began, lambda: began)
    bring_back(branch, number)
    return watch


def _watch(
    display: Display, square: str, revision: int, since: float, counted_from: Callable[[], float]
) -> Watch:
    """Look at every frame until the screen has known of the hide for a while."""
    watch, knew = Watch(display.name), 0.0
    while not knew or time.monotonic() < knew + AFTERWARDS:
        assert time.monotonic() < since + ENDLESS, f"{display.name} never heard of the hide"
        assert display.process.process.poll() is None, display.process.said()
        if not knew and display.knows(revision, since):
            knew = time.monotonic()
        held = square in display.seen()
        watch.frames += 1
        if held and knew:
            watch.after += 1
        elif held:
            watch.before += 1
            watch.left = time.monotonic() - counted_from()
    watch.knows = knew - counted_from()
    return watch


def _wait(true: Callable[[], object], what: str) -> None:
    end = time.monotonic() + ENDLESS
    while not true():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.01)
