from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from signage.core.health import PATIENCE, Health, Trouble, health, trouble_of
from signage.core.source import told_address
from signage.errors import NeedsSignIn, SignageError, StoreError

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GOOD = NOW - timedelta(days=1)
LATELY, LONG = NOW - timedelta(minutes=20), NOW - PATIENCE


def test_what_works_and_what_was_not_asked_yet() -> None:
    assert health(Trouble.NONE, NOW, failed_since=None, last_good=GOOD) is Health.WORKING
    assert health(Trouble.NONE, NOW, failed_since=None, last_good=None) is Health.NEW


@pytest.mark.parametrize(
    ("trouble", "since", "expected"),
    [
        (Trouble.UNREACHABLE, LATELY, Health.SLOW),
        (Trouble.UNREACHABLE, LONG, Health.NEEDS_YOU),
        (Trouble.UNAVAILABLE, LATELY, Health.SLOW),
        (Trouble.SIGN_IN, LATELY, Health.NEEDS_YOU),
        (Trouble.GONE, LATELY, Health.NEEDS_YOU),
        (Trouble.REFUSED, LATELY, Health.NEEDS_YOU),
        (Trouble.OTHER, LATELY, Health.NEEDS_YOU),
        # A server that asks for a pause knows when it ends, and so does a budget.
        (Trouble.WAIT, LONG, Health.SLOW),
        (Trouble.BUDGET, LONG, Health.SLOW),
    ],
)
def test_what_passes_is_given_time(trouble: Trouble, since: datetime, expected: Health) -> None:
    assert health(trouble, NOW, failed_since=since, last_good=GOOD) is expected


def test_what_never_worked_needs_somebody_at_once() -> None:
    assert health(Trouble.UNREACHABLE, NOW, failed_since=LATELY, last_good=None) is Health.NEEDS_YOU


def test_a_list_that_shrank_waits_for_a_word_and_a_pause_covers_all() -> None:
    assert health(Trouble.NONE, NOW, failed_since=None, last_good=GOOD, shrunken=True) is Health.NEEDS_YOU
    assert health(Trouble.GONE, NOW, failed_since=LONG, last_good=GOOD, paused=True) is Health.PAUSED


def test_every_error_of_a_source_is_a_trouble() -> None:
    assert trouble_of(NeedsSignIn("a", "b", "c")) is Trouble.SIGN_IN
    assert trouble_of(StoreError("a", "b", "c")) is Trouble.OTHER
    assert trouble_of(SignageError("a", "b", "c")) is Trouble.OTHER


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://county.example/events.ics", "county.example/events.ics"),
        ("https://social.example/@alderlibrary", "social.example/@alderlibrary"),
        ("https://ada:heron@lib.example:8443/feed/?key=secret", "lib.example:8443/feed"),
        (
            "https://calendar.example/ical/our%40lib.example/private-0a1b2c3d4e5f6a7b8c9d/basic.ics",
            "calendar.example/ical/…/…/basic.ics",
        ),
        ("http://[::1", ""),
    ],
)
def test_an_address_is_told_without_what_could_be_a_key(url: str, told: str) -> None:
    assert told_address(url) == told
