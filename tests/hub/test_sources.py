"""The list of the sources: how each is doing, fetching one now, believing a list that became short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from signage.core.decision import State, Trust
from signage.core.health import Trouble
from signage.core.role import Role
from signage.fetcher import roster
from signage.hub.hub import Hub
from signage.settings import Settings, SourceSettings
from signage.sources.plan import SourceOptions
from signage.store import Store
from signage.store.outcome import FetchOutcome
from tests.hub.conftest import notice
from tests.hub.staff import Staff, signed_in

ADDRESS = "https://ada:heron@news.example/feed?key=secret"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(
        settings,
        sources=(
            SourceSettings(
                options=SourceOptions(
                    id="blog", name="Book blog", kind="feed", url="https://books.example/feed"
                ),
                trust=Trust.PUBLISH,
            ),
            SourceSettings(
                options=SourceOptions(id="news", name="Town news", kind="feed", url=ADDRESS),
                trust=Trust.REVIEW,
            ),
        ),
    )


@pytest.fixture
def store(store: Store, settings: Settings) -> Store:
    store.register(roster.records(settings))
    return store


@pytest.fixture
def ada(hub: Hub, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, "Grace", Role.ADMINISTRATOR) as staff:
        yield staff


def tell(
    hub: Hub, source: str, *numbers: int, trouble: Trouble = Trouble.NONE, complete: bool = False
) -> None:
    """What a fetch of this source gave: these notices, or trouble."""
    now = hub.clock.now()
    outcome = FetchOutcome(
        source=source,
        items=tuple(notice(number) for number in numbers),
        complete=complete,
        next_due=now + timedelta(hours=1),
        trouble=trouble,
        failure="The server wants a login. Ask for one." if trouble else "",
    )
    hub.store.save(outcome, now)


def test_health_stands_there_in_plain_words_and_the_broken_one_first(ada: Staff, hub: Hub) -> None:
    assert "2 sources: 2 new" in ada.words("/sources")
    tell(hub, "blog", 11)
    tell(hub, "news", trouble=Trouble.SIGN_IN)
    said = ada.words("/sources")
    assert "2 sources: 1 needs you · 1 working" in said
    assert "Needs you The server wants a login. Since" in said
    assert said.index("Town news") < said.index("Book blog")
    assert "Working Last good:" in said
    assert said.count("Set in the settings file") == 2
    assert "Waits for approval" in said


def test_no_password_and_no_key_of_an_address_is_told(ada: Staff) -> None:
    page = ada.get("/sources").text
    assert "news.example/feed" in page
    assert "heron" not in page
    assert "secret" not in page


def test_who_may_only_look_finds_no_buttons(hub: Hub, address: str) -> None:
    with signed_in(hub, address, "Milo", Role.VIEWER) as milo:
        page = milo.get("/sources").text
    assert "Book blog" in page
    assert "/fetch" not in page


def test_a_short_list_is_kept_until_somebody_says_that_it_is_right(
    ada: Staff, hub: Hub, store: Store
) -> None:
    tell(hub, "blog", 11, 12, 13, complete=True)
    assert "/accept" not in ada.get("/sources").text
    tell(hub, "blog", 11, complete=True)
    assert "Its list lost more than half of itself." in ada.words("/sources")
    assert store.item("playlist:notice-12").state is State.APPROVED
    assert ada.post("/sources/blog/accept").status_code == 303
    assert "Book blog: the short list counts. 2 things left." in ada.words("/sources")
    assert store.item("playlist:notice-12").state is State.GONE
    assert "lost more than half" not in ada.words("/sources")


def test_there_is_nothing_to_do_with_a_source_that_is_not_there(ada: Staff) -> None:
    assert ada.post("/sources/nothing/fetch").status_code == 404
    assert ada.post("/sources/nothing/accept").status_code == 404


def test_fetching_now_where_nothing_fetches_says_that_it_may_take_long(ada: Staff) -> None:
    assert ada.post("/sources/blog/fetch").status_code == 303
    assert "Book blog: It is being asked." in ada.words("/sources")
