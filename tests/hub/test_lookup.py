"""What was on the screens then, and why an item is not on them: over HTTP, from screens that report."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from signage.core.airing import Airing
from signage.core.decision import State, Trust
from signage.core.edit import Change, Deed
from signage.core.item import Kind
from signage.core.placement import Placement
from signage.hub.hub import Hub
from signage.hub.patrons import receipt
from signage.hub.patrons.comment import Written
from signage.hub.screens.diary import Diary, named
from signage.settings import Settings
from signage.store import Store
from signage.store.airings import KEPT
from signage.store.items import short_id
from signage.store.outcome import FORM, SourceRecord
from tests.hub.conftest import fill, notice
from tests.hub.staff import Staff
from tests.hub.test_on_air import COMMENT, NOTICE, POST, Tv, priya, said, tv

__all__ = ["priya", "tv"]

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
#: 14:32 on a day that is a week ago.
THEN = (datetime.now(UTC) - timedelta(days=7)).replace(hour=14, minute=32, second=0, microsecond=0)


def aired(item: str, first: float, last: float, screen: str = "Foyer") -> Airing:
    """On from `first` to `last`, in seconds after THEN."""
    return Airing(screen=screen, item=named(item), began=THEN + first * SECOND, ended=THEN + last * SECOND)


@pytest.fixture
def week_ago(store: Store) -> None:
    store.airings.add(
        [
            aired(POST, -6, 6),
            aired(NOTICE, -40, -10),
            aired(NOTICE, 59, 70),
            aired("patrons:erased", 20, 30),
            aired("emergency:2026", 20, 30, "Children"),
        ]
    )


def test_a_minute_shows_what_each_screen_had_with_hide(priya: Staff, week_ago: None) -> None:
    page = priya.get(f"/history?day={THEN:%Y-%m-%d}&time=14:32").text
    told = priya.words(f"/history?day={THEN:%Y-%m-%d}&time=14:32")
    assert "14:31:54 – 14:32:06" in told
    assert "14:32:59 – 14:33:10" in told
    assert "14:31:20" not in told
    assert "Its words are not kept any more." in told
    assert told.index("Children") < told.index("An emergency") < told.index("Foyer")
    assert f'name="item" value="{POST}"' in page
    assert priya.post("/hide", item=POST).status_code == 303
    after = priya.get(f"/history?day={THEN:%Y-%m-%d}&time=14:32").text
    assert f'name="item" value="{POST}"' not in after
    assert "It reported nothing then." in priya.words(f"/history?day={THEN:%Y-%m-%d}&time=03:00")


@pytest.mark.parametrize("query", ["day=never&time=14:32", "day=0001-01-01&time=00:00", "time=14:32"])
def test_what_is_no_moment_is_said(query: str, priya: Staff) -> None:
    assert "That is no day and time." in priya.words(f"/history?{query}")


def test_reports_are_found_at_once_and_after_the_hub_was_started_again(
    priya: Staff, hub: Hub, store: Store, tv: Callable[[str], Tv]
) -> None:
    tv("Foyer").tell(POST)
    now = datetime.now(UTC)
    address = f"/history?day={now:%Y-%m-%d}&time={now:%H:%M}"
    assert "A post <b>about</b> wool" in priya.words(address).split("What was on")[1]
    hub.diary.close()
    found = Diary(store).between(now - MINUTE, now + MINUTE)
    assert [(one.screen, one.item) for one in found] == [("Foyer", short_id(POST))]


def test_the_log_holds_no_words_and_is_forgotten_after_a_month(
    store: Store, settings: Settings, week_ago: None
) -> None:
    with sqlite3.connect(settings.hub.data / "signage.db") as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(shown)")]
        assert columns == ["began", "screen", "item", "ended"]
        assert all(len(item) <= 20 for (item,) in database.execute("SELECT item FROM shown"))
    database.close()
    store.prune(THEN + KEPT - MINUTE)
    assert len(store.airings.between(THEN - MINUTE, THEN + 2 * MINUTE)) == 5
    store.prune(THEN + KEPT + 2 * MINUTE)
    assert store.airings.between(THEN - MINUTE, THEN + 2 * MINUTE) == ()


def test_why_by_words_and_by_id(
    priya: Staff, store: Store, tv: Callable[[str], Tv], settings: Settings
) -> None:
    now = datetime.now(UTC)

    def why(asked: str) -> str:
        return priya.words(f"/history?item={asked}").split("Why is it not showing?")[1]

    assert "may be shown, but this screen is not answering" in why("wool")
    tv("Foyer").tell(POST)
    tv("Children").tell()
    answer = why(short_id(POST))
    assert "is on now Foyer" in answer
    assert "may be shown, and comes when it is its turn Children" in answer
    assert "On last: Foyer" in answer
    placed = Placement(target=POST, screens=("Children",))
    store.edit([Change(target=POST, before=None, after=placed)], Deed.CHANGE, by="Ada", now=now)
    assert "only on Children Foyer" in why(POST)
    store.decide([POST], State.HIDDEN, by="Tom", now=now, note="clause 3")
    assert "hidden by Tom" in why("wool")
    assert "(clause 3)" in why("wool")
    fill(store, notice(3, state=State.WAITING))
    assert "waits, 1 of 1 in the queue" in why("Notice 3")
    assert "Nothing has this code, and nothing says this." in why("zzzz")
    store.stops.begin(by="Tom", now=now)
    fill(store, said(COMMENT, Kind.COMMENT, "Slippers, please"))
    assert "comments and posts are stopped" in why("Slippers")


@pytest.fixture
def code(hub: Hub, settings: Settings) -> str:
    hub.store.register(
        [
            SourceRecord(id="list", name="List", kind="playlist", trust=Trust.PUBLISH),
            SourceRecord(id=FORM, name="Patrons", kind="patrons", trust=Trust.REVIEW),
        ]
    )
    written = Written(text="More crime novels, please", name="")
    return hub.letterbox.take(written, settings, datetime.now(UTC))


def test_why_by_a_comments_code(priya: Staff, hub: Hub, code: str) -> None:
    def why(asked: str) -> str:
        return priya.words(f"/history?item={asked}").split("Why is it not showing?")[1]

    assert "More crime novels" in why(code.upper().replace("-", "+"))
    assert "in the queue" in why(code)
    hub.letterbox.withdraw(code, datetime.now(UTC))
    gone = why(code)
    assert "withdrawn by its writer" in gone
    assert "crime" not in gone
    assert "Nothing has this code" in why(receipt.new_code())


def test_what_cannot_be_written_is_written_the_next_time(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from signage.errors import StoreError

    hub.diary.note("Foyer", [POST], THEN)
    hub.diary.note("Foyer", [], THEN + 5 * SECOND)

    def full(_: object) -> None:
        raise StoreError("database", "The disk is full.", "Make room.")

    with monkeypatch.context() as patched:
        patched.setattr(hub.store.airings, "add", full)
        hub.diary.write()
    assert "The disk is full." in caplog.text
    caplog.clear()
    assert hub.store.airings.between(THEN, THEN + MINUTE) == ()
    hub.diary.write()
    assert len(hub.store.airings.between(THEN, THEN + MINUTE)) == 1
