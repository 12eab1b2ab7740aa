"""Screens: let in by a code, known by the hash of their token, shut out."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.core.airing import Airing
from signage.core.edit import Change, Deed
from signage.core.pairing import ALPHABET, LENGTH, MOST_OPEN, VALID, halves
from signage.core.placement import Placement
from signage.core.snapshot import Screen
from signage.errors import ScreenTaken, StoreError
from signage.store import Store
from tests.store.making import MINUTE, NOON, OURS, SetClock, fetch, post

TOKEN = "a" * 64


def test_screens_are_known_by_the_hash_of_their_token_until_it_is_revoked(store: Store) -> None:
    store.add_screen("Foyer", TOKEN, NOON)
    store.add_screen("Foyer", "b" * 64, NOON + MINUTE)
    store.add_screen("Hall", "c" * 64, NOON)
    assert store.screens() == {"Foyer": NOON + MINUTE, "Hall": NOON}
    assert store.screen_of_token(TOKEN) == "Foyer"
    assert store.screen_of_token("d" * 64) is None
    assert store.revoke_screen("Foyer") == 2
    assert store.screen_of_token(TOKEN) is None
    assert list(store.screens()) == ["Hall"]


def test_a_code_has_no_letter_that_is_mixed_up(store: Store) -> None:
    pairing = store.begin_pairing("lobby-2", TOKEN, NOON)
    assert pairing is not None
    assert len(pairing.code) == LENGTH
    assert set(pairing.code) <= set(ALPHABET)
    assert not set(ALPHABET) & set("0O1ILQB8S5")


def test_whoever_types_the_code_lets_the_screen_in_once(path: Path, clock: SetClock) -> None:
    with Store.open(path, clock) as store:
        pairing = store.begin_pairing("lobby-2", TOKEN, NOON)
        assert pairing is not None
        assert store.pairing(TOKEN, NOON + MINUTE) == pairing
    with Store.open(path, clock) as store:  # the hub was started again meanwhile
        begin, end = halves(pairing.code)
        assert store.pair(f" {begin.lower()}-{end} ", "", NOON + MINUTE) == "lobby-2"
        assert store.screen_of_token(TOKEN) == "lobby-2"
        assert store.pairing(TOKEN, NOON + MINUTE) is None
        with pytest.raises(StoreError, match="No screen waits with this code"):
            store.pair(pairing.code, "", NOON + MINUTE)


def test_staff_may_name_it_but_not_as_another_screen(store: Store) -> None:
    store.add_screen("Hall", "c" * 64, NOON)
    pairing = store.begin_pairing("hall", TOKEN, NOON)
    assert pairing is not None
    with pytest.raises(StoreError, match="Another screen has this name"):
        store.pair(pairing.code, "", NOON)
    assert store.pair(pairing.code, "Branch", NOON) == "Branch"
    assert store.screen_of_token("c" * 64) == "Hall"


def test_codes_run_out_also_where_the_clock_was_ahead(store: Store) -> None:
    pairing = store.begin_pairing("lobby-2", TOKEN, NOON)
    assert pairing is not None
    for now in (NOON + VALID, NOON - MINUTE):
        assert store.pairing(TOKEN, now) is None
        with pytest.raises(StoreError):
            store.pair(pairing.code, "", now)


def test_only_so_many_wait_at_once(store: Store) -> None:
    made = [store.begin_pairing("x", f"{number:064}", NOON) for number in range(MOST_OPEN + 1)]
    assert made[-1] is None
    assert len({pairing.code for pairing in made if pairing}) == MOST_OPEN
    assert store.begin_pairing("x", TOKEN, NOON + VALID) is not None


def test_a_screen_is_called_otherwise_wherever_it_is_named(store: Store) -> None:
    talk = post("1").id
    fetch(store, OURS, [post("1")])
    store.add_screen("lobby-2", TOKEN, NOON)
    store.put_look(Screen(name="lobby-2", theme="paper"), by="Ann", now=NOON)
    there = Placement(target=talk, screens=("Foyer", "lobby-2"))
    number = store.edit([Change(target=talk, after=there)], Deed.CHANGE, by="Ann", now=NOON)
    later = Placement(target=talk, text="Words", screens=("lobby-2",))
    store.edit([Change(target=talk, before=there, after=later)], Deed.CHANGE, by="Ann", now=NOON)
    store.airings.add([Airing(screen="lobby-2", item="abc", began=NOON, ended=NOON + MINUTE)])
    before = store.revision()

    assert store.rename_screen("lobby-2", "Children's room")
    assert store.screen_of_token(TOKEN) == "Children's room"
    assert store.looks()["Children's room"].name == "Children's room"
    placement = store.placement(talk)
    assert placement is not None
    assert placement.screens == ("Children's room",)
    (airing,) = store.airings.between(NOON, NOON + MINUTE)
    assert airing.screen == "Children's room"
    assert store.revision() > before
    store.undo_edit(number + 1, by="Ann", now=NOON)
    placement = store.placement(talk)
    assert placement is not None
    assert placement.screens == ("Foyer", "Children's room"), "what is undone names it as it is called now"


def test_a_name_that_another_screen_has_is_not_taken(store: Store) -> None:
    store.add_screen("Foyer", TOKEN, NOON)
    store.add_screen("Hall", "b" * 64, NOON)
    with pytest.raises(ScreenTaken):
        store.rename_screen("Hall", "FOYER")
    assert store.rename_screen("Hall", "hall"), "its own name in other letters"
    assert not store.rename_screen("nobody", "Stairs")
    assert set(store.screens()) == {"Foyer", "hall"}
