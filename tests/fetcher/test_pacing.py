from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.fetcher import pacing

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEN = timedelta(minutes=10)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 120.5 ", timedelta(seconds=120.5)),
        ("0", timedelta(minutes=1)),
        ("1000000000", timedelta(hours=24)),
        ("9" * 15, timedelta(hours=24)),
        ("9" * 400, None),
        (format_datetime(NOW + timedelta(minutes=7), usegmt=True), timedelta(minutes=7)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(hours=24)),
        ("Fri, 31 Dec 1999 23:59:59 GMT", timedelta(minutes=1)),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("nan", None),
    ],
)
def test_retry_after(text: str, wait: timedelta | None) -> None:
    assert pacing.parse_retry_after(text, NOW) == wait


@given(st.text() | st.integers().map(str) | st.datetimes().map(str))
@settings(deadline=None, max_examples=200)
def test_retry_after_is_never_out_of_bounds(text: str) -> None:
    wait = pacing.parse_retry_after(text, NOW)
    assert wait is None or timedelta(minutes=1) <= wait <= timedelta(hours=24)


@pytest.mark.parametrize(
    "headers",
    [
        {"x-rate-limit-remaining": "0", "x-rate-limit-reset": str(int(NOW.timestamp()) + 600)},
        {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-11-23T09:10:00.000Z"},
        {"ratelimit-remaining": "0", "ratelimit-reset": str(int(NOW.timestamp()) + 600)},
        {"ratelimit-remaining": "0", "ratelimit-reset": "600"},
        {"ratelimit": '"default";r=0;t=600'},
    ],
)
def test_a_rate_limit_that_is_used_up_says_when_it_ends(headers: dict[str, str]) -> None:
    assert pacing.rate_limit_wait(headers, NOW) == TEN
    assert pacing.wait_asked(headers, NOW) == TEN


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-rate-limit-remaining": "7", "x-rate-limit-reset": "1"},
        {"x-ratelimit-remaining": "many", "x-ratelimit-reset": "later"},
        {"ratelimit": '"default";r=50;t=600'},
    ],
)
def test_a_rate_limit_with_something_left_asks_for_nothing(headers: dict[str, str]) -> None:
    assert pacing.rate_limit_wait(headers, NOW) is None


def test_back_off_doubles_up_to_six_hours() -> None:
    pauses = [pacing.back_off(failures, 0) for failures in range(1, 9)]
    assert pauses[:3] == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    assert pauses[-1] == timedelta(hours=6)


@given(st.integers(0, 10**6), st.floats(0, 1))
@settings(deadline=None)
def test_back_off_is_bounded_and_moved_by_chance(failures: int, chance: float) -> None:
    pause = pacing.back_off(failures, chance)
    assert timedelta(minutes=3) <= pause <= timedelta(hours=6)
    assert pause <= pacing.back_off(failures + 1, chance)


def test_a_feed_is_asked_each_hour_and_more_often_only_where_library_and_server_agree() -> None:
    def interval(every: timedelta | None, control: str = "", ttl: timedelta | None = None) -> timedelta:
        return pacing.interval(every=every, usual=HOUR, headers={"cache-control": control}, poll_after=ttl)

    assert interval(None) == HOUR
    assert interval(None, "max-age=600") == HOUR
    assert interval(TEN) == HOUR
    assert interval(TEN, "public, max-age=900") == timedelta(minutes=15)
    assert interval(TEN, "max-age=0") == TEN
    assert interval(None, "", timedelta(hours=3)) == timedelta(hours=3)
    assert interval(None, "max-age=99999999999") == timedelta(hours=24)
    assert interval(timedelta(days=2), "max-age=60") == timedelta(days=2)


def test_the_librarys_own_server_is_asked_as_often_as_the_library_likes() -> None:
    minute = timedelta(minutes=1)
    assert pacing.interval(every=minute, usual=HOUR, headers={}, in_house=True) == minute


@given(st.floats(0, 1))
@settings(deadline=None)
def test_next_due_is_moved_by_a_tenth_and_honours_a_limit(chance: float) -> None:
    assert timedelta(minutes=54) <= pacing.next_due(NOW, HOUR, chance) - NOW <= timedelta(minutes=66)
    assert pacing.next_due(NOW, HOUR, chance, timedelta(hours=5)) == NOW + timedelta(hours=5)


def test_a_budget_begins_anew_on_the_first() -> None:
    assert pacing.next_month(datetime(2026, 12, 31, 23, tzinfo=UTC)) == datetime(2027, 1, 1, tzinfo=UTC)
    assert pacing.next_month(datetime(2026, 1, 31, tzinfo=UTC)) == datetime(2026, 2, 1, tzinfo=UTC)
