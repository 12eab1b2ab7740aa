"""When to believe that a source has become empty or lost half of its items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

AGREEING_POLLS = 3
AGREEING_TIME = timedelta(minutes=30)
#: A doubted source is asked again at least this soon.
SOONER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """A list that looks too short: since when, how many polls agreed, and what is missing from it."""

    since: datetime
    polls: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What to do about missing items: those in `gone` went; a `suspicion` keeps all of them for now."""

    gone: frozenset[str] = frozenset()
    suspicion: Suspicion | None = None


def settle(
    expected: frozenset[str],
    listed: frozenset[str],
    earlier: Suspicion | None,
    now: datetime,
    *,
    settled: bool = False,
) -> Settlement:
    """Decide about a complete list that has `listed` where `expected` was there before.

    An empty list, or one that lost more than half, is believed after three polls that miss the
    same items over at least 30 minutes, or at once where a person stands behind it (`settled`).
    """
    missing = expected - listed
    if not missing:
        return Settlement()
    doubtful = not listed or 2 * len(missing) > len(expected)
    if settled or not doubtful:
        return Settlement(gone=missing)
    since, polls = now, 1
    if earlier is not None and frozenset(earlier.missing) & expected == missing:
        # A clock that was set back must not make the wait longer than it is.
        since, polls = min(earlier.since, now), earlier.polls + 1
    if polls >= AGREEING_POLLS and now - since >= AGREEING_TIME:
        return Settlement(gone=missing)
    return Settlement(suspicion=Suspicion(since=since, polls=polls, missing=tuple(sorted(missing))))


def due_while_doubtful(next_due: datetime, now: datetime) -> datetime:
    """When to ask a doubted source again: at half its interval, and within 15 minutes."""
    return now + min(max(next_due - now, timedelta(0)) / 2, SOONER)
