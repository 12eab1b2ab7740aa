import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.reading import dwell, pages_estimate, stage_dwell, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Story time for the little ones", 6),
        ("don't look well-read", 3),
        ("#FernmoorReads", 2),
        ("see https://library.example/a/b?c=d", 3),
        ("12,500 books", 3),
        ("at 15:00", 3),
        ("Thank you \U0001f49c", 2.5),
        ("\U0001f469\u200d\U0001f469\u200d\U0001f467", 0.5),
        ("図書館", 1.5),
        ("ห้องสมุด", 1.6),
        ("도서관 행사", 2),
        ("مكتبة المدينة", 2),
        ("أهلًا وسهلًا", 2),
        ("… – !", 0),
    ],
)
def test_words_are_counted_as_they_are_read(text: str, words: float) -> None:
    assert words_in(text) == pytest.approx(words)


def test_ten_words_stand_as_long_as_the_design_says() -> None:
    assert dwell("one two three four five six seven eight nine ten") == pytest.approx(6.2)


def test_each_further_card_takes_its_own_look() -> None:
    text = "word " * 20
    assert dwell(text, cards=3) - dwell(text) == pytest.approx(1.6)


def test_children_get_more_time() -> None:
    assert dwell("hello", children=True) == pytest.approx(7.0)


def test_a_slide_with_a_code_stays_until_a_phone_is_out() -> None:
    assert stage_dwell("Welcome") == 10
    assert stage_dwell("Welcome", code=True) == 20
    assert stage_dwell("word " * 200, code=True) == 30


@settings(deadline=None)
@given(st.text(max_size=400), st.integers(1, 6))
def test_no_text_stands_too_short_or_too_long(text: str, cards: int) -> None:
    assert 5 <= dwell(text, cards) <= 16
    assert 10 <= stage_dwell(text) <= 30
    assert dwell(text + " and more", cards) >= dwell(text + " and", cards)


def test_pages_are_estimated_from_the_width_of_the_type() -> None:
    assert pages_estimate("x" * 50) == 1
    assert pages_estimate("x" * 100) == 2
    assert pages_estimate("x" * 100, scale=0.75, lines=3) == 1
    assert pages_estimate("図" * 50) == 2
