"""Turns: fairness over time, over updates and over refetches."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.item import Lane
from signage.core.mix import MOST_SLOTS
from signage.core.programme import Played, make, played_after
from signage.core.snapshot import Mix, Snapshot, SnapshotItem
from tests.core.build import NOW, card, ids, minutes, snapshot, turns, why_out

LONG = "word " * 30


def many(lane: Lane, count: int, prefix: str = "", **more: Any) -> list[SnapshotItem]:
    letter = {Lane.EVENTS: "e", Lane.POSTS: "p", Lane.PATRONS: "c", Lane.NOTICES: "n"}[lane]
    return [card(f"{prefix}{letter}{n:03}", lane, **more) for n in range(count)]


def flat(rounds: list[list[str]]) -> list[str]:
    return [name for turn in rounds for name in turn]


def test_every_item_says_why_it_is_there_or_not() -> None:
    of = snapshot(
        card("soon", Lane.EVENTS, starts=20),
        card("pin", pinned=True),
        card("late", Lane.EVENTS),
        *many(Lane.POSTS, 40),
    )
    programme = make(of, of.screen, NOW)
    why = {entry.item.id: entry.why.replace("\u00a0", " ") for entry in programme.ticker}
    assert why["soon"] == "starts in 20 min: in every turn"
    assert why["pin"] == "pinned by staff: in every turn"
    assert why["p000"] == "in its turn (posts: 1 of 40)"
    assert why_out(programme)["p039"] == "waits for a later turn (posts 40 of 40)"
    half = make(of, of.screen, NOW, played_after(programme.played, ids(programme)[:3]))
    assert why_out(half)[ids(programme)[0]] == "was shown in this turn"


def test_new_items_begin_in_their_natural_order() -> None:
    events = [card(f"e{n}", Lane.EVENTS, starts=1000 - n) for n in range(3)]
    first = card("first", Lane.EVENTS, starts=5000, order=1)
    of = snapshot(*events, first)
    assert ids(make(of, of.screen, NOW)) == ["first", "e2", "e1", "e0"]


def test_soon_and_pinned_items_come_in_every_turn() -> None:
    of = snapshot(
        *many(Lane.EVENTS, 60),
        *many(Lane.POSTS, 60, text=LONG),
        card("pin", Lane.NOTICES, pinned=True),
        card("soon", Lane.EVENTS, starts=29),
    )
    for turn in turns(of, 8):
        assert {"pin", "soon"} <= set(turn)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 8), st.integers(0, 7), st.integers(0, 60), st.sampled_from(["", LONG]), st.randoms())
def test_whatever_else_there_is_soon_and_pinned_items_come(
    pinned: int, soon: int, others: int, text: str, shuffle: random.Random
) -> None:
    lanes = list(Lane)
    items = [
        card(f"pin{n}", shuffle.choice(lanes), text=text, pinned=True, own=n % 2 == 0) for n in range(pinned)
    ]
    items += [card(f"soon{n}", Lane.EVENTS, text=text, starts=shuffle.randint(1, 30)) for n in range(soon)]
    items += [card(f"other{n}", shuffle.choice(lanes), text=text, own=n % 3 > 0) for n in range(others)]
    every = {item.id for item in items if not item.id.startswith("other")}
    for turn in turns(snapshot(*items), 4):
        assert every <= set(turn)


def test_an_event_is_soon_from_half_an_hour_before_until_it_starts() -> None:
    others = many(Lane.EVENTS, 60)
    for starts, every_turn in [(31, False), (30, True), (1, True), (0, False)]:
        of = snapshot(*others, card("x", Lane.EVENTS, starts=starts))
        assert all("x" in turn for turn in turns(of, 4)) is every_turn, starts


def test_more_pinned_items_than_slots_take_turns() -> None:
    of = snapshot(*many(Lane.NOTICES, 40, pinned=True))
    shown = turns(of, 5)
    assert all(len(turn) == MOST_SLOTS for turn in shown)
    assert set(Counter(flat(shown)).values()) == {3}


def test_an_event_that_becomes_soon_in_the_middle_of_a_turn_comes_in_it() -> None:
    of = snapshot(
        *many(Lane.POSTS, 40),
        *(card(f"e{n:02}", Lane.EVENTS, starts=35 if n == 39 else 600) for n in range(40)),
    )
    first = make(of, of.screen, NOW)
    assert "e39" not in ids(first)[5:]
    begun = played_after(first.played, [name for name in ids(first) if name != "e39"][:5])
    assert "e39" in ids(make(of, of.screen, NOW + minutes(6), begun))


lanes_of_items = st.lists(
    st.tuples(st.sampled_from(Lane), st.booleans(), st.sampled_from([False] * 9 + [True])), max_size=50
)
mixes = st.builds(
    Mix,
    events=st.integers(1, 4),
    posts=st.integers(1, 4),
    patrons=st.integers(1, 4),
    notices=st.integers(1, 4),
)


def _cards(rows: list[tuple[Lane, bool, bool]], prefix: str = "i") -> list[SnapshotItem]:
    return [
        card(f"{prefix}{n:03}", lane, own=own, pinned=pinned) for n, (lane, own, pinned) in enumerate(rows)
    ]


@settings(deadline=None, max_examples=80)
@given(lanes_of_items, mixes)
def test_within_a_lane_nothing_comes_again_before_its_round_is_done(
    rows: list[tuple[Lane, bool, bool]], mix: Mix
) -> None:
    items = _cards(rows)
    counts = {item.id: 0 for item in items if not item.pinned}
    lane_of = {item.id: item.lane for item in items}
    for name in flat(turns(snapshot(*items, mix=mix), 7)):
        if name in counts:
            behind = [
                other for other in counts if lane_of[other] is lane_of[name] and counts[other] < counts[name]
            ]
            assert not behind, f"{name} comes again before {behind}"
            counts[name] += 1


def test_a_rare_voice_is_not_repeated_while_its_lane_waits() -> None:
    own = [*many(Lane.EVENTS, 40, own=True), *many(Lane.POSTS, 30, own=True)]
    posts = {f"p{n:03}" for n in range(30)}
    shown = flat(turns(snapshot(*own, card("reader", Lane.POSTS)), 8))
    first, second, *_ = (place for place, name in enumerate(shown) if name == "reader")
    assert first == 2
    assert posts <= set(shown[:second])


def test_everything_has_its_turn() -> None:
    of = snapshot(*(item for lane in Lane for item in many(lane, 30)))
    shown = Counter(flat(turns(of, 10)))
    assert len(shown) == 120


def _begun(of: Snapshot, whole: int, part: int) -> Played:
    """`whole` turns and `part` items of the next one."""
    played = Played()
    for _ in range(whole):
        programme = make(of, of.screen, NOW, played)
        played = played_after(programme.played, ids(programme))
    programme = make(of, of.screen, NOW, played)
    return played_after(programme.played, ids(programme)[:part])


@settings(deadline=None, max_examples=60)
@given(lanes_of_items, lanes_of_items, mixes, st.integers(0, 3), st.integers(0, 24))
def test_no_newcomer_passes_an_item_that_waits(
    rows: list[tuple[Lane, bool, bool]], added: list[tuple[Lane, bool, bool]], mix: Mix, whole: int, part: int
) -> None:
    old, new = _cards(rows), _cards([(lane, own, False) for lane, own, _ in added], "new")
    played = _begun(snapshot(*old, mix=mix), whole, part)
    waiting = {lane: {item.id for item in old if item.lane is lane and not item.pinned} for lane in Lane}
    lane_of = {item.id: item.lane for item in (*old, *new)}
    for name in flat(turns(snapshot(*new, *old, mix=mix), 8, played)):
        if name.startswith("new"):
            assert not waiting[lane_of[name]], f"{name} passed {waiting[lane_of[name]]}"
        waiting[lane_of[name]].discard(name)


def test_another_voice_that_is_new_passes_nobody_the_first_time_and_speaks_up_afterwards() -> None:
    old = many(Lane.EVENTS, 4, own=True)
    played = _begun(snapshot(*old), 0, 1)
    first, second, third, *_ = turns(snapshot(*old, card("new", Lane.EVENTS)), 4, played)
    assert first == ["e001", "e002", "e003"]
    assert second == ["e000", "new", "e001", "e002", "e003"]
    assert third == ["new", "e000", "e001", "e002", "e003"]


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from(Lane), min_size=1, max_size=40),
    st.lists(st.sampled_from(Lane), max_size=30),
    mixes,
    st.integers(0, 3),
    st.integers(0, 24),
)
def test_an_update_never_makes_a_waiting_item_wait_longer(
    rows: list[Lane], added: list[Lane], mix: Mix, whole: int, part: int
) -> None:
    """Compared with and without the update: its place in its lane, and its place in all against its share."""
    old = _cards([(lane, False, False) for lane in rows])
    new = _cards([(lane, False, False) for lane in added], "new")
    played = _begun(snapshot(*old, mix=mix), whole, part)
    lane_of = {item.id: item.lane for item in (*old, *new)}
    without, with_update = (
        flat(turns(snapshot(*items, mix=mix), 14, played)) for items in (old, [*old, *new])
    )
    total = mix.events + mix.posts + mix.patrons + mix.notices
    for item in old:
        before = [name for name in without[: without.index(item.id)] if lane_of[name] is item.lane]
        after = [name for name in with_update[: with_update.index(item.id)] if lane_of[name] is item.lane]
        assert len(after) <= len(before)
        share = (len(before) + 2) * total / mix.weight(item.lane)
        assert with_update.index(item.id) <= max(without.index(item.id), share + MOST_SLOTS)


def test_an_update_of_one_lane_leaves_the_slots_of_the_others() -> None:
    old = [*many(Lane.EVENTS, 30), *many(Lane.POSTS, 30), *many(Lane.PATRONS, 30)]
    new = many(Lane.POSTS, 9, "a")
    played = _begun(snapshot(*old), 1, 7)
    without, with_update = (flat(turns(snapshot(*items), 2, played)) for items in (old, [*new, *old]))
    assert with_update == without


@settings(deadline=None, max_examples=60)
@given(lanes_of_items, st.integers(0, 2), st.integers(0, 24), st.randoms())
def test_order_is_stable_under_refetch(
    rows: list[tuple[Lane, bool, bool]], whole: int, part: int, shuffle: random.Random
) -> None:
    of = snapshot(*_cards(rows))
    played = _begun(of, whole, part)
    before = make(of, of.screen, NOW, played)
    again = list(of.items)
    shuffle.shuffle(again)
    fetched = replace(of, items=tuple(again), revision=of.revision + 1, made=NOW + minutes(1))
    assert ids(make(fetched, of.screen, NOW, played)) == ids(before)
    assert ids(make(fetched, of.screen, NOW, before.played)) == ids(before)
    other_words = [replace(item, content=replace(item.content, text="Other words of it")) for item in again]
    assert ids(make(replace(of, items=tuple(other_words)), of.screen, NOW, before.played)) == ids(before)


@settings(deadline=None, max_examples=60)
@given(lanes_of_items, mixes, st.integers(0, 2), st.integers(1, 23))
def test_asked_in_the_middle_of_a_turn_it_goes_on(
    rows: list[tuple[Lane, bool, bool]], mix: Mix, whole: int, part: int
) -> None:
    of = snapshot(*_cards(rows), mix=mix)
    programme = make(of, of.screen, NOW, _begun(of, whole, 0))
    turn = ids(programme)
    part = min(part, len(turn) - 1)
    if part > 0:
        rest = make(of, of.screen, NOW, played_after(programme.played, turn[:part]))
        assert ids(rest) == turn[part:]
        assert rest.played.turn_number == programme.played.turn_number


def test_a_hidden_item_leaves_and_the_others_keep_their_places() -> None:
    of = snapshot(*(item for lane in Lane for item in many(lane, 3)))
    programme = make(of, of.screen, NOW)
    begun = played_after(programme.played, ids(programme)[:2])
    hidden = ids(programme)[4]
    left = replace(of, items=tuple(item for item in of.items if item.id != hidden))
    rest = ids(make(left, of.screen, NOW, begun))
    assert set(rest) == set(ids(programme)[2:]) - {hidden}
    for lane in Lane:
        names = {item.id for item in of.items if item.lane is lane}
        assert [n for n in rest if n in names] == [n for n in ids(programme)[2:] if n in names - {hidden}]


def test_an_item_that_was_pinned_has_no_debt_afterwards() -> None:
    others = many(Lane.NOTICES, 30)
    pinned = snapshot(*others, card("x", pinned=True))
    played = _begun(pinned, 8, 0)
    shown = flat(turns(snapshot(*others, card("x")), 3, played))
    assert "x" in shown[:32]


def test_own_announcements_stop_for_a_reader_over_many_turns() -> None:
    own = [*many(Lane.EVENTS, 20, own=True), *many(Lane.POSTS, 20, own=True)]
    of = snapshot(*own, *many(Lane.PATRONS, 9))
    mine = {item.id for item in own}
    for turn in turns(of, 6):
        run = 0
        voices = [name for name in turn if name not in mine]
        for place, name in enumerate(turn):
            run = run + 1 if name in mine else 0
            assert run <= 2 or not set(voices) & set(turn[place:])


def test_played_stays_small_and_can_be_saved() -> None:
    of = snapshot(*(item for lane in Lane for item in many(lane, 9)))
    played = _begun(of, 5, 3)
    assert msgspec.json.decode(msgspec.json.encode(played), type=Played) == played
    empty = make(snapshot(), of.screen, NOW, played).played
    assert not empty.serial
    assert not empty.rounds


def test_slides_of_every_kind() -> None:
    today = card("today", Lane.EVENTS, starts=120)
    running = card("running", Lane.EVENTS, starts=-10)
    tomorrow = card("tomorrow", Lane.EVENTS, starts=24 * 60)
    long_post = card("long", Lane.POSTS, text=LONG + LONG)
    short_post = card("short", Lane.POSTS, text="Hello")
    slides = make(snapshot(today, running, tomorrow, long_post, short_post), snapshot().screen, NOW).slides
    assert [slide.key for slide in slides] == [
        "today",
        "event running",
        "post long",
        "event today",
        "event tomorrow",
    ]
    assert [item.id for item in slides[0].items] == ["running", "today"]
    assert (slides[1].why, slides[3].why) == ("is on now", "one of the next events")
    assert slides[0].words == "Today at Fernmoor Library"


def test_today_has_four_rows_and_is_left_out_on_an_empty_day() -> None:
    of = snapshot(*(card(f"e{n}", Lane.EVENTS, starts=10 * n) for n in range(6)))
    assert [item.id for item in make(of, of.screen, NOW).slides[0].items] == ["e0", "e1", "e2", "e3"]
    later = snapshot(card("e", Lane.EVENTS))
    assert [slide.kind for slide in make(later, of.screen, NOW).slides] == ["event"]


def test_an_empty_library_is_welcomed() -> None:
    programme = make(snapshot(), snapshot().screen, NOW)
    assert programme.ticker == ()
    assert [(slide.kind, slide.words) for slide in programme.slides] == [("welcome", "Welcome")]


def test_slides_that_were_shown_go_to_the_end_and_every_post_has_its_turn() -> None:
    of = snapshot(*many(Lane.POSTS, 15, text=LONG + LONG), card("e", Lane.EVENTS))
    seen: set[str] = set()
    played = None
    for _ in range(3):
        programme = make(of, of.screen, NOW, played)
        keys = [slide.key for slide in programme.slides]
        assert len(keys) == 7
        seen.update(keys)
        half = played_after(programme.played, (), keys[:3])
        assert [slide.key for slide in make(of, of.screen, NOW, half).slides][:3] == keys[3:6]
        played = played_after(programme.played, (), keys)
    assert len(seen) == 16


@pytest.mark.parametrize("count", [0, 1])
def test_small_libraries_have_small_turns(count: int) -> None:
    of = snapshot(*many(Lane.POSTS, count))
    assert [len(turn) for turn in turns(of, 3)] == [count] * 3
