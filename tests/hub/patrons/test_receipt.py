"""Receipt codes: readable back however they are typed, and not to be had from an id."""

from __future__ import annotations

import pytest

from signage.hub.patrons.receipt import WORDS, code_of, item_id, new_code


def test_new_codes_are_read_back() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) > 195
    assert all(code_of(code) == code for code in codes)


def test_no_word_is_there_twice() -> None:
    assert len(set(WORDS)) == len(WORDS) >= 128


@pytest.mark.parametrize(
    "typed", ["heron-lamp-042", "HERON LAMP 042", " heron.lamp.042 ", "Heron–Lamp042", "heron lamp ٠٤٢"]
)
def test_a_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert code_of(typed) == "heron-lamp-042"


@pytest.mark.parametrize(
    "typed", ["", "heron-lamp", "heron-lamp-42", "xyzzy-lamp-042", "heron-lamp-²²²", "1" * 9999]
)
def test_anything_else_is_no_code(typed: str) -> None:
    assert code_of(typed) is None


def test_the_id_depends_on_the_secret_and_hides_the_code() -> None:
    one, other = item_id("heron-lamp-042", b"one"), item_id("heron-lamp-042", b"other")
    assert one == item_id("heron-lamp-042", b"one") != other
    assert "heron" not in one
