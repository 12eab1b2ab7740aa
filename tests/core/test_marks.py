"""Marks inside a text."""

from __future__ import annotations

import pytest

from signage.core.decision import Reason
from signage.core.marks import marked


def found(text: str, *block_words: str) -> list[tuple[str, str]]:
    return [
        (piece.named or piece.text, piece.reason.value) for piece in marked(text, block_words) if piece.reason
    ]


def test_nothing_is_marked_in_a_plain_text_and_nothing_is_lost() -> None:
    text = "We met on 23.11.2026 and read 1,204 books @anna@books.example recommends."
    assert found(text) == []
    assert "".join(piece.text for piece in marked(text, ())) == text


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Free spots at bit.ly/alder-knit or call", [("bit.ly/alder-knit", "link")]),
        ("call Jo on 020 7946 0142, she", [("020 7946 0142", "contact")]),
        ("write to jo@mail.example now", [("jo@mail.example", "contact")]),
        ("the v\u0435ry best", [("\u0435", "tricks")]),
        ("zero\u200bwidth", [("ZERO WIDTH SPACE", "tricks")]),
        ("what a BADWORD this is", [("BADWORD", "block-word")]),
        ("\uff57\uff57\uff57.example.com", [("\uff57\uff57\uff57.example.com", "link")]),
    ],
)
def test_what_a_rule_found_is_marked_where_it_stands(text: str, marks: list[tuple[str, str]]) -> None:
    assert found(text, "badword") == marks
    assert "".join(piece.text for piece in marked(text, ("badword",))) == text


def test_the_marks_of_one_text_are_in_its_order() -> None:
    text = "bit.ly/alder or 020 7946 0142"
    assert [piece.reason for piece in marked(text, ())] == [Reason.LINK, None, Reason.CONTACT]
