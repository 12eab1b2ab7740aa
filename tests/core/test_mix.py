from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.item import Lane
from signage.core.mix import LONGEST_TURN, MOST_SLOTS, Candidate, credit_after, rest_of_turn
from signage.core.snapshot import Mix

MIX = Mix()


def queue(lane: Lane, count: int, *, own: bool = False, seconds: float = 5) -> list[Candidate]:
    return [Candidate(id=f"{lane} {n}", lane=lane, seconds=seconds, own=own) for n in range(count)]


def letters(items: tuple[Candidate, ...]) -> str:
    return "".join({"events": "E", "posts": "P", "patrons": "C", "notices": "N"}[item.lane] for item in items)


def test_lanes_share_by_weight_in_a_smooth_pattern() -> None:
    waiting = [item for lane in Lane for item in queue(lane, 30)]
    turn = rest_of_turn(waiting, (), mix=MIX, credit={})
    assert letters(turn)[:10] == "EPCNEEPCNE"
    assert Counter(letters(turn[:20])) == {"E": 8, "P": 4, "C": 4, "N": 4}
    assert len(turn) == MOST_SLOTS


def test_an_empty_lane_lends_its_share() -> None:
    turn = rest_of_turn(queue(Lane.EVENTS, 6) + queue(Lane.POSTS, 3), (), mix=MIX, credit={})
    assert Counter(letters(turn)) == {"E": 6, "P": 3}
    assert letters(turn) == "EPEEPEEPE"


def test_a_lane_of_weight_nothing_is_off() -> None:
    turn = rest_of_turn(queue(Lane.EVENTS, 2) + queue(Lane.POSTS, 2), (), mix=Mix(posts=0), credit={})
    assert letters(turn) == "EE"


def test_a_turn_ends_after_four_minutes() -> None:
    turn = rest_of_turn(queue(Lane.POSTS, 30, seconds=16), (), mix=MIX, credit={})
    assert len(turn) == LONGEST_TURN // 16


def test_what_must_come_comes_even_where_it_displaces_others() -> None:
    waiting = queue(Lane.EVENTS, 40, seconds=10)
    last = Candidate(id="last", lane=Lane.NOTICES, seconds=10, must=True)
    late = [Candidate(id=f"late {n}", lane=Lane.POSTS, seconds=16, must=True) for n in range(10)]
    turn = rest_of_turn([*waiting, last, *late], (), mix=Mix(events=50, posts=1), credit={})
    assert {item.id for item in turn} >= {"last", *(item.id for item in late)}
    assert sum(item.seconds for item in turn) <= LONGEST_TURN


def test_where_too_much_must_come_those_that_waited_longest_do() -> None:
    musts = [Candidate(id=str(n), lane=Lane.NOTICES, seconds=5, must=True) for n in range(40)]
    turn = rest_of_turn(musts, (), mix=MIX, credit={})
    assert [item.id for item in turn] == [str(n) for n in range(MOST_SLOTS)]


def test_after_two_of_the_library_another_voice_speaks() -> None:
    own = queue(Lane.EVENTS, 9, own=True) + queue(Lane.POSTS, 9, own=True)
    voices = queue(Lane.PATRONS, 3)
    turn = rest_of_turn([*own, *voices], (), mix=Mix(patrons=1, events=9, posts=9), credit={})
    assert letters(turn)[:9].replace("P", "E") == "EECEECEEC"


def test_a_voice_deep_in_its_lane_is_heard_too() -> None:
    waiting = queue(Lane.POSTS, 9, own=True)
    waiting.append(Candidate(id="reader", lane=Lane.POSTS, seconds=5))
    assert [item.id for item in rest_of_turn(waiting, (), mix=MIX, credit={})][2] == "reader"
    reader = waiting[-1]
    for not_yet in (replace(reader, round=1), replace(reader, fresh=True)):
        turn = rest_of_turn([*waiting[:-1], not_yet], (), mix=MIX, credit={})
        assert [item.id for item in turn][9] == "reader"


def test_two_in_a_row_are_counted_over_the_end_of_a_turn() -> None:
    waiting = queue(Lane.EVENTS, 9, own=True) + queue(Lane.PATRONS, 1)
    assert letters(rest_of_turn(waiting, (), mix=MIX, credit={}, own_run=2))[0] == "C"


candidates = st.lists(
    st.builds(
        Candidate,
        id=st.uuids().map(str),
        lane=st.sampled_from(Lane),
        seconds=st.integers(5, 16).map(float),
        own=st.booleans(),
        must=st.sampled_from([False, False, False, True]),
    ),
    max_size=60,
)
mixes = st.builds(
    Mix,
    events=st.integers(1, 5),
    posts=st.integers(1, 5),
    patrons=st.integers(1, 5),
    notices=st.integers(1, 5),
)


@settings(deadline=None, max_examples=150)
@given(candidates, mixes, st.integers(0, 2))
def test_a_turn_keeps_its_bounds_and_its_promises(waiting: list[Candidate], mix: Mix, own_run: int) -> None:
    turn = rest_of_turn(waiting, (), mix=mix, credit={}, own_run=own_run)
    assert len({item.id for item in turn}) == len(turn) <= MOST_SLOTS
    assert sum(item.seconds for item in turn) <= LONGEST_TURN
    assert bool(turn) is bool(waiting)
    musts = [item for item in waiting if item.must]
    if len(musts) <= MOST_SLOTS and sum(item.seconds for item in musts) <= LONGEST_TURN:
        assert set(musts) <= set(turn)
    if len(turn) < min(len(waiting), MOST_SLOTS):
        assert sum(item.seconds for item in turn) > LONGEST_TURN - 16
    for place, item in enumerate(turn):
        own_run = own_run + 1 if item.own else 0
        if own_run > 2 and not item.must:
            assert all(later.own for later in turn[place:]), "another voice was there"


@settings(deadline=None, max_examples=100)
@given(candidates, mixes, st.integers(0, 24))
def test_the_rest_of_a_turn_is_what_was_promised(waiting: list[Candidate], mix: Mix, shown: int) -> None:
    turn = rest_of_turn(waiting, (), mix=mix, credit={})
    begun = turn[:shown]
    run = 0
    for item in begun:
        run = run + 1 if item.own else 0
    left = [item for item in waiting if item not in begun]
    assert rest_of_turn(left, begun, mix=mix, credit={}, own_run=run) == turn[shown:]
    credit = credit_after(left, begun, mix=mix, credit={})
    total = mix.events + mix.posts + mix.patrons + mix.notices
    assert all(abs(value) <= total for value in credit.values())
