"""What the notice promises patrons: nothing of theirs outlives its time, wherever it was put."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from signage.core.decision import State
from signage.core.retention import Retention
from signage.core.snapshot import decode
from signage.hub.backups.folder import Purpose
from signage.hub.hub import Hub
from signage.store import Store
from tests.hub.patrons.conftest import Later, Phone
from tests.hub.patrons.test_say import comments

SHOWN, HIDDEN, WAITED = "Quokkas in the courtyard", "Wombats under the stairs", "Numbats by the lift"


def found(hub: Hub, text: str) -> list[str]:
    """Where the text stands in the data folder: database, its log, pictures, diaries, backups."""
    files = [path for path in hub.settings.hub.data.rglob("*") if path.is_file()]
    assert {"signage.db", "backups"} <= {part for path in files for part in path.parts}
    return sorted(path.name for path in files if text.encode() in path.read_bytes())


@pytest.fixture
def said(nadia: Phone, store: Store, hub: Hub, clock: Later) -> dict[str, str]:
    """Three comments and the addresses of their receipts; a backup was made meanwhile."""
    addresses = {text: nadia.write(text, "Nadia").headers["location"] for text in (SHOWN, HIDDEN, WAITED)}
    for item in comments(store):
        if item.content.text != WAITED:
            state = State.APPROVED if item.content.text == SHOWN else State.HIDDEN
            store.decide([item.id], state, by="Priya", now=clock.now())
    hub.diary.write()
    hub.backups.make(Purpose.BY_ITSELF, clock.now())
    return addresses


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (6, {SHOWN, HIDDEN, WAITED}),
        (8, {SHOWN, WAITED}),
        (29, {SHOWN, WAITED}),
        (31, set()),
    ],
)
def test_texts_leave_everything_after_their_days(
    said: dict[str, str], hub: Hub, store: Store, nadia: Phone, clock: Later, days: int, left: set[str]
) -> None:
    clock.by += timedelta(days=days)
    store.prune(clock.now())
    hub.backups.make(Purpose.BY_ITSELF, clock.now())
    for text, receipt in said.items():
        assert bool(found(hub, text)) is (text in left), text
        assert not [name for name in found(hub, text) if name.endswith(".backup")]
        assert text not in nadia.get(receipt).text  # who finds a receipt does not read along
    assert bool(found(hub, "Nadia")) is bool(left)
    # That somebody decided stays, without the words.
    assert any(one.by == "Priya" for one in store.newest_decisions(10))


def test_where_records_law_asks_they_are_kept_longer_and_the_form_says_so(
    said: dict[str, str], hub: Hub, store: Store, nadia: Phone, clock: Later
) -> None:
    kept = Retention(comments=timedelta(days=365, hours=1), hidden=timedelta(days=90))
    hub.reload(replace(hub.settings, retention=kept))
    assert "Text deleted 366 days later" in nadia.words("/say")
    assert "366 Tage" in nadia.words("/say?language=de")
    for days, left in (
        (89, {SHOWN, HIDDEN, WAITED}),
        (91, {SHOWN, WAITED}),
        (365, {SHOWN, WAITED}),
        (367, set()),
    ):
        store.prune(clock.now() + timedelta(days=days), hub.settings.retention)
        assert {item.content.text for item in comments(store)} == left


def test_no_line_of_the_log_has_words_codes_or_addresses(
    nadia: Phone, store: Store, hub: Hub, clock: Later, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    receipt = nadia.write(SHOWN, "Nadia").headers["location"]
    nadia.write("", "Nadia")
    nadia.get(receipt)
    nadia.get("/say/WRONG-CODE")
    nadia.get("/follow")
    nadia.post(f"{receipt}/withdraw")
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("signage")]
    assert any("/say" in line for line in ours)
    for secret in ("Quokka", "Nadia", receipt.removeprefix("/say/"), "127.0.0.1"):
        assert not [line for line in ours if secret in line]


def test_no_screen_is_given_what_left(
    said: dict[str, str], hub: Hub, store: Store, nadia: Phone, clock: Later
) -> None:
    assert SHOWN in {item.content.text for item in decode(hub.editions.of("Foyer").body).items}
    nadia.post(f"{said[SHOWN]}/withdraw")
    assert SHOWN not in {item.content.text for item in decode(hub.editions.of("Foyer").body).items}
    assert found(hub, SHOWN) == []
