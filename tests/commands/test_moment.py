"""Moments as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.commands.moment import moment
from signage.errors import UsageError

NOW = datetime(2026, 7, 10, 23, 30, tzinfo=UTC)  # in Berlin it is tomorrow already


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", NOW),
        ("now", NOW),
        ("15:00", datetime(2026, 7, 11, 13, 0, tzinfo=UTC)),
        ("2026-11-28 15:00", datetime(2026, 11, 28, 14, 0, tzinfo=UTC)),
        ("2026-11-28T15:00", datetime(2026, 11, 28, 14, 0, tzinfo=UTC)),
        ("2026-11-28T15:00+05:00", datetime(2026, 11, 28, 10, 0, tzinfo=UTC)),
        ("2026-11-28T15:00Z", datetime(2026, 11, 28, 15, 0, tzinfo=UTC)),
        ("2026-11-28", datetime(2026, 11, 27, 23, 0, tzinfo=UTC)),
        ("Tue 14:30", datetime(2026, 7, 14, 12, 30, tzinfo=UTC)),
        ("tomorrow 9:00", datetime(2026, 7, 12, 7, 0, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_the_librarys(text: str, meant: datetime) -> None:
    assert moment(text, "Europe/Berlin", NOW) == meant


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30))
def test_nothing_else_is_guessed(text: str) -> None:
    try:
        found = moment(text, "Europe/Berlin", NOW)
    except UsageError:
        return
    assert found.tzinfo is UTC
