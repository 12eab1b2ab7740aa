"""The hub's own backups, and their page."""

from __future__ import annotations

import shutil
from collections import namedtuple
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from signage.core.role import Role
from signage.errors import StoreError
from signage.hub.backups import folder, lock
from signage.hub.backups.folder import EVERY, KEPT, Backups, Kept, Purpose, surplus, wait
from signage.hub.hub import Hub
from signage.hub.pages import troubles
from signage.media.shelf import Shelf
from signage.store import Store
from tests.hub.staff import Staff, signed_in, text_of
from tests.patience import PATIENCE

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def ada(hub: Hub, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, "Grace", Role.ADMINISTRATOR) as staff:
        yield staff


def kept(hours: int, purpose: Purpose = Purpose.BY_ITSELF) -> Kept:
    return Kept(path=Path(f"/{hours}"), purpose=purpose, made=NOON - timedelta(hours=hours), size=1)


def test_the_newest_of_each_purpose_stay() -> None:
    many = [kept(hours) for hours in range(KEPT + 3)]
    by_hand = [kept(900, Purpose.BY_HAND)]
    assert surplus(many + by_hand) == tuple(many[KEPT:])


def test_when_the_next_one_is_due() -> None:
    assert wait(None, NOON) == timedelta(0)
    assert wait(NOON - timedelta(hours=5), NOON) == EVERY - timedelta(hours=5)
    assert wait(NOON - timedelta(days=5), NOON) == timedelta(0)
    assert wait(NOON + timedelta(days=5), NOON) == timedelta(0), "the clock was wrong once"


def test_making_one_throws_the_oldest_away_and_lists_the_rest(hub: Hub) -> None:
    for hours in range(KEPT + 1):
        hub.backups.make(Purpose.BY_ITSELF, NOON + timedelta(hours=hours))
    found = hub.backups.all()
    assert len(found) == KEPT
    assert found[0].made == NOON + timedelta(hours=KEPT)
    assert hub.backups.folder.stat().st_mode & 0o777 == 0o700
    assert hub.backups.find(found[0].name) == found[0]
    assert hub.backups.find("../signage.db") is None


def test_a_full_disk_is_told_before_anything_is_written(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10, 9, 1))
    with pytest.raises(StoreError, match="nearly full"):
        hub.backups.make(Purpose.BY_ITSELF, NOON)
    assert hub.backups.all() == ()


def test_what_a_killed_hub_left_is_removed(hub: Hub) -> None:
    hub.backups.folder.mkdir()
    (hub.backups.folder / ".signage-by-itself-x.backup.part").write_bytes(b"half")
    hub.backups.clean()
    assert not list(hub.backups.folder.iterdir())


def test_pictures_of_staff_come_back(hub: Hub, store: Store, tmp_path: Path) -> None:
    sha256 = Shelf(hub.settings.hub.data / "media").keep(b"a poster")
    store.keep_picture(f"upload:{sha256}", sha256, width=1, height=1, now=NOON)
    made = hub.backups.make(Purpose.BY_HAND, NOON)
    elsewhere = Backups(tmp_path / "new" / "signage.db", tmp_path / "new")
    restored, before = elsewhere.restore(made.path, NOON)
    assert restored.facts.pictures == 1
    assert before is None
    assert (tmp_path / "new" / "media" / sha256).read_bytes() == b"a poster"


def test_a_database_on_a_server_has_tools_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="own tools"):
        Backups(None, tmp_path).make(Purpose.BY_HAND, NOON)


def test_hubs_share_the_folder_and_a_restore_wants_it_alone(tmp_path: Path) -> None:
    with (
        lock.in_use(tmp_path),
        lock.in_use(tmp_path),
        pytest.raises(StoreError, match="The sign runs"),
        lock.alone(tmp_path),
    ):
        pass
    with lock.alone(tmp_path):
        assert (tmp_path / "hub.lock").stat().st_mode & 0o777 == 0o600


def test_the_page_makes_one_gives_it_away_and_says_how_to_go_back(ada: Staff, hub: Hub) -> None:
    assert "No backup yet" in ada.words("/settings/backup")
    assert ada.post("/settings/backup").status_code == 303
    (made,) = hub.backups.all()
    said = ada.words("/settings/backup")
    assert "checked and readable" in said
    assert "same disk" in said
    answer = ada.get(f"/settings/backup/{made.name}")
    assert answer.content == made.path.read_bytes()
    assert answer.headers["cache-control"] == "no-store"
    hub.store.revoke_screen("Children")
    told = ada.words(f"/settings/backup/{made.name}/restore")
    assert "Screens that were shut out and would be in again: Children" in told
    assert f'signage restore "{made.path}"' in told
    assert ada.get("/settings/backup/signage-by-hand-20200101T000000Z.backup").status_code == 404


def test_a_failure_stands_on_the_page(ada: Staff, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder.shutil, "disk_usage", lambda _path: Usage(10, 9, 1))  # type: ignore[attr-defined]
    answer = ada.post("/settings/backup")
    assert answer.status_code == 507
    assert "The disk is nearly full." in text_of(answer.text)
    hub.backups.trouble = "The disk does not answer."
    assert "The disk does not answer." in ada.words("/settings/backup")


def test_an_error_that_a_page_did_not_expect_is_told_to_staff_alone(
    ada: Staff, address: str, hub: Hub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise StoreError("database <signage.db>", "The disk is nearly full.", "Make room on it.")

    monkeypatch.setattr(hub.backups, "all", broken)
    answer = ada.get("/settings/backup", referer=f"{address}/settings")
    assert answer.status_code == 503
    said = text_of(answer.text)
    assert "The disk is nearly full. Make room on it." in said
    assert "database &lt;signage.db&gt;" in answer.text
    assert "Back to where I was" in said
    assert 'href="/settings"' in answer.text
    assert "A-" not in said
    assert [one.getMessage() for one in caplog.records if one.name == troubles.__name__] == [
        "database <signage.db>: The disk is nearly full. Make room on it."
    ]

    caplog.clear()
    monkeypatch.setattr(hub.editions, "of", broken)
    stranger = httpx.get(f"{address}/follow", trust_env=False, timeout=PATIENCE)
    assert stranger.status_code == 500
    assert "signage.db" not in stranger.text
    assert "nearly full" not in stranger.text
    assert "give your administrator this number" in stranger.text
    caplog.clear()
