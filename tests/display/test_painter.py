from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from signage.core import snapshot as snapshots
from signage.core.snapshot import Snapshot
from signage.core.timetable import Period
from signage.core.window import Window
from signage.display import painter
from tests.display import scenes


def paint(folder: Path, name: str, *options: str, snapshot: Snapshot | None = None) -> Path:
    scenes.save(folder, snapshot or scenes.snapshot())
    out = folder / name
    given = [
        "--snapshot",
        str(folder / "newest.json"),
        "--at",
        scenes.NOON.isoformat(),
        "--out",
        str(out),
        *options,
    ]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    done = subprocess.run(
        [sys.executable, "-m", "signage.display.painter", *given],
        check=False,
        capture_output=True,
        text=True,
        env=environ,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return out


def opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def row(picture: Image.Image, y: int) -> bytes:
    return picture.crop((0, y, picture.width, y + 1)).tobytes()


def test_cards_alone_are_drawn_with_all_their_pages(tmp_path: Path) -> None:
    words = "The wool swap on Friday was the best evening of this month"
    short, long = (
        scenes.snapshot([scenes.comment("wool", text, "Dana")])
        for text in (words[:13], ", ".join([words] * 4))
    )
    height = opened(paint(tmp_path, "short.png", "--part", "cards", snapshot=short)).height
    cards = opened(paint(tmp_path, "long.png", "--part", "cards", snapshot=long))
    pages = [cards.crop((0, y, cards.width, y + height)) for y in range(0, cards.height, height)]
    assert len(pages) >= 2
    assert cards.height == height * len(pages)
    assert all(page.tobytes() != later.tobytes() for page, later in pairwise(pages))
    # The first page is what stands on the glass.
    whole, middle = opened(paint(tmp_path, "whole.png", snapshot=long)), height // 2
    (left, top) = next(
        (at // 3, y - middle)
        for y in range(whole.height)
        if (at := row(whole, y).find(row(pages[0], middle))) >= 0
    )
    assert whole.crop((left, top, left + cards.width, top + height)).tobytes() == pages[0].tobytes()
    assert cards.width < whole.width


@pytest.mark.parametrize("motion", ["shelf", "crawl"])
def test_two_runs_give_the_same_bytes(motion: str, tmp_path: Path) -> None:
    one, two = (paint(tmp_path, f"{number}.png", "--motion", motion) for number in (1, 2))
    assert one.read_bytes() == two.read_bytes()


def test_a_picture_has_the_size_the_theme_and_the_plank(tmp_path: Path) -> None:
    with Image.open(paint(tmp_path, "small.png", "--size=1280x720", "--theme=paper")) as picture:
        assert picture.size == (1280, 720)
        assert picture.convert("RGB").getpixel((640, 717)) == (0xA8, 0x7B, 0x4C)
        assert picture.convert("RGB").getpixel((2, 600)) == (0xF7, 0xF2, 0xE8)


def test_backgrounds_go_on_to_the_edges_where_content_moves_in(tmp_path: Path) -> None:
    made = scenes.snapshot([scenes.event("story", "Story hour", "Floor 1", 28)])
    made = replace(made, screen=replace(made.screen, inset=5, theme="paper"))
    scenes.save(tmp_path, made)
    out = tmp_path / "inset.png"
    given = ["--snapshot", str(tmp_path / "newest.json"), "--at", scenes.NOON.isoformat(), "--out", str(out)]
    subprocess.run([sys.executable, "-m", "signage.display.painter", *given], check=True)
    with Image.open(out) as picture:
        plain = picture.convert("RGB")
    cap, plank = (0xF7, 0xF2, 0xE8), (0xA8, 0x7B, 0x4C)
    assert plain.getpixel((1, 1000)) == cap
    assert plain.getpixel((1918, 1079)) == cap
    assert {plain.getpixel((x, 1020)) for x in (1, 960, 1918)} == {plank}


def test_an_upright_picture_has_its_plank_above_the_caps(tmp_path: Path) -> None:
    with Image.open(paint(tmp_path, "upright.png", "--size=540x960", "--theme=paper")) as picture:
        plain = picture.convert("RGB")
    assert plain.getpixel((270, 960 - 83 - 4)) == (0xA8, 0x7B, 0x4C)
    assert plain.getpixel((2, 955)) == (0xF7, 0xF2, 0xE8)


@pytest.mark.parametrize(
    "options", [["--snapshot", "nothing.json"], ["--theme", "dusk"], ["--size", "large"]]
)
def test_what_cannot_be_painted_is_said_in_one_line(options: list[str], tmp_path: Path) -> None:
    scenes.save(tmp_path, scenes.snapshot())
    given = ["--snapshot", str(tmp_path / "newest.json"), "--out", str(tmp_path / "x.png"), *options]
    done = subprocess.run(
        [sys.executable, "-m", "signage.display.painter", *given], check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "x.png").exists()


def test_the_painter_has_the_options_that_commands_use() -> None:
    options = painter.arguments(
        ["--snapshot=a", "--at=2026-11-24T14:32:00+00:00", "--size=1920x1080", "--theme=night", "--out=b.png"]
    )
    assert options.at == scenes.NOON


def test_a_timetable_dresses_the_screen_for_its_hour(tmp_path: Path) -> None:
    """Reading hours on paper: the picture of that hour shows what the TV will show."""
    made = scenes.snapshot([scenes.event("story", "Story hour", "Floor 1", 28)])
    noon = scenes.NOON.astimezone(snapshots.zone_of(made.library.timezone))
    hours = Window(opens=noon.time(), closes=(noon + timedelta(hours=1)).time())
    made = replace(made, screen=replace(made.screen, timetable=(Period(window=hours, theme="paper"),)))
    scenes.save(tmp_path, made)
    seen = []
    for at in (noon, noon + timedelta(hours=2)):
        out = tmp_path / "hour.png"
        given = ["--snapshot", str(tmp_path / "newest.json"), "--at", at.isoformat(), "--out", str(out)]
        subprocess.run([sys.executable, "-m", "signage.display.painter", *given], check=True)
        with Image.open(out) as picture:
            seen.append(picture.convert("RGB").getpixel((2, 900)))
    assert seen == [(0xF7, 0xF2, 0xE8), (0x11, 0x15, 0x1C)]
