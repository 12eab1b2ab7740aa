"""The whole road: services that answer as the real ones do, the commands, and the sign on a screen."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from signage.core.line import stage_only
from tests.end_to_end.glass import Glass, differ
from tests.end_to_end.library import Place, Sign, display_alone, found, kill, run_command, tapped_run
from tests.end_to_end.services import Services
from tests.end_to_end.tap import Tap, Told
from tests.hub.test_server import free_port

KINDS = {"playlist", "mastodon", "bluesky", "x", "feed", "calendar"}
#: Seconds from a hide on the command line to the glass. Meant are 0.5; a busy machine may take longer.
GONE_WITHIN = 5.0


def say(words: str) -> None:
    """A figure for people; pytest shows it with -s."""
    sys.stdout.write(f"\n{words}\n")


@pytest.fixture
def place(tmp_path: Path, services: Services) -> Place:
    return found(tmp_path / "library", free_port(), services.settings())


def test_the_commands_from_fetch_to_picture(place: Place, services: Services, tmp_path: Path) -> None:
    fetched = place.told("fetch")["sources"]
    assert {row["kind"] for row in fetched} == KINDS
    assert {row["outcome"] for row in fetched} == {"fetched"}
    assert all(row["items"] for row in fetched), fetched

    services.asked.clear()
    again = {row["source"]: row for row in place.told("fetch")["sources"]}
    assert {row["outcome"] for row in again.values()} <= {"fetched", "not modified"}
    assert {again[name]["outcome"] for name in ("blog", "urdu", "bibliocommons", "libcal")} == {
        "not modified"
    }
    assert services.not_modified >= 4
    assert sum(row["new"] for row in again.values()) == 0

    items = {item["id"]: item for item in place.told("items")["items"]}
    assert {item["lane"] for item in items.values()} == {"events", "posts", "patrons", "notices"}
    for item in items.values():
        assert item["text"] or item["source"] == "mastodon"
        assert not any(mark in item["text"] for mark in ("<p>", "</", "&amp;", "&#", "\u200b", "t.co/"))
    waiting = [one for one, item in items.items() if item["state"] == "waiting"]
    assert {items[one]["source"] for one in waiting} == {"bluesky"}

    before = place.told("programme")
    assert not {entry["id"] for entry in before["ticker"]} & set(waiting)
    assert all(entry["why"] and entry["words"] for entry in before["ticker"])
    place.told("approve", *waiting)
    handed = place.told("programme")
    seen = {entry["id"] for entry in handed["ticker"]} | {left["id"] for left in handed["left_out"]}
    assert set(waiting) <= seen
    (decision,) = place.told("hide", waiting[0])["decisions"]
    assert (decision["before"], decision["after"]) == ("approved", "hidden")
    place.told("undo", waiting[0])
    assert {item["id"]: item["state"] for item in place.told("items")["items"]}[waiting[0]] == "approved"

    place.told("shot", str(tmp_path / "sign.png"), "--size", "1280x720")
    with Image.open(tmp_path / "sign.png") as picture:
        assert picture.size == (1280, 720)
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 50


def test_the_sign_on_a_screen_and_alone(place: Place, services: Services, glass: Glass) -> None:
    """`signage run`; then no network, no hub and a new display, which draws from its copy."""
    run = Sign(run_command(place), glass.environment(), place.folder / "run.log")
    try:
        first = run.until(glass.drawn, what="a picture")
        run.until(place.healthy, what="a healthy hub")
        run.until(lambda: len(place.copy()) >= 25, 100, what="a copy with items")
        run.until(place.waiting, 100, what="posts that wait")
        review = place.waiting()
        place.told("approve", *review)
        run.until(lambda: set(review) <= set(place.played().get("serial", ())), what="approved items")
        assert {item.id for item in place.copy() if item.review} == set(review)
        asked = sum(services.asked.values())
        old_hub = run.child("hub")
        services.stop()
        kill(old_hub)
        old_display = run.child("display")
        kill(old_display)
        run.until(lambda: run.child("hub") not in (0, old_hub), what="another hub")
        run.until(lambda: run.child("display") not in (0, old_display), what="another display")
        run.until(glass.drawn, what="a picture of the second display")
        run.until(place.healthy, what="a healthy second hub")
        loud = run.loud()
        ended = run.stop()
    finally:
        run.kill()
    assert asked >= 9
    assert {line.split("WARNING ")[1] for line in loud} == {
        "hub: it ended with code -9. It starts again in 0.5 s.",
        "display Foyer: it ended with code -9. It starts again in 0.5 s.",
    }

    # Neither hub nor services: the display begins from its copy.
    (place.screen / "played.json").unlink()
    alone = Sign(display_alone(place), glass.environment(), place.folder / "alone.log")
    try:
        from_copy = alone.until(glass.drawn, what="a picture from the copy")
        alone.until(lambda: place.played().get("serial"), what="the record of what was played")
        kill(alone.process.pid)
    finally:
        alone.kill()
    assert alone.loud() == []
    shown = set(place.played()["serial"])
    assert shown
    assert not shown & set(review)
    ours = [item for item in place.copy() if not item.review]
    assert shown == {item.id for item in ours if not stage_only(item.content)}
    assert {item.content.platform for item in ours if stage_only(item.content)} == {"x"}
    say(f"picture {first:.2f} s, alone {from_copy:.2f} s, stopped in {ended:.2f} s")


def removed(told: Told) -> set[str]:
    """The ids that a report says were hidden while they were on the glass."""
    return {one["id"] for one in told.report["removed"]}


def test_a_hide_from_the_command_line_leaves_the_glass(tmp_path: Path, glass: Glass) -> None:
    week = "kind,text\n" + "".join(f"notice,Boat number {n} lies at the quay\n" for n in range(40))
    place = found(tmp_path / "library", free_port(), week=week)
    place.told("fetch")
    tap = Tap(place.port)
    run = Sign(tapped_run(place, tap.port), glass.environment(), place.folder / "run.log")
    took: list[float] = []
    gone = ""
    try:
        run.until(lambda: tap.newest().get("painted"), what="a report of what is painted")
        for _ in range(2):
            told = None
            while told is None:
                # An approval makes a revision, on which the display reports at once what is painted now.
                count = len(tap.reports)
                place.told("undo" if gone else "approve", gone or tap.newest()["painted"][0])
                run.until(lambda: len(tap.reports) > count, what="a fresh report")  # noqa: B023
                gone = tap.newest()["painted"][-1]
                before = glass.picture()
                place.told("hide", gone)
                acknowledged = time.monotonic()
                run.until(lambda: gone not in tap.newest()["painted"], what="a picture without it")  # noqa: B023
                # On a busy machine the command takes so long that its turn on the glass may be over before.
                told = next((one.at for one in tap.reports[count:] if gone in removed(one)), None)
            run.until(lambda: differ(before, glass.picture()) > 0.001, what="another picture")  # noqa: B023
            took.append(told - acknowledged)
        assert run.loud() == []
        run.stop()
    finally:
        run.kill()
        tap.close()
    say(f"hide, from the command's end to the glass: {', '.join(f'{one:.2f} s' for one in took)}")
    assert max(took) < GONE_WITHIN


def test_who_closes_the_window_at_a_desk_does_not_get_it_back(tmp_path: Path, glass: Glass) -> None:
    place = found(tmp_path / "library", free_port())
    windowed = [*run_command(place), "--windowed", "--size", "640x360"]
    run = Sign(windowed, glass.environment(), place.folder / "run.log")
    try:
        run.until(glass.drawn, what="a picture")
        run.until(place.healthy, what="a healthy hub")
        began = time.monotonic()
        os.kill(run.child("display"), signal.SIGTERM)  # the window goes as it does by Escape
        assert run.process.wait(20) == 0, run.said()
        say(f"window closed and everything ended in {time.monotonic() - began:.2f} s")
        assert run.loud() == []
        assert not place.healthy()
    finally:
        run.kill()
