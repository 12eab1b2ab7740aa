"""A moment as people type it: "15:00", "Sat 14:30", "2026-11-28 15:00", or whole with its zone."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from signage.errors import UsageError
from signage.sources.lists import days


def moment(
    text: str, timezone: str, now: datetime, *, option: str = "--at", locale: str = "en-GB"
) -> datetime:
    """The moment that `text` means, in UTC. Without a zone it is the library's; without a day, today.

    Days are those that a playlist takes ("Sat", "tomorrow", "28.11.2026"). Raises UsageError, which
    names `option`. "now" and an empty text are `now`.
    """
    zone = ZoneInfo(timezone)
    text = text.strip()
    if text.casefold() in {"", "now"}:
        return now
    try:
        return _whole(text, zone) or _spoken(text, zone, now.astimezone(zone), locale)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            option,
            f'"{text[:40]}" is no time.',
            'Write it like "15:00", "Sat 15:00", "2026-11-28 15:00" or "2026-11-28T15:00+01:00".',
        ) from error


def _whole(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _spoken(text: str, zone: ZoneInfo, local: datetime, locale: str) -> datetime:
    try:
        return datetime.combine(local.date(), days.clock(text), zone).astimezone(UTC)
    except ValueError:
        day, clock = days.day_and_clock(text, zone)
    return datetime.combine(days.Days(local.date(), locale).one(day), clock or time.min, zone).astimezone(UTC)
