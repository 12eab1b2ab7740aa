"""The tables of config.toml as pydantic checks them, and its findings in plain sentences."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from signage.core.hours import OpeningHours, Shift
from signage.core.item import Kind, Lane
from signage.errors import SettingsError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(s|min|h|d|w)\s*")


def duration(value: object) -> timedelta:
    """A length of time written as "10 min", "3 h" or "7 d"."""
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if not found or float(found[1]) <= 0:
        raise ValueError('a length of time is a number and s, min, h, d or w, such as "10 min"')
    return timedelta(seconds=float(found[1]) * _UNITS[found[2]])


Duration = Annotated[timedelta, BeforeValidator(duration)]


class Table(BaseModel):
    """A table of the settings file. Knows its own keys only: a key that is misspelt is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class LibraryTable(Table):
    """[library]: the library itself."""

    name: str = Field(min_length=1, max_length=60)
    timezone: str = "UTC"
    locale: str = "en-GB"
    hours: dict[str, list[str]] = {}
    closed: list[str | date] = []

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError on some versions
            raise ValueError('a time zone has a name such as "Europe/London"') from error
        except KeyError as error:
            raise ValueError('a time zone has a name such as "Europe/London"') from error
        return value

    @field_validator("locale")
    @classmethod
    def _locale(cls, value: str) -> str:
        try:
            Locale.parse(value, sep="-")
        except (ValueError, UnknownLocaleError) as error:
            raise ValueError('a locale is a language and a country such as "en-GB" or "de-DE"') from error
        return value

    @field_validator("hours")
    @classmethod
    def _hours(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        _week(value)
        return value

    @field_validator("closed")
    @classmethod
    def _closed(cls, value: list[str | date]) -> list[str | date]:
        for day in value:
            _date(day)
        return value

    def opening_hours(self) -> OpeningHours:
        """The opening hours of the week and the days off."""
        return OpeningHours(week=_week(self.hours), closed=tuple(_date(day) for day in self.closed))


class HubTable(Table):
    """[hub]: the process that fetches, stores and serves."""

    listen: str = "127.0.0.1:8080"
    address: str = ""
    data: str = ""
    database: str = ""
    allow_hosts: list[str] = []
    contact: str = ""

    @field_validator("listen")
    @classmethod
    def _listen(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 65536:
            raise ValueError('an address to listen on is a host and a port such as "127.0.0.1:8080"')
        return value

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        return _web_address(value)


class PatronsTable(Table):
    """[patrons]: where patrons can say something."""

    address: str = ""

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        return _web_address(value)


class ScreenTable(Table):
    """[[screen]]: one TV on this PC."""

    name: str = Field(min_length=1, max_length=40)
    output: str = ""
    theme: str = "night"
    layout: Literal["full"] = "full"
    motion: Literal["shelf", "crawl"] = "shelf"
    diagonal: Annotated[float, Field(gt=0, le=300, strict=False)] = 43
    distance: Annotated[float, Field(gt=0, le=100, strict=False)] = 5


class MixTable(Table):
    """[mix]: how the lanes share a turn."""

    events: Annotated[int, Field(ge=0, le=20)] = 2
    posts: Annotated[int, Field(ge=0, le=20)] = 1
    patrons: Annotated[int, Field(ge=0, le=20)] = 1
    notices: Annotated[int, Field(ge=0, le=20)] = 1


class AgesTable(Table):
    """[ages]: after how long items leave the screens."""

    posts: Duration | None = None
    patrons: Duration | None = None
    notices: Duration | None = None


class RulesTable(Table):
    """[rules]: what is held for a person to look at."""

    block_words: list[str] = []
    review_rest: Duration = timedelta(minutes=60)


class SourceTable(Table):
    """[[source]]: one feed, calendar, account or file."""

    id: str = Field(default="", pattern=r"^[\w.-]*$", max_length=80)
    name: str = Field(default="", max_length=80)
    kind: str = ""
    url: str = ""
    path: str = ""
    api: str = ""
    show: str = ""
    query: str = ""
    trust: Literal["", "publish", "review"] = ""
    lane: Annotated[Lane | None, Field(strict=False)] = None
    every: Duration | None = None
    token_file: str = ""
    monthly_reads: Annotated[int, Field(ge=0)] = 0
    replies: bool = False
    boosts: Literal["publish", "review", "hide"] = "review"
    bots: bool = False
    own: bool | None = None
    items: Annotated[Kind | None, Field(strict=False)] = None

    @field_validator("url", "api")
    @classmethod
    def _url(cls, value: str) -> str:
        return _web_address(value, extra=("webcal", "at"))


class File(Table):
    """The whole settings file."""

    library: LibraryTable
    hub: HubTable = HubTable()
    patrons: PatronsTable = PatronsTable()
    screen: list[ScreenTable] = []
    mix: MixTable = MixTable()
    ages: AgesTable = AgesTable()
    rules: RulesTable = RulesTable()
    source: list[SourceTable] = []

    @field_validator("screen")
    @classmethod
    def _names(cls, value: list[ScreenTable]) -> list[ScreenTable]:
        names = [screen.name.casefold() for screen in value]
        for name in names:
            if names.count(name) > 1:
                raise ValueError("each screen needs a name of its own")
        return value


def _web_address(value: str, extra: tuple[str, ...] = ()) -> str:
    if (
        value
        and not re.match(rf"(https?|{'|'.join(extra) or 'https'})://[^\s/]+", value)
        and not re.match(r"@[^@\s]+@\S+$", value)
    ):
        raise ValueError('an address begins with "https://" or "http://"')
    return value


def _date(value: str | date) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f'"{value}" is no date: a day is written as "2026-12-25"') from error


def _week(hours: Mapping[str, list[str]]) -> tuple[tuple[Shift, ...], ...]:
    week: list[tuple[Shift, ...]] = [()] * 7
    for days, shifts in hours.items():
        for day in _days(days):
            if week[day]:
                raise ValueError(f'"{DAYS[day]}" has its hours twice')
            week[day] = _shifts(shifts)
    return tuple(week)


def _days(text: str) -> range:
    first, _, last = text.partition("-")
    if first not in DAYS or (last or first) not in DAYS or DAYS.index(first) > DAYS.index(last or first):
        raise ValueError(f'"{text}" is no day: write mon, tue, wed, thu, fri, sat, sun, or mon-fri')
    return range(DAYS.index(first), DAYS.index(last or first) + 1)


def _shifts(texts: list[str]) -> tuple[Shift, ...]:
    shifts: list[Shift] = []
    for text in texts:
        opens, _, closes = text.partition("-")
        try:
            shift = (
                time.fromisoformat(opens.strip()),
                time.max if closes.strip() == "24:00" else time.fromisoformat(closes.strip()),
            )
        except ValueError as error:
            raise ValueError(f'"{text}" are no hours: write "09:00-19:00"') from error
        if shift[0] >= shift[1] or (shifts and shift[0] < shifts[-1][1]):
            raise ValueError(f'"{text}" closes before it opens, or overlaps the hours before it')
        shifts.append(shift)
    return tuple(shifts)


def explain(file: str, document: Mapping[str, Any], error: ValidationError) -> SettingsError:
    """All that pydantic found, as one SettingsError; `others` holds what was found after the first.

    Unknown keys come first: a missing one is often just misspelt.
    """
    details = sorted(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
    found = [_explain(file, document, one) for one in details]
    found[0].others = tuple(found[1:])
    return found[0]


def _explain(file: str, document: Mapping[str, Any], details: ErrorDetails) -> SettingsError:
    place = [part for part in details["loc"] if not (isinstance(part, str) and part.startswith("function-"))]
    where = f"{file}, {_where(place, document)}"
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    shown = (
        f'"{value}"'
        if isinstance(value, str)
        else str(value).lower()
        if isinstance(value, bool)
        else repr(value)
    )
    match kind:
        case "extra_forbidden":
            key, known = str(place[-1]), _keys(place[:-1])
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
            hint = f'Did you mean "{near[0]}"?' if near else f"Known here: {', '.join(known)}."
            return SettingsError(where, f'"{key}" is not a setting.', hint)
        case "missing":
            missing = f"[{place[-1]}]" if len(place) == 1 else f"{place[-1]} = ..."
            return SettingsError(where, f'"{place[-1]}" is missing.', f"Write it in: {missing}")
        case "literal_error" | "enum":
            allowed = (
                str(context.get("expected", "")).replace("'", '"').replace(" or ", ", ").replace('"", ', "")
            )
            near = difflib.get_close_matches(str(value), re.findall(r'"([^"]+)"', allowed), n=1, cutoff=0.6)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            return SettingsError(where, f"{shown} was found.", f"Allowed: {allowed}.{hint}")
        case "value_error":
            return SettingsError(where, f"{shown} was found.", f"{_sentence(str(context['error']))}.")
        case _:
            return SettingsError(where, f"{shown} was found.", f"{_sentence(details['msg'])}.")


def _sentence(text: str) -> str:
    return (text[:1].upper() + text[1:]).rstrip(".")


def _where(place: list[int | str], document: Mapping[str, Any]) -> str:
    """[hub] listen; [[source]] 3 (events) url; [library]."""
    if not place:
        return "the whole file"
    table = str(place[0])
    if len(place) > 1 and isinstance(place[1], int):
        row = document[table][place[1]]
        name = row.get("id") or row.get("name") or "" if isinstance(row, dict) else ""
        head, rest = f"[[{table}]] {place[1] + 1}" + (f" ({name})" if name else ""), place[2:]
    else:
        head, rest = f"[{table}]", place[1:]
    return " ".join([head, *(str(part) for part in rest)])


def _keys(place: list[int | str]) -> list[str]:
    model: type[BaseModel] = File
    for part in place:
        if isinstance(part, int):
            continue
        annotation = model.model_fields[part].annotation
        inner = getattr(annotation, "__args__", (annotation,))[0]
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        model = inner
    return list(model.model_fields)
