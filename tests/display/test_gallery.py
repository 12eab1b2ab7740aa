"""Fixed scenes against stored pictures, so that nobody changes the look by accident.

The scenes use the shipped fonts only. After a change that is meant, look at the new pictures and renew:
SIGNAGE_RENEW_PICTURES=1 script/test --no-lint tests/display/test_gallery.py
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from signage.core.snapshot import SnapshotItem
from signage.hub.studio import Studio
from tests.gallery import __main__ as gallery
from tests.gallery import exhibits, rooms
from tests.gallery.rooms import Scene, how

STORED = Path(__file__).parent / "pictures"
RENEW = "SIGNAGE_RENEW_PICTURES"
SMALL = (480, 480)
#: Painted at half the size of a TV; letters are still letters.
HALF = "960x540"
#: How much may differ: the mean of all shades, 0 to 255, and the share of pixels that differ by more than VISIBLE.
MOST_MEAN = 0.6
MOST_SHARE = 0.004
VISIBLE = 24

PLAIN_GARDEN = replace(rooms.GARDEN, content=replace(rooms.GARDEN.content, text="The roof garden is open."))
PLAIN_LAMP = replace(
    rooms.LAMP, content=replace(rooms.LAMP.content, text=rooms.LAMP.content.text.replace(" 🍲", ""))
)


def scene(name: str, *items: SnapshotItem, **more: object) -> Scene:
    asked = how(**{"size": HALF, "card": 1, "slide": 1, **more})
    return Scene(name=name, caption="", items=items, how=asked)


SCENES = (
    scene("night", *exhibits.MAIN, card=0, slide=0),
    scene("paper", rooms.OWLS, PLAIN_GARDEN, theme="paper"),
    scene("high-contrast", rooms.OWLS, rooms.LIFT, theme="high-contrast"),
    scene("children", rooms.CAVE, rooms.GHOSTS, theme="children"),
    scene("today", *exhibits.TODAY, PLAIN_GARDEN),
    scene("post", PLAIN_LAMP, rooms.COLD),
    scene("question", rooms.WEEKLY, *exhibits.ANSWERS, rooms.LOANS),
    scene("wall", *exhibits.WALL, rooms.DOORS),
    scene("poster", rooms.POSTER, rooms.TEA, rooms.SEATS, card=0, slide=0),
    scene("hours", rooms.BLOG, card=0),
    scene("portrait", rooms.WIDE_OWLS, PLAIN_GARDEN, size="540x960"),
    scene("strip", rooms.TEA, rooms.SEATS, layout="strip", card=0, slide=0),
    scene("crawl", rooms.TEA, PLAIN_GARDEN, motion="crawl", slide=2),
    scene("own-logo", PLAIN_GARDEN, card=0, slide=0, theme=rooms.OWN_THEME),
    scene("welcome", card=0, slide=0),
    replace(scene("emergency", PLAIN_GARDEN), emergency=rooms.ALARM),
)


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIGNAGE_THEMES", "")  # set anew by hang_theme, and put back in the end
        rooms.hang_theme(Path(name) / "themes")
        store = Path(name) / "pictures"
        store.mkdir()
        for sha256, data in rooms.ARTWORK.items():
            (store / sha256).write_bytes(data)
        with Studio(store) as made:
            yield made


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_scene_looks_as_it_did(scene: Scene, studio: Studio) -> None:
    painted = gallery.painted(studio, scene)
    painted.thumbnail(SMALL, Image.Resampling.LANCZOS)
    path = STORED / f"{scene.name}.png"
    if os.environ.get(RENEW):
        STORED.mkdir(exist_ok=True)
        painted.save(path, "PNG", optimize=True)
    with Image.open(path) as opened:
        stored = opened.convert("RGB")
    assert painted.size == stored.size
    apart = ImageChops.difference(painted, stored).convert("L")
    mean = ImageStat.Stat(apart).mean[0]
    share = sum(apart.histogram()[VISIBLE + 1 :]) / (apart.width * apart.height)
    if mean > MOST_MEAN or share > MOST_SHARE:
        folder = Path(tempfile.mkdtemp(prefix="signage-pictures-"))
        painted.save(folder / f"{scene.name}.png")
        apart.point(lambda shade: min(255, 8 * shade)).save(folder / f"{scene.name}-difference.png")
        pytest.fail(
            f"{scene.name} looks different: mean {mean:.2f}, {100 * share:.2f} % of the pixels. "
            f"See {folder}. If it is meant: {RENEW}=1 script/test --no-lint tests/display/test_gallery.py"
        )


def test_the_gallery_page_is_the_one_its_scenes_make() -> None:
    page = (gallery.DOCS / "gallery.md").read_text(encoding="utf-8")
    assert page == gallery.page()
    named = set(re.findall(r"\(gallery/([^)]+)\)", page))
    assert named == {path.name for path in (gallery.DOCS / gallery.FOLDER).iterdir()}


def test_the_gallery_stays_small() -> None:
    assert sum(path.stat().st_size for path in (gallery.DOCS / gallery.FOLDER).iterdir()) < 6_000_000
