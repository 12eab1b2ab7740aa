"""Ready notices: what libraries write again and again, filled in from today's opening hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from signage.core.hours import OpeningHours
from signage.core.wording import clock_time, weekday
from signage.words import Words

#: Closing early is filled in as so much before the usual time.
EARLIER = timedelta(hours=2)


class Ready(StrEnum):
    """Which one."""

    CLOSING_EARLY = "closing-early"
    CLOSED = "closed"
    LIFT = "lift"
    WIFI = "wifi"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice to begin with. `leaves` is local time, None where nobody can know it."""

    text: str = ""
    detail: str = ""
    leaves: datetime | None = None
    pinned: bool = True


def notice(ready: Ready, hours: OpeningHours, local: datetime, words: Words) -> Notice:
    """The notice in the language of the screens, as seen at `local`."""
    closes = hours.closes_at(local)
    end_of_day = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    match ready:
        case Ready.CLOSING_EARLY:
            at = _earlier(closes, local)
            said = words.text("We close at {time} today", time=clock_time(at, words))
            return Notice(text=said, detail=_reopens(hours, local, words), leaves=at)
        case Ready.CLOSED:
            said = words.text("We are closed today")
            return Notice(text=said, detail=_reopens(hours, local, words), leaves=end_of_day)
        case Ready.LIFT:
            said = words.text("The lift is out of order")
            return Notice(text=said, detail=words.text("Ask at the desk, we will help you."), leaves=closes)
        case Ready.WIFI:
            said = words.text("The Wi-Fi is down")
            return Notice(text=said, detail=words.text("We are working on it."), leaves=closes)
    return Notice(pinned=False)


def _earlier(closes: datetime | None, local: datetime) -> datetime:
    """A whole hour before the usual end, and after now."""
    at = (closes or local + EARLIER + timedelta(hours=1)) - EARLIER
    next_hour = local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return max(at.replace(minute=0, second=0, microsecond=0), next_hour)


def _reopens(hours: OpeningHours, local: datetime, words: Words) -> str:
    """When it opens on a later day."""
    opens = hours.opens_at(local.replace(hour=23, minute=59, second=59))
    if opens is None:
        return ""
    at = clock_time(opens, words)
    if opens.date() == local.date() + timedelta(days=1):
        return words.text("Tomorrow we open at {time} as usual.", time=at)
    return words.text("On {day} we open at {time}.", day=weekday(opens.date(), words, whole=True), time=at)
