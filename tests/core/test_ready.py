"""Ready notices say what today's opening hours say."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from signage.core.hours import OpeningHours
from signage.core.ready import Ready, notice
from signage.words import for_locale

LONDON = ZoneInfo("Europe/London")
WEEK = OpeningHours(week=(*(((time(9), time(18)),),) * 5, ((time(10), time(13)),), ()))
ENGLISH = for_locale("en-GB")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "text", "detail", "leaves"),
    [
        (at(14, 14, 6), "We close at 16:00 today", "Tomorrow we open at 09:00 as usual.", at(14, 16)),
        (at(14, 17, 30), "We close at 18:00 today", "Tomorrow we open at 09:00 as usual.", at(14, 18)),
        (at(16, 10, 5), "We close at 11:00 today", "On Monday we open at 09:00.", at(16, 11)),
    ],
)
def test_closing_early(now: datetime, text: str, detail: str, leaves: datetime) -> None:
    made = notice(Ready.CLOSING_EARLY, WEEK, now, ENGLISH)
    assert (made.text, made.detail, made.leaves, made.pinned) == (text, detail, leaves, True)


def test_closed_leaves_at_midnight_and_says_when_it_opens_again() -> None:
    made = notice(Ready.CLOSED, WEEK, at(15, 8), ENGLISH)
    assert (made.text, made.leaves) == ("We are closed today", at(16, 0))
    assert made.detail == "Tomorrow we open at 10:00 as usual."


def test_without_hours_nothing_is_promised() -> None:
    made = notice(Ready.CLOSING_EARLY, OpeningHours(), at(14, 14, 6), ENGLISH)
    assert (made.text, made.detail) == ("We close at 15:00 today", "")
    assert notice(Ready.LIFT, OpeningHours(), at(14, 14), ENGLISH).leaves is None
    assert notice(Ready.EMPTY, WEEK, at(14, 14), ENGLISH).text == ""
