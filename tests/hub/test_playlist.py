"""The playlist over HTTP, as a browser without scripts sends its forms: nothing typed is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from html import unescape

import httpx
import pytest
from PIL import Image

from signage.core.decision import Scope, State, Trust, Verdict
from signage.core.item import LANE_OF, Content, Kind, RawItem, When
from signage.core.placement import Placement
from signage.core.role import Role
from signage.core.window import Window
from signage.hub.hub import Hub
from signage.store import Store
from signage.store.items import short_id
from signage.store.outcome import STAFF, JudgedItem, SourceRecord
from tests.hub.conftest import fill, notice
from tests.hub.staff import Form, Staff, signed_in, text_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TALK = "calendar:talk"


def event(name: str, text: str, starts: datetime, *, series: str = "", private: bool = False) -> JudgedItem:
    content = Content(
        kind=Kind.EVENT, text=text, detail="In the hall", when=When(starts=starts, ends=starts + HOUR)
    )
    return JudgedItem(
        raw=RawItem(id=f"calendar:{name}", content=content, series=series, private=private),
        lane=LANE_OF[Kind.EVENT],
        verdict=Verdict(state=State.APPROVED),
    )


@pytest.fixture(autouse=True)
def stored(store: Store) -> None:
    now = datetime.now(UTC)
    store.register(
        [
            SourceRecord(id="list", name="List", kind="playlist", trust=Trust.PUBLISH),
            SourceRecord(id="dates", name="Dates", kind="calendar", trust=Trust.PUBLISH),
            SourceRecord(id=STAFF, name="Staff", kind="staff", trust=Trust.PUBLISH),
        ]
    )
    fill(
        store,
        event("talk", "A talk about lamps", now + 3 * DAY),
        event("chess/1", "Chess club", now + 4 * DAY, series="calendar:chess"),
        event("chess/2", "Chess club", now + 11 * DAY, series="calendar:chess"),
        event("board", "Board meeting", now + 2 * DAY, private=True),
        event("past", "Yesterday's talk", now - DAY),
        source="dates",
    )


@pytest.fixture
def priya(hub: Hub, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, role=Role.EDITOR) as staff:
        yield staff


@pytest.fixture
def sam(hub: Hub, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, "Sam", Role.EDITOR) as staff:
        yield staff


def form_of(page: str) -> Form:
    """The fields of the edit form as a browser would send them untouched."""
    inside = page[page.index('class="edit"') : page.index('class="buttons sticky"')]
    fields: dict[str, str | list[str]] = {"weekdays": [], "screens": []}
    for tag in re.findall(r"<input[^>]*>", inside):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        name, value = given.get("name", ""), unescape(given.get("value", ""))
        if given.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if name.startswith("weekdays-"):
            fields.setdefault(name, [])
        if isinstance(kept := fields.get(name), list):
            kept.append(value)
        elif name and given.get("type") != "file":
            fields[name] = value
    for name, value in re.findall(r'<textarea id="(\w+)"[^>]*>(.*?)</textarea>', inside, re.DOTALL):
        fields[name] = unescape(value)
    return {**{name: value for name, value in fields.items() if name != "key"}, "button": "save"}


def opened(staff: Staff, item_id: str) -> Form:
    return form_of(staff.get(f"/playlist/{short_id(item_id)}").text)


def save(staff: Staff, item_id: str, form: Form, **changed: str | list[str]) -> httpx.Response:
    return staff.post(f"/playlist/{short_id(item_id)}", {**form, **changed})


def test_everything_is_listed_but_what_is_private_or_over(priya: Staff) -> None:
    words = priya.words("/playlist")
    assert "A talk about lamps" in words
    assert "Notice 1" in words
    assert "Private bookings are not here" in words
    for missing in ("Board meeting", "Yesterday's talk", "Notice 3"):
        assert missing not in words
    assert "A talk about lamps" not in priya.words("/playlist?q=chess")
    assert "Notice 1" not in priya.words("/playlist?what=events")
    assert "A talk about lamps" not in priya.words(f"/playlist?start={datetime.now(UTC) + 9 * DAY:%Y-%m-%d}")
    assert priya.get(f"/playlist/{short_id('calendar:board')}").status_code == 404


def test_pin_and_undo(priya: Staff, store: Store) -> None:
    answer = priya.post(f"/playlist/{short_id(TALK)}/pin")
    assert answer.status_code == 303
    page = priya.get("/playlist").text
    assert "A talk about lamps is pinned." in text_of(page)
    assert store.placement(TALK) == Placement(target=TALK, pinned=True)
    undo = re.search(r'action="(/playlist/undo/\d+)"', page)
    assert undo
    priya.post(undo[1])
    assert store.placements() == []
    assert "Undone." in priya.words("/playlist")
    priya.post(undo[1])
    assert "Not undone" in priya.words("/playlist")


def test_the_order_is_written_and_the_screens_follow_it(priya: Staff, hub: Hub) -> None:
    first, second = (f"playlist:notice-{number}" for number in (1, 2))
    order = [i for i in _shown(hub) if i.startswith("playlist")]
    last = order[-1]
    priya.post(f"/playlist/{short_id(last)}/move", by="-1")
    assert [i for i in _shown(hub) if i.startswith("playlist")] == [last, order[0]]
    assert {first, second} == set(order)
    priya.post(f"/playlist/{short_id(last)}/move", to="1")
    assert [i for i in _shown(hub) if i.startswith("playlist")] == order
    assert "is now number 2 of 2" in priya.words("/playlist")


def _shown(hub: Hub, screen: str = "Foyer") -> list[str]:
    return [item.id for item in hub.editions.of(screen).snapshot.items]


def test_hide_and_show_again(priya: Staff, store: Store, hub: Hub) -> None:
    short = short_id("calendar:chess/1")
    priya.post(f"/playlist/{short}/hide")
    assert "Hidden by Priya" in priya.words("/playlist")
    assert store.item("calendar:chess/2").state is State.APPROVED
    priya.post(f"/playlist/{short}/show")
    assert store.item("calendar:chess/1").state is State.APPROVED
    priya.post(f"/playlist/{short}/hide", scope="series")
    assert not {"calendar:chess/1", "calendar:chess/2"} & set(_shown(hub))


def test_other_words_go_to_the_screens_and_back(priya: Staff, hub: Hub, store: Store) -> None:
    form = opened(priya, TALK)
    assert form["text"] == "A talk about lamps"
    assert save(priya, TALK, form, text="Lamps!", detail="Bring yours").status_code == 303
    (shown,) = (one.content for one in hub.editions.of("Foyer").snapshot.items if one.id == TALK)
    assert (shown.text, shown.detail) == ("Lamps!", "Bring yours")
    kept = store.placement(TALK)
    assert kept == Placement(
        target=TALK, text="Lamps!", detail="Bring yours", instead_of="A talk about lamps"
    )
    now = datetime.now(UTC)
    fill(store, event("talk", "A talk about candles", now + 3 * DAY), source="dates")
    page = priya.get(f"/playlist/{short_id(TALK)}").text
    assert "changed there since you wrote this" in page
    back = save(priya, TALK, form_of(page), button="original-text")
    assert form_of(back.text)["text"] == "A talk about candles"
    assert store.placement(TALK) == kept, "nothing is saved before Save"
    save(priya, TALK, form_of(back.text))
    assert store.placement(TALK) == Placement(target=TALK, detail="Bring yours")


def test_saving_without_a_change_leaves_no_trace(priya: Staff, store: Store) -> None:
    save(priya, TALK, opened(priya, TALK))
    assert store.placements() == []


def test_windows_and_screens(priya: Staff, store: Store, hub: Hub) -> None:
    form = opened(priya, TALK)
    week = save(priya, TALK, form, button="week")
    filled = form_of(week.text)
    day = store.item(TALK).content.when
    assert day
    assert (filled["first_day"], filled["last_day"]) == (
        (day.starts - 7 * DAY).date().isoformat(),
        day.starts.date().isoformat(),
    )
    save(
        priya, TALK, filled, weekdays=["0", "1", "2", "3", "4", "5", "6"], screens=["Children"], opens="09:00"
    )
    kept = store.placement(TALK)
    assert kept
    assert (kept.screens, len(kept.windows)) == (("Children",), 1)
    assert TALK in _shown(hub, "Children")
    assert TALK not in _shown(hub)
    assert form_of(priya.get(f"/playlist/{short_id(TALK)}").text)["screens"] == ["Children"]


def test_several_times_are_added_changed_and_removed_one_by_one(priya: Staff, store: Store, hub: Hub) -> None:
    form = opened(priya, TALK)
    two = form_of(
        save(priya, TALK, {**form, "opens": "09:00", "closes": "12:00"}, button="another-time").text
    )
    assert two["weekdays-2"] == list("0123456")
    assert "opens-3" not in two
    save(priya, TALK, two)
    kept = store.placement(TALK)
    assert kept
    assert kept.windows == (Window(opens=time(9), closes=time(12)),), (
        "a part that was left empty says nothing"
    )
    two = {**two, "base": opened(priya, TALK)["base"]}
    answer = save(priya, TALK, {**two, "weekdays-2": ["5", "6"], "opens-2": "14:00", "closes-2": "quarter"})
    assert answer.status_code == 422
    assert 'id="closes-2-wrong"' in answer.text
    save(priya, TALK, {**two, "weekdays-2": ["5", "6"], "opens-2": "14:00", "closes-2": "16:00"})
    kept = store.placement(TALK)
    assert kept
    morning = Window(opens=time(9), closes=time(12))
    weekend = Window(weekdays=(5, 6), opens=time(14), closes=time(16))
    assert kept.windows == (morning, weekend)
    assert "Remove this time" in priya.words(f"/playlist/{short_id(TALK)}")

    again = opened(priya, TALK)
    assert (again["opens"], again["opens-2"], again["weekdays-2"]) == ("09:00", "14:00", ["5", "6"])
    save(priya, TALK, again, text="Other words")
    kept = store.placement(TALK)
    assert kept
    assert kept.windows == (morning, weekend), "who changes the words keeps the times"
    left = form_of(save(priya, TALK, again, button="no-time-1").text)
    assert (left["opens"], left["weekdays"]) == ("14:00", ["5", "6"])
    assert "opens-2" not in left
    save(priya, TALK, left)
    kept = store.placement(TALK)
    assert kept
    assert kept.windows == (weekend,)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": "  "}, "Write something here."),
        ({"text": "long " * 500}, "at most 2,000 characters"),
        ({"screens": []}, "Choose at least one screen."),
        ({"first_day": "2031-02-05", "last_day": "2031-02-01"}, "before the first one"),
        ({"weekdays": []}, "it never shows"),
        ({"last_day": "2020-01-01"}, "it never shows"),
        ({"opens": "quarter past"}, "This is no time."),
        ({"first_day": "someday"}, "This is no day."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    priya: Staff, store: Store, changed: Form, sentence: str
) -> None:
    answer = save(priya, TALK, opened(priya, TALK), **{"detail": "Keep this", **changed})
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert form_of(answer.text)["detail"] == "Keep this"
    assert store.placements() == []


def test_only_what_both_changed_is_asked(priya: Staff, sam: Staff, store: Store) -> None:
    mine, theirs = opened(priya, TALK), opened(sam, TALK)
    save(sam, TALK, theirs, text="Sam's lamps", screens=["Foyer"])
    answer = save(priya, TALK, mine, text="Priya's lamps", detail="Mine")
    assert answer.status_code == 409
    assert "Sam changed this while you were writing." in text_of(answer.text)
    asked = form_of(answer.text)
    assert (asked["text"], asked["detail"], asked["screens"]) == ("Priya's lamps", "Mine", ["Foyer"])
    save(priya, TALK, asked, take="text")
    kept = store.placement(TALK)
    assert kept
    assert (kept.text, kept.detail, kept.screens) == ("Sam's lamps", "Mine", ("Foyer",))


def test_a_series_is_worded_once_and_one_date_can_differ(priya: Staff, store: Store, hub: Hub) -> None:
    one = "calendar:chess/1"
    save(priya, one, opened(priya, one), text="Chess for all", scope="series")
    save(priya, one, opened(priya, one), text="Chess: final", scope="item")
    texts = {i.id: i.content.text for i in hub.editions.of("Foyer").snapshot.items}
    assert (texts[one], texts["calendar:chess/2"]) == ("Chess: final", "Chess for all")
    save(priya, one, opened(priya, one), text="Chess again", scope="series")
    assert store.placement(one) is None
    assert {"Chess again"} == {
        i.content.text for i in hub.editions.of("Foyer").snapshot.items if "chess" in i.id
    }
    assert store.placement("calendar:chess", Scope.SERIES) is not None


def new(staff: Staff, kind: str, fields: Form, ready: str = "") -> httpx.Response:
    form = form_of(staff.get(f"/playlist/new?kind={kind}&ready={ready}").text)
    return staff.post("/playlist/new", {**form, **fields})


def test_closing_early_in_two_posts_and_gone_again(priya: Staff, hub: Hub, store: Store) -> None:
    answer = new(priya, "notice", {"leaves_day": "2199-01-01"}, "closing-early")
    assert answer.status_code == 303
    (item,) = store.items(source=STAFF)
    assert item.content.text.startswith("We close at ")
    assert store.placement(item.id) == Placement(target=item.id, pinned=True)
    assert item.id in _shown(hub)
    page = priya.get("/playlist").text
    assert "It is on 2 screens from now on." in text_of(page)
    undo = re.search(r'action="(/playlist/undo/\d+)"', page)
    assert undo
    priya.post(undo[1])
    assert store.item(item.id).state is State.GONE
    assert (item.id in _shown(hub), store.placements()) == (False, [])


@pytest.mark.parametrize(
    ("kind", "fields", "kept"),
    [
        (
            "event",
            {"text": "Seed swap", "date": "2199-05-01", "starts": "10:00", "ends": "12:00", "place": "Hall"},
            Kind.EVENT,
        ),
        (
            "event",
            {"text": "Night reading", "date": "2199-05-01", "starts": "22:00", "ends": "01:00"},
            Kind.EVENT,
        ),
        ("event", {"text": "Open day", "date": "2199-05-01"}, Kind.EVENT),
        (
            "offer",
            {"text": "Free printing", "url": "library.example/print", "leaves_day": "2199-05-01"},
            Kind.NOTICE,
        ),
        ("question", {"text": "What are you reading?"}, Kind.QUESTION),
        ("desk", {"text": "Is there a piano?", "detail": "Yes, upstairs."}, Kind.QUESTION),
        ("number", {"text": "books came home this week", "figure": "1,204"}, Kind.NUMBER),
    ],
)
def test_every_kind_can_be_added_and_opened_again(
    priya: Staff, store: Store, kind: str, fields: Form, kept: Kind
) -> None:
    assert new(priya, kind, fields).status_code == 303
    (item,) = store.items(source=STAFF)
    assert item.content.kind is kept
    again = opened(priya, item.id)
    asked = {name: value for name, value in fields.items() if name != "url"}
    assert {name: again[name] for name in asked} == asked
    assert save(priya, item.id, again, text="Other words").status_code == 303
    assert store.item(item.id).content.text == "Other words"
    priya.post(f"/playlist/{short_id(item.id)}/remove")
    assert store.item(item.id).state is State.GONE


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("event", {"text": "Seed swap"}, "This is no day."),
        ("event", {"text": "Seed swap", "date": "2020-01-01"}, "This is over already."),
        ("event", {"text": "Seed swap", "date": "2199-01-01", "ends": "12:00"}, "This is no time."),
        ("notice", {"text": "Old", "leaves_day": "2020-01-01"}, "This is over already."),
        ("notice", {"text": "Old", "leaves_time": "10:00"}, "This is no day."),
        ("notice", {"text": "Look", "url": "javascript:alert(1)"}, "This is no web address."),
        ("number", {"text": "books"}, "Write something here."),
        ("poster", {}, "Choose a picture."),
    ],
)
def test_a_new_item_is_refused_with_its_reason(
    priya: Staff, store: Store, kind: str, fields: Form, sentence: str
) -> None:
    answer = new(priya, kind, fields)
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert store.items(source=STAFF) == []


def test_a_form_that_was_sent_twice_adds_one_item(priya: Staff, store: Store) -> None:
    form = form_of(priya.get("/playlist/new?kind=notice").text)
    first = priya.post("/playlist/new", form, text="Once")
    second = priya.post("/playlist/new", form, text="Once")
    assert (first.status_code, second.status_code) == (303, 303)
    assert [item.content.text for item in store.items(source=STAFF)] == ["Once"]


def poster(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), colour).save(out, "PNG")
    return out.getvalue()


def upload(staff: Staff, address: str, form: Form, file: bytes) -> httpx.Response:
    headers = {"Origin": str(staff.client.base_url).rstrip("/")}
    return staff.client.post(
        address,
        data={**form, "key": staff.key},
        files={"file": ("a.png", file, "image/png")},
        headers=headers,
    )


def test_a_poster_is_decoded_kept_and_described(priya: Staff, store: Store, hub: Hub) -> None:
    form = form_of(priya.get("/playlist/new?kind=poster").text)
    undescribed = upload(priya, "/playlist/new", {**form, "text": "Book fair"}, poster())
    assert undescribed.status_code == 422
    assert "Please describe the picture" in text_of(undescribed.text)
    again = form_of(undescribed.text)
    assert priya.post("/playlist/new", again, alt="A red poster").status_code == 303
    (item,) = store.items(source=STAFF)
    (picture,) = item.content.pictures
    assert (picture.alt, picture.width, picture.matte) == ("A red poster", 300, "#fe0000")
    seen = priya.get(f"/playlist/picture/{picture.sha256}")
    assert (seen.status_code, seen.headers["content-type"]) == (200, "image/jpeg")
    assert item.id in _shown(hub)


def test_a_picture_over_an_event_and_none_again(priya: Staff, hub: Hub, store: Store) -> None:
    form = {**opened(priya, TALK), "alt": "A lamp"}
    assert upload(priya, f"/playlist/{short_id(TALK)}", form, poster("blue")).status_code == 303
    (shown,) = (one.content for one in hub.editions.of("Foyer").snapshot.items if one.id == TALK)
    assert [one.alt for one in shown.pictures] == ["A lamp"]
    save(priya, TALK, opened(priya, TALK), picture="none")
    (shown,) = (one.content for one in hub.editions.of("Foyer").snapshot.items if one.id == TALK)
    assert (shown.pictures, store.placements()) == ((), [])


@pytest.mark.parametrize("file", [b"GIF89a", b"<svg onload=alert(1)>", b"\x00" * 2000])
def test_what_is_no_picture_is_told_and_the_words_stay(priya: Staff, store: Store, file: bytes) -> None:
    form = form_of(priya.get("/playlist/new?kind=poster").text)
    answer = upload(priya, "/playlist/new", {**form, "text": "Book fair", "alt": "A poster"}, file)
    assert "Book fair" in form_of(answer.text)["text"]
    assert re.search(r'id="file-wrong"[^>]*>[^<]{10,}<', answer.text)
    assert store.items(source=STAFF) == []


def test_a_form_cannot_name_a_picture_that_is_not_its_own(priya: Staff, store: Store) -> None:
    for url in ("https://evil.example/a.png", "upload:" + "0" * 64, "/etc/passwd"):
        save(priya, TALK, opened(priya, TALK), picture=url, alt="A lamp")
    assert store.placements() == []


def test_viewers_see_and_moderators_hide(hub: Hub, address: str) -> None:
    with signed_in(hub, address, "Vera", Role.VIEWER) as vera, signed_in(hub, address, "Mo") as mo:
        seen, moderated = vera.get("/playlist").text, mo.get("/playlist").text
    assert "A talk about lamps" in seen
    assert ("/pin" in seen, "/hide" in seen) == (False, False)
    assert ("/pin" in moderated, "/hide" in moderated) == (False, True)


def test_many_days_are_several_pages(priya: Staff, store: Store) -> None:
    now = datetime.now(UTC)
    fill(store, *(event(f"m{n}", f"Meeting {n}", now + n * 8 * HOUR) for n in range(1, 150)), source="dates")
    page = priya.get("/playlist").text
    later = re.search(r'href="(/playlist\?start=[^"]+)"', page)
    assert later
    assert len(page.encode()) < 150_000
    assert "Meeting 149" not in page
    told = [page]
    while later:
        told.append(priya.get(unescape(later[1])).text)
        later = re.search(r'href="(/playlist\?start=[^"]+)"', told[-1])
    assert all(any(f"Meeting {n} " in text_of(one) + " " for one in told) for n in range(1, 150))


def test_hundreds_of_events_are_read_a_page_at_a_time(
    priya: Staff, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signage.store.agenda.MOST_EVENTS", 20)
    now = datetime.now(UTC)
    fill(store, *(event(f"m{n}", f"Meeting {n}", now + n * 9 * HOUR) for n in range(1, 60)), source="dates")
    priya.post(f"/playlist/{short_id('calendar:m55')}/pin")
    page = priya.get("/playlist").text
    assert "Meeting 55" in page, "what is pinned is there, however far ahead"
    assert "64 things to show" in text_of(page)
    told, later = [page], re.search(r'href="(/playlist\?start=[^"]+)"', page)
    while later:
        told.append(priya.get(unescape(later[1])).text)
        later = re.search(r'href="(/playlist\?start=[^"]+)"', told[-1])
    assert all(any(f"Meeting {n} " in text_of(one) + " " for one in told) for n in range(1, 60))


def test_notice_of_the_list_is_not_removed_by_hand(priya: Staff) -> None:
    assert notice(1).raw.id == "playlist:notice-1"
    assert priya.post(f"/playlist/{short_id('playlist:notice-1')}/remove").status_code == 404


def test_what_staff_wrote_and_pinned_is_removed_and_returns_pinned(priya: Staff, store: Store) -> None:
    new(priya, "notice", {"text": "The lift is out of order"})
    (item,) = store.items(source=STAFF)
    short = short_id(item.id)
    priya.post(f"/playlist/{short}/pin")
    assert priya.post(f"/playlist/{short}/remove").status_code == 303
    assert (store.item(item.id).state, store.placement(item.id)) == (State.GONE, None)
    priya.post(re.findall(r'action="(/playlist/undo/\d+)"', priya.get("/playlist").text)[-1])
    placement = store.placement(item.id)
    assert placement is not None
    assert placement.pinned
    assert store.item(item.id).state is State.APPROVED


def test_who_is_slower_to_remove_is_told(priya: Staff, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    new(priya, "notice", {"text": "The lift is out of order"})
    (item,) = store.items(source=STAFF)
    earlier = store.written(item.id)
    assert earlier is not None
    before = replace(earlier, content=replace(earlier.content, text="The lift works again"))
    monkeypatch.setattr(store, "written", lambda _id: before)
    assert priya.post(f"/playlist/{short_id(item.id)}/remove").status_code == 303
    assert "Somebody changed it at the same moment." in priya.words("/playlist")
    assert store.item(item.id).state is State.APPROVED


def test_a_number_that_a_list_brought_has_no_figure_to_edit(priya: Staff, store: Store) -> None:
    content = Content(kind=Kind.NUMBER, text="books came home", figure="1,204")
    raw = RawItem(id="playlist:number", content=content)
    fill(store, JudgedItem(raw=raw, lane=LANE_OF[Kind.NUMBER], verdict=Verdict(state=State.APPROVED)))
    page = priya.get(f"/playlist/{short_id(raw.id)}")
    assert page.status_code == 200
    assert 'name="figure"' not in page.text
