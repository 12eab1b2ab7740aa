"""What is blacked out is gone from what screens get, and its length with it."""

from __future__ import annotations

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
        ("Nothing here", [], "Nothing here"),
        ("Nothing here", ["elsewhere"], "Nothing here"),
    ],
)
def test_bars_of_one_length(text: str, words: list[str], shown: str) -> None:
    assert blacked_out(text, words) == shown


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8).filter(str.strip), max_size=4))
def test_no_word_that_was_named_is_left(text: str, words: list[str]) -> None:
    shown = blacked_out(text, words).replace(BAR, "\n")
    assert not any(word.strip() in shown for word in words if "\n" not in word.strip())


def test_what_the_rules_found_is_offered_whole() -> None:
    pieces = marked("Call Jo on 020 7946 0142, v\u0435ry best, see https://a.example/x!", ())
    assert found_words(pieces) == ("020 7946 0142", "v\u0435ry", "https://a.example/x")
    assert found_words(marked("a damn\u200bed shame", ("damned",))) == ("damn\u200bed",)
    assert found_words(marked("Nothing to see", ())) == ()
