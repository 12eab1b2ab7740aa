"""A moment as people type it: "15:00", "2026-11-28 15:00", or whole with its zone."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from signage.errors import UsageError


def moment(text: str, timezone: str, now: datetime, *, option: str = "--at") -> datetime:
    """The moment that `text` means, in UTC. Without a zone it is the library's; without a day, today.

    Raises UsageError, which names `option`. "now" and an empty text are `now`.
    """
    zone = ZoneInfo(timezone)
    text = text.strip()
    if text.casefold() in {"", "now"}:
        return now
    try:
        clock = time.fromisoformat(text) if ":" in text and "-" not in text.split("+")[0] else None
        if clock is not None and clock.tzinfo is None:
            return datetime.combine(now.astimezone(zone).date(), clock, zone).astimezone(UTC)
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            option,
            f'"{text[:40]}" is no time.',
            'Write it like "15:00", "2026-11-28 15:00" or "2026-11-28T15:00+01:00".',
        ) from error
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
