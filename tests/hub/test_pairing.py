"""Codes for new screens."""

from __future__ import annotations

from signage.hub.screens.pairing import ALPHABET, MOST_OPEN, VALID, Pairings


class Watch:
    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def test_a_code_has_no_letter_that_is_mixed_up() -> None:
    pairing = Pairings(Watch()).begin()
    assert pairing is not None
    assert len(pairing.code) == 6
    assert set(pairing.code) <= set(ALPHABET)
    assert not set(ALPHABET) & set("0O1ILQB8S5")


def test_the_screen_gets_its_token_once_when_staff_entered_the_code() -> None:
    pairings = Pairings(Watch())
    pairing = pairings.begin()
    assert pairing is not None
    waiting = pairings.look(pairing.claim)
    assert waiting is not None
    assert waiting.token == ""
    token = pairings.accept(f" {pairing.code[:3].lower()}-{pairing.code[3:]}")
    assert token
    assert pairings.accept(pairing.code) is None
    found = pairings.look(pairing.claim)
    assert found is not None
    assert found.token == token
    assert pairings.look(pairing.claim) is None


def test_codes_run_out() -> None:
    watch = Watch()
    pairings = Pairings(watch)
    pairing = pairings.begin()
    assert pairing is not None
    watch.time += VALID
    assert pairings.look(pairing.claim) is None
    assert pairings.accept(pairing.code) is None


def test_only_so_many_wait_at_once() -> None:
    watch = Watch()
    pairings = Pairings(watch)
    codes = [pairings.begin() for _ in range(MOST_OPEN + 1)]
    assert codes[-1] is None
    assert len({pairing.code for pairing in codes if pairing}) == MOST_OPEN
    watch.time += VALID
    assert pairings.begin() is not None
