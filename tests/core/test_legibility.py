"""Contrast and text height, against the numbers of the standards and of the design."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signage.core.legibility import (
    AAA,
    INCIDENTAL,
    LITERATA,
    READING,
    SMALLEST_SCALE,
    Pair,
    arcminutes,
    contrast,
    needed_diagonal,
    pairs,
    readable_to,
    shown,
    viewing_scale,
    weak_pairs,
)

THEMES = sorted((Path(__file__).parents[2] / "themes").glob("*/theme.toml"))
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", "21.0"),
        ("#777777", "#ffffff", "4.4"),
        ("#767676", "#FFFFFF", "4.5"),
        ("#F6F1E7", "#1D2430", "13.8"),
        ("#8FBCE8", "#1D2430", "7.8"),
        ("#ffffff", "#A8071A", "7.7"),
    ],
)
def test_known_contrasts(one: str, other: str, ratio: str) -> None:
    assert shown(contrast(one, other)) == ratio


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
    assert contrast(one, one) == 1


@given(st.floats(1, 21))
def test_a_ratio_is_never_shown_as_more_than_it_is(ratio: float) -> None:
    assert ratio - 0.1001 < float(shown(ratio)) <= ratio + 1e-6


@pytest.mark.parametrize("word", ["red", "#fff", "#12345g", "123456#", ""])
def test_what_is_no_colour(word: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        contrast(word, "#000000")


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.parent.name)
def test_every_shipped_theme_can_be_read(path: Path) -> None:
    theme = tomllib.loads(path.read_text(encoding="utf-8"))
    assert weak_pairs(theme["colours"], theme["kinds"]) == ()
    assert len(list(pairs(theme["colours"], theme["kinds"]))) == 8 + 5 * len(theme["kinds"])


def test_a_weak_pair_says_which_it_is() -> None:
    theme = tomllib.loads(THEMES[0].read_text(encoding="utf-8"))
    (pair,) = weak_pairs({**theme["colours"], "labelInk": theme["colours"]["label"]}, theme["kinds"])
    assert pair == Pair(ink="labelInk", paper="label", least=AAA, ratio=1.0)
    assert str(pair) == "labelInk on label: 1.0, at least 7 is needed"


@pytest.mark.parametrize(("diagonal", "metres"), [(43, 5.0), (50, 5.8), (55, 6.4), (65, 7.6), (75, 8.7)])
def test_how_far_a_tv_is_read(diagonal: float, metres: float) -> None:
    assert readable_to(diagonal) == pytest.approx(metres, abs=0.05)


def test_which_tv_to_choose() -> None:
    assert [needed_diagonal(metres) for metres in (3, 5, 6, 8, 20)] == [32, 43, 55, 75, 172]


def test_the_designs_text_has_the_height_that_its_roles_need() -> None:
    assert arcminutes(6.5, 43, 5) == pytest.approx(READING, abs=0.05)
    assert arcminutes(6.2, 43, 5, capital=LITERATA) == pytest.approx(READING, abs=0.05)
    assert arcminutes(4.1, 43, 5) == pytest.approx(INCIDENTAL, abs=0.1)


@given(st.floats(20, 120), st.floats(0.5, 20))
def test_scaled_text_is_as_high_as_it_must_be_wherever_the_tv_is_large_enough(
    diagonal: float, distance: float
) -> None:
    scale = viewing_scale(diagonal, distance)
    assert SMALLEST_SCALE <= scale <= 1
    if distance <= readable_to(diagonal):
        assert arcminutes(6.5 * scale, diagonal, distance) >= READING - 0.1


@given(st.floats(1, 11))
def test_the_tv_that_is_named_is_large_enough(distance: float) -> None:
    assert readable_to(needed_diagonal(distance)) >= distance - 0.06


@pytest.mark.parametrize(("diagonal", "distance"), [(0, 5), (43, 0), (0, 0), (-43, 5), (float("nan"), 5)])
def test_what_is_no_size_gets_the_largest_text(diagonal: float, distance: float) -> None:
    assert viewing_scale(diagonal, distance) == 1
