"""The time zones of one calendar: from whatever name it uses to the zone that is meant."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from functools import cache, lru_cache
from io import StringIO
from zoneinfo import ZoneInfo, available_timezones

from dateutil.tz import tzical
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from signage.sources.calendars.sheet import value_of

#: How Outlook shows zones to people, and sometimes writes them: "(UTC-05:00) Eastern Time (US & Canada)".
#: Keys are what is left without the offset and without brackets.
_SHOWN: dict[str, str] = {
    "hawaii": "Pacific/Honolulu",
    "alaska": "America/Anchorage",
    "pacific time": "America/Los_Angeles",
    "arizona": "America/Phoenix",
    "mountain time": "America/Denver",
    "central time": "America/Chicago",
    "central america": "America/Guatemala",
    "saskatchewan": "America/Regina",
    "guadalajara, mexico city, monterrey": "America/Mexico_City",
    "bogota, lima, quito, rio branco": "America/Bogota",
    "bogota, lima, quito": "America/Bogota",
    "eastern time": "America/New_York",
    "indiana": "America/Indiana/Indianapolis",
    "atlantic time": "America/Halifax",
    "caracas": "America/Caracas",
    "santiago": "America/Santiago",
    "newfoundland": "America/St_Johns",
    "brasilia": "America/Sao_Paulo",
    "city of buenos aires": "America/Argentina/Buenos_Aires",
    "buenos aires": "America/Argentina/Buenos_Aires",
    "azores": "Atlantic/Azores",
    "coordinated universal time": "UTC",
    "dublin, edinburgh, lisbon, london": "Europe/London",
    "greenwich mean time : dublin, edinburgh, lisbon, london": "Europe/London",
    "monrovia, reykjavik": "Atlantic/Reykjavik",
    "casablanca": "Africa/Casablanca",
    "amsterdam, berlin, bern, rome, stockholm, vienna": "Europe/Berlin",
    "amsterdam, belgrade, berlin, brussels, budapest, madrid, paris, prague, stockholm": "Europe/Berlin",
    "belgrade, bratislava, budapest, ljubljana, prague": "Europe/Budapest",
    "brussels, copenhagen, madrid, paris": "Europe/Paris",
    "sarajevo, skopje, warsaw, zagreb": "Europe/Warsaw",
    "west central africa": "Africa/Lagos",
    "athens, bucharest": "Europe/Bucharest",
    "athens, bucharest, istanbul": "Europe/Bucharest",
    "helsinki, kyiv, riga, sofia, tallinn, vilnius": "Europe/Kyiv",
    "cairo": "Africa/Cairo",
    "harare, pretoria": "Africa/Johannesburg",
    "jerusalem": "Asia/Jerusalem",
    "beirut": "Asia/Beirut",
    "amman": "Asia/Amman",
    "istanbul": "Europe/Istanbul",
    "minsk": "Europe/Minsk",
    "moscow, st. petersburg": "Europe/Moscow",
    "moscow, st. petersburg, volgograd": "Europe/Moscow",
    "nairobi": "Africa/Nairobi",
    "baghdad": "Asia/Baghdad",
    "kuwait, riyadh": "Asia/Riyadh",
    "tehran": "Asia/Tehran",
    "abu dhabi, muscat": "Asia/Dubai",
    "kabul": "Asia/Kabul",
    "islamabad, karachi": "Asia/Karachi",
    "chennai, kolkata, mumbai, new delhi": "Asia/Kolkata",
    "sri jayawardenepura": "Asia/Colombo",
    "kathmandu": "Asia/Kathmandu",
    "dhaka": "Asia/Dhaka",
    "bangkok, hanoi, jakarta": "Asia/Bangkok",
    "beijing, chongqing, hong kong, urumqi": "Asia/Shanghai",
    "kuala lumpur, singapore": "Asia/Singapore",
    "taipei": "Asia/Taipei",
    "perth": "Australia/Perth",
    "osaka, sapporo, tokyo": "Asia/Tokyo",
    "seoul": "Asia/Seoul",
    "adelaide": "Australia/Adelaide",
    "darwin": "Australia/Darwin",
    "brisbane": "Australia/Brisbane",
    "canberra, melbourne, sydney": "Australia/Sydney",
    "hobart": "Australia/Hobart",
    "auckland, wellington": "Pacific/Auckland",
}
_OFFSET = re.compile(r"^\s*\((?:UTC|GMT)[^)]*\)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ZONE_PROPERTIES = {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}


class Zones:
    """Finds zones for one calendar, and remembers which names it did not know.

    Order: the name itself (tz database, also behind a vendor's prefix), Windows' names, Outlook's
    displayed ones, the calendar's own definition (VTIMEZONE), X-WR-TIMEZONE, the library's zone.
    The tz database comes before the definition, which often knows a single year's rules only.
    """

    def __init__(self, definitions: tuple[tuple[str, ...], ...], calendar_zone: str, library: tzinfo) -> None:
        self.library = library
        #: X-WR-TIMEZONE where it can be used, else None.
        self.calendar = zone_called(calendar_zone) if calendar_zone else None
        self.unknown: list[str] = []
        if calendar_zone and self.calendar is None:
            self.unknown.append(calendar_zone)
        self._definitions = {name: lines for lines in definitions for name in _names_of(lines)}
        self._known: dict[str, tzinfo] = {}

    @property
    def fallback(self) -> tzinfo:
        """The zone of times that name none that is known."""
        return self.calendar or self.library

    def named(self, name: str) -> tzinfo:
        """The zone called `name` here; the fallback, noted in `unknown`, where nobody knows it."""
        if name not in self._known:
            found = zone_called(name) or self._defined(name)
            if found is None:
                self.unknown.append(name)
            self._known[name] = found or self.fallback
        return self._known[name]

    def _defined(self, name: str) -> tzinfo | None:
        lines = self._definitions.get(name)
        if lines is None:
            return None
        return zone_called(value_of(lines, "X-LIC-LOCATION").strip()) or _from_definition(lines)


@lru_cache(maxsize=1000)
def zone_called(name: str) -> tzinfo | None:
    """The zone that `name` means in any calendar; None where it needs the calendar's own definition."""
    name = name.strip().strip('"').strip()
    for candidate in _candidates(name):
        if zone := _from_database(candidate):
            return zone
    return None


def _candidates(name: str) -> tuple[str, ...]:
    parts = name.strip("/").split("/")
    tails = ["/".join(parts[begin:]) for begin in range(1, len(parts))] if name.startswith("/") else []
    shown = _BRACKETS.sub("", _OFFSET.sub("", name)).strip().lower()
    windows = WINDOWS_TO_OLSON.get(name.replace("Daylight", "Standard"), "")
    microsoft = "UTC" if name.lower() == "tzone://microsoft/utc" else ""
    return (name.strip("/"), windows, _SHOWN.get(shown, ""), microsoft, *tails)


def _from_database(name: str) -> tzinfo | None:
    exact = _database().get(name.lower().replace(" ", "_"))
    return ZoneInfo(exact) if exact else None


@cache
def _database() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if name not in {"Factory", "localtime"}}


def _names_of(lines: tuple[str, ...]) -> list[str]:
    # Chicago's housing calendar gives one definition two names.
    return [line.partition(":")[2].strip() for line in lines if line.upper().startswith(("TZID:", "TZID;"))]


def _from_definition(lines: tuple[str, ...]) -> tzinfo | None:
    """The zone that a VTIMEZONE defines, read without names, comments and any rule that is not yearly."""
    kept = ["BEGIN:VTIMEZONE", "TZID:defined"]
    for line in lines:
        head, _, value = line.partition(":")
        name = head.partition(";")[0].strip().upper()
        if name in {"BEGIN", "END"} or (name in _ZONE_PROPERTIES and _is_sane(name, value)):
            value = (
                f"{value.strip()}T000000" if name == "DTSTART" and len(value.strip()) == 8 else value.strip()
            )
            kept.append(f"{name}:{value}")
    kept.append("END:VTIMEZONE")
    try:
        zone = tzical(StringIO("\r\n".join(kept))).get()
        datetime(2026, 7, 1, tzinfo=zone).utcoffset()
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError):
        return None
    return zone


def _is_sane(name: str, value: str) -> bool:
    return name != "RRULE" or ("FREQ=YEARLY" in value.upper() and "INTERVAL=0" not in value.upper())
