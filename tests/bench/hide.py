"""How long hidden pixels stay: three displays and a hub, every glass read from outside."""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence
from pathlib import Path

from tests.bench.bar import Bar, percentile, tell_times
from tests.end_to_end import hiding
from tests.end_to_end.branch import Branch, Display, running
from tests.end_to_end.hiding import Trial, Watch


def measure(folder: Path, trials: int, displays: int, missed: int) -> list[Bar]:
    """The bars of a hide; `missed`: trials of each way in which a screen can miss one."""
    chance = random.Random(1)
    with running(folder, displays) as branch:
        done = [hiding.trial(branch, chance) for _ in range(trials)]
        bars = _gone(done, branch)
        bars += _missed("cut off", [hiding.while_cut_off(*turn, chance) for turn in _turns(branch, missed)])
        bars += _missed("restarted", [hiding.while_away(*turn, chance) for turn in _turns(branch, missed)])
        bars += _missed(
            "restarted alone",
            [hiding.while_away(*turn, chance, alone=True) for turn in _turns(branch, missed)],
        )
    return bars


def _turns(branch: Branch, trials: int) -> list[tuple[Branch, Display]]:
    """Every display in its turn."""
    return [(branch, branch.displays[number % len(branch.displays)]) for number in range(trials)]


def _gone(done: Sequence[Trial], branch: Branch) -> list[Bar]:
    for display in branch.displays:
        name = display.name
        tell_times(f"{name}: pixels gone", [trial.gone[name] for trial in done])
        tell_times(f"{name}: by its report", [trial.told[name] for trial in done])
    tell_times("the page, of all screens", [trial.page for trial in done])
    every = [seconds for trial in done for seconds in trial.gone.values()]
    tell_times("all screens: pixels gone", every)
    return [
        Bar(name="hide to pixels gone: median, s", value=statistics.median(every), most=0.3),
        Bar(name="hide to pixels gone: 95 of 100, s", value=percentile(every, 95), most=0.7),
        Bar(name="hide to pixels gone: longest, s", value=max(every), most=2.0),
    ]


def _missed(how: str, watches: Sequence[Watch]) -> list[Bar]:
    frames = sum(watch.frames for watch in watches)
    print(f"{how}: {len(watches)} trials, {frames} frames looked at", flush=True)
    after = sum(watch.after for watch in watches)
    bars = [Bar(name=f"{how}: frames with the item once the screen knows", value=after, most=0)]
    if how == "cut off":
        longest = max(watch.left for watch in watches)
        return [*bars, Bar(name=f"{how}: from the first call to pixels gone, s", value=longest, most=2.0)]
    before = sum(watch.before for watch in watches)
    return [*bars, Bar(name=f"{how}: frames with the item before that", value=before, most=0)]
