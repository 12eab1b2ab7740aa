"""Pictures: fetched after the snapshot, checked, kept as long as they are named, drawn in their shape."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from signage.core.item import Author, Picture
from signage.core.snapshot import SnapshotItem
from signage.display import link as links
from signage.display.link import Link
from signage.display.pictures import Album, Pictures
from tests.display import scenes
from tests.display.hub import Desk, until

WIDE = scenes.painting(300, 100)
TALL = scenes.painting(80, 200)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def with_pictures(item: SnapshotItem, *pictures: str, avatar: str = "") -> SnapshotItem:
    named = tuple(Picture(url=f"https://pictures.example/{one}", sha256=one) for one in pictures)
    author = replace(item.content.author or Author(name="Mira"), sha256=avatar)
    return replace(item, content=replace(item.content, pictures=named, author=author))


@pytest.fixture
def album(tmp_path: Path) -> Album:
    return Album(tmp_path / "pictures")


def test_the_first_picture_of_each_item_is_wanted_before_any_avatar(album: Album) -> None:
    first = with_pictures(scenes.post("a", "One."), "1" * 64, "2" * 64, avatar="3" * 64)
    second = with_pictures(scenes.post("b", "Two."), "", avatar="3" * 64)
    third = with_pictures(scenes.post("c", "Three."), "4" * 64)
    snapshot = scenes.snapshot([first, second, third])
    assert album.missing(snapshot) == ("1" * 64, "4" * 64, "3" * 64)


@pytest.mark.parametrize(
    ("named", "data"), [(sha(TALL), WIDE), (sha(b"no picture"), b"no picture"), (sha(b""), b"")]
)
def test_another_picture_or_none_at_all_is_not_kept(album: Album, named: str, data: bytes) -> None:
    assert not album.keep(named, data)
    assert not album.has(named)


def test_pictures_stay_while_a_copy_names_them(album: Album) -> None:
    for data in (WIDE, TALL):
        assert album.keep(sha(data), data)
    now = scenes.snapshot([with_pictures(scenes.post("a", "One."), sha(WIDE))])
    before = scenes.snapshot([with_pictures(scenes.post("a", "One."), avatar=sha(TALL))])
    album.keep_only((now, before))
    assert album.missing(before) == album.missing(now) == ()
    album.keep_only((now, None))
    assert album.missing(before) == (sha(TALL),)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("cover", QSize(90, 90)),
        ("round", QSize(90, 90)),
        ("cover-20", QSize(90, 90)),
        ("whole", QSize(90, 30)),
    ],
)
def test_a_picture_has_the_shape_that_is_asked_for(
    app: QGuiApplication, album: Album, shape: str, expected: QSize
) -> None:
    album.keep(sha(WIDE), WIDE)
    image = Pictures(album).requestImage(f"{shape}/{sha(WIDE)}", QSize(), QSize(90, 90))
    assert image.size() == expected
    assert image.pixelColor(image.rect().center()).alpha() == 255
    assert image.pixelColor(0, 0).alpha() == (0 if shape in {"round", "cover-20"} else 255)


@pytest.mark.parametrize("name", ["cover/" + "0" * 64, "cover/../../secret", "", "round"])
def test_a_picture_that_is_not_here_is_an_empty_one(album: Album, name: str) -> None:
    image = Pictures(album).requestImage(name, QSize(), QSize(20, 10))
    assert image.size() == QSize(20, 10)
    assert image.pixelColor(5, 5).alpha() == 0


def test_pictures_come_one_after_the_other_and_a_missing_one_stops_nothing(
    app: QGuiApplication, desk: Desk, token: Path
) -> None:
    desk.pictures = {sha(WIDE): WIDE, sha(TALL): TALL}
    got: dict[str, bytes] = {}
    link = Link(desk.address, token)
    link.pictured.connect(got.__setitem__)
    link.fetch([sha(WIDE), "0" * 64, sha(TALL)])
    until(lambda: len(got) == 2, app.processEvents)
    assert got == desk.pictures
    asked = [path.rpartition("/")[2] for path, _ in desk.asked]
    assert asked == [sha(WIDE), "0" * 64, sha(TALL)]
    link.end()


def test_a_picture_that_is_far_too_large_is_dropped(
    app: QGuiApplication, desk: Desk, token: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "LARGEST_PICTURE", 1000)
    desk.pictures = {"1" * 64: b"x" * 3_000_000, "2" * 64: b"small"}
    got: list[str] = []
    link = Link(desk.address, token)
    link.pictured.connect(lambda sha256, _data: got.append(sha256))
    link.fetch(["1" * 64, "2" * 64])
    until(lambda: got, app.processEvents)
    assert got == ["2" * 64]
    link.end()
