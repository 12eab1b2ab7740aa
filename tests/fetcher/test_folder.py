"""Posters on their whole way: a folder, a real pipeline, a real store, and the shelf."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from signage.core.decision import State
from signage.core.item import Item, Kind
from signage.fetcher.pictures import POSTER_BOX
from signage.fetcher.pipeline import Pipeline
from signage.fetcher.savedfiles import saved_files
from signage.media.shelf import Shelf
from signage.store import Store
from tests.fetcher.test_pipeline import Bench, bench  # noqa: F401  a fixture
from tests.media.test_picture import bomb


def picture(path: Path, size: tuple[int, int] = (60, 80), colour: str = "#182038", **options: Any) -> Path:
    Image.new("RGB", size, colour).save(path, **options)
    return path


def near(one: str, other: str) -> bool:
    """JPEG moves a colour by a step or two."""
    parts = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return all(abs(left - right) <= 3 for left, right in parts)


def posters(store: Store) -> dict[str, Item]:
    return {item.content.text: item for item in store.items(states=(State.APPROVED,))}


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(1000):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come about")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "posters"
    made.mkdir()
    return made


def test_a_poster_comes_with_its_picture_and_its_edge_colour(bench: Bench, folder: Path) -> None:  # noqa: F811
    picture(folder / "Moonlight.png")
    picture(folder / "Large.jpg", (3000, 4000), "#ff0000")
    picture(folder / "Old.bmp")
    bench.add("posters", kind="folder", path=folder)

    async def test(pipeline: Pipeline, store: Store) -> None:
        (row,) = await pipeline.fetch()
        assert (row.outcome, row.items, row.new) == ("fetched", 3, 3)
        found = posters(store)
        moonlight, large = (found[name].content.pictures[0] for name in ("Moonlight", "Large"))
        assert found["Moonlight"].content.kind is Kind.POSTER
        assert near(moonlight.matte, "#182038")
        assert near(large.matte, "#ff0000")
        assert large.height == POSTER_BOX[1]
        assert large.width * 4 == large.height * 3
        assert all(Shelf(bench.folder / "media").path(one.sha256) for one in (moonlight, large))
        (row,) = await pipeline.fetch()
        assert row.outcome == "not modified"

    bench.run(test)


def test_bombs_and_broken_files_are_problems_and_the_others_are_shown(bench: Bench, folder: Path) -> None:  # noqa: F811
    picture(folder / "Good one.png")
    (folder / "Bomb one.png").write_bytes(bomb(30_000, 30_000))
    (folder / "Half one.jpg").write_bytes(b"\xff\xd8\xff\xe0 half a picture")
    (folder / "Script.svg").write_text("<svg/>")
    bench.add("posters", kind="folder", path=folder)

    async def test(pipeline: Pipeline, store: Store) -> None:
        (row,) = await pipeline.fetch()
        assert row.outcome == "fetched"
        found = posters(store)
        assert {name: bool(one.content.pictures[0].sha256) for name, one in found.items()} == {
            "Good one": True,
            "Bomb one": False,
            "Half one": False,
        }
        (health,) = store.source_health()
        said = {problem.where: problem.what for problem in health.problems}
        assert "24 million" in said["Bomb one.png"]
        assert "cannot be read" in said["Half one.jpg"]
        picture(folder / "Half one.jpg")
        await pipeline.fetch()
        assert posters(store)["Half one"].content.pictures[0].sha256
        (health,) = store.source_health()
        assert [problem.where for problem in health.problems] == ["Bomb one.png"]

    bench.run(test)


def test_a_file_that_was_taken_away_is_gone_and_a_new_one_comes_by_itself(bench: Bench, folder: Path) -> None:  # noqa: F811
    picture(folder / "First one.png")
    bench.add("posters", kind="folder", path=folder)

    async def test(pipeline: Pipeline, store: Store) -> None:
        running = asyncio.create_task(pipeline.run())
        try:
            await until(lambda: posters(store).keys() == {"First one"})
            await asyncio.sleep(0.5)  # for the watch to begin
            picture(folder / "Second one.png")
            await until(lambda: "Second one" in posters(store))
            (folder / "First one.png").unlink()
            await until(lambda: posters(store).keys() == {"Second one"})
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    bench.run(test)


def test_a_folder_that_is_not_there_is_said(bench: Bench, tmp_path: Path) -> None:  # noqa: F811
    bench.add("none", kind="folder", path=tmp_path / "none")
    bench.add("file", kind="folder", path=picture(tmp_path / "a.png"))
    none, file = bench.fetch()
    assert (none.outcome, file.outcome) == ("failed", "failed")
    assert "does not exist" in none.error
    assert "not a folder" in file.error


def test_a_picture_upside_down_in_its_file_stands_upright(bench: Bench, folder: Path) -> None:  # noqa: F811
    exif = Image.Exif()
    exif[0x0112] = 6
    picture(folder / "Turned.jpg", (80, 60), exif=exif)
    bench.add("posters", kind="folder", path=folder)

    async def test(pipeline: Pipeline, store: Store) -> None:
        await pipeline.fetch()
        shown = posters(store)["Turned"].content.pictures[0]
        assert (shown.width, shown.height) == (60, 80)
        kept = Shelf(bench.folder / "media").path(shown.sha256)
        assert kept
        assert not Image.open(io.BytesIO(kept.read_bytes())).getexif()

    bench.run(test)


def test_files_and_folders_are_watched_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "posters").mkdir()
    wanted = [tmp_path / "week.csv", tmp_path / "posters"]

    async def watch() -> list[Path]:
        seen: list[Path] = []

        async def read() -> None:
            async for path in saved_files(wanted):
                seen.append(path)  # noqa: PERF401  not a comprehension: it is looked at while it grows

        reading = asyncio.create_task(read())
        await asyncio.sleep(0.5)
        (tmp_path / "other.csv").write_text("x")
        (tmp_path / "week.csv").write_text("x")
        (tmp_path / "posters" / "a.jpg").write_text("x")
        await until(lambda: len(set(seen)) == 2)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        return seen

    assert set(asyncio.run(watch())) == set(wanted)
