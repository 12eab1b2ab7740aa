from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from signage.display import belt as belts
from signage.display.belt import POOL, Belt, Place, free, pinned, speed
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
    told: list[tuple[int, int]] = []
    belt.running.connect(lambda distance, duration: told.append((distance, duration)))
    belt.begin(1149)
    assert told == [(5 * 60 * 600, 600_000)]
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
        assert places[-1].right + gap >= gone + min(2 * 1149, (POOL - 2) * (width + gap))
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
