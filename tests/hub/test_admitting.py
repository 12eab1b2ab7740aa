"""The page of the screens: let in by a code, how they fare, shut out."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from signage.core.role import Role
from signage.hub.hub import Hub
from signage.hub.token import hashed
from signage.store import Store
from tests.hub.staff import Staff, signed_in, text_of
from tests.hub.test_on_air import Tv

NEW = "a token of a screen elsewhere, long enough"


@pytest.fixture
def ada(hub: Hub, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, "Grace", Role.ADMINISTRATOR) as staff:
        yield staff


@pytest.fixture
def waiting(hub: Hub, store: Store) -> str:
    """The code of a screen that waits to be let in."""
    pairing = store.begin_pairing("Branch", hashed(NEW), hub.clock.now())
    assert pairing is not None
    return pairing.code


def test_a_screen_is_let_in_by_its_code_named_and_shut_out(ada: Staff, waiting: str, store: Store) -> None:
    typed = f"{waiting[:3].lower()} {waiting[3:].lower()}"
    assert ada.post("/settings/screens", code=typed, name="Branch, first floor").status_code == 303
    said = ada.words("/settings/screens")
    assert "Branch, first floor is let in" in said
    assert store.screen_of_token(hashed(NEW)) == "Branch, first floor"
    assert "Shut Branch, first floor out?" in ada.words("/settings/screens/remove?name=Branch, first floor")
    assert ada.post("/settings/screens/remove", name="Branch, first floor").status_code == 303
    assert store.screen_of_token(hashed(NEW)) is None


def test_several_screens_wait_at_once_each_with_its_own_code(ada: Staff, waiting: str, hub: Hub) -> None:
    other = hub.store.begin_pairing("Attic", hashed("another"), hub.clock.now())
    assert other is not None
    assert ada.post("/settings/screens", code=other.code).status_code == 303
    assert ada.post("/settings/screens", code=waiting).status_code == 303
    assert {"Attic", "Branch"} <= set(hub.store.screens())


@pytest.mark.parametrize(
    ("name", "told"),
    [("Foyer", "Another screen has this name."), ("x" * 41, "A name has at most 40 characters.")],
)
def test_a_name_that_cannot_be_is_told_and_the_code_still_works(
    ada: Staff, waiting: str, name: str, told: str
) -> None:
    answer = ada.post("/settings/screens", code=waiting, name=name)
    assert answer.status_code == 422
    assert told in text_of(answer.text)
    assert f'value="{waiting}"' in answer.text
    assert ada.post("/settings/screens", code=waiting).status_code == 303


def test_an_unknown_code_is_told(ada: Staff) -> None:
    answer = ada.post("/settings/screens", code="AAAAAA")
    assert answer.status_code == 422
    assert "No screen waits with this code." in text_of(answer.text)


def test_how_screens_fare_stands_there_by_their_own_reports(ada: Staff, foyer: httpx.Client) -> None:
    assert ada.words("/settings/screens").count("Not heard since the hub started") == 2
    Tv(foyer).tell("playlist:notice-1", "playlist:notice-2")
    said = ada.words("/settings/screens")
    assert "paints 2 things" in said
    assert said.count("Not heard since the hub started") == 1


def test_a_tv_of_this_pc_is_not_shut_out_from_here(ada: Staff, store: Store) -> None:
    assert "remove?name=Foyer" not in ada.get("/settings/screens").text
    for name in ("Foyer", "Nowhere"):
        assert ada.post("/settings/screens/remove", name=name).status_code == 404
    assert "Foyer" in store.screens()


def test_the_code_on_a_tv_leads_here(ada: Staff, anybody: httpx.Client, waiting: str) -> None:
    told = anybody.get(f"/p/{waiting}").text
    assert f"/settings/screens?code={waiting}" in told
    assert f'value="{waiting}"' in ada.get(f"/settings/screens?code={waiting}").text
