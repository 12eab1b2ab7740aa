"""Going back keeps what was decided since, and says what it sets back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from signage.core.author import AuthorStanding, account_of
from signage.core.decision import Scope, State
from signage.core.edit import Change, Deed
from signage.core.item import Author
from signage.core.placement import Placement
from signage.errors import NoBackup, StoreError
from signage.store import Store
from signage.store.restoring import Restored, loses, restore
from tests.store.making import DATES, HOUR, NOON, OURS, TAG, SetClock, event, fetch, post, states
from tests.store.test_backup import LETTERS, SECRET, comment, make

SOCIAL = "mastodon:https://social.example/"


def len_of(body: bytes) -> str:
    """In the stead of a shelf of pictures."""
    return str(len(body))


def back(file: Path, path: Path, *, aside: bool = False) -> Restored:
    return restore(file, path, now=NOON + 2 * HOUR, keep=len_of, aside=aside)


def hide(store: Store, name: str, after: State = State.HIDDEN) -> None:
    store.decide([SOCIAL + name], after, by="Mira", now=NOON + HOUR)


def test_what_staff_made_is_as_it_was(store: Store, path: Path, clock: SetClock) -> None:
    store.people.begin(login="ada", name="Ada", password="old", now=NOON)
    store.add_screen("Attic", "hash of its token", NOON)
    file = make(path)
    store.revoke_screen("Attic")
    store.add_screen("Cellar", "another hash", NOON)
    lost = loses(file, path)
    assert (lost.screens_back, lost.screens_lost, lost.people_lost) == (("Attic",), ("Cellar",), ())
    store.close()
    assert back(file, path).lost == lost
    with Store.open(path, clock) as opened:
        assert list(opened.screens()) == ["Attic"]
        assert opened.people.find("ada") is not None


@pytest.mark.parametrize("late", [False, True])
def test_a_hide_since_then_holds_whether_the_backup_knew_the_item_or_not(
    store: Store, path: Path, clock: SetClock, late: bool
) -> None:
    if not late:
        fetch(store, OURS, [post("a"), post("b")])
    file = make(path)
    if late:
        fetch(store, OURS, [post("a"), post("b")])
    hide(store, "a")
    store.close()
    assert back(file, path).carried.decisions == 1
    with Store.open(path, clock) as opened:
        assert states(opened)["a"] is State.HIDDEN
        fetch(opened, OURS, [post("a"), post("b")], now=NOON + 3 * HOUR)
        assert states(opened) == {"a": State.HIDDEN, "b": State.APPROVED}
        assert [row.by for row in opened.decisions(SOCIAL + "a")][-1] == "Mira"
        opened.undo(SOCIAL + "a", by="Mira", now=NOON + 4 * HOUR)
        assert states(opened)["a"] is State.APPROVED


@pytest.mark.parametrize("late", [False, True])
def test_a_blocked_author_stays_blocked_and_one_who_is_no_more_does_not(
    store: Store, path: Path, clock: SetClock, late: bool
) -> None:
    said = post("a")
    said = replace(said, content=replace(said.content, author=Author(handle="@ann@social.example")))
    account = account_of(said.content)
    assert account is not None
    fetch(store, OURS, [said, post("b")])
    if late:
        file = make(path)
    number = store.authors.decide(account, AuthorStanding.BLOCKED, by="Mira", now=NOON)
    if not late:
        file = make(path)
        store.authors.remove(number, by="Mira", now=NOON + HOUR)
    store.close()
    back(file, path)
    with Store.open(path, clock) as opened:
        assert states(opened) == {"a": State.HIDDEN if late else State.APPROVED, "b": State.APPROVED}
        assert len(opened.authors.all()) == late


def test_a_hide_that_was_taken_back_since_stays_taken_back(store: Store, path: Path, clock: SetClock) -> None:
    fetch(store, OURS, [post("a")])
    hide(store, "a")
    file = make(path)
    store.undo(SOCIAL + "a", by="Mira", now=NOON + HOUR)
    store.close()
    back(file, path)
    with Store.open(path, clock) as opened:
        assert states(opened) == {"a": State.APPROVED}


def test_an_approval_holds_with_the_words_it_was_for(store: Store, path: Path, clock: SetClock) -> None:
    fetch(store, TAG, [post("a", "First words")])
    file = make(path)
    fetch(store, TAG, [post("a", "Second words")], now=NOON + HOUR)
    hide(store, "a", State.APPROVED)
    store.close()
    back(file, path)
    with Store.open(path, clock) as opened:
        (item,) = opened.items()
        assert (item.state, item.content.text) == (State.APPROVED, "Second words")


def test_words_that_were_covered_since_stay_covered(store: Store, path: Path, clock: SetClock) -> None:
    fetch(store, OURS, [post("a", "Call Bob now")])
    fetch(store, DATES, [event("b")])
    file = make(path)
    for target, text in ((SOCIAL + "a", "Call *** now"), ("calendar:b", "Other words")):
        change = Change(target=target, after=Placement(target=target, text=text))
        store.edit([change], Deed.CHANGE, by="Mira", now=NOON + HOUR)
    store.close()
    assert back(file, path).lost.edits == 2
    with Store.open(path, clock) as opened:
        assert [(one.target, one.text) for one in opened.placements()] == [(SOCIAL + "a", "Call *** now")]


def test_a_series_stays_hidden_also_its_coming_dates(store: Store, path: Path, clock: SetClock) -> None:
    fetch(store, DATES, [event("one", series="s")])
    file = make(path)
    store.decide(["calendar:one"], State.HIDDEN, by="Mira", now=NOON, scope=Scope.SERIES)
    store.close()
    back(file, path)
    with Store.open(path, clock) as opened:
        fetch(opened, DATES, [event("one", series="s"), event("two", series="s")], now=NOON + 3 * HOUR)
        assert set(states(opened).values()) == {State.HIDDEN}


def test_comments_are_kept_from_now_and_what_was_withdrawn_is_gone(
    store: Store, path: Path, clock: SetClock
) -> None:
    store.register((OURS, LETTERS))
    fetch(store, LETTERS, [comment("kept", SECRET), comment("withdrawn", "Take this away")])
    file = make(path)
    store.decide(["patron:kept"], State.APPROVED, by="Mira", now=NOON)
    store.erase("patron:withdrawn", NOON)
    store.close()
    assert back(file, path).carried.comments == 1
    with Store.open(path, clock) as opened:
        (item,) = opened.items()
        assert (item.id, item.state, item.content.text) == ("patron:kept", State.APPROVED, SECRET)
        assert opened.decisions("patron:withdrawn")[-1].after is State.WITHDRAWN
    assert b"Take this away" not in path.read_bytes()


def test_stop_stays_and_screens_see_a_new_revision(store: Store, path: Path, clock: SetClock) -> None:
    fetch(store, OURS, [post("a")])
    file = make(path)
    store.stops.begin(by="Mira", now=NOON)
    hide(store, "a")
    seen = store.revision()
    store.close()
    back(file, path)
    with Store.open(path, clock) as opened:
        assert opened.stops.current() is not None
        assert opened.revision() > seen


def test_it_restores_on_a_pc_that_has_another_database_or_none(
    store: Store, path: Path, clock: SetClock, tmp_path: Path
) -> None:
    fetch(store, OURS, [post("a"), post("b")])
    hide(store, "a")
    file = make(path)
    new = tmp_path / "new" / "signage.db"
    back(file, new)
    with Store.open(new, clock) as opened:
        assert states(opened) == {"a": State.HIDDEN, "b": State.APPROVED}
    other = tmp_path / "other" / "signage.db"
    with Store.open(other, clock) as opened:
        opened.register([OURS])
        fetch(opened, OURS, [post("b"), post("c")])
        hide(opened, "b")
    back(file, other)
    with Store.open(other, clock) as opened:
        assert states(opened) == {"a": State.HIDDEN, "b": State.HIDDEN}


def test_a_database_that_cannot_be_read_is_set_aside(store: Store, path: Path, clock: SetClock) -> None:
    fetch(store, OURS, [post("a")])
    file = make(path)
    store.close()
    path.write_bytes(b"the disk wrote nonsense over everything" * 100)
    restored = back(file, path)
    assert restored.aside is not None
    assert not restored.read
    assert restored.aside.read_bytes().startswith(b"the disk wrote")
    with Store.open(path, clock) as opened:
        assert states(opened) == {"a": State.APPROVED}


def test_nothing_changes_where_the_file_is_no_backup(store: Store, path: Path, tmp_path: Path) -> None:
    fetch(store, OURS, [post("a")])
    store.close()
    before = path.read_bytes()
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"a photo")
    with pytest.raises(NoBackup):
        back(file, path)
    assert path.read_bytes() == before
    assert [left.name for left in path.parent.iterdir()] == [path.name]


def test_nothing_changes_while_somebody_has_the_database_open(
    store: Store, path: Path, clock: SetClock
) -> None:
    fetch(store, OURS, [post("a")])
    file = make(path)
    hide(store, "a")
    with pytest.raises(StoreError, match="Another program has it open"):
        back(file, path)
    store.close()
    with Store.open(path, clock) as opened:
        assert states(opened) == {"a": State.HIDDEN}


def test_going_back_twice_loses_no_row_of_the_log(store: Store, path: Path, clock: SetClock) -> None:
    fetch(store, OURS, [post("a"), post("b")])
    file = make(path)
    hide(store, "a")
    store.close()
    back(file, path)
    with Store.open(path, clock) as opened:
        opened.decide([SOCIAL + "b"], State.HIDDEN, by="Noor", now=NOON + 3 * HOUR)
        rows = [(row.item, row.by, row.after) for row in opened.newest_decisions(10)]
    restore(file, path, now=NOON + timedelta(hours=5), keep=len_of)
    with Store.open(path, clock) as opened:
        assert [(row.item, row.by, row.after) for row in opened.newest_decisions(10)] == rows
        assert set(states(opened).values()) == {State.HIDDEN}
