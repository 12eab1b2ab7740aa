"""The tables of config.toml as pydantic checks them, and its findings in plain sentences."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from ipaddress import ip_network
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from signage.core.hours import OpeningHours
from signage.core.item import Kind, Lane
from signage.core.snapshot import Screen
from signage.core.timetable import Period
from signage.core.window import Window
from signage.week import date_of, days_of, hours_of, week_of

#: How far content moves in on TVs that cut off the edge of the picture, in per cent.
INSETS = (0, 2.5, 5)
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
        week_of(value)
        return value

    @field_validator("closed")
    @classmethod
    def _closed(cls, value: list[str | date]) -> list[str | date]:
        for day in value:
            date_of(day)
        return value

    def opening_hours(self) -> OpeningHours:
        """The opening hours of the week and the days off."""
        return OpeningHours(week=week_of(self.hours), closed=tuple(date_of(day) for day in self.closed))


class HubTable(Table):
    """[hub]: the process that fetches, stores and serves."""

    listen: str = "127.0.0.1:8080"
    address: str = ""
    data: str = ""
    database: str = ""
    allow_hosts: list[str] = []
    trusted_proxies: list[str] = []
    contact: str = ""

    @field_validator("trusted_proxies")
    @classmethod
    def _trusted_proxies(cls, value: list[str]) -> list[str]:
        for one in value:
            try:
                ip_network(one)
            except ValueError as error:
                raise ValueError(
                    f'"{one}" is no address of a proxy: write one such as "127.0.0.1" or "10.0.0.0/24"'
                ) from error
        return value

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
    """[patrons]: where patrons can say something; on a port of their own where `listen` names one.

    `keep` and `keep_hidden`: how long after they came, words are erased.
    """

    address: str = ""
    listen: str = ""
    keep: Duration = timedelta(days=30)
    keep_hidden: Duration = timedelta(days=7)

    @field_validator("keep", "keep_hidden")
    @classmethod
    def _kept(cls, value: timedelta) -> timedelta:
        if not timedelta(days=1) <= value <= timedelta(days=3660):
            raise ValueError('words are kept for "1 d" at least and "3660 d" at most')
        return value

    @field_validator("keep_hidden")
    @classmethod
    def _sooner(cls, value: timedelta, info: ValidationInfo) -> timedelta:
        kept = info.data.get("keep")
        if kept is not None and value > kept:
            raise ValueError("what was hidden cannot be kept longer than the rest: make keep as long")
        return value

    @field_validator("listen")
    @classmethod
    def _listen(cls, value: str) -> str:
        return HubTable._listen(value) if value else ""

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        return _web_address(value)


Motion = Literal["shelf", "crawl", "calm"]


class PeriodTable(Table):
    """[[screen]] timetable: when a screen shows things otherwise. `until` is the last day."""

    days: str = ""
    hours: str = ""
    first: Annotated[str | date, Field(alias="from")] = ""
    until: str | date = ""
    motion: Literal[Motion, ""] = ""
    theme: str = ""

    @field_validator("days")
    @classmethod
    def _days(cls, value: str) -> str:
        if value:
            days_of(value)
        return value

    @field_validator("hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        if value:
            opens, closes = hours_of(value)
            if opens == closes:
                raise ValueError(f'"{value}" are no hours: they end when they begin')
        return value

    @field_validator("first", "until")
    @classmethod
    def _date(cls, value: str | date) -> str | date:
        return date_of(value) if value else value

    @model_validator(mode="after")
    def _whole(self) -> PeriodTable:
        if not (self.days or self.hours or self.first or self.until):
            raise ValueError("it has to say when: days, hours, from or until")
        if not (self.motion or self.theme):
            raise ValueError("it has to say what is otherwise then: motion or theme")
        if self.first and self.until and date_of(self.until) < date_of(self.first):
            raise ValueError("it ends before it begins: until is the last day, from the first")
        return self

    def period(self) -> Period:
        """The period as a screen knows it."""
        opens, closes = hours_of(self.hours) if self.hours else (None, None)
        return Period(
            window=Window(
                first_day=date_of(self.first) if self.first else None,
                last_day=date_of(self.until) if self.until else None,
                weekdays=tuple(days_of(self.days)) if self.days else (),
                opens=opens,
                closes=None if closes == time.max else closes,
            ),
            motion=self.motion,
            theme=self.theme,
        )


class ScreenTable(Table):
    """[[screen]]: one TV on this PC."""

    name: str = Field(min_length=1, max_length=40)
    output: str = ""
    theme: str = "night"
    layout: Literal["full", "strip", "bar"] = "full"
    motion: Motion = "shelf"
    diagonal: Annotated[float, Field(gt=0, le=300, strict=False)] = 43
    distance: Annotated[float, Field(gt=0, le=100, strict=False)] = 5
    inset: Annotated[float, Field(strict=False)] = 0
    timetable: list[PeriodTable] = []

    @field_validator("inset")
    @classmethod
    def _inset(cls, value: float) -> float:
        if value not in INSETS:
            raise ValueError("allowed are 0, 2.5 and 5 (per cent of the screen)")
        return value

    def screen(self) -> Screen:
        """The screen as everything else knows it."""
        plain = self.model_dump(exclude={"timetable"})
        return Screen(**plain, timetable=tuple(period.period() for period in self.timetable))


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
    clauses: list[Annotated[str, Field(min_length=1, max_length=120)]] = Field(default=[], max_length=7)
    review_rest: Duration = timedelta(minutes=60)


class ModerationTable(Table):
    """[moderation]: whom to tell that somebody waits."""

    notify_file: str = ""


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
    moderation: ModerationTable = ModerationTable()
    source: list[SourceTable] = []

    @field_validator("screen")
    @classmethod
    def _names(cls, value: list[ScreenTable]) -> list[ScreenTable]:
        names = [screen.name.casefold() for screen in value]
        for name in names:
            if names.count(name) > 1:
                raise ValueError("each screen needs a name of its own")
        outputs = [screen.output for screen in value]
        for output in outputs:
            if outputs.count(output) > 1:
                known = f'"{output}" is the output of two screens' if output else "two screens name no output"
                raise ValueError(f'{known}: write where each TV is plugged in, such as output = "HDMI-1"')
        return value


def _web_address(value: str, extra: tuple[str, ...] = ()) -> str:
    if (
        value
        and not re.match(rf"(https?|{'|'.join(extra) or 'https'})://[^\s/]+", value)
        and not re.match(r"@[^@\s]+@\S+$", value)
    ):
        raise ValueError('an address begins with "https://" or "http://"')
    return value
