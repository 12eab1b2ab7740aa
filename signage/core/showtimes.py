"""When something is shown, in one line: "Mon–Sat, 09:00–18:00, 9 May – 16 May"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from signage.core.window import Window
from signage.core.wording import clock_time, date_line, first_weekday, local, span, weekday_name
from signage.words import Words

#: What begins later than this is not looked for.
_AHEAD = timedelta(days=400)


def line(windows: Iterable[Window], words: Words) -> str:
    """All windows in words, "" where there is none."""
    return "; ".join(said for window in windows if (said := _window(window, words)))


def until(expires: datetime, zone: tzinfo, words: Words) -> str:
    """When something leaves for good: "until Sun 31 May", with its time where that is not midnight."""
    here = local(expires, zone)
    if here.time() == time.min:
        return words.text("until {when}", when=date_line(here.date() - timedelta(days=1), words))
    return words.text("until {when}", when=f"{date_line(here, words)} {clock_time(here, words)}")


def never(windows: tuple[Window, ...], today: date) -> bool:
    """Whether no day from today on lies in any of the windows."""
    return bool(windows) and not any(_has_day(window, today) for window in windows)


def _has_day(window: Window, today: date) -> bool:
    first = max(window.first_day or today, today)
    last = min(window.last_day or date.max, first + _AHEAD)
    days = (last - first).days
    if days < 0:
        return False
    return not window.weekdays or any(
        (first + timedelta(days=ahead)).weekday() in window.weekdays for ahead in range(min(days, 6) + 1)
    )


def _window(window: Window, words: Words) -> str:
    parts = (_weekdays(window, words), _hours(window, words), _dates(window, words))
    return ", ".join(part for part in parts if part)


def _weekdays(window: Window, words: Words) -> str:
    if not window.weekdays or len(set(window.weekdays)) == 7:
        return ""
    first = first_weekday(words)
    places = sorted({(day - first) % 7 for day in window.weekdays})
    names = [weekday_name(place + first, words) for place in places]
    if len(names) > 2 and places[-1] - places[0] == len(places) - 1:
        return span(names[0], names[-1], words)
    return ", ".join(names)


def _hours(window: Window, words: Words) -> str:
    opens, closes = window.opens, window.closes
    if opens and closes:
        return span(clock_time(opens, words), clock_time(closes, words), words)
    if opens:
        return words.text("from {when}", when=clock_time(opens, words))
    return words.text("until {when}", when=clock_time(closes, words)) if closes else ""


def _dates(window: Window, words: Words) -> str:
    first, last = window.first_day, window.last_day
    if first and last and first == last:
        return date_line(first, words)
    if first and last:
        return span(date_line(first, words), date_line(last, words), words, apart=" ")
    if first:
        return words.text("from {when}", when=date_line(first, words))
    return words.text("until {when}", when=date_line(last, words)) if last else ""
