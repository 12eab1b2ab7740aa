"""One PC, one TV: what the sign costs with few and many items, and while it fetches."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench import content, feeds, scene, sides
from tests.bench.bar import Bar, median, tell
from tests.bench.sides import XServer

WARM_UP = 12.0
PIXELS_A_SECOND = 300.0


def crawl(folder: Path, server: XServer, count: int, seconds: float, runs: int) -> list[Bar]:
    """The crawl at 1080p against the same ticker as a page."""
    sign, chromium = both(folder, server, count, seconds, runs)
    tell(f"crawl, {count} items", {"sign": sign, "Chromium": chromium})
    return [
        Bar(
            name=f"{count} items: processor, sign / Chromium",
            value=sign.processor / chromium.processor,
            most=1 / 3,
        ),
        Bar(
            name=f"{count} items: memory (PSS), sign / Chromium",
            value=sign.memory_all / chromium.memory_all,
            most=3 / 4,
        ),
        Bar(
            name=f"{count} items: first frame, sign / Chromium",
            value=sign.first_frame / chromium.first_frame,
            most=1,
        ),
        Bar(name=f"{count} items: intervals above 25 ms", value=sign.late, most=0.005),
    ]


def both(
    folder: Path, server: XServer, count: int, seconds: float, runs: int
) -> tuple[sides.Measure, sides.Measure]:
    """The medians of the sign and of Chromium, each with the crawl of `count` items on this screen."""
    height = int(server.size.partition("x")[2])
    settings = scene.make(folder, f"crawl-{height}-{count}", count)
    page = folder / "page.html"
    page.write_text(content.page(count, PIXELS_A_SECOND * height / 1080), encoding="utf-8")
    fill_saved_copy(settings, server, folder)
    ours, theirs = [], []
    for _ in range(runs):  # turn and turn about, so that both sides meet the same weather
        ours.append(sides.sign(settings, server, folder, seconds=seconds, warm_up=WARM_UP))
        theirs.append(sides.chromium(page, server, folder, seconds=seconds, warm_up=WARM_UP))
    return median(ours), median(theirs)


def while_fetching(folder: Path, server: XServer, seconds: float, runs: int) -> list[Bar]:
    """The crawl while twenty feeds are fetched and parsed without a pause."""
    with feeds.serve() as address:
        settings = scene.make(folder, "feeds", 50, feeds=address)
        measures = [
            sides.sign(settings, server, folder, seconds=seconds, warm_up=WARM_UP) for _ in range(runs)
        ]
        asked = feeds.asked()
    sign = median(measures)
    tell(f"crawl, 50 items, 20 feeds fetched and parsed ({asked} answers)", {"sign": sign})
    if asked < 20 * runs:
        sys.exit("The hub did not fetch the feeds: this case measured nothing.")
    return [Bar(name="while 20 feeds are fetched: intervals above 25 ms", value=sign.late, most=0.005)]


def fill_saved_copy(settings: Path, server: XServer, folder: Path) -> None:
    """The first frame is measured with saved content: let the sign run once before."""
    sides.sign(settings, server, folder, seconds=1, warm_up=WARM_UP)
