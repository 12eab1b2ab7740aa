"""What each screen looks like: asked for, kept for ten minutes in memory, gone with what is hidden."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from signage.core.role import Role
from signage.core.snapshot import decode
from signage.hub.hub import Hub
from signage.hub.screens import admitting
from signage.hub.screens.glimpses import ASKED_EVERY, KEPT, LARGEST, Glimpses
from signage.store import Store
from tests.hub.conftest import fill, notice
from tests.hub.staff import Staff, signed_in
from tests.hub.test_on_air import Tv, tv
from tests.patience import PATIENCE

__all__ = ["tv"]

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
JPEG = b"\xff\xd8\xff and what a camera would write"


def test_a_picture_is_kept_for_ten_minutes() -> None:
    glimpses = Glimpses()
    assert glimpses.of("Foyer", NOW) is None
    assert glimpses.keep("Foyer", JPEG, 4, NOW)
    kept = glimpses.of("Foyer", NOW + KEPT - timedelta(seconds=1))
    assert kept is not None
    assert kept.jpeg == JPEG
    assert glimpses.of("Foyer", NOW + KEPT) is None
    assert glimpses.keep("Foyer", JPEG, 4, NOW)
    glimpses.tidy(NOW + KEPT)
    assert glimpses.of("Foyer", NOW) is None, "nobody looked, and it is gone all the same"


def test_what_left_the_screens_takes_earlier_pictures_along() -> None:
    glimpses = Glimpses()
    assert glimpses.keep("Foyer", JPEG, 4, NOW)
    glimpses.forget(5)
    assert glimpses.of("Foyer", NOW) is None
    assert not glimpses.keep("Foyer", JPEG, 4, NOW), "it was on its way while something was hidden"
    assert glimpses.keep("Foyer", JPEG, 5, NOW)


@pytest.mark.parametrize("wrong", [b"", b"<svg onload=alert(1)>", JPEG + b"x" * LARGEST])
def test_what_is_no_picture_is_not_kept(wrong: bytes) -> None:
    glimpses = Glimpses()
    assert not glimpses.keep("Foyer", wrong, 4, NOW)
    assert glimpses.of("Foyer", NOW) is None


def test_screens_are_not_asked_all_the_time() -> None:
    glimpses = Glimpses()
    assert glimpses.ask(NOW)
    assert not glimpses.ask(NOW + ASKED_EVERY - timedelta(seconds=1))
    assert glimpses.ask(NOW + ASKED_EVERY)
    assert glimpses.ask(NOW), "a clock that was set back"


@pytest.fixture
def ada(hub: Hub, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, "Grace", Role.ADMINISTRATOR) as staff:
        yield staff


class Camera:
    """A screen that listens when the block begins and sends a picture the first time it is asked to."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._listens = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()
        assert self._listens.wait(PATIENCE), "the hub opened no stream"

    def __exit__(self, *_: object) -> None:
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "nobody asked for a picture"

    def _listen(self) -> None:
        with self._client.stream("GET", "/screen/v1/changes", timeout=PATIENCE) as changes:
            for line in changes.iter_lines():
                self._listens.set()  # the first line comes when the hub knows of this stream, not before
                if line == "event: picture":
                    shown = decode(self._client.get("/screen/v1/snapshot").content).revision
                    self._client.put(f"/screen/v1/picture?revision={shown}", content=JPEG)
                    return


def test_who_opens_the_page_sees_the_screen_as_it_is(
    ada: Staff, hub: Hub, store: Store, tv: Callable[[str], Tv], monkeypatch: pytest.MonkeyPatch
) -> None:
    foyer = tv("Foyer")
    foyer.tell("playlist:notice-1")
    assert "/settings/screens/picture?name=Foyer" in ada.get("/settings/screens").text
    monkeypatch.setattr(admitting, "PATIENCE", PATIENCE)
    with Camera(foyer.client):
        answer = ada.get("/settings/screens/picture?name=Foyer")
    assert (answer.status_code, answer.content) == (200, JPEG)
    assert answer.headers["content-type"] == "image/jpeg"
    assert "no-store" in answer.headers["cache-control"]
    monkeypatch.setattr(admitting, "PATIENCE", 0.0)
    fill(store, notice(77))
    hub.editions.look()
    hub.glimpses.forget(store.revision())
    assert ada.get("/settings/screens/picture?name=Foyer").status_code == 404
    assert ada.get("/settings/screens/picture?name=Nowhere").status_code == 404


def test_a_screen_that_does_not_answer_is_dark(ada: Staff) -> None:
    page = ada.get("/settings/screens").text
    assert "/settings/screens/picture" not in page
    assert "Perhaps it is not switched on." in page
