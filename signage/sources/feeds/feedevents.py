"""Events that come in feeds: the dates of BiblioCommons and LibCal, and pubDate where staff say so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from signage.core.item import When
from signage.sources.dates import midnight, parse_moment, span
from signage.sources.feeds.entry import Occasion

_LAST_MINUTE = time(23, 59)


def occasion_of(raw: Mapping[str, Any], zone: ZoneInfo) -> tuple[Occasion | None, str]:
    """The event that a feedparser entry announces, or None; and what is wrong with its dates, or nothing."""
    if "bc_start_date" in raw or "bc_start_date_local" in raw:
        return _bibliocommons(raw, zone)
    if "libcal_date" in raw:
        return _libcal(raw, zone)
    return None, ""


def _bibliocommons(raw: Mapping[str, Any], zone: ZoneInfo) -> tuple[Occasion | None, str]:
    starts = parse_moment(_text(raw, "bc_start_date"), zone) or parse_moment(
        _text(raw, "bc_start_date_local"), zone
    )
    if starts is None:
        return None, f'has the start "{_text(raw, "bc_start_date")[:40]}", which is no date'
    ends = parse_moment(_text(raw, "bc_end_date"), zone) or parse_moment(
        _text(raw, "bc_end_date_local"), zone
    )
    places = (_text(raw, "bc_name"), _text(raw, "bc_location_details"))
    return Occasion(
        when=span(starts, ends),
        place=", ".join(place for place in places if place),
        cancelled=_text(raw, "bc_is_cancelled").lower() == "true",
    ), ""


def _libcal(raw: Mapping[str, Any], zone: ZoneInfo) -> tuple[Occasion | None, str]:
    day = _text(raw, "libcal_date")
    when = local_when(f"{day} {_text(raw, 'libcal_start')}", f"{day} {_text(raw, 'libcal_end')}", zone)
    if when is None:
        return None, f'has the date "{day[:40]}", which is none'
    places = (_text(raw, "libcal_location"), _text(raw, "libcal_campus"))
    return Occasion(
        when=when,
        place=", ".join(dict.fromkeys(place for place in places if place)),
        audience=_text(raw, "libcal_audience"),
    ), ""


def local_when(starts: str, ends: str, zone: ZoneInfo, *, all_day: bool = False) -> When | None:
    """When an event is that a library system gives as two local times; None where the first is none.

    From 00:00 to 23:59 is a whole day. An end before its start on the same day is on the next one.
    """
    begin, finish = _local(starts, zone), _local(ends, zone)
    if begin is None:
        return None
    if all_day or (begin.time() == time.min and finish and finish.time() >= _LAST_MINUTE):
        last = max(finish.date(), begin.date()) if finish else begin.date()
        after = last + timedelta(days=1)
        return When(starts=midnight(begin.date(), zone), ends=midnight(after, zone), all_day=True)
    if finish and finish < begin and finish.date() == begin.date():
        finish += timedelta(days=1)
    return span(begin, finish)


def _local(text: str, zone: ZoneInfo) -> datetime | None:
    moment = parse_moment(text, zone)
    return moment.astimezone(zone) if moment else None


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key, "")
    return value.strip() if isinstance(value, str) else ""
