"""The log of emergencies: one at a time, durable, with who and when."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from signage.core.emergency import Arrow, Emergency, Mode
from signage.store import Store
from tests.store.making import HOUR, MINUTE, NOON, SetClock

FIRE = Emergency(
    headline="Please leave",
    lines=("Use the stairs.",),
    issued=NOON,
    until=NOON + HOUR,
    mode=Mode.INCLUDE,
    arrow=Arrow.LEFT,
)
FLOOD = Emergency(headline="The cellar is shut", issued=NOON + MINUTE, until=NOON + 2 * HOUR)


def test_it_is_on_from_its_start_to_its_end(store: Store) -> None:
    assert store.emergency(NOON) is None
    before = store.revision()
    store.start_emergency(FIRE, by="Ann", now=NOON)
    assert store.emergency(NOON) == FIRE
    assert store.revision() > before
    assert store.emergency(FIRE.until - MINUTE) == FIRE
    assert store.emergency(FIRE.until) is None


def test_a_person_ends_it(store: Store) -> None:
    store.start_emergency(FIRE, by="Ann", now=NOON)
    before = store.revision()
    assert store.end_emergency(by="Bo", now=NOON + MINUTE) == FIRE
    assert store.emergency(NOON + MINUTE) is None
    assert store.revision() > before
    assert store.end_emergency(by="Bo", now=NOON + MINUTE) is None


def test_the_newest_one_counts_and_ending_it_brings_no_older_one_back(store: Store) -> None:
    store.start_emergency(FIRE, by="Ann", now=NOON)
    store.start_emergency(FLOOD, by="Bo", now=NOON + MINUTE)
    assert store.emergency(NOON + MINUTE) == FLOOD
    assert store.end_emergency(by="Ann", now=NOON + 2 * MINUTE) == FLOOD
    assert store.emergency(NOON + 2 * MINUTE) is None


def test_the_log_says_who_and_when_and_survives(path: Path, clock: SetClock) -> None:
    with Store.open(path, clock) as store:
        store.start_emergency(FIRE, by="Ann", now=NOON)
        store.start_emergency(FLOOD, by="Bo", now=NOON + MINUTE)
    with Store.open(path, clock) as store:
        assert store.emergency(NOON + MINUTE) == FLOOD
        store.end_emergency(by="Cy", now=NOON + 5 * MINUTE)
    raw = sqlite3.connect(path)
    rows = raw.execute('SELECT "by", ended_by FROM emergencies ORDER BY id').fetchall()
    raw.close()
    assert rows == [("Ann", "Bo"), ("Bo", "Cy")]


def test_a_database_of_the_first_version_gets_what_came_later(path: Path, clock: SetClock) -> None:
    Store.open(path, clock).close()
    raw = sqlite3.connect(path)
    raw.execute("DROP TABLE emergencies")
    raw.execute("DROP TABLE pairings")
    later_tables = (
        "authors",
        "shown",
        "looks",
        "block_words",
        "changes",
        "edits",
        "stops",
        "invitations",
        "sessions",
    )
    for later in (*later_tables, "people"):
        raw.execute(f"DROP TABLE {later}")
    raw.execute("ALTER TABLE pictures DROP COLUMN matte")
    raw.execute("ALTER TABLE sources DROP COLUMN trouble")
    raw.execute("UPDATE alembic_version SET version_num = '0001'")
    raw.commit()
    raw.close()
    with Store.open(path, clock) as store:
        store.start_emergency(FIRE, by="Ann", now=NOON)
        assert store.emergency(NOON) == FIRE
        assert store.begin_pairing("lobby-2", "a" * 64, NOON) is not None
