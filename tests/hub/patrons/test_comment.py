"""What a patron wrote becomes an item, or is sent back with what is wrong."""

from __future__ import annotations

import pytest

from signage.core import rules
from signage.core.decision import Reason, State
from signage.hub.patrons.comment import LONGEST_NAME, LONGEST_TEXT, Trouble, Written, length

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
POLICY = rules.Policy(library_name="Alder Street Library")


@pytest.mark.parametrize("one", ["a", "e\u0301", FAMILY, "\U0001f1e9\U0001f1ea", "ب\u0651", "\r\n"])
def test_a_reader_counts_one(one: str) -> None:
    assert length(f"x{one}x") == 3


def test_the_longest_text_is_taken_and_one_more_is_not() -> None:
    assert Written(text=FAMILY * LONGEST_TEXT).troubles() == ()
    assert Written(text="a" * (LONGEST_TEXT + 1)).troubles() == (Trouble.TEXT_TOO_LONG,)
    assert Written(text="a", name="b" * (LONGEST_NAME + 1)).troubles() == (Trouble.NAME_TOO_LONG,)


def test_few_graphemes_of_endless_marks_are_too_long() -> None:
    assert Written(text="a" + "\u0301" * 5000).troubles() == (Trouble.TEXT_TOO_LONG,)


@pytest.mark.parametrize("nothing", ["", "  \r\n\t ", "\u200b\u200b", "\ud800"])
def test_nothing_is_not_a_comment(nothing: str) -> None:
    assert Trouble.EMPTY in Written(text=nothing).troubles()


def test_a_plain_comment_waits_for_a_person() -> None:
    raw = Written(text=" The new chairs are lovely.\r\nThank you! ", name=" Mina ").item("patrons:1")
    assert raw.content.text == "The new chairs are lovely.\nThank you!"
    assert raw.content.author
    assert raw.content.author.name == "Mina"
    assert rules.judge(raw, POLICY).state is State.WAITING


def test_without_a_name_there_is_no_author() -> None:
    assert Written(text="Hello").item("patrons:1").content.author is None


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Write to mina@mail.example", "", Reason.CONTACT),
        ("See https://bad.example/now", "", Reason.LINK),
        ("Closed tomorrow", "Alder Street Library", Reason.IMITATION),
        ("abc \u202edef", "", Reason.TRICKS),
        ("Hello", "Mi\u202ena", Reason.TRICKS),
    ],
)
def test_what_the_rules_find_is_held(text: str, name: str, reason: Reason) -> None:
    verdict = rules.judge(Written(text=text, name=name).item("patrons:1"), POLICY)
    assert verdict.state is State.HELD
    assert reason in verdict.reasons


def test_markup_stays_the_words_that_were_typed() -> None:
    assert (
        Written(text="<script>alert(1)</script>").item("patrons:1").content.text
        == "<script>alert(1)</script>"
    )
