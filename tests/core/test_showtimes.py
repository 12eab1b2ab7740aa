"""When something is shown, in one line that staff can check at a glance."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from signage.core.showtimes import line, never, until
from signage.core.window import Window
from signage.words import for_locale

ENGLISH = for_locale("en-GB")
LONDON = ZoneInfo("Europe/London")
SATURDAY = date(2026, 5, 16)


def soft(said: str) -> str:
    return said.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (Window(), ""),
        (Window(weekdays=(0, 1, 2, 3, 4, 5, 6)), ""),
        (Window(weekdays=(5, 0, 1, 2, 3, 4)), "Mon–Sat"),
        (Window(weekdays=(5, 1)), "Tue, Sat"),
        (Window(opens=time(9), closes=time(18)), "09:00–18:00"),
        (Window(opens=time(9)), "from 09:00"),
        (Window(closes=time(18)), "until 18:00"),
        (Window(first_day=SATURDAY, last_day=SATURDAY), "Sat 16 May"),
        (Window(first_day=date(2026, 5, 9), last_day=SATURDAY), "Sat 9 May – Sat 16 May"),
        (Window(last_day=SATURDAY, opens=time(9)), "from 09:00, until Sat 16 May"),
        (Window(first_day=SATURDAY), "from Sat 16 May"),
    ],
)
def test_a_window_in_words(window: Window, said: str) -> None:
    assert soft(line((window,), ENGLISH)) == said


def test_several_windows_and_other_languages() -> None:
    both = (Window(weekdays=(0,)), Window(weekdays=(6,)))
    assert line(both, ENGLISH) == "Mon; Sun"
    assert line((Window(weekdays=(0, 1, 2)),), for_locale("de")) == "Mo–Mi"


def test_the_end_is_the_last_day_that_it_is_shown() -> None:
    assert soft(until(datetime(2026, 5, 30, 23, 0, tzinfo=UTC), LONDON, ENGLISH)) == "until Sat 30 May"
    assert soft(until(datetime(2026, 5, 30, 15, 0, tzinfo=UTC), LONDON, ENGLISH)) == "until Sat 30 May 16:00"


def test_what_never_shows_is_known_before_it_is_saved() -> None:
    weekend = Window(first_day=date(2026, 5, 11), last_day=date(2026, 5, 15), weekdays=(5, 6))
    assert never((weekend,), date(2026, 5, 1))
    assert not never((weekend, Window()), date(2026, 5, 1))
    assert never((Window(last_day=date(2026, 5, 15)),), SATURDAY)
    assert not never((Window(weekdays=(6,)),), SATURDAY)
    assert not never((), SATURDAY)
    assert never((Window(first_day=SATURDAY, last_day=SATURDAY, weekdays=(0,)),), SATURDAY)
