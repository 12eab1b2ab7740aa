from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.display.cards import Card
from signage.display.conductor import APART, Conductor, Group, ShowGroup, ShowSlide, SlideTurn, TurnPage
from signage.display.models import SlideRow, TickerRow


def card(name: str, pages: int = 1) -> Card:
    texts = tuple(f"{name} page {number}" for number in range(pages))
    row = TickerRow(id=name, text=texts[0], pages=pages)
    return Card(row, texts, 100, fills=pages > 1, grows=True, spoken="word " * 12)


class Round:
    """Cards and slides in rounds, without what is blocked."""

    def __init__(self, cards: list[str], slides: list[str], pages: int = 1) -> None:
        self.cards, self.slides, self.pages = cards, slides, pages
        self.hidden: frozenset[str] = frozenset()
        self._card, self._slide = itertools.count(), itertools.count()

    def next_group(self, blocked: frozenset[str]) -> Group | None:
        open_ones = [name for name in self.cards if name not in blocked | self.hidden]
        if not open_ones:
            return None
        return Group((card(open_ones[next(self._card) % len(open_ones)], self.pages),))

    def next_slide(self, blocked: frozenset[str]) -> SlideTurn:
        open_ones = [name for name in self.slides if name not in blocked | self.hidden]
        if not open_ones:
            return SlideTurn(SlideRow(), frozenset(), 10)
        name = open_ones[next(self._slide) % len(open_ones)]
        return SlideTurn(SlideRow(id=name, kind="event"), frozenset({name}), 10)


NAMES = st.lists(st.sampled_from("abcdefgh"), max_size=8, unique=True)


@settings(deadline=None, max_examples=100)
@given(cards=NAMES, slides=NAMES, pages=st.integers(1, 3), early=st.lists(st.floats(0, 3), max_size=40))
def test_ticker_and_stage_keep_apart_in_time_and_in_what_they_show(
    cards: list[str], slides: list[str], pages: int, early: list[float]
) -> None:
    conductor = Conductor(Round(cards, slides, pages))
    now = 100.0
    conductor.begin(now)
    ticker = stage = now
    for wait in [*early, *[0.0] * 60]:
        now += wait or conductor.due(now)
        changes = conductor.tick(now)
        assert len(changes) <= 1
        assert not conductor.on_ticker & conductor.on_stage
        for change in changes:
            if isinstance(change, ShowSlide):
                assert now - ticker >= APART - 1e-6 or ticker == 100.0
                stage = now
            else:
                assert now - stage >= APART - 1e-6 or stage == 100.0
                ticker = now


@settings(deadline=None, max_examples=60)
@given(cards=NAMES, slides=NAMES, hidden=st.sets(st.sampled_from("abcdefgh")), steps=st.integers(0, 20))
def test_a_hide_cuts_through_at_once(
    cards: list[str], slides: list[str], hidden: set[str], steps: int
) -> None:
    supply = Round(cards, slides)
    conductor = Conductor(supply)
    now = 0.0
    conductor.begin(now)
    for _ in range(steps):
        now += conductor.due(now)
        conductor.tick(now)
    supply.hidden = frozenset(hidden)
    changes = conductor.hide(supply.hidden, now)
    assert not (conductor.on_ticker | conductor.on_stage) & hidden
    assert not conductor.on_ticker & conductor.on_stage
    assert all(isinstance(change, ShowGroup | ShowSlide) and change.cut for change in changes)


def test_a_long_text_turns_its_pages_before_the_next_card_comes() -> None:
    conductor = Conductor(Round(["a", "b"], []), stage=False)
    now, seen = 0.0, [type(change) for change in conductor.begin(0.0)]
    conductor = Conductor(Round(["a", "b"], [], pages=3), stage=False)
    conductor.begin(now)
    for _ in range(3):
        now += conductor.due(now)
        seen += [type(change) for change in conductor.tick(now)]
    assert seen == [ShowGroup, TurnPage, TurnPage, ShowGroup]


def test_what_stands_is_read_before_it_goes() -> None:
    conductor = Conductor(Round(["a", "b"], ["x", "y"]))
    conductor.begin(0.0)
    assert 5.0 <= conductor.due(0.0) <= 16.0
    assert conductor.tick(4.9) == []


def test_news_does_not_wait_behind_a_bare_shelf() -> None:
    supply = Round([], [])
    conductor = Conductor(supply)
    conductor.begin(0.0)
    assert conductor.group is None
    supply.cards = ["a"]
    conductor.hurry(1.0)
    conductor.tick(1.6)
    assert conductor.on_ticker == {"a"}


def test_with_a_crawl_only_the_stage_is_conducted() -> None:
    conductor = Conductor(Round(["a"], ["a", "b"]), shelf=False)
    conductor.crawling = frozenset({"a"})
    changes = conductor.begin(0.0)
    assert [type(change) for change in changes] == [ShowSlide]
    assert conductor.on_stage == {"b"}
