"""When to ask again. Pure: headers, times and a random number between 0 and 1 go in, a time comes out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SHORTEST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=24)
#: What the headers of a server may lower an interval to.
SHORTEST_INTERVAL = timedelta(minutes=5)
#: The pause after a first failure, and the longest one.
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)
#: While nothing at all answers, this PC's own network may be down: waiting longer helps nobody.
LONGEST_PAUSE_OFFLINE = timedelta(minutes=30)
#: How much of an interval the random number may move it, earlier or later.
SPREAD = 0.1

_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,15}(\.\d{0,9})?")
#: The newer IETF header: RateLimit: "default";r=0;t=30
_REMAINING_ITEM = re.compile(r";\s*r\s*=\s*(\d{1,12})")
_RESET_ITEM = re.compile(r";\s*t\s*=\s*(\d{1,12})")


def interval(
    *,
    every: timedelta | None,
    usual: timedelta,
    headers: Mapping[str, str],
    poll_after: timedelta | None = None,
    in_house: bool = False,
) -> timedelta:
    """The time between two fetches that go well.

    `every` is the library's wish, None where it has none; `usual` the kind's own interval. It is less
    than the usual one only where the library wishes so and the server's `Cache-Control: max-age`
    (RFC 9111) agrees, or where the server is the library's own (`in_house`). The publisher's wishes
    (`poll_after`, max-age) make it longer, to 24 h at most.
    """
    if in_house and every is not None:
        return every
    age = max_age(headers)
    least = usual if age is None else min(usual, max(age, SHORTEST_INTERVAL))
    wishes = [wish for wish in (poll_after, age) if wish is not None]
    return max([every or usual, least, *(min(wish, LONGEST_WAIT) for wish in wishes)])


def next_due(now: datetime, pause: timedelta, chance: float, least: timedelta = timedelta(0)) -> datetime:
    """When to ask after `pause`, moved by up to a tenth so that sources do not march in step.

    `chance` is a random number from 0 to 1. Never sooner than `least` (a rate limit's end).
    """
    return now + max(pause * (1 - SPREAD + 2 * SPREAD * chance), least)


def back_off(failures: int, chance: float, *, longest: timedelta = LONGEST_PAUSE) -> timedelta:
    """The pause after `failures` failures in a row: doubling from 5 minutes, up to `longest`.

    Up to a quarter of it is taken off by `chance`, a random number from 0 to 1.
    """
    doubled = FIRST_PAUSE * (1 << min(max(failures - 1, 0), 20))
    return min(doubled, longest) * (1 - 0.25 * chance)


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """Cache-Control's max-age, at most 24 h; None where the header has none."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    return min(timedelta(seconds=int(found[1])), LONGEST_WAIT) if found else None


def parse_retry_after(text: str, now: datetime) -> timedelta | None:
    """Retry-After (RFC 9110, 10.2.3), seconds or a date, as a wait of 1 minute to 24 hours.

    None where it cannot be read.
    """
    moment = _moment_of(text, now)
    return _bounded(moment) if moment is not None else None


def rate_limit_wait(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long to wait because a rate limit is used up; None while something remains of it.

    Reads X's and Mastodon's X-RateLimit-Reset (Unix seconds, ISO 8601), Bluesky's RateLimit-Reset
    (Unix seconds) and the IETF drafts' (seconds from now).
    """
    for prefix in ("x-rate-limit", "x-ratelimit", "ratelimit"):
        remaining = headers.get(f"{prefix}-remaining", "").strip()
        if _NUMBER.fullmatch(remaining) and float(remaining) < 1:
            wait = _moment_of(headers.get(f"{prefix}-reset", ""), now)
            return _bounded(wait) if wait is not None else None
    both = headers.get("ratelimit", "")
    remaining_item, reset_item = _REMAINING_ITEM.search(both), _RESET_ITEM.search(both)
    if remaining_item and reset_item and int(remaining_item[1]) == 0:
        return _bounded(timedelta(seconds=int(reset_item[1])))
    return None


def wait_asked(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """The pause that a 429 or 503 asks for: Retry-After, else the end of the rate limit, else None."""
    return parse_retry_after(headers.get("retry-after", ""), now) or rate_limit_wait(headers, now)


def next_month(now: datetime) -> datetime:
    """The first moment of the next month, UTC: when a monthly budget begins anew."""
    first = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def _moment_of(text: str, now: datetime) -> timedelta | None:
    """How far away a moment is, written as seconds from now, Unix seconds, HTTP date or ISO 8601."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        number = float(text)
        #: A number this large is a date: a wait of thirty years is none.
        away = number - now.timestamp() if number > 1e9 else number
        return timedelta(seconds=min(max(away, 0.0), LONGEST_WAIT.total_seconds()))
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text)
        except (ValueError, OverflowError):
            continue
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment - now
    return None
