from __future__ import annotations

import pytest

from signage.display import paging
from signage.display.hyphens import LAST_OF_TITLE, hyphenated
from signage.display.paging import SOFT, Column, Face

LONG = "Neu: der Bibliotheksausweisverlängerungsantrag geht online"
FACE = Face("Atkinson Hyperlegible Next", 500, 70, -0.84)


def test_a_long_german_word_may_break_where_the_dictionary_says() -> None:
    parts = hyphenated(LONG, "de-DE").split()[2].split(SOFT)
    assert len(parts) > 3
    assert "".join(parts) in LONG
    assert min(len(parts[0]), len(parts[-1])) >= 4


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Neu: der Antrag geht online", "de"),
        ("#Bibliotheksausweisverlängerung @Bibliotheksausweisverlängerung", "de"),
        ("bibliotheksausweisverlaengerung.example/antragsformular", "de"),
        (LONG, ""),
        (LONG, "tlh"),
        ("ساعة الحكاية كل سبت", "ar"),
    ],
)
def test_everything_else_stays_as_it_is(text: str, language: str) -> None:
    assert hyphenated(text, language) == text


def test_a_page_ends_in_a_word_only_where_the_word_takes_most_of_it() -> None:
    text = hyphenated(f"{LONG}. " * 4, "de")
    for page in paging.pages(text, Column(FACE, 1100, 2), most=20):
        assert not page.removesuffix("…").endswith(SOFT)
        assert not page.endswith("-")
    short = paging.pages(text, Column(FACE, 500, 2), most=40)
    assert any(page.endswith("-") for page in short)
    assert "".join(page.removesuffix("-").removesuffix("…").replace(" ", "") for page in short).replace(
        SOFT, ""
    ) == text.replace(" ", "").replace(SOFT, "")


def test_in_a_headline_no_short_end_goes_to_the_next_line() -> None:
    parts = hyphenated("Figurentheaterwochen", "de", LAST_OF_TITLE).split(SOFT)
    assert len(parts) > 1
    assert len(parts[-1]) >= LAST_OF_TITLE
