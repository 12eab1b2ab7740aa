"""Tokens of screens on this PC."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from signage.errors import StoreError
from signage.hub.token import hashed, kept, token_file


def test_a_token_is_made_once_and_only_its_user_can_read_it(tmp_path: Path) -> None:
    token = kept(tmp_path, "Children's room")
    file = token_file(tmp_path, "Children's room")
    assert file == tmp_path / "screens" / "children-s-room.token"
    assert file.read_text().strip() == token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert kept(tmp_path, "Children's room") == token
    assert kept(tmp_path, "Foyer") != token


def test_loose_permissions_are_tightened(tmp_path: Path) -> None:
    token = kept(tmp_path, "Foyer")
    token_file(tmp_path, "Foyer").chmod(0o644)
    assert kept(tmp_path, "Foyer") == token
    assert stat.S_IMODE(token_file(tmp_path, "Foyer").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff" * 40, b"with spaces and so on " * 3])
def test_a_damaged_token_is_replaced(tmp_path: Path, content: bytes) -> None:
    file = token_file(tmp_path, "Foyer")
    file.parent.mkdir()
    file.write_bytes(content)
    token = kept(tmp_path, "Foyer")
    assert file.read_text() == token + "\n"
    assert len(token) >= 32


def test_hub_and_keeper_at_the_same_moment_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        tokens = set(threads.map(lambda _: kept(tmp_path, "Foyer"), range(40)))
    assert len(tokens) == 1
    assert [file.name for file in (tmp_path / "screens").iterdir()] == ["foyer.token"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "screens").write_text("a file, not a folder")
    with pytest.raises(StoreError, match="cannot be kept"):
        kept(tmp_path, "Foyer")


def test_the_store_gets_a_hash() -> None:
    assert hashed("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
