from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from signage.display import belt as belts
from signage.display.belt import AHEAD, POOL, Belt, Place, across, free, pinned, speed, way
from signage.display.cards import Card
from signage.display.models import TickerRow
from signage.display.theme import Theme


@settings(deadline=None)
@given(wanted=st.floats(60, 1200), hertz=st.sampled_from([24.0, 30.0, 50.0, 59.94, 60.0, 75.0, 120.0, 144.0]))
def test_the_speed_is_near_what_was_asked_and_even_where_that_is_near(wanted: float, hertz: float) -> None:
    made = speed(wanted, hertz)
    assert abs(made - wanted) <= 0.15 * wanted + 1e-9
    even = max(1, round(wanted / hertz)) * hertz
    if abs(even - wanted) <= 0.15 * wanted:
        assert made == even


def test_the_default_speed_is_five_pixels_a_frame(theme: Theme) -> None:
    theme.fit(1920, 1080)
    belt = Belt(theme, list)
    told: list[tuple[int, int, int]] = []
    belt.running.connect(lambda begin, end, duration: told.append((begin, end, duration)))
    belt.begin(1149)
    assert told == [(0, -5 * 60 * 600, 600_000)]
    belt.turn(turned=True)
    belt.begin(1149)
    assert told[1:] == [(1149, 1149 + 5 * 60 * 600, 600_000)]
    belt.stop()


places = st.builds(Place, st.just("a"), st.integers(0, 10**6), st.integers(1, 10**4))


@given(place=places, room=st.integers(1, 4000), gone=st.integers(0, 10**6))
def test_a_turned_strip_is_the_mirror_image_at_every_moment(place: Place, room: int, gone: int) -> None:
    begin, end = way(room, gone, turned=False)
    left = end + across(place, turned=False)
    turned_begin, turned_end = way(room, gone, turned=True)
    turned_left = turned_end + across(place, turned=True)
    assert turned_left + place.width == room - left
    assert (turned_begin, turned_end) == (room - begin, room - end)


def test_a_turned_belt_lays_its_cards_to_the_left(app: QGuiApplication, theme: Theme) -> None:
    theme.fit(1920, 1080)
    belt = Belt(theme, Cards(700))
    belt.turn(turned=True)
    belt.begin(1149)
    rows = [row for row in belt._cards.rows if row.id]
    assert [row.place for row in rows] == [-place.right for place in belt.places if place.id]
    assert rows[0].place > rows[1].place
    belt.turn(turned=False)
    belt.begin(1149)
    assert [row.place for row in belt._cards.rows if row.id] == [p.left for p in belt.places if p.id]
    belt.stop()


def test_places_are_free_once_they_have_passed_and_pinned_while_they_pass() -> None:
    places = (Place("a", 0, 100), Place("b", 120, 100), Place())
    assert free(places, 0) == (2,)
    assert free(places, 101) == (0, 2)
    assert pinned(places, 0, 16) == 0
    assert pinned(places, 90, 16) is None
    assert pinned(places, 110, 16) == 1


class Cards:
    """An endless supply of cards."""

    def __init__(self, width: int) -> None:
        self.width, self.made = width, 0

    def __call__(self) -> list[Card]:
        self.made += 1
        row = TickerRow(id=f"item {self.made}", kind="post", text="words", spine=130, span=self.width)
        return [Card(row, ("words",), self.width, fills=True, grows=False, spoken="words")]


@pytest.mark.parametrize("width", [200, 700, 9000])
def test_the_strip_is_filled_without_gaps_and_without_end(
    width: int, app: QGuiApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.fit(1920, 1080)
    belt = Belt(theme, Cards(width))
    belt.begin(1149)
    gap = theme.number("crawlGap")
    for gone in range(0, 40_000, 97):
        monkeypatch.setattr(belt, "gone", lambda at=gone: float(at))
        belt._tick()
        places = sorted(
            (place for place in belt.places if place.id and place.right >= gone), key=lambda p: p.left
        )
        assert places[0].left <= gone + theme.number("shelfPadding") + gap
        assert all(two.left - one.right == gap for one, two in pairwise(places))
        ahead = 1 if gone < 1149 else AHEAD  # one screen is there at once, more follows card by card
        assert places[-1].right + gap >= gone + min(ahead * 1149, (POOL - 2) * (width + gap))
        assert len(belt.places) == POOL == len(belt._cards.rows)
    belt.stop()


def test_after_a_run_everything_moves_back_together(
    app: QGuiApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.fit(1920, 1080)
    monkeypatch.setattr(belts, "RUN", 10)
    belt = Belt(theme, Cards(700))
    belt.begin(1149)
    monkeypatch.setattr(belt, "gone", lambda: 3000.0)
    belt._tick()
    before = {place.id: place.left for place in belt.places if place.id}
    monkeypatch.setattr(belt, "gone", lambda: 0.0)
    belt.again()
    after = {place.id: place.left for place in belt.places if place.id}
    assert {name: before[name] - after[name] for name in before if name in after} == dict.fromkeys(
        [name for name in before if name in after], 3000
    )
    rows = {row.id: row.place for row in belt._cards.rows if row.id}
    assert rows == after
    belt.stop()


def test_a_hidden_card_leaves_the_strip_and_the_pin(app: QGuiApplication, theme: Theme) -> None:
    theme.fit(1920, 1080)
    belt = Belt(theme, Cards(700))
    belt.begin(1149)
    belt._tick()
    first = belt.places[0].id
    assert belt._pinned.rows[0].id == first
    belt.hide(frozenset({first}))
    assert first not in {row.id for row in (*belt._cards.rows, *belt._pinned.rows)}
    belt._tick()
    assert first not in {row.id for row in (*belt._cards.rows, *belt._pinned.rows)}
    belt.stop()


def test_where_nothing_is_left_the_strip_begins_again(
    app: QGuiApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.fit(1920, 1080)
    belt = Belt(theme, Cards(700))
    belt.begin(1149)
    monkeypatch.setattr(belt, "gone", lambda: 900.0)
    belt._tick()
    shown = frozenset(place.id for place in belt.places if place.id)
    monkeypatch.undo()
    belt.hide(shown)
    assert belt.places[0].id not in {"", *shown}
    assert belt.places[0].left < 1149
    belt.stop()


def test_where_there_is_nothing_more_the_strip_stays_bare(app: QGuiApplication, theme: Theme) -> None:
    theme.fit(1920, 1080)
    cards = Cards(700)()
    belt = Belt(theme, lambda: [cards.pop()] if cards else [])
    belt.begin(1149)
    belt.hide(frozenset({"item 1"}))
    assert not belt.ids()
    belt.stop()
