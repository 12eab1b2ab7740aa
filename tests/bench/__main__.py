"""The sign against Debian's Chromium showing the same ticker, both sides in one run, without a GPU.

Processor time, memory and presents are measured from outside. Figures are the median of the runs, and
the ratios are what counts: machines are noisy. Exit code 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from tests.bench import content, feeds, painter, sides
from tests.bench.bar import Bar
from tests.bench.sides import Measure, XServer

WARM_UP = 12.0
PIXELS_A_SECOND = 300.0
SETTINGS = """
[library]
name = "Harbour Library"
timezone = "Europe/London"

[hub]
listen = "127.0.0.1:{port}"
data = "data"
allow_hosts = ["127.0.0.1"]

[[screen]]
name = "Foyer"
motion = "crawl"

[[source]]
id = "list"
kind = "playlist"
path = "list.csv"
"""
FEED = """
[[source]]
id = "feed-{number}"
kind = "feed"
url = "{address}/feed/{number}.xml"
trust = "publish"
every = "10 s"
"""


def main() -> int:
    """Run all cases and print a table."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("case", choices=["crawl", "painter"], nargs="*", default=["crawl", "painter"])
    parser.add_argument("--seconds", type=float, default=120, help="length of one run (default 120)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each side (default 3)")
    parser.add_argument("--items", type=int, nargs="*", default=[50, 400], help="none: only the feeds")
    parser.add_argument("--skip-feeds", action="store_true", help="leave out the case with 20 feeds")
    options = parser.parse_args()
    bars: list[Bar] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "painter" in options.case:
            bars += painter.measure(folder)
        if "crawl" in options.case:
            bars += _moving(folder, options)
    print(f"\n{'bar':52} {'measured':>10} {'at most':>9}")
    for bar in bars:
        print(f"{bar.name:52} {bar.value:10.4f} {bar.most:9.4f} {'' if bar.reached else '  MISSED'}")
    return 0 if all(bar.reached for bar in bars) else 1


def _moving(folder: Path, options: argparse.Namespace) -> list[Bar]:
    bars: list[Bar] = []
    with sides.x_server(folder) as server:
        for count in options.items:
            bars += _crawl(folder, server, count, options.seconds, options.runs)
        if not options.skip_feeds:
            bars += _while_fetching(folder, server, options.seconds, options.runs)
    return bars


def _crawl(folder: Path, server: XServer, count: int, seconds: float, runs: int) -> list[Bar]:
    settings = _settings(folder, count)
    page = folder / "page.html"
    page.write_text(content.page(count, PIXELS_A_SECOND), encoding="utf-8")
    _fill_saved_copy(settings, server, folder)
    ours, theirs = [], []
    for _ in range(runs):  # turn and turn about, so that both sides meet the same weather
        ours.append(sides.sign(settings, server, folder, seconds=seconds, warm_up=WARM_UP))
        theirs.append(sides.chromium(page, server, folder, seconds=seconds, warm_up=WARM_UP))
    sign, chromium = median(ours), median(theirs)
    _print(f"crawl, {count} items", {"sign": sign, "Chromium": chromium})
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


def _while_fetching(folder: Path, server: XServer, seconds: float, runs: int) -> list[Bar]:
    with feeds.serve() as address:
        more = "".join(FEED.format(number=number, address=address) for number in range(20))
        settings = _settings(folder, 50, more)
        measures = [
            sides.sign(settings, server, folder, seconds=seconds, warm_up=WARM_UP) for _ in range(runs)
        ]
        asked = feeds.asked()
    sign = median(measures)
    _print(f"crawl, 50 items, 20 feeds fetched and parsed ({asked} answers)", {"sign": sign})
    if asked < 20 * runs:
        sys.exit("The hub did not fetch the feeds: this case measured nothing.")
    return [Bar(name="while 20 feeds are fetched: intervals above 25 ms", value=sign.late, most=0.005)]


def _settings(folder: Path, count: int, more: str = "") -> Path:
    place = folder / f"sign-{count}{'-feeds' if more else ''}"
    place.mkdir(exist_ok=True)
    (place / "list.csv").write_text(content.playlist(count), encoding="utf-8")
    settings = place / "config.toml"
    settings.write_text(SETTINGS.format(port=18080 + count % 97) + more, encoding="utf-8")
    return settings


def _fill_saved_copy(settings: Path, server: XServer, folder: Path) -> None:
    """The first frame is measured with saved content: let the sign run once before."""
    sides.sign(settings, server, folder, seconds=1, warm_up=WARM_UP)


def median(measures: list[Measure]) -> Measure:
    """The median of each figure by itself."""
    of: Callable[[str], float] = lambda name: statistics.median(getattr(m, name) for m in measures)  # noqa: E731
    return Measure(**{field.name: of(field.name) for field in fields(Measure)})  # type: ignore[arg-type]


def _print(title: str, columns: dict[str, Measure]) -> None:
    print(f"\n{title}")
    for side, m in columns.items():
        print(
            f"  {side:9} {m.processor:6.3f} of a core   {m.memory_all:6.1f} MB "
            f"({m.memory:.1f} the display)   first frame {m.first_frame:5.2f} s "
            f"({m.first_frame_all:.2f} from the command)   "
            f"{m.frames} presents   {100 * m.late:.3f} % late, longest {m.longest:.1f} ms   machine {100 * m.idle:.0f} % idle",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
