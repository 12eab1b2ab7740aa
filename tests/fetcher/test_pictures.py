from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from signage.clock import SystemClock
from signage.core.decision import State, Trust, Verdict
from signage.core.item import Author, Content, Kind, Lane, Picture, RawItem
from signage.fetcher.client import Client
from signage.fetcher.hosts import Hosts
from signage.fetcher.pictures import Pictures
from signage.fetcher.workers import Workers
from signage.media.picture import size_of
from signage.media.shelf import Shelf
from signage.store import Store
from signage.store.outcome import FetchOutcome, JudgedItem, SourceRecord
from tests.loopback import Loopback, ok

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


@dataclass
class Wall:
    server: Loopback
    folder: Path

    def item(self, name: str, state: State, *, private: bool = False) -> JudgedItem:
        picture = Picture(url=self.server.url(f"/{name}.jpg"))
        author = Author(name="Harbour", picture=self.server.url("/avatar.jpg"))
        content = Content(kind=Kind.POST, text=name, pictures=(picture,), author=author)
        raw = RawItem(id=f"post:{name}", content=content, private=private)
        return JudgedItem(raw=raw, lane=Lane.POSTS, verdict=Verdict(state=state))

    def collect(self, *items: JudgedItem, times: int = 1) -> tuple[list[int], dict[str, str]]:
        async def whole() -> tuple[list[int], dict[str, str]]:
            client, workers, clock = Client(allow_hosts=(self.server.host,)), Workers(), SystemClock()
            with Store.open(self.folder / "signage.db", clock) as store:
                store.register([SourceRecord(id="posts", name="", kind="feed", trust=Trust.PUBLISH)])
                outcome = FetchOutcome(source="posts", next_due=NOW + timedelta(hours=1), items=items)
                store.save(outcome, NOW)
                pictures = Pictures(store, self.shelf, client, workers, Hosts(clock.monotonic), clock)
                try:
                    came = [await pictures.collect("posts") for _ in range(times)]
                finally:
                    await workers.close()
                    await client.close()
                return came, {item.content.text: item.content.pictures[0].sha256 for item in store.items()}

        return asyncio.run(whole())

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder / "media")


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Wall]:
    with Loopback() as server:
        yield Wall(server, tmp_path)


def test_pictures_of_approved_items_come_in_the_right_size(wall: Wall) -> None:
    wall.server.answers |= {"/shown.jpg": ok(jpeg(3000, 1500)), "/avatar.jpg": ok(jpeg(800, 800))}
    came, hashes = wall.collect(
        wall.item("shown", State.APPROVED),
        wall.item("waiting", State.WAITING),
        wall.item("booking", State.APPROVED, private=True),
        times=2,
    )
    assert came == [2, 0]
    assert {asked.path for asked in wall.server.requests} == {"/shown.jpg", "/avatar.jpg"}
    path = wall.shelf.path(hashes["shown"])
    assert path is not None
    assert size_of(path.read_bytes()) == (1920, 960)
    assert hashes["waiting"] == ""


def test_a_picture_that_cannot_be_had_is_asked_once_and_harms_nothing(wall: Wall) -> None:
    wall.server.answers |= {
        "/good.jpg": ok(jpeg(40, 40)),
        "/html.jpg": ok(b"<html>no</html>"),
        "/bad.jpg": ok(b"not a picture"),
        "/avatar.jpg": ok(jpeg(40, 40)),
    }
    items = [wall.item(name, State.APPROVED) for name in ("missing", "html", "bad", "good")]
    came, hashes = wall.collect(*items, times=2)
    assert came == [2, 0]
    assert [name for name, sha256 in hashes.items() if sha256] == ["good"]
    assert len(wall.server.asked("/missing.jpg")) == 1
