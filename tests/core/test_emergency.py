"""An emergency: first everywhere, instead of everything where asked, and over when it is over."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.assembly import assemble
from signage.core.emergency import Emergency, Mode, parts
from signage.core.item import Lane
from signage.core.mix import MOST_SLOTS
from signage.core.programme import Played, make, played_after
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
)
from tests.core.build import NOW, card, ids, minutes, snapshot, stored, turns, why_out

ALARM = Emergency(
    headline="Please leave the building",
    lines=("Use the nearest exit.", "Do not use the lift."),
    issued=NOW - minutes(1),
    until=NOW + minutes(30),
)


def handed(count: int = 3, **changes: Any) -> Snapshot:
    """What the hub hands a screen while ALARM is on."""
    values = {name: getattr(ALARM, name) for name in ("headline", "lines", "issued", "until", "mode")}
    return assemble(
        [stored(f"note:{number}", pinned=number % 2 == 0) for number in range(count)],
        [],
        library=Library(name="Fernmoor Library"),
        screen=Screen(),
        mix=changes.pop("mix", Mix()),
        ages=Ages(),
        patrons_address="",
        revision=1,
        now=NOW,
        own_sources=frozenset(),
        emergency=Emergency(**{**values, **changes}),
    )


def test_it_takes_the_place_of_everything() -> None:
    of = handed()
    programme = make(of, of.screen, NOW)
    assert programme.emergency == ALARM
    assert ids(programme) == [ALARM.id]
    assert [slide.kind for slide in programme.slides] == ["emergency"]
    assert set(why_out(programme).values()) == {"rests while an emergency is shown"}
    assert programme.changes_at == ALARM.until


def test_it_is_over_at_its_hard_end_without_any_hub() -> None:
    of = handed()
    after = make(of, of.screen, ALARM.until)
    assert after.emergency is None
    assert ALARM.id not in ids(after)
    assert len(ids(after)) == 3
    assert why_out(after)[ALARM.id].startswith("too old")


def test_a_clock_that_was_not_set_ends_no_emergency() -> None:
    of = handed()
    assert make(of, of.screen, datetime(1970, 1, 1, tzinfo=UTC)).emergency == ALARM


def test_what_was_played_is_kept_while_it_takes_over() -> None:
    calm, alarm = snapshot(*(card(f"n{number}") for number in range(40))), handed(0)
    first = make(calm, calm.screen, NOW)
    played = played_after(first.played, ids(first)[:5])
    during = make(alarm, alarm.screen, NOW, played)
    played = played_after(during.played, ids(during), [slide.key for slide in during.slides])
    after = make(calm, calm.screen, ALARM.until, played)
    assert ids(after) == ids(first)[5:]


@pytest.mark.parametrize("mix", [Mix(), Mix(notices=0), Mix(notices=0, events=0)])
def test_included_it_is_first_in_every_turn_and_on_the_stage(mix: Mix) -> None:
    of = handed(40, mode=Mode.INCLUDE, mix=mix)
    for turn in turns(of, 4):
        assert turn[0] == ALARM.id
        assert turn.count(ALARM.id) == 1
        assert len(turn) <= MOST_SLOTS
    programme = make(of, of.screen, NOW)
    assert programme.slides[0].kind == "emergency"


def test_included_in_the_middle_of_a_turn_it_is_next() -> None:
    notes = [card(f"n{number:02}") for number in range(40)]
    calm = snapshot(*notes)
    first = make(calm, calm.screen, NOW)
    played = played_after(first.played, ids(first)[:5])
    with_alarm = handed(0, mode=Mode.INCLUDE)
    of = snapshot(*with_alarm.items, *notes, emergency=with_alarm.emergency)
    programme = make(of, of.screen, NOW, played)
    assert ids(programme)[0] == ALARM.id
    assert not set(ids(programme)) & set(ids(first)[:5])
    shown = played_after(programme.played, ids(programme)[:1])
    assert ids(make(of, of.screen, NOW, shown)) == ids(programme)[1:]


def test_included_on_the_stage_it_is_next_and_then_one_of_the_round() -> None:
    with_alarm = handed(0, mode=Mode.INCLUDE)
    events = [card(f"e{number}", Lane.EVENTS, starts=100 + number) for number in range(3)]
    calm = snapshot(*events)
    played = played_after(make(calm, calm.screen, NOW).played, (), ["today", "event e0"])
    of = snapshot(*with_alarm.items, *events, emergency=with_alarm.emergency)
    kinds = []
    for _ in range(10):
        programme = make(of, of.screen, NOW, played)
        kinds.append(programme.slides[0].kind)
        played = played_after(programme.played, (), [programme.slides[0].key])
    assert kinds[0] == "emergency"
    assert kinds.count("emergency") == 2


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(Lane), st.booleans()), max_size=40),
    st.integers(0, 2),
    st.integers(1, 23),
)
def test_included_a_turn_goes_on_as_it_was_begun(
    rows: list[tuple[Lane, bool]], whole: int, part: int
) -> None:
    with_alarm = handed(0, mode=Mode.INCLUDE)
    items = [card(f"i{n:03}", lane, pinned=pinned) for n, (lane, pinned) in enumerate(rows)]
    of = snapshot(*with_alarm.items, *items, emergency=with_alarm.emergency)
    played = Played()
    for _ in range(whole + 1):
        programme = make(of, of.screen, NOW, played)
        assert ids(programme)[0] == ALARM.id
        begun = played
        played = played_after(programme.played, ids(programme))
    turn = ids(make(of, of.screen, NOW, begun))
    part = min(part, len(turn) - 1)
    if part > 0:
        rest = make(of, of.screen, NOW, played_after(make(of, of.screen, NOW, begun).played, turn[:part]))
        assert ids(rest) == turn[part:]


def test_it_travels_in_the_snapshot_within_its_bounds() -> None:
    of = handed(MOST_ITEMS + 50, mode=Mode.INCLUDE)
    assert len(of.items) == MOST_ITEMS
    document = encode(of)
    assert len(document) <= MOST_BYTES
    again = decode(document)
    assert again.emergency == of.emergency
    assert again.items[0].id == ALARM.id


def test_in_the_ticker_it_is_one_line() -> None:
    assert ALARM.content.text == "Please leave the building\nUse the nearest exit. Do not use the lift."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please leave.", ["Please leave."]),
        (
            "Please leave. Do not run! Meet on Mill Square",
            ["Please leave.", "Do not run!", "Meet on Mill Square"],
        ),
        ("Please leave\n\n  Use exit B. Not the lift \n", ["Please leave", "Use exit B. Not the lift"]),
        (
            "The lift stops at 9 p.m. today. Take the stairs.",
            ["The lift stops at 9 p.m. today.", "Take the stairs."],
        ),
        ("Use door No. 5", ["Use door No. 5"]),
        ("请离开大楼。不要乘电梯。", ["请离开大楼。", "不要乘电梯。"]),
        ("هل تسمعون الإنذار؟ غادروا المبنى.", ["هل تسمعون الإنذار؟", "غادروا المبنى."]),
        (" \n ", []),
    ],
)
def test_words_become_lines(text: str, expected: list[str]) -> None:
    assert list(parts(text)) == expected


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_word_is_lost(text: str) -> None:
    assert "".join("".join(parts(text)).split()) == "".join(text.split())


@given(st.timedeltas(min_value=timedelta(days=-9), max_value=timedelta(days=9)))
def test_it_is_on_until_its_end(ahead: timedelta) -> None:
    assert ALARM.is_on(NOW + ahead) is (NOW + ahead < ALARM.until)
