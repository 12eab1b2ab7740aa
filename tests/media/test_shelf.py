from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from signage.media.shelf import Shelf


def test_a_picture_is_kept_under_its_hash(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "media")
    sha256 = shelf.keep(b"a picture")
    assert sha256 == hashlib.sha256(b"a picture").hexdigest()
    path = shelf.path(sha256)
    assert path is not None
    assert path.read_bytes() == b"a picture"
    assert shelf.keep(b"a picture") == sha256
    assert [each.name for each in shelf.folder.iterdir()] == [sha256]


@pytest.mark.parametrize("name", ["", "../signage.db", "a" * 63, "A" * 64, "/etc/passwd", "0" * 64])
def test_names_that_are_no_hash_or_not_here(tmp_path: Path, name: str) -> None:
    (tmp_path / "signage.db").write_bytes(b"secrets")
    shelf = Shelf(tmp_path / "media")
    shelf.keep(b"a picture")
    assert shelf.path(name) is None


def test_pruning_takes_what_was_not_used_for_longest(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "media")
    kept = [shelf.keep(bytes([n]) * 100) for n in range(5)]
    for age, sha256 in enumerate(reversed(kept)):
        os.utime(shelf.folder / sha256, (1_000_000 - age, 1_000_000 - age))
    shelf.use(kept[0])
    assert shelf.prune(250) == 3
    assert [sha256 for sha256 in kept if shelf.path(sha256)] == [kept[0], kept[4]]
    assert shelf.prune(0) == 1, "what was used today stays, whatever the quota"
    assert shelf.path(kept[0])


def test_an_empty_shelf(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "none").prune(0) == 0


def test_a_full_disk_leaves_no_half_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    shelf = Shelf(tmp_path / "media")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        shelf.keep(b"a picture")
    assert list(shelf.folder.iterdir()) == []


def test_several_may_keep_the_same_at_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "media")
    threads = [threading.Thread(target=shelf.keep, args=(b"x" * 100_000,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(shelf.folder.iterdir())) == 1
