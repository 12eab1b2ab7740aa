"""A poisoned copy and a poisoned item: the screen is never black for long, and says what was wrong."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from signage.clock import SystemClock
from signage.core.item import Content, Kind, Lane, When
from signage.core.snapshot import Library, Screen, Snapshot, SnapshotItem, decode, encode
from signage.store import Store
from tests.end_to_end.glass import Glass
from tests.end_to_end.library import Place, Sign, display_alone, found, run_command, tapped_run
from tests.end_to_end.tap import Tap
from tests.hub.test_server import free_port
from tests.store.making import DATES, event, fetch

WEEK = "kind,text\nnotice,The new catalogue is open\nnotice,Mind the step at the door\n"
#: A screen that cuts off more than there is of it: it can be read, and nothing can be drawn on it.
DEADLY = Screen(name="Foyer", inset=1e300)


def item(name: str, kind: Kind, lane: Lane, **content: object) -> SnapshotItem:
    made = Content(kind=kind, text=f"This is {name}")
    return SnapshotItem(id=name, lane=lane, own=True, content=replace(made, **content))  # type: ignore[arg-type]


def snapshot(*items: SnapshotItem, screen: Screen | None = None) -> Snapshot:
    return Snapshot(
        revision=1,
        made=datetime.now(UTC),
        library=Library(name="Harbour Library"),
        screen=screen or Screen(name="Foyer"),
        items=items,
    )


def lanterns() -> SnapshotItem:
    starts = datetime.now(UTC) + timedelta(hours=3)
    when = When(starts=starts, ends=starts + timedelta(hours=1))
    return item("the lanterns", Kind.EVENT, Lane.EVENTS, when=when)


def keep(place: Place, newest: bytes, previous: bytes | None = None) -> None:
    place.screen.mkdir(parents=True)
    (place.screen / "newest.json").write_bytes(newest)
    if previous is not None:
        (place.screen / "previous.json").write_bytes(previous)


def shown(place: Place) -> set[str]:
    return set(place.played().get("serial", ()))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return found(tmp_path / "library", free_port(), week=WEEK)


def good() -> bytes:
    return encode(snapshot(lanterns(), item("a notice", Kind.NOTICE, Lane.NOTICES)))


DAMAGES = {
    "cut": good()[: len(good()) // 2],
    "noise": os.urandom(5000),
    "a later version": good().replace(b'"version":1', b'"version":99', 1),
    "another shape": b'{"version": 1, "items": {"name": [1, 2, 3]}, "library": "Harbour"}',
    "fields of a wrong type": good().replace(b'"text":"This is a notice"', b'"text":["This", "is"]', 1),
    "empty": b"",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_copy_gives_way_to_the_one_before(damage: bytes, place: Place, glass: Glass) -> None:
    assert damage != good()
    keep(place, damage, good())
    display = Sign(display_alone(place), glass.environment(), place.folder / "display.log")
    try:
        display.until(glass.drawn, what="a picture")
        display.stop()
        assert shown(place) == {"the lanterns", "a notice"}
        (line,) = display.loud()
        assert "newest.json cannot be used" in line
    finally:
        display.kill()


def test_run_recovers_from_noise_in_both_copies(place: Place, glass: Glass) -> None:
    keep(place, os.urandom(5000), b"")
    run = Sign(run_command(place), glass.environment(), place.folder / "run.log")
    try:
        took = run.until(lambda: len(shown(place)) == 2, what="the hub's notices")
        assert glass.drawn()
        assert decode((place.screen / "newest.json").read_bytes()).items
        assert "it ended with" not in run.said()
        run.stop()
    finally:
        run.kill()
    assert took < 60


def test_run_recovers_from_a_copy_that_ends_every_display(place: Place, glass: Glass) -> None:
    """Three deaths on the newest copy; the one before draws at once, and the hub's takes its place."""
    keep(place, encode(snapshot(lanterns(), screen=DEADLY)), good())
    run = Sign(run_command(place), glass.environment(), place.folder / "run.log")
    try:
        run.until(glass.drawn, what="a picture")
        run.until(lambda: len(place.copy()) == 2, what="the hub's copy")
        told = [line for line in run.said().splitlines() if "it ended with code" in line]
        assert len(told) == 3
        assert "starts again on previous" in told[2]
        run.until(lambda: len(shown(place)) == 2, what="the hub's notices")
        time.sleep(2)
        assert glass.drawn()
        assert len([line for line in run.said().splitlines() if "it ended with code" in line]) == 3
        run.stop()
    finally:
        run.kill()


def test_run_goes_down_to_notices_where_both_copies_are_deadly(place: Place, glass: Glass) -> None:
    """Nothing draws on such a screen: the display starts on less each time and never gives up."""
    deadly = encode(snapshot(lanterns(), screen=DEADLY))
    keep(place, deadly, deadly)
    run = Sign(run_command(place), glass.environment(), place.folder / "run.log")
    try:
        run.until(lambda: "starts again on notices" in run.said(), 100, what="a start on notices")
        for name in ("newest.json", "previous.json"):
            (place.screen / name).write_bytes(good())
        run.until(glass.drawn, what="a picture")
        run.until(place.healthy, what="a healthy hub")
        run.stop()
    finally:
        run.kill()


def test_a_poisoned_item_is_left_out_and_reported(place: Place, glass: Glass) -> None:
    """An address that cannot be read ends the making of a slide; everything else is shown all the same."""
    place.told("fetch")
    now = datetime.now(UTC)
    poison = event("poison", now + timedelta(hours=2))
    poison = replace(poison, content=replace(poison.content, url="http://[harbour"))
    with Store.open(place.folder / "data" / "signage.db", SystemClock()) as store:
        store.register((DATES,))
        fetch(store, DATES, [poison, event("fine", now + timedelta(hours=3))], now=now)
    tap = Tap(place.port)
    run = Sign(tapped_run(place, tap.port), glass.environment(), place.folder / "run.log")
    try:
        run.until(lambda: poison.id in tap.newest().get("failed", {}), 100, what="a report of the poison")
        run.until(lambda: "calendar:fine" in tap.newest()["painted"], what="the other event")
        assert poison.id not in tap.newest()["painted"]
        assert "ValueError" in tap.newest()["failed"][poison.id]
        assert glass.drawn()
        assert f"leaving out {poison.id}" in run.said()
        assert "it ended with" not in run.said()
        run.stop()
    finally:
        run.kill()
        tap.close()


def test_a_display_that_is_cut_off_draws_nothing_hidden_from_an_older_copy(
    place: Place, glass: Glass
) -> None:
    run = Sign(run_command(place), glass.environment(), place.folder / "run.log")
    try:
        run.until(lambda: len(shown(place)) == 2, what="the hub's notices")
        gone, stays = sorted(shown(place))
        place.told("hide", gone)
        run.until(lambda: {item.id for item in place.copy()} == {stays}, what="a copy without it")
    finally:
        run.kill()
    assert (place.screen / "previous.json").exists()
    (place.screen / "newest.json").write_bytes(os.urandom(5000))
    (place.screen / "played.json").unlink()
    display = Sign(display_alone(place), glass.environment(), place.folder / "display.log")
    try:
        display.until(glass.drawn, what="a picture")
        time.sleep(2)
        display.stop()
    finally:
        display.kill()
    assert shown(place) == {stays}
