from __future__ import annotations

import time

import pytest

from signage.display.direction import guarded, listed, mirrored


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ساعة الحكاية", True),
        ("1 שעה", True),
        ("Story", False),
        ("@fernmoor ساعة", True),
        ("fern.example/e ساعة", True),
        ("#story ساعة", True),
        ("@fernmoor", False),
        ("Story ساعة", False),
    ],
)
def test_a_text_runs_as_its_first_word_does(text: str, wanted: bool) -> None:
    assert mirrored(text) is wanted
    assert mirrored(text, otherwise=not wanted) is wanted


@pytest.mark.parametrize("text", ["", "123", "📚☕", "…"])
def test_what_has_no_letters_runs_as_everything_around_it(text: str) -> None:
    assert mirrored(text, otherwise=True)
    assert not mirrored(text)


@pytest.mark.parametrize(
    "kept",
    [
        "@fernmoor",
        "@fernmoor@social.example",
        "oasis.example/say",
        "https://oasis.example/a?b=1",
        "desk@oasis.example",
        "#OpenSunday",
        "C++",
        "+20 2 1234-567",
        "978-3-16-148410-0",
    ],
)
def test_what_keeps_its_own_order_is_isolated_among_arabic_words(kept: str) -> None:
    assert guarded(f"قولوا {kept} لنا") == f"قولوا \u2068{kept}\u2069 لنا"
    assert guarded(f"say {kept} to us") == f"say {kept} to us"


@pytest.mark.parametrize("text", ["الساعة 15:30", "نحو 50% منكم", "#قصص للجميع", "iPhone أو هاتف آخر"])
def test_what_needs_no_isolation_has_none(text: str) -> None:
    assert guarded(text) == text


def test_a_list_of_facts_runs_as_the_screen_does() -> None:
    assert listed(("@a", "", "2 h"), turned=False) == "\u2068@a\u2069 · \u20682 h\u2069"
    assert listed(("@a", "٢ س"), turned=True).startswith("\u200f")


@pytest.mark.parametrize("part", ["a", "a.", "a-", "a+", "1-", "#1", "www.", "+1("])
def test_the_longest_word_is_no_work(part: str) -> None:
    began = time.perf_counter()
    assert not mirrored(part * 20_000 + " 1")
    assert time.perf_counter() - began < 1
