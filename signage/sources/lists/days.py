"""Days and times as staff write them in a list: fixed ones, and ones that follow the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

#: How many days ahead something that comes back every week is laid out.
AHEAD = 14
_TODAY = {"today": 0, "heute": 0, "tomorrow": 1, "morgen": 1, "yesterday": -1, "gestern": -1}
_OFFSET = re.compile(
    r"(?:in\s+)?(?P<sign>[+-])?\s*(?P<count>\d{1,3})\s*(?:d|days?|tagen?|tage)?", re.IGNORECASE
)
_NUMERIC = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2})?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_NAMED = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<m1>[^\W\d]+)|(?P<m2>[^\W\d]+)\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?)"
    r"\.?,?(?:\s+(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_EVERY = re.compile(r"(?:every|each|jeden?|jede)\s+(?P<which>.+)", re.IGNORECASE)
_DAILY = frozenset({"daily", "day", "days", "every day", "täglich", "tag"})
_GROUPS = {
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "werktags": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
    "weekends": (5, 6),
    "wochenende": (5, 6),
    **dict.fromkeys(_DAILY, (0, 1, 2, 3, 4, 5, 6)),
}
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})(?::\d{2})?)?\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<uhr>uhr|h)?",
    re.IGNORECASE,
)
_NAMED_HOURS = {
    "noon": time(12),
    "midday": time(12),
    "midnight": time(0),
    "mittag": time(12),
    "mittags": time(12),
}


@cache
def _names(locale: str, what: str) -> dict[str, int]:
    """Names of weekdays (0 is Monday) or months (1 is January) in the locale, English and German."""
    names: dict[str, int] = {}
    for tag in (locale, "en", "de"):
        try:
            speaking = Locale.parse(tag.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
        table = speaking.days if what == "days" else speaking.months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated", "short"):
                for number, name in table[context].get(width, {}).items():
                    for form in (name.casefold().strip("."), f"{name.casefold()}s"):
                        names.setdefault(form, number)
    return names


@dataclass(frozen=True, slots=True)
class Days:
    """Reads days for one library on one day. Knows the order of day and month in its locale."""

    today: date
    locale: str = "en-GB"

    def one(self, text: str) -> date:
        """The single day that `text` says. Raises ValueError where it says none, or every week's."""
        return self.all(text)[0]

    def all(self, text: str) -> tuple[date, ...]:
        """Every day that `text` says: one, or for "every Tuesday" those of the coming `AHEAD` days.

        Raises ValueError where it cannot be read, or is no year of this or the coming centuries.
        """
        found = self._read(text)
        if any(not 1900 <= day.year <= 2200 for day in found):
            raise ValueError(text)
        return found

    def _read(self, text: str) -> tuple[date, ...]:
        said = " ".join(text.casefold().strip(" ,").split())
        if said in _TODAY:
            return (self.today + timedelta(days=_TODAY[said]),)
        repeated = _EVERY.fullmatch(said)
        if repeated or said in _GROUPS or self._plural(said):
            return self.weekly(self.weekdays(repeated["which"] if repeated else said))
        return (self._weekday(said) or self._offset(said) or self._fixed(said),)

    def weekly(self, weekdays: tuple[int, ...]) -> tuple[date, ...]:
        """The coming days on these weekdays, today included."""
        coming = (self.today + timedelta(days=n) for n in range(AHEAD))
        return tuple(day for day in coming if day.weekday() in weekdays)

    def weekdays(self, text: str) -> tuple[int, ...]:
        """Weekdays from "mon-fri", "Sat, Sun", "Mo und Mi", "weekend". Raises ValueError for other words."""
        found: set[int] = set()
        for part in re.split(r"\s*(?:,|;|/|\+|&|\band\b|\bund\b)\s*", text.casefold().strip(" .")):
            if part in _GROUPS:
                found.update(_GROUPS[part])
                continue
            ends = [self._day_number(name) for name in re.split(r"\s*(?:-|–|\bto\b|\bbis\b)\s*", part)]
            if len(ends) > 2:
                raise ValueError(text)
            first, last = ends[0], ends[-1]
            found.update(day % 7 for day in range(first, (last if last >= first else last + 7) + 1))
        return tuple(sorted(found))

    def _day_number(self, name: str) -> int:
        number = _names(self.locale, "days").get(name.strip(" ."))
        if number is None:
            raise ValueError(name)
        return number

    def _plural(self, said: str) -> bool:
        days = _names(self.locale, "days")
        return said.endswith("s") and len(said) > 4 and said[:-1] in days and said in days

    def _weekday(self, said: str) -> date | None:
        further = re.fullmatch(r"(?:next|nächsten?|nächster)\s+(.+)", said)
        number = _names(self.locale, "days").get((further.group(1) if further else said).strip("."))
        if number is None:
            return None
        ahead = (number - self.today.weekday()) % 7
        return self.today + timedelta(days=ahead or 7 if further else ahead)

    def _offset(self, said: str) -> date | None:
        found = _OFFSET.fullmatch(said)
        if found is None or not (found["sign"] or said.startswith("in ")):
            return None
        return self.today + timedelta(days=int(found["count"]) * (-1 if found["sign"] == "-" else 1))

    def _fixed(self, said: str) -> date:
        if found := _YEAR_FIRST.fullmatch(said):
            return date(int(found.group(1)), int(found.group(2)), int(found.group(3)))
        if found := _NUMERIC.fullmatch(said):
            first, second = int(found.group(1)), int(found.group(3))
            month_first = found.group(2) == "/" and self.locale in {"en-US", "en_US"}
            day, month = (second, first) if month_first else (first, second)
            return self._with_year(found.group(4), month, day)
        if (found := _NAMED.fullmatch(said)) and (name := found["m1"] or found["m2"]):
            number = _names(self.locale, "months").get(name)
            if number is not None:
                return self._with_year(found["year"], number, int(found["d1"] or found["d2"]))
        lead, _, rest = said.partition(" ")
        if rest and lead.strip(".,") in _names(self.locale, "days"):
            return self._fixed(rest)
        raise ValueError(said)

    def _with_year(self, year: str | None, month: int, day: int) -> date:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        # Without a year it is the nearest such day that is not long gone.
        for candidate in self._years(month, day):
            if candidate >= self.today - timedelta(days=60):
                return candidate
        raise ValueError(f"{day}.{month}.")

    def _years(self, month: int, day: int) -> Iterator[date]:
        for year in range(self.today.year, self.today.year + 9):
            if (month, day) != (2, 29) or year % 4 == 0:
                yield date(year, month, day)


def clock(text: str) -> time:
    """A time of day: "15:00", "3 pm", "15.30 Uhr", "noon". Raises ValueError for anything else."""
    said = text.strip().casefold()
    if said in _NAMED_HOURS:
        return _NAMED_HOURS[said]
    found = _CLOCK.fullmatch(said)
    if found is None or not (found["minute"] or found["half"] or found["uhr"]):
        raise ValueError(text)
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    if hour == 24 and not int(found["minute"] or 0):
        hour = 0
    return time(hour, int(found["minute"] or 0))


def hours(text: str) -> tuple[time, time]:
    """From when until when: "09:00-12:30", "9 am to 1 pm". Raises ValueError for anything else."""
    ends = re.split(r"\s*(?:-|–|\bto\b|\bbis\b)\s*", text.strip().casefold())
    if len(ends) != 2:
        raise ValueError(text)
    return clock(ends[0]), clock(ends[1])


def day_and_clock(text: str, zone: ZoneInfo) -> tuple[str, time | None]:
    """The words for a day, and the time behind them where there is one: "Sat 15:00", "28.11.2026 15:00"."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        moment = moment.astimezone(zone) if moment.tzinfo else moment
        return moment.date().isoformat(), moment.time() if len(text) > 10 else None
    for cut in [found.start() for found in re.finditer(r"[\s,]+", text)]:
        try:
            return text[:cut], clock(re.sub(r"^[\s,]+(at |um )?", "", text[cut:]))
        except ValueError:
            continue
    return text, None
