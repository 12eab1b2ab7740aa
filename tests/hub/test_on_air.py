"""On air, Hide, Undo, Stop and Bring back, over a real connection and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from signage.clock import SystemClock
from signage.core.decision import State, Verdict
from signage.core.item import LANE_OF, Author, Content, Kind, RawItem
from signage.core.role import Role
from signage.core.snapshot import decode
from signage.hub.hub import Hub
from signage.hub.token import kept
from signage.settings import Settings
from signage.store import Store
from signage.store.outcome import JudgedItem
from tests.hub.conftest import fill
from tests.hub.staff import Staff, signed_in, text_of
from tests.patience import PATIENCE

POST = "mastodon:https://social.example/users/ann/1"
COMMENT = "patrons:heron-lamp-427"
NOTICE = "playlist:notice-1"


def said(item: str, kind: Kind, text: str) -> JudgedItem:
    content = Content(kind=kind, text=text, author=Author(name="Ann"), published=datetime.now(UTC))
    return JudgedItem(
        raw=RawItem(id=item, content=content), lane=LANE_OF[kind], verdict=Verdict(state=State.APPROVED)
    )


@pytest.fixture
def priya(hub: Hub, store: Store, address: str) -> Iterator[Staff]:
    fill(
        store,
        said(POST, Kind.POST, "A post <b>about</b> wool"),
        said(COMMENT, Kind.COMMENT, "More crime please"),
    )
    with signed_in(hub, address) as staff:
        yield staff


class Tv:
    """A screen that tells what it paints."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def ids(self) -> set[str]:
        return {item.id for item in decode(self.client.get("/screen/v1/snapshot").content).items}

    def tell(self, *painted: str, removed: tuple[str, ...] = (), revision: int | None = None) -> None:
        now = datetime.now(UTC)
        if revision is None:
            revision = decode(self.client.get("/screen/v1/snapshot").content).revision
        gone = [{"id": one, "at": (now - timedelta(milliseconds=1)).isoformat()} for one in removed]
        report = {"revision": revision, "painted": painted, "removed": gone, "clock": now.isoformat()}
        assert self.client.post("/screen/v1/report", json=report).status_code == 204


@pytest.fixture
def tv(address: str, settings: Settings) -> Iterator[Callable[[str], Tv]]:
    clients = []

    def made(name: str) -> Tv:
        headers = {"Authorization": f"Bearer {kept(settings.hub.data, name)}"}
        clients.append(httpx.Client(base_url=address, headers=headers, trust_env=False, timeout=PATIENCE))
        return Tv(clients[-1])

    yield made
    for client in clients:
        client.close()


def done(answer: httpx.Response) -> int:
    """The number of the decision that a form led to."""
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].removeprefix("/?done="))


def test_hide_is_one_form_with_the_items_id_and_says_gone_when_the_screens_did(
    priya: Staff, store: Store, tv: Callable[[str], Tv]
) -> None:
    foyer, children = tv("Foyer"), tv("Children")
    foyer.tell(POST, NOTICE)
    children.tell(NOTICE)
    page = priya.get("/").text
    assert "A post &lt;b&gt;about&lt;/b&gt; wool" in page
    assert f'name="item" value="{POST}"' in page
    number = done(priya.post("/hide", item=POST))
    assert store.item(POST).state is State.HIDDEN
    assert POST not in foyer.ids()
    assert "Hidden. Gone from 0 of 2 screens." in priya.words(f"/?done={number}")
    foyer.tell(NOTICE, removed=(POST,))
    assert "Hidden. Gone from 1 of 2 screens." in priya.words(f"/?done={number}")
    children.tell(NOTICE)
    assert re.search(r"Hidden\. Gone from 2 of 2 screens, \d+\.\d s\.", priya.words(f"/?done={number}"))


def test_who_does_not_answer_is_named(
    priya: Staff, hub: Hub, tv: Callable[[str], Tv], monkeypatch: pytest.MonkeyPatch
) -> None:
    tv("Foyer").tell(POST)
    number = done(priya.post("/hide", item=POST))
    tv("Foyer").tell(removed=(POST,))
    later = datetime.now(UTC) + timedelta(seconds=6)
    monkeypatch.setattr(SystemClock, "now", lambda _: later)
    told = priya.words(f"/?done={number}")
    assert "Gone from 1 of 2 screens. Children is not answering and may still show it." in told


def test_what_was_on_no_screen_is_not_called_gone(priya: Staff, tv: Callable[[str], Tv]) -> None:
    number = done(priya.post("/hide", item=POST))
    tv("Foyer").tell()
    tv("Children").tell()
    assert "Hidden. It was on no screen." in priya.words(f"/?done={number}")


def test_undo_brings_it_back_once_and_not_over_a_newer_word(
    priya: Staff, hub: Hub, store: Store, address: str, tv: Callable[[str], Tv]
) -> None:
    number = done(priya.post("/hide", item=POST))
    assert priya.post(f"/actions/{number}/undo").status_code == 303
    assert store.item(POST).state is State.APPROVED
    assert POST in tv("Foyer").ids()
    assert "Undone. It may be shown again." in priya.words("/")
    with signed_in(hub, address, "Tom") as tom:
        done(tom.post("/hide", item=POST))
        priya.post(f"/actions/{number}/undo")
        assert store.item(POST).state is State.HIDDEN
        assert "Not undone: somebody decided about it since then." in priya.words("/")
        assert "Tom" in priya.words("/")
    log = store.decisions(POST)
    assert [(one.by, one.after) for one in log[1:]] == [
        ("Priya", State.HIDDEN),
        ("Priya", State.APPROVED),
        ("Tom", State.HIDDEN),
    ]


def test_what_just_left_can_still_be_hidden(priya: Staff, tv: Callable[[str], Tv]) -> None:
    foyer = tv("Foyer")
    foyer.tell(COMMENT)
    foyer.tell(NOTICE)
    page = priya.words("/")
    assert "More crime please" in page.split("Just shown")[1]
    done(priya.post("/hide", item=COMMENT))
    assert "More crime please" in priya.words("/").split("Hidden lately")[1]
    assert "Just shown" not in priya.words("/")


def test_htmx_gets_the_list_and_the_bar_alone(priya: Staff, tv: Callable[[str], Tv]) -> None:
    tv("Foyer").tell(POST)
    answer = priya.post("/hide", partly="yes", item=POST)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'id="bar" hx-swap-oob' in answer.text
    assert "Hidden. Gone from 0 of 2 screens." in text_of(answer.text)


def test_stop_takes_comments_and_posts_off_and_leaves_the_library_its_own(
    priya: Staff, store: Store, hub: Hub, tv: Callable[[str], Tv]
) -> None:
    foyer, children = tv("Foyer"), tv("Children")
    assert {POST, COMMENT, NOTICE} <= foyer.ids()
    foyer.tell(COMMENT, NOTICE)
    children.tell(POST)
    assert priya.post("/stop").headers["location"] == "/"
    assert foyer.ids() == {NOTICE, "playlist:notice-2"}
    for page in ("/", "/me", "/more"):
        assert "Comments and social posts are off 0 of 2 screens. Priya stopped them at" in priya.words(page)
    foyer.tell(NOTICE, removed=(COMMENT,))
    children.tell(removed=(POST,))
    told = priya.words("/more")
    assert "Comments and social posts are off every screen." in told
    assert re.search(r"2 of 2 screens confirmed, \d+\.\d s\.", told)
    # What comes in meanwhile waits with the rest.
    fill(store, said("patrons:new", Kind.COMMENT, "Later words"))
    assert "patrons:new" not in foyer.ids()


def test_stop_outlasts_the_hub(priya: Staff, settings: Settings, store: Store) -> None:
    priya.post("/stop")
    with Store.open(settings.hub.data / "signage.db", SystemClock()) as again:
        second = Hub(settings, again, SystemClock())
        held = {item.id for item in decode(second.editions.of("Foyer").body).items}
        assert held == {NOTICE, "playlist:notice-2"}


def test_bring_back_says_what_returns_and_leaves_hidden_what_was_hidden(
    priya: Staff, tv: Callable[[str], Tv], store: Store
) -> None:
    priya.post("/stop")
    assert "1 comment and 1 post may be shown again." in priya.words("/resume")
    done(priya.post("/hide", item=COMMENT))
    assert "0 comments and 1 post may be shown again." in priya.words("/resume")
    assert priya.post("/resume").status_code == 303
    assert tv("Foyer").ids() == {POST, NOTICE, "playlist:notice-2"}
    assert "may be shown again" in priya.words("/")
    assert "Priya stopped them" not in priya.words("/")
    (row,) = store.stops.all()
    assert (row.by, row.ended_by) == ("Priya", "Priya")


def test_the_stream_tells_of_a_stop_at_once(priya: Staff, hub: Hub) -> None:
    hub.editions.look()
    priya.post("/stop")
    left = {one for _ in range(3) if (change := hub.editions.look()) for one in change.hidden}
    assert left <= {POST, COMMENT}


def test_who_may_only_look_can_neither_hide_nor_stop(hub: Hub, store: Store, address: str) -> None:
    fill(store, said(POST, Kind.POST, "A post"))
    with signed_in(hub, address, "Vic", Role.VIEWER) as vic:
        assert vic.get("/").status_code == 200
        assert 'action="/hide"' not in vic.get("/").text
        assert 'action="/stop"' not in vic.get("/").text
        for form in ("/hide", "/stop", "/resume", "/actions/1/undo"):
            assert vic.post(form, item=POST).status_code == 403, form
        assert store.item(POST).state is State.APPROVED
        assert store.stops.current() is None


def test_a_form_from_elsewhere_does_nothing(priya: Staff, store: Store) -> None:
    for headers in ({"Origin": "http://evil.example"}, {}):
        answer = priya.client.post("/hide", data={"item": POST, "key": priya.key}, headers=headers)
        assert answer.status_code == 403
    assert store.item(POST).state is State.APPROVED
