"""Blocked and trusted authors: what they said follows at once, and stands as it would have when that ends."""

from __future__ import annotations

from dataclasses import replace

from signage.core.author import Account, AuthorStanding, account_of
from signage.core.decision import Reason, State
from signage.core.item import Author, Kind, RawItem
from signage.store import Store
from tests.store.making import GUESTS, HELD, HOUR, NOON, OURS, fetch, post, states


def said(name: str, handle: str = "@Ann@social.example", text: str = "") -> RawItem:
    raw = post(name, text)
    return replace(raw, content=replace(raw.content, platform="mastodon", author=Author(handle=handle)))


def account(raw: RawItem) -> Account:
    found = account_of(raw.content)
    assert found is not None
    return found


ANN = account(said("1"))


def decide(store: Store, standing: AuthorStanding) -> int:
    return store.authors.decide(ANN, standing, by="Priya", now=NOON)


def test_a_blocked_author_is_off_at_once_and_stays_off(store: Store) -> None:
    fetch(store, OURS, [said("1"), said("2", "@ben@social.example")])
    fetch(store, GUESTS, [said("3")])
    before = store.revision()
    number = decide(store, AuthorStanding.BLOCKED)
    assert states(store) == {"1": State.HIDDEN, "2": State.APPROVED, "3": State.HIDDEN}
    assert store.revision() > before
    assert store.item(said("1").id).reasons == (Reason.AUTHOR_BLOCKED,)
    fetch(store, OURS, [said("1", text="Said otherwise"), said("4", "@ANN@social.example")])
    assert (states(store)["1"], states(store)["4"]) == (State.HIDDEN, State.HIDDEN)
    assert store.authors.remove(number, by="Sam", now=NOON + HOUR)
    assert states(store) == {
        "1": State.APPROVED, "2": State.APPROVED, "3": State.WAITING, "4": State.APPROVED
    }  # fmt: skip
    assert not store.authors.remove(number, by="Sam", now=NOON + HOUR)
    assert store.authors.restore(number, now=NOON + HOUR)
    assert states(store)["1"] is State.HIDDEN


def test_a_later_word_about_one_item_wins_over_a_block(store: Store) -> None:
    fetch(store, GUESTS, [said("1"), said("2")])
    store.decide([said("1").id], State.APPROVED, by="Sam", now=NOON)
    decide(store, AuthorStanding.BLOCKED)
    assert states(store) == {"1": State.HIDDEN, "2": State.HIDDEN}, "it was approved before"
    store.decide([said("1").id], State.APPROVED, by="Sam", now=NOON)
    assert states(store) == {"1": State.APPROVED, "2": State.HIDDEN}


def test_trust_approves_what_only_waits(store: Store) -> None:
    fetch(store, GUESTS, [said("1"), said("2", "@ben@social.example")])
    fetch(store, GUESTS, [said("3")], verdict=HELD)
    number = decide(store, AuthorStanding.TRUSTED)
    assert states(store) == {"1": State.APPROVED, "2": State.WAITING, "3": State.HELD}
    assert store.item(said("1").id).reasons == (Reason.AUTHOR_TRUSTED,)
    store.decide([said("1").id], State.HIDDEN, by="Sam", now=NOON)
    fetch(store, GUESTS, [said("4")])
    assert (states(store)["1"], states(store)["4"]) == (State.HIDDEN, State.APPROVED)
    store.authors.remove(number, by="Sam", now=NOON + HOUR)
    assert (states(store)["1"], states(store)["4"]) == (State.HIDDEN, State.WAITING)


def test_one_thing_holds_of_an_author_at_a_time(store: Store) -> None:
    trusted = decide(store, AuthorStanding.TRUSTED)
    blocked = decide(store, AuthorStanding.BLOCKED)
    (known,) = store.authors.all()
    assert (known.id, known.standing, known.by, known.account) == (
        blocked, AuthorStanding.BLOCKED, "Priya", ANN
    )  # fmt: skip
    assert store.authors.of(ANN) == known
    assert not store.authors.restore(trusted, now=NOON), "something else holds by now"
    assert not store.authors.remove(999, by="Sam", now=NOON)


def test_nothing_of_a_patron_is_an_authors(store: Store) -> None:
    raw = said("1")
    comment = replace(raw, content=replace(raw.content, kind=Kind.COMMENT))
    fetch(store, GUESTS, [comment])
    decide(store, AuthorStanding.TRUSTED)
    assert states(store) == {"1": State.WAITING}
