"""How long a warm painter takes for a picture, and `signage shot` as a command."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from datetime import timedelta
from itertools import product
from pathlib import Path

from signage.core.commission import Commission
from signage.hub.studio import Studio
from tests.bench import machine
from tests.bench.bar import Bar
from tests.bench.sides import ROOT
from tests.display import scenes

THEMES = ("night", "paper", "high-contrast", "children")
SLIDES = 8
MOMENTS = 4
#: So many of the pictures must differ from each other.
DIFFERENT = 100
SHOTS = 5


def measure(folder: Path) -> list[Bar]:
    """Paint more than a hundred different pictures at 1080p one after the other, then some by the command."""
    before = machine.idle_now()
    warm = sorted(_warm())
    shots = _shots(folder)
    idle = machine.idle_share(before, machine.idle_now())
    late = warm[round(0.95 * (len(warm) - 1))]
    print(
        f"\npainter, {len(warm)} pictures of 1920x1080\n"
        f"  warm: median {1000 * statistics.median(warm):.0f} ms, 95 of 100 within {1000 * late:.0f} ms, "
        f"longest {1000 * warm[-1]:.0f} ms   signage shot: {min(shots):.2f} to {max(shots):.2f} s   "
        f"machine {100 * idle:.0f} % idle"
    )
    return [
        Bar(name="painter: seconds for a picture, 95 of 100", value=late, most=0.3),
        Bar(name="signage shot: seconds, longest", value=max(shots), most=2),
    ]


def _warm() -> list[float]:
    """Seconds for each picture, from the snapshot to the bytes of its PNG."""
    made = scenes.snapshot()
    seconds, pictures = [], set()
    with Studio() as studio:
        studio.paint(made, Commission(at=scenes.NOON))
        for moment, theme, slide in product(range(MOMENTS), THEMES, range(SLIDES)):
            at = scenes.NOON + timedelta(minutes=7 * moment)
            asked = Commission(at=at, theme=theme, slide=slide, card=moment)
            begun = time.perf_counter()
            picture = studio.paint(made, asked)
            seconds.append(time.perf_counter() - begun)
            pictures.add(picture)
    if len(pictures) < DIFFERENT:
        sys.exit(f"Only {len(pictures)} of {len(seconds)} pictures differ: this case measured too little.")
    return seconds


def _shots(folder: Path) -> list[float]:
    """Seconds of the whole command, with the settings of the example."""
    text = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    text = text.replace('\ndata = ""', f'\ndata = "{folder / "shots"}"')
    text = text.replace('path = "signage/', f'path = "{ROOT}/signage/')
    settings = folder / "shots.toml"
    settings.write_text(text, encoding="utf-8")
    _signage(settings, "fetch")
    seconds = []
    for number in range(SHOTS):
        begun = time.perf_counter()
        _signage(settings, "shot", str(folder / f"shot-{number}.png"))
        seconds.append(time.perf_counter() - begun)
    return seconds


def _signage(settings: Path, *words: str) -> None:
    command = [sys.executable, "-m", "signage", *words, "--config", str(settings)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
