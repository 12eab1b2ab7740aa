"""What is blacked out is gone from what screens get, and its length with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signage.core.marks import marked
from signage.core.redaction import BAR, blacked_out, found_words


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Call Jo on 020 7946 0142", ["020 7946 0142"], f"Call Jo on {BAR}"),
        ("Jo and JO and jo", ["jo"], f"{BAR} and {BAR} and {BAR}"),
        ("Anna met Ann", ["Ann", "Anna"], f"{BAR} met {BAR}"),
        ("a.b (c)", [".b (c)", " "], f"a{BAR}"),
        ("Jo told Jodie", ["jo"], f"{BAR} told Jodie"),
        ("Jo's hat and (Jo)", ["Jo"], f"{BAR}'s hat and ({BAR})"),
        ("Jodie was here", ["Jod"], f"{BAR} was here"),
        ("Call 02079460142", ["0142"], f"Call {BAR}"),
        ("山田さんと山本さん", ["山田"], f"{BAR}さんと山本さん"),
        ("ขอบคุณสมชายครับ", ["สมชาย"], f"ขอบคุณ{BAR}ครับ"),
        ("हिन्दी और हिन्दीभाषी", ["हिन्दी"], f"{BAR} और हिन्दीभाषी"),
        ("Muller und Müller", ["Muller"], f"{BAR} und Müller"),
        ("محمد ومحمدين", ["محمد"], f"{BAR} ومحمدين"),
        ("Nothing here", [], "Nothing here"),
        ("Nothing here", ["elsewhere"], "Nothing here"),
    ],
)
def test_bars_of_one_length(text: str, words: list[str], shown: str) -> None:
    assert blacked_out(text, words) == shown


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8).filter(str.strip), max_size=4))
def test_no_word_that_was_named_is_left_by_itself(text: str, words: list[str]) -> None:
    shown = blacked_out(text, words)
    left = [part for covered in shown.split(BAR) for part in re.split(r"\s", covered)]
    assert not any(word.strip() == part for word in words for part in left if BAR not in word)


@given(st.text(alphabet="aÄé9_-' .", min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 6))
def test_what_was_copied_from_the_text_is_covered_somewhere(text: str, start: int, length: int) -> None:
    word = text[start : start + length].strip()
    assert (BAR in blacked_out(text, [word])) == bool(word)


def test_what_the_rules_found_is_offered_whole() -> None:
    pieces = marked("Call Jo on 020 7946 0142, v\u0435ry best, see https://a.example/x!", ())
    assert found_words(pieces) == ("020 7946 0142", "v\u0435ry", "https://a.example/x")
    assert found_words(marked("a damn\u200bed shame", ("damned",))) == ("damn\u200bed",)
    assert found_words(marked("Nothing to see", ())) == ()
