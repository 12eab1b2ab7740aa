"""The main job on real input, to be looked at: python -m tests.end_to_end.demonstration --out DIR.

Services on loopback answer as the real ones do, from the corpus; `signage run` draws on a virtual
screen, of which a picture is kept twice a minute. Then the services stop, the hub is killed, the display
is killed and comes back, and at last a display starts alone. Says what was painted and how loud the log was.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.conftest import corpus_folder
from tests.end_to_end.glass import Glass, lit, missing
from tests.end_to_end.library import (
    WEEK,
    Place,
    Sign,
    display_alone,
    found,
    kill,
    run_command,
)
from tests.end_to_end.services import Services
from tests.hub.test_server import free_port

PICTURE_EVERY = 30.0
LOOK_EVERY = 0.5
#: After this share of the time the services, the hub and the display are ended, and later the keeper.
TROUBLE, ALONE = 0.6, 0.8


def say(words: str) -> None:
    """One line for people."""
    sys.stdout.write(f"{datetime.now(UTC):%H:%M:%S} {words}\n")
    sys.stdout.flush()


def week(now: datetime, length: timedelta) -> str:
    """The library's own list, with one event that ends on the way and one that begins on the way."""
    zone = ZoneInfo("Europe/London")
    here = now.astimezone(zone)

    def row(title: str, starts: datetime, ends: datetime) -> str:
        return f"event,{title},,{starts:%Y-%m-%d},{starts:%H:%M},{ends:%H:%M},Main hall\n"

    ends, begins = here + length * 0.5, here + length * 0.7
    return (
        WEEK
        + row("This tale is nearly told", here - timedelta(minutes=40), ends)
        + row("Doors open in a moment", begins, begins + timedelta(hours=1))
    )


class Demonstration:
    """One run: looks at what is painted, keeps pictures, and remembers who was seen in which act."""

    def __init__(self, place: Place, glass: Glass, out: Path) -> None:
        self._place = place
        self._glass = glass
        self._out = out
        self._began = time.monotonic()
        self._pictures = 0
        self._rounds: dict[str, int] = {}
        self._slides: dict[str, int] = {}
        self.seen: dict[str, Counter[str]] = {}
        self.texts: dict[str, str] = {}

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._began

    def watch(self, act: str, until: float, alive: Callable[[], bool]) -> None:
        """Look on until so many seconds after the beginning."""
        seen = self.seen.setdefault(act, Counter())
        while self.seconds < until and alive():
            self._look(seen)
            if self.seconds >= self._pictures * PICTURE_EVERY:
                self._keep_picture(act)
            time.sleep(LOOK_EVERY)

    def _look(self, seen: Counter[str]) -> None:
        played = self._place.played()
        rounds, slides = played.get("rounds", {}), played.get("slides", {})
        seen.update(one for one in played.get("turn", ()) if rounds.get(one, 0) > self._rounds.get(one, 0))
        seen.update(
            f"stage {key}" for key, place in slides.items() if place > self._slides.get(key, len(slides))
        )
        self._rounds, self._slides = rounds, slides
        self.texts |= {item.id: item.content.text for item in self._place.copy()}

    def _keep_picture(self, act: str) -> None:
        name = f"{self._pictures:02d} {act} {datetime.now(UTC):%H%M%S}.png".replace(" ", "-")
        self._glass.picture().save(self._out / name)
        self._pictures += 1

    def told(self) -> None:
        """What was painted, act by act."""
        for act, seen in self.seen.items():
            say(f"{act}: {len(seen)} distinct")
            for one, times in seen.most_common():
                text = self.texts.get(one.removeprefix("stage "), "").replace("\n", " ")
                say(f"  {times:3d} x {one[:60]}  {text[:80]}")
        say(f"all: {len({one for seen in self.seen.values() for one in seen})} distinct")


def demonstrate(minutes: float, out: Path, size: str, motion: str) -> int:
    """Show everything. Gives the number of things that were wrong."""
    wrong: list[str] = []
    now, length = datetime.now(UTC), timedelta(minutes=minutes)
    services = Services(corpus_folder(), now)
    place = found(out / "library", free_port(), services.settings("1 min"), motion, week(now, length))
    with lit(out / "glass", size) as glass:
        show = Demonstration(place, glass, out)
        run = Sign(run_command(place), glass.environment(), out / "run.log")
        try:
            run.until(lambda: len(place.copy()) >= 25, 180, what="a copy with items")
            run.until(place.waiting, 100, what="posts that wait")
            review = place.waiting()
            place.told("approve", *review)
            show.watch("running", length.total_seconds() * TROUBLE, lambda: run.process.poll() is None)
            wrong += [f"while all was well: {line}" for line in run.loud()]
            if services.not_modified < 4 * minutes * TROUBLE - 8:
                wrong.append(f"only {services.not_modified} answers were 304")
            say(f"{sum(services.asked.values())} questions, {services.not_modified} answered 304")
            services.stop()
            kill(run.child("hub"))
            kill(run.child("display"))
            show.watch("troubled", length.total_seconds() * ALONE, lambda: run.process.poll() is None)
            for line in run.loud():
                say(f"after the kills: {line}")
        finally:
            run.kill()
            services.stop()
        (place.screen / "played.json").unlink()
        alone = Sign(display_alone(place), glass.environment(), out / "alone.log")
        try:
            show.watch("alone", length.total_seconds(), lambda: alone.process.poll() is None)
            wrong += [f"alone: {line}" for line in alone.loud()]
            serial = place.played().get("serial", {})
            resting = sorted(set(review) & set(serial))
            wrong += [f"a review item did not rest: {one}" for one in resting]
            ended = [one for one in serial if "nearly told" in show.texts.get(one, "")]
            wrong += [f"an ended event is still there: {one}" for one in ended]
        finally:
            alone.kill()
    show.told()
    (out / "seen.json").write_text(json.dumps({act: dict(seen) for act, seen in show.seen.items()}, indent=1))
    for line in wrong:
        say(f"WRONG {line}")
    say("all well" if not wrong else f"{len(wrong)} things were wrong")
    return len(wrong)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="demonstration")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--motion", choices=["shelf", "crawl", "calm"], default="shelf")
    options = parser.parse_args()
    if not (corpus_folder() / "corpus").is_dir():
        say("no corpus: set SIGNAGE_CORPUS to the folder that holds corpus/ and hostile/")
        return 2
    if why := missing():
        say(why)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    return 1 if demonstrate(options.minutes, options.out.resolve(), options.size, options.motion) else 0


if __name__ == "__main__":
    sys.exit(main())
