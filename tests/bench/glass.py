"""The whole screen (stage, ticker, clock) in every motion, at 1080p and 4K, with few and with many items."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench import feeds, scene, sides
from tests.bench.bar import Bar, median, tell
from tests.bench.sides import XServer
from tests.bench.spine import WARM_UP, both, fill_saved_copy

#: The screens: their height, and the most the sign may cost beside Chromium: processor, memory.
SCREENS = {"1920x1080": (1080, 1 / 5, 1 / 2), "3840x2160": (2160, 1 / 4, 3 / 4)}
FEW, MANY = 50, 5_000


def crawl(folder: Path, server: XServer, seconds: float, runs: int) -> list[Bar]:
    """The crawl on one screen against an equal page in Chromium."""
    height, processor, memory = SCREENS[server.size]
    sign, chromium = both(folder, server, FEW, seconds, runs)
    tell(f"crawl at {server.size}", {"sign": sign, "Chromium": chromium})
    return [
        Bar(
            name=f"{height}p crawl: processor, display / Chromium",
            value=sign.processor / chromium.processor,
            most=processor,
        ),
        Bar(
            name=f"{height}p crawl: memory (PSS), display / Chromium",
            value=sign.memory / chromium.memory_all,
            most=memory,
        ),
    ]


def standing(folder: Path, server: XServer, seconds: float, runs: int) -> list[Bar]:
    """What the shelf and the calm motion cost from one page turn to the next."""
    bars = []
    for motion in ("shelf", "calm"):
        settings = scene.make(folder, motion, FEW, motion=motion)
        fill_saved_copy(settings, server, folder)
        sign = median(
            [sides.sign(settings, server, folder, seconds=seconds, warm_up=WARM_UP) for _ in range(runs)]
        )
        tell(f"{motion}, 1080p", {"sign": sign})
        bars.append(Bar(name=f"{motion}: of a core between page turns", value=sign.still, most=0.02))
    return bars


def many(folder: Path, server: XServer, seconds: float, runs: int) -> list[Bar]:
    """The crawl with many items beside the crawl with few, turn and turn about."""
    both = {count: scene.make(folder, f"many-{count}", count) for count in (FEW, MANY)}
    for settings in both.values():
        fill_saved_copy(settings, server, folder)
    measured: dict[int, list[sides.Measure]] = {count: [] for count in both}
    for _ in range(runs):
        for count, settings in both.items():
            measured[count].append(sides.sign(settings, server, folder, seconds=seconds, warm_up=WARM_UP))
    few, lots = median(measured[FEW]), median(measured[MANY])
    tell("few and many items", {f"{FEW}": few, f"{MANY}": lots})
    return [
        Bar(name=f"{MANY} items / {FEW}: processor", value=lots.processor / few.processor, most=1.2),
        Bar(
            name=f"{MANY} items / {FEW}: memory (PSS) of the display",
            value=lots.memory / few.memory,
            most=1.2,
        ),
    ]


def smooth(folder: Path, server: XServer, seconds: float, runs: int) -> list[Bar]:
    """Whether the crawl stutters while nothing else happens."""
    settings = scene.make(folder, "alone", FEW)
    fill_saved_copy(settings, server, folder)
    alone = median(
        [sides.sign(settings, server, folder, seconds=seconds, warm_up=WARM_UP) for _ in range(runs)]
    )
    tell("crawl, nothing else", {"sign": alone})
    return [Bar(name="crawl: intervals above 25 ms", value=alone.late, most=0.001)]


def busy(folder: Path, server: XServer, seconds: float, runs: int) -> list[Bar]:
    """Whether the crawl stutters while all items change each second and the hub parses without a pause."""
    with feeds.serve() as address:
        settings = scene.make(folder, "busy", FEW, feeds=address)
        with scene.changing(settings, FEW):
            sign = median(
                [sides.sign(settings, server, folder, seconds=seconds, warm_up=WARM_UP) for _ in range(runs)]
            )
        asked = feeds.asked()
    tell(f"crawl, all items change each second, {asked} answers of feeds parsed", {"sign": sign})
    if asked < 20 * runs:
        sys.exit("The hub did not fetch the feeds: this case measured nothing.")
    return [
        Bar(name="crawl while all changes: intervals above 25 ms", value=sign.late, most=0.001),
    ]
