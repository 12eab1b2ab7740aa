"""Blocking and trusting an author by a tap, from the queue to the screens and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from signage.core.decision import State, Verdict
from signage.core.item import LANE_OF, Author, Content, Kind, RawItem
from signage.core.role import Role
from signage.hub.hub import Hub
from signage.store import Store
from signage.store.outcome import JudgedItem
from tests.hub.conftest import fill
from tests.hub.staff import Staff, signed_in
from tests.hub.test_on_air import Tv, tv
from tests.hub.test_queue import comment

__all__ = ["tv"]

SHOWN, WAITS = "mastodon:https://social.example/1", "mastodon:https://social.example/2"


def post(item: str, text: str, state: State) -> JudgedItem:
    author = Author(name="Ann", handle="@ann@social.example")
    content = Content(
        kind=Kind.POST, text=text, author=author, platform="mastodon", published=datetime.now(UTC)
    )
    return JudgedItem(
        raw=RawItem(id=item, content=content), lane=LANE_OF[Kind.POST], verdict=Verdict(state=state)
    )


@pytest.fixture
def priya(hub: Hub, store: Store, address: str) -> Iterator[Staff]:
    fill(store, post(SHOWN, "Snow on the roof", State.APPROVED), post(WAITS, "Ice", State.WAITING))
    with signed_in(hub, address, role=Role.MODERATOR) as staff:
        yield staff


def test_a_blocked_author_leaves_screens_and_queue_and_comes_back_by_undo(
    priya: Staff, store: Store, tv: Callable[[str], Tv]
) -> None:
    foyer = tv("Foyer")
    assert SHOWN in foyer.ids()
    foyer.tell(SHOWN)
    assert f"/queue/more?item={quote(SHOWN, safe='/')}" in priya.get("/").text
    sheet = priya.get(f"/queue/more?item={quote(WAITS)}").text
    assert "@ann@social.example" in sheet
    assert "Block this author" in sheet
    answer = priya.post("/queue/authors", item=WAITS, standing="blocked")
    assert answer.headers["location"] == "/queue/rules#authors"
    said = priya.words("/queue/rules")
    assert SHOWN not in foyer.ids()
    assert "Ice" not in priya.words("/queue")
    assert "@ann@social.example is blocked. Nothing of theirs is shown any more." in said
    assert "Blocked and trusted authors @ann@social.example Blocked Priya" in said
    assert "Neither block nor trust any more" in priya.words(f"/queue/more?item={quote(SHOWN)}")
    (known,) = store.authors.all()
    priya.post(f"/queue/rules/authors/{known.id}/remove")
    assert SHOWN in foyer.ids()
    assert "Ice" in priya.words("/queue")
    priya.post(f"/queue/rules/authors/{known.id}/restore")
    assert SHOWN not in foyer.ids()
    assert "Not undone" in _after(priya, f"/queue/rules/authors/{known.id}/restore")
    assert "Removed." in _after(priya, f"/queue/rules/authors/{known.id}/remove")
    assert "removed already" in _after(priya, f"/queue/rules/authors/{known.id}/remove")


def _after(staff: Staff, address: str) -> str:
    staff.post(address)
    return staff.words("/queue/rules")


def test_a_trusted_author_need_not_wait(priya: Staff, store: Store) -> None:
    priya.post("/queue/authors", item=SHOWN, standing="trusted")
    assert "Only what a rule holds waits for you." in priya.words("/queue/rules")
    assert store.item(WAITS).state is State.APPROVED


def test_a_patron_is_nobody_to_trust(priya: Staff, store: Store) -> None:
    fill(store, comment(1, "Trust me"))
    item = "patrons:1"
    assert "this author" not in priya.words(f"/queue/more?item={quote(item)}")
    assert priya.post("/queue/authors", item=item, standing="trusted").status_code == 404
    assert priya.post("/queue/authors", item="nothing", standing="trusted").status_code == 404
    assert priya.post("/queue/authors", item=SHOWN, standing="adored").status_code == 404
    assert store.authors.all() == ()
