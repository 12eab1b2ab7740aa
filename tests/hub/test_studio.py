"""The studio and its painter: warm, without a trace of what was painted before, and up again after harm."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import Image

from signage.core.commission import Commission
from signage.core.snapshot import Library
from signage.errors import DisplayError
from signage.hub.studio import Studio
from tests.display import scenes

NOON = Commission(at=scenes.NOON, size="640x360")


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    with Studio() as made:
        yield made


@pytest.mark.parametrize("motion", ["shelf", "crawl"])
def test_other_pictures_leave_no_trace(motion: str, studio: Studio) -> None:
    asked = replace(NOON, size="1920x1080", motion=motion)  # type: ignore[arg-type]  # one of the motions
    before = studio.paint(scenes.snapshot(), asked)
    for other in (
        replace(NOON, theme="paper", size="360x640", slide=2),
        replace(NOON, motion="crawl"),
        replace(NOON, theme="children", size="1920x1080", layout="strip", card=3),
        replace(NOON, silent=5),
    ):
        studio.paint(scenes.snapshot(), other)
    german = replace(scenes.snapshot([]), library=Library(name="Waldmoor", locale="de-DE"))
    studio.paint(german, NOON)
    assert studio.paint(scenes.snapshot(), asked) == before
    with Studio() as fresh:
        assert fresh.paint(scenes.snapshot(), asked) == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"theme": "dusk"}, "no theme of this name"),
        ({"size": "large"}, "not a size"),
        ({"motion": "waltz"}, "not a commission"),
    ],
)
def test_what_cannot_be_painted_is_answered_and_the_painter_lives_on(
    wrong: dict[str, str], said: str, studio: Studio
) -> None:
    studio.paint(scenes.snapshot(), NOON)
    before = studio.pid
    with pytest.raises(DisplayError, match=said):
        studio.paint(scenes.snapshot(), replace(NOON, **wrong))  # type: ignore[arg-type]  # wrong on purpose
    with Image.open(io.BytesIO(studio.paint(scenes.snapshot(), NOON))) as picture:
        assert picture.size == (640, 360)
    assert studio.pid == before


def test_a_painter_that_was_killed_is_started_again() -> None:
    with Studio() as studio:
        before = studio.paint(scenes.snapshot(), NOON)
        pid = studio.pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert studio.paint(scenes.snapshot(), NOON) == before


def test_a_painter_that_hangs_is_ended_in_time_and_started_again() -> None:
    with Studio(seconds=1) as studio:
        before = studio.paint(scenes.snapshot(), NOON)
        pid = studio.pid
        assert pid
        os.kill(pid, signal.SIGSTOP)
        begun = time.monotonic()
        with pytest.raises(DisplayError, match="longer than 1 seconds"):
            studio.paint(scenes.snapshot(), NOON)
        assert time.monotonic() - begun < 5
        assert studio.pid is None
        assert studio.paint(scenes.snapshot(), NOON) == before


def test_a_closed_studio_leaves_no_process() -> None:
    with Studio() as studio:
        studio.paint(scenes.snapshot(), NOON)
        pid = studio.pid
    assert pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
