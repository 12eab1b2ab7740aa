"""Moments as other systems write them. A moment without a zone is the library's own time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from signage.core.item import When

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: "September 13, 2026 - 3:00pm", "13 September 2026 15:00", with or without a time.
_WRITTEN = re.compile(
    r"(?:[a-z]+,?\s+)?(?:(?P<m1>[a-z]{3,9})\.?\s+(?P<d1>\d{1,2})(?:st|nd|rd|th)?|(?P<d2>\d{1,2})\.?\s+(?P<m2>[a-z]{3,9}))"
    r"\.?,?\s+(?P<year>\d{4})(?:[\s,–-]+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m)?.*)?",
    re.IGNORECASE,
)
_HAS_ZONE = re.compile(r"(\d[zZ]|[+-]\d{2}:?\d{2}|\s[A-Z]{1,5})\s*(\([^)]*\))?$")


def zone_of(name: str) -> ZoneInfo:
    """The time zone called `name`; UTC where there is none of that name (settings were checked before)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def aware(moment: datetime, zone: ZoneInfo) -> datetime | None:
    """`moment` in UTC, read in `zone` where it has none of its own; None outside the calendar."""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When `day` begins in `zone`."""
    return datetime.combine(day, time.min, tzinfo=zone)


def has_zone(text: str) -> bool:
    """Whether a written moment says its own zone or offset."""
    return bool(_HAS_ZONE.search(text.strip()))


def parse_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """A moment in UTC from ISO 8601, RFC 822 or English words; None where it cannot be read."""
    text = text.strip()[:64]
    for read in (datetime.fromisoformat, _written, parsedate_to_datetime):
        try:
            return aware(read(text), zone)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _written(text: str) -> datetime:
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    month = _MONTHS.index((found["m1"] or found["m2"]).lower()[:3]) + 1
    hour = int(found["hour"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    return datetime(  # noqa: DTZ001 - the caller gives it the library's zone
        int(found["year"]), month, int(found["d1"] or found["d2"]), hour, int(found["minute"] or 0)
    )


def span(starts: datetime, ends: datetime | None) -> When:
    """From `starts` to `ends`; an open end an hour later where there is none or it lies before."""
    if ends is not None and ends > starts:
        return When(starts=starts, ends=ends)
    return When(starts=starts, ends=starts + timedelta(hours=1), open_end=True)
