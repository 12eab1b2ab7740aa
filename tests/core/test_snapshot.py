import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.assembly import assemble
from signage.core.decision import Scope, State, Trust
from signage.core.hours import OpeningHours
from signage.core.item import Author, Item, Kind, Lane, Picture
from signage.core.placement import Placement
from signage.core.snapshot import (
    MOST_BYTES,
    MOST_ITEMS,
    Ages,
    Library,
    Mix,
    Screen,
    Snapshot,
    decode,
    encode,
    looking,
)
from signage.core.window import Window
from signage.errors import SnapshotError
from tests.core.build import NOW, card, event_time, minutes, snapshot, stored


def made(*items: Item, placements: tuple[Placement, ...] = (), now: datetime = NOW, **more: Any) -> Snapshot:
    return assemble(
        items,
        placements,
        library=Library(name="Fernmoor Library", timezone="Europe/London"),
        screen=more.pop("screen", Screen(name="Foyer")),
        mix=Mix(),
        ages=Ages(posts=timedelta(days=7), patrons=timedelta(hours=3), notices=timedelta(days=60)),
        patrons_address="",
        revision=7,
        now=now,
        own_sources=frozenset({"staff"}),
        **more,
    )


def ids(of: Snapshot) -> list[str]:
    return [item.id for item in of.items]


def test_only_what_is_approved_and_public_is_in_it() -> None:
    items = [stored(state, state=state) for state in State]
    assert ids(made(*items, stored("secret", private=True))) == ["approved"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(State),
            st.booleans(),
            st.sampled_from(Kind),
            st.sampled_from(Trust),
            st.booleans(),
        )
    )
)
def test_whatever_the_store_holds_nothing_else_gets_in(
    rows: list[tuple[State, bool, Kind, Trust, bool]],
) -> None:
    items = [
        stored(str(n), state=state, private=private, kind=kind, trust=trust, pinned=pinned)
        for n, (state, private, kind, trust, pinned) in enumerate(rows)
    ]
    allowed = {item.id for item in items if item.state is State.APPROVED and not item.raw.private}
    assert set(ids(made(*items))) == allowed


def test_a_screen_learns_where_an_item_stands() -> None:
    comment = stored("c", kind=Kind.COMMENT, trust=Trust.REVIEW, published=NOW - minutes(10))
    boost = stored("b", kind=Kind.POST, foreign=True, published=NOW - minutes(10))
    own = stored("o", kind=Kind.POST, published=NOW - minutes(20))
    by_id = {item.id: item for item in made(comment, boost, own).items}
    assert (by_id["c"].review, by_id["c"].own) == (True, False)
    assert (by_id["b"].review, by_id["b"].own) == (False, False)
    assert (by_id["o"].review, by_id["o"].own) == (False, True)


def test_ages_count_from_when_it_was_said() -> None:
    post = stored("p", kind=Kind.POST, published=NOW - timedelta(days=1))
    undated = stored("u", kind=Kind.POST, first_seen=NOW - timedelta(days=2))
    ahead = stored("a", kind=Kind.POST, published=NOW + timedelta(days=3), first_seen=NOW)
    comment = stored("c", kind=Kind.COMMENT, published=NOW - minutes(30), first_seen=NOW - minutes(30))
    notice = stored("n", first_seen=NOW - timedelta(days=900))
    offer = stored("o", expires=NOW + minutes(5))
    expires = {item.id: item.expires for item in made(post, undated, ahead, comment, notice, offer).items}
    assert expires == {
        "p": NOW + timedelta(days=6),
        "u": NOW + timedelta(days=5),
        "a": NOW + timedelta(days=7),
        "c": NOW + minutes(150),
        "n": None,
        "o": NOW + minutes(5),
    }


def test_what_is_over_stays_out_unless_the_clock_is_wrong() -> None:
    over = [
        stored("ended", kind=Kind.EVENT, when=event_time(NOW - timedelta(hours=2))),
        stored("old", kind=Kind.POST, published=NOW - timedelta(days=8)),
        stored("offer", expires=NOW),
        stored(
            "x",
            kind=Kind.POST,
            platform="x",
            published=NOW - timedelta(days=2),
            confirmed=NOW - timedelta(days=1),
        ),
    ]
    assert ids(made(*over)) == []
    # 1970: every one of these lies in the future then; an expiry even before that must not count.
    wrong = datetime(1970, 1, 2, tzinfo=UTC)
    assert len(ids(made(*over, stored("e", expires=datetime(1970, 1, 1, tzinfo=UTC)), now=wrong))) == 5


def test_posts_of_x_have_a_lease_of_a_day() -> None:
    (item,) = made(stored("x", kind=Kind.POST, platform="x", published=NOW, confirmed=NOW - minutes(5))).items
    assert item.lease == NOW + timedelta(days=1) - minutes(5)


def test_placements_are_laid_over_the_item() -> None:
    window = Window(opens=time(9), closes=time(12))
    events = [
        stored(f"e{n}", kind=Kind.EVENT, series="s", when=event_time(NOW + timedelta(days=n))) for n in (1, 2)
    ]
    placed = (
        Placement(target="s", scope=Scope.SERIES, pinned=True),
        Placement(target="e2", text="Other words", windows=(window,), order=1),
        Placement(target="note:1", screens=("Upstairs",)),
    )
    two, one = made(*events, stored(), placements=placed).items
    assert (one.id, one.pinned, one.content.text) == ("e1", True, events[0].content.text)
    assert (two.id, two.pinned, two.content.text, two.windows) == ("e2", True, "Other words", (window,))
    assert "note:1" in ids(made(stored(), placements=placed, screen=Screen(name="Upstairs")))


def test_windows_and_pins_of_the_source_hold_without_a_placement() -> None:
    window = Window(weekdays=(0,))
    (item,) = made(
        stored(windows=(window,), pinned=True), placements=(Placement(target="note:1", text="x"),)
    ).items
    assert (item.windows, item.pinned, item.content.text) == ((window,), True, "x")


def test_too_many_items_keep_the_soonest_the_newest_and_every_lane() -> None:
    events = [stored(f"e{n}", kind=Kind.EVENT, when=event_time(NOW + timedelta(hours=n))) for n in range(500)]
    posts = [stored(f"p{n}", kind=Kind.POST, published=NOW - minutes(n)) for n in range(500)]
    comment = stored("c", kind=Kind.COMMENT, published=NOW)
    pinned = stored("e999", kind=Kind.EVENT, when=event_time(NOW + timedelta(days=300)), pinned=True)
    kept = ids(made(*events, *posts, comment, pinned))
    assert len(kept) == MOST_ITEMS
    assert {"c", "e999", "e0", "e190", "p0", "p190"} <= set(kept)
    assert not {"e499", "p499"} & set(kept)


@settings(deadline=None, max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from(["é", "a", '"', "\U0001f469", "\u0001"]), st.integers(0, 60_000)),
        max_size=40,
    )
)
def test_the_document_is_never_larger_than_a_megabyte(rows: list[tuple[str, int]]) -> None:
    items = [stored(str(n), text=letter * count) for n, (letter, count) in enumerate(rows)]
    of = made(*items)
    size = len(encode(of))
    assert size <= MOST_BYTES
    left = [item for item in items if item.id not in ids(of)]
    for item in left:
        assert size + len(json.dumps(item.content.text, ensure_ascii=False).encode()) + 600 > MOST_BYTES


def test_one_monstrous_item_does_not_keep_the_others_out() -> None:
    of = made(stored("a"), stored("monster", text="x" * MOST_BYTES), stored("z"))
    assert ids(of) == ["a", "z"]


def test_the_order_is_that_of_the_items_not_of_the_store() -> None:
    items = [stored(str(n), kind=Kind.POST, published=NOW - minutes(n % 7)) for n in range(30)]
    assert made(*items) == made(*reversed(items))


moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants its bounds naive
windows = st.builds(
    Window,
    first_day=st.none() | st.dates(),
    weekdays=st.lists(st.integers(0, 6), max_size=3).map(tuple),
    opens=st.none() | st.times(),
)
cards = st.builds(
    card,
    st.uuids().map(str),
    st.sampled_from(Lane),
    text=st.text(max_size=40).filter(lambda text: text.encode("utf-8", "ignore").decode() == text),
    own=st.booleans(),
    review=st.booleans(),
    pinned=st.booleans(),
    order=st.none() | st.integers(-9, 9),
    windows=st.lists(windows, max_size=2).map(tuple),
    expires=st.none() | moments,
    lease=st.none() | moments,
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(cards, max_size=6), st.text("abc", max_size=5), st.timedeltas(timedelta(0), timedelta(days=1))
)
def test_what_is_encoded_is_decoded(items: list[Any], address: str, rest: timedelta) -> None:
    hours = OpeningHours(week=(((time(9), time.max),),) + ((),) * 6, closed=(date(2026, 12, 25),))
    of = snapshot(*items, hours=hours, patrons_address=address, review_rest=rest)
    assert decode(encode(of)) == of


def test_pictures_and_people_survive() -> None:
    picture = Picture(url="https://a.example/1.png", alt="A cat", width=3, height=4, sha256="ab")
    item = card("a")
    content = replace(
        item.content, pictures=(picture,), author=Author(name="Ann", handle="@ann@social.example")
    )
    of = snapshot(replace(item, content=content))
    assert decode(encode(of)) == of


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{}",
        b"null",
        b"\x00" * 40,
        b"\xff\xfe{",
        b"[" * 100_000,
        b'{"version": 1}',
        encode(snapshot())[:-20],
        encode(snapshot()).replace(b'"version":1', b'"version":2'),
        encode(snapshot()).replace(b"Europe/London", b"Europe/Atlantis"),
        encode(snapshot()).replace(b"Europe/London", b"../../etc/passwd"),
        encode(snapshot()).replace(b"14:40:00Z", b"14:40:00"),
        encode(snapshot(card("a", Lane.POSTS))).replace(b"14:10:00Z", b"14:10:00"),
    ],
)
def test_anything_else_is_refused_in_words(document: bytes) -> None:
    with pytest.raises(SnapshotError) as caught:
        decode(document)
    assert caught.value.do


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_damaged_document_is_refused_or_still_a_snapshot(data: st.DataObject) -> None:
    document = bytearray(encode(snapshot(card("a", Lane.EVENTS), card("b", Lane.POSTS))))
    for _ in range(data.draw(st.integers(1, 4))):
        document[data.draw(st.integers(0, len(document) - 1))] = data.draw(st.integers(0, 255))
    try:
        of = decode(bytes(document))
    except SnapshotError:
        return
    assert isinstance(of, Snapshot)


def test_how_staff_want_a_screen_to_look_wins_but_for_its_name_and_output() -> None:
    given = Screen(name="Foyer", output="HDMI-1", theme="night")
    assert looking(given, None) is given
    chosen = Screen(name="Old name", output="DP-2", theme="paper", diagonal=55)
    assert looking(given, chosen) == Screen(name="Foyer", output="HDMI-1", theme="paper", diagonal=55)
