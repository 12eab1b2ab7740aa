"""The sign against Debian's Chromium showing the same, both sides in one run, without a GPU.

Processor time, memory and presents are measured from outside. Figures are the median of the runs, and
the ratios are what counts: machines are noisy. Exit code 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench import crowd, glass, hide, pages, painter, sides, spine
from tests.bench.bar import Bar, judge

GLASS = ("crawl", "4k", "still", "many", "smooth", "busy")


def main() -> int:
    """Run the cases that were asked for and print a table."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument(
        "part", nargs="?", choices=("spine", "glass", "painter", "hide", "pages", "crowd"), default="spine"
    )
    parser.add_argument("--seconds", type=float, default=120, help="length of one run (default 120)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each side (default 3)")
    parser.add_argument(
        "--items", type=int, nargs="*", default=[50, 400], help="spine: how many; none: only the feeds"
    )
    parser.add_argument("--skip-feeds", action="store_true", help="spine: leave out the case with 20 feeds")
    parser.add_argument("--cases", nargs="*", choices=GLASS, default=GLASS, help="glass: only these")
    parser.add_argument(
        "--smooth-seconds", type=float, default=600, help="glass: length of a run that looks for stutter"
    )
    parser.add_argument("--trials", type=int, default=200, help="hide: how often (default 200)")
    parser.add_argument("--displays", type=int, default=3, help="hide: on so many screens (default 3)")
    parser.add_argument(
        "--missed",
        type=int,
        default=10,
        help="hide: trials with a screen cut off, and restarted (default 10)",
    )
    parser.add_argument("--waiting", type=int, default=10_000, help="pages: so many wait (default 10000)")
    parser.add_argument("--stored", type=int, default=100_000, help="pages: of so many (default 100000)")
    parser.add_argument("--times", type=int, default=200, help="pages: ask each so often (default 200)")
    parser.add_argument("--minutes", type=float, default=5, help="crowd: for so long (default 5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        match options.part:
            case "painter":
                return judge(painter.measure(Path(name)))
            case "hide":
                return judge(hide.measure(Path(name), options.trials, options.displays, options.missed))
            case "pages":
                return judge(pages.measure(Path(name), options.waiting, options.stored, options.times))
            case "crowd":
                return judge(crowd.measure(Path(name), options.minutes * 60, patrons=50, moderators=5))
            case "glass":
                return judge(_glass(Path(name), options))
            case _:
                return judge(_spine(Path(name), options))


def _spine(folder: Path, options: argparse.Namespace) -> list[Bar]:
    bars: list[Bar] = []
    with sides.x_server(folder) as server:
        for count in options.items:
            bars += spine.crawl(folder, server, count, options.seconds, options.runs)
        if not options.skip_feeds:
            bars += spine.while_fetching(folder, server, options.seconds, options.runs)
    return bars


def _glass(folder: Path, options: argparse.Namespace) -> list[Bar]:
    bars: list[Bar] = []
    with sides.x_server(folder) as server:
        if "crawl" in options.cases:
            bars += glass.crawl(folder, server, options.seconds, options.runs)
        if "still" in options.cases:
            bars += glass.standing(folder, server, options.seconds, options.runs)
        if "many" in options.cases:
            bars += glass.many(folder, server, options.seconds, options.runs)
        if "smooth" in options.cases:
            bars += glass.smooth(folder, server, options.smooth_seconds, options.runs)
        if "busy" in options.cases:
            bars += glass.busy(folder, server, options.smooth_seconds, options.runs)
    if "4k" in options.cases:
        with sides.x_server(folder, "3840x2160") as server:
            bars += glass.crawl(folder, server, options.seconds, options.runs)
    return bars


if __name__ == "__main__":
    sys.exit(main())
