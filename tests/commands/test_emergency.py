"""An emergency as people type it: what is taken, and what is said about the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from signage.commands.emergency import emergency_of
from signage.core.emergency import Arrow, Emergency, Mode
from signage.errors import UsageError

#: 14:32 in Berlin.
NOW = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)


def made(text: str, until: str = "15:00", **more: Any) -> Emergency:
    given: dict[str, Any] = {
        "headline": "",
        "mode": Mode.REPLACE,
        "arrow": "",
        "timezone": "Europe/Berlin",
        "now": NOW,
    }
    return emergency_of(text, until, **(given | more))


def test_the_first_sentence_is_the_headline() -> None:
    found = made("Please leave the building. Use the nearest exit. Do not use the lift. Meet on Mill Square.")
    assert found.headline == "Please leave the building."
    assert found.lines == ("Use the nearest exit.", "Do not use the lift.", "Meet on Mill Square.")
    assert found.until == datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    assert (found.issued, found.mode, found.arrow) == (NOW, Mode.REPLACE, Arrow.NONE)


def test_a_headline_of_its_own_leaves_the_text_to_the_lines() -> None:
    found = made("Use the stairs.\nWalk.", headline=" Please  leave\u202e ", arrow="Left", mode=Mode.INCLUDE)
    assert (found.headline, found.lines) == ("Please leave", ("Use the stairs.", "Walk."))
    assert (found.mode, found.arrow) == (Mode.INCLUDE, Arrow.LEFT)


@pytest.mark.parametrize(
    ("text", "more", "where", "word"),
    [
        ("", {}, "TEXT", "no words"),
        ("\u200b", {}, "TEXT", "no words"),
        ("One\nTwo\nThree\nFour\nFive", {}, "TEXT", "4 lines"),
        ("x" * 61, {}, "TEXT", "61 characters"),
        ("Walk.", {"headline": "y" * 70}, "--headline", "70 characters"),
        (f"Out.\n{'z' * 90}", {}, "TEXT", "90 characters"),
        ("Out.", {"until": "half past"}, "--until", "no time"),
        ("Out.", {"until": "14:00"}, "--until", "past"),
        ("Out.", {"until": "now"}, "--until", "past"),
        ("Out.", {"until": ""}, "--until", "past"),
        ("Out.", {"until": "2027-11-24 15:00"}, "--until", "days away"),
        ("Out.", {"arrow": "north"}, "--arrow", "no direction"),
    ],
)
def test_what_cannot_be_shown_is_said_plainly(text: str, more: dict[str, str], where: str, word: str) -> None:
    with pytest.raises(UsageError) as caught:
        made(text, **more)
    assert caught.value.where == where
    assert word in caught.value.what
    assert caught.value.do
