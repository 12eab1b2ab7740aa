"""Which one is it? A screen that is called shows its name for a while, and then the sign again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication

from signage.core import snapshot as snapshots
from signage.core.emergency import Emergency
from signage.core.snapshot import Screen, Snapshot
from signage.display import app as display
from signage.display import wall as walls
from signage.display.backend import Backend
from signage.display.wall import Wall
from tests.display import scenes
from tests.display.hub import Desk, until


@pytest.fixture
def wall(
    tmp_path: Path, app: QGuiApplication, desk: Desk, token: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Wall]:
    monkeypatch.setattr(walls, "CALLED_MS", 600)
    offer(desk, 1)
    options = [f"--copy={tmp_path / 'copy'}", f"--hub={desk.address}", f"--token-file={token}"]
    made = Wall(
        display.arguments([*options, "--windowed", "--size=960x540"]), app, Backend("software", "tests")
    )
    yield made
    made.close()
    app.restoreOverrideCursor()


def offer(desk: Desk, revision: int, *, called: bool = False, emergency: Emergency | None = None) -> None:
    made: Snapshot = scenes.around(datetime.now(UTC), scenes.snapshot(revision=revision))
    made = replace(made, called=called, emergency=emergency, screen=Screen(name="Branch, first floor"))
    desk.body, desk.etag = snapshots.encode(made), f'"{revision}-{called}"'
    desk.events.append(f"id: {revision}\nevent: revision\ndata: {revision}\n\n")


def headline(wall: Wall) -> str:
    face = wall._sign.pairing
    return f"{face.property('headline')}: {face.property('begin')}" if face.property("shown") else ""


def test_it_shows_its_name_and_then_the_sign_again(wall: Wall, app: QGuiApplication, desk: Desk) -> None:
    until(lambda: wall._revision == 1, app.processEvents)
    assert headline(wall) == ""
    offer(desk, 2, called=True)
    until(lambda: headline(wall), app.processEvents)
    assert headline(wall) == "This screen is called: Branch, first floor"
    assert wall._sign.on_glass(), "it goes on below"
    until(lambda: not headline(wall), app.processEvents)


def test_it_sends_what_stands_on_the_glass_when_somebody_would_like_to_see_it(
    wall: Wall, app: QGuiApplication, desk: Desk
) -> None:
    until(lambda: wall._revision == 1, app.processEvents)
    assert desk.shown == []
    desk.events.append("event: picture\ndata: \n\n")
    until(lambda: desk.shown, app.processEvents)
    ((path, jpeg),) = desk.shown
    assert path == "/screen/v1/picture?revision=1"
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
        assert picture.size == (480, 270)
        colours = picture.convert("RGB").getcolors(maxcolors=480 * 270)
    assert colours
    assert len(colours) > 100, "it is the sign, not a blank sheet"
    assert len(jpeg) < 100_000


def test_never_over_an_emergency(wall: Wall, app: QGuiApplication, desk: Desk) -> None:
    offer(desk, 2, called=True)
    until(lambda: headline(wall), app.processEvents)
    now = datetime.now(UTC)
    fire = Emergency(headline="Please leave the building", issued=now, until=now + timedelta(hours=1))
    offer(desk, 3, called=True, emergency=fire)
    until(lambda: wall._revision == 3, app.processEvents)
    assert headline(wall) == ""
