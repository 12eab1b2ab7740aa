"""What the fields of a form say, and all that is wrong in them. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from signage.core import showtimes, wording
from signage.core.item import Content, Kind, Picture, RawItem, When
from signage.core.placement import Placement
from signage.core.window import Window
from signage.hub.staff import times
from signage.hub.staff.form import NO_PICTURE, UPLOAD, Fields, Subject, fields_of
from signage.sources.feeds.entry import web_address
from signage.sources.text import tidy, tidy_line

LONGEST = 2000
#: A web address as people write it, without its scheme.
_BARE_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)")


class Trouble(StrEnum):
    """What is wrong with one field."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    NO_DAY = "no day"
    NO_TIME = "no time"
    ENDS_FIRST = "ends first"
    PAST = "past"
    NO_SCREEN = "no screen"
    NEVER = "never"
    NO_ADDRESS = "no address"
    NO_ALT = "no alt"
    NO_PICTURE = "no picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a form says. With troubles nothing else is of use. `written` only of what staff wrote."""

    placement: Placement
    written: RawItem | None = None
    troubles: Mapping[str, Trouble]


def entered(
    fields: Fields, subject: Subject, screens: Collection[str], zone: tzinfo, now: datetime
) -> Entered:
    """What the fields say, with all that is wrong in them."""
    troubles: dict[str, Trouble] = {}
    today = wording.local(now, zone).date()
    one_line = subject.kind in (Kind.EVENT, Kind.NUMBER, Kind.POSTER)
    stands = fields_of(subject, screens, zone)
    text, detail = stands["text"], stands["detail"]
    if subject.wordable:
        text = _words(fields, "text", troubles, one_line=one_line)
        if not text and subject.kind is not Kind.POSTER:
            troubles["text"] = Trouble.EMPTY
    if subject.answerable:
        detail = _words(fields, "detail", troubles)
    picture = _picture(fields, subject, troubles)
    windows = _windows(fields, subject, troubles)
    if not troubles.keys() & set(times.FIELDS) and showtimes.never(windows, today):
        troubles["weekdays" if windows[0].weekdays else "last_day"] = Trouble.NEVER
    named = tuple(name for name in fields.get("screens", "").splitlines() if name in screens)
    if not named and screens:
        troubles["screens"] = Trouble.NO_SCREEN
    placement = Placement(
        target=subject.raw.id,
        text=text,
        detail=detail,
        picture=picture,
        # A part in which nothing was said says nothing, also not that the others do not count.
        windows=tuple(window for window in windows if window != Window()),
        screens=() if len(named) == len(screens) else named,
        pinned=fields.get("pinned") == "yes",
        order=subject.item.order if subject.item else None,
    )
    if subject.by_hand:
        written = _written(fields, subject, placement, zone, now, troubles)
        placement = replace(placement, text="", detail=None, picture=None)
        return Entered(placement=_said(placement, subject), written=written, troubles=troubles)
    return Entered(placement=_said(placement, subject), troubles=troubles)


def _said(wanted: Placement, subject: Subject) -> Placement:
    """Only what is other than it would be by itself."""
    base = subject.base
    windows = wanted.windows
    differs = not subject.by_hand and wanted.text != base.text
    same_picture = wanted.picture == base.picture
    return replace(
        wanted,
        text=wanted.text if differs else "",
        instead_of=subject.raw.content.text if differs and subject.wordable else "",
        detail=None if subject.by_hand or wanted.detail == (base.detail or "") else wanted.detail,
        picture=None if subject.by_hand or same_picture else wanted.picture or Picture(url=""),
        windows=() if windows == base.windows else windows or (Window(),),
        screens=() if wanted.screens == base.screens else wanted.screens,
        pinned=None if wanted.pinned == base.pinned else wanted.pinned,
    )


def _words(fields: Fields, name: str, troubles: dict[str, Trouble], *, one_line: bool = False) -> str:
    given = fields.get(name, "").encode("utf-8", "ignore").decode()
    said, _ = tidy_line(given) if one_line else tidy(given, paragraphs=True)
    if len(said) > LONGEST:
        troubles[name] = Trouble.TOO_LONG
    return said.strip()


def _picture(fields: Fields, subject: Subject, troubles: dict[str, Trouble]) -> Picture | None:
    """The picture that is wanted: the one there is, another one, or none."""
    url, alt = fields.get("picture", ""), _words(fields, "alt", troubles, one_line=True)
    if url == NO_PICTURE or not url:
        if subject.kind is Kind.POSTER:
            troubles["picture"] = Trouble.NO_PICTURE
        return None
    if not alt and fields.get("decoration") != "yes":
        troubles["alt"] = Trouble.NO_ALT
    known = [*subject.raw.content.pictures]
    known += [one.picture for one in (subject.item, subject.series) if one and one.picture]
    found = next((one for one in known if one.url == url), None)
    if found is not None:
        return replace(found, alt=alt)
    return Picture(url=url, sha256=url.removeprefix(UPLOAD), alt=alt)


def _windows(fields: Fields, subject: Subject, troubles: dict[str, Trouble]) -> tuple[Window, ...]:
    """Every part of the form, and what it has no room for."""
    stands = (subject.item.windows if subject.item else ()) or subject.base.windows
    return (*(_window(fields, part, troubles) for part in times.parts(fields)), *stands[times.MOST :])


def _window(fields: Fields, part: int, troubles: dict[str, Trouble]) -> Window:
    first_day, last_day, weekdays, opens, closes = (times.name_of(name, part) for name in times.NAMES)
    first, last = _day(fields, first_day, troubles), _day(fields, last_day, troubles)
    if first and last and last < first:
        troubles[last_day] = Trouble.ENDS_FIRST
    given = {int(day) for day in fields.get(weekdays, "").split(",") if day in set("0123456")}
    if not given:
        troubles[weekdays] = Trouble.NEVER
    return Window(
        first_day=first,
        last_day=last,
        weekdays=() if len(given) == 7 else tuple(sorted(given)),
        opens=_time(fields, opens, troubles),
        closes=_time(fields, closes, troubles),
    )


def _written(
    fields: Fields,
    subject: Subject,
    placement: Placement,
    zone: tzinfo,
    now: datetime,
    troubles: dict[str, Trouble],
) -> RawItem:
    """What staff say by hand. The rest of the form is the placement's."""
    kind = subject.kind
    figure = _words(fields, "figure", troubles, one_line=True)
    if kind is Kind.NUMBER and not figure:
        troubles["figure"] = Trouble.EMPTY
    given = fields.get("url", "").strip()
    url = web_address(f"https://{given}" if _BARE_ADDRESS.match(given) else given)
    if given and not url:
        troubles["url"] = Trouble.NO_ADDRESS
    picture = placement.picture
    content = Content(
        kind=kind,
        text=placement.text or (picture.alt if picture else ""),
        detail=placement.detail or "",
        figure=figure if kind is Kind.NUMBER else "",
        platform="playlist",
        url=url,
        pictures=(picture,) if picture else (),
        when=_when(fields, zone, now, troubles) if kind is Kind.EVENT else None,
        place=_words(fields, "place", troubles, one_line=True),
        audience=_words(fields, "audience", troubles, one_line=True),
        cancelled=fields.get("cancelled") == "yes",
    )
    return replace(subject.raw, content=content, expires=_leaves(fields, zone, now, troubles))


def _when(fields: Fields, zone: tzinfo, now: datetime, troubles: dict[str, Trouble]) -> When | None:
    day = _day(fields, "date", troubles)
    starts, ends = _time(fields, "starts", troubles), _time(fields, "ends", troubles)
    if day is None:
        troubles.setdefault("date", Trouble.NO_DAY)
        return None
    if starts is None:
        if ends is not None:
            troubles.setdefault("starts", Trouble.NO_TIME)
        when = When(starts=_at(day, None, zone), ends=_at(day + timedelta(days=1), None, zone), all_day=True)
    else:
        begins = _at(day, starts, zone)
        until = begins + timedelta(hours=1) if ends is None else _at(day, ends, zone)
        if until <= begins:  # over midnight
            until = _at(day + timedelta(days=1), ends, zone)
        when = When(starts=begins, ends=until, open_end=ends is None)
    if when.ends <= now:
        troubles.setdefault("date", Trouble.PAST)
    return when


def _leaves(fields: Fields, zone: tzinfo, now: datetime, troubles: dict[str, Trouble]) -> datetime | None:
    day, at = _day(fields, "leaves_day", troubles), _time(fields, "leaves_time", troubles)
    if day is None:
        if at is not None:
            troubles.setdefault("leaves_day", Trouble.NO_DAY)
        return None
    leaves = _at(day, at, zone) if at else _at(day + timedelta(days=1), None, zone)
    if leaves <= now:
        troubles.setdefault("leaves_day", Trouble.PAST)
    return leaves


def _at(day: date, clock: time | None, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock or time.min, tzinfo=zone).astimezone(UTC)


def _day(fields: Fields, name: str, troubles: dict[str, Trouble]) -> date | None:
    given = fields.get(name, "").strip()
    try:
        day = date.fromisoformat(given) if given else None
    except ValueError:
        day = None
    if given and (day is None or not 2000 <= day.year <= 2200):
        troubles[name] = Trouble.NO_DAY
        return None
    return day


def _time(fields: Fields, name: str, troubles: dict[str, Trouble]) -> time | None:
    given = fields.get(name, "").strip()
    try:
        return time.fromisoformat(given).replace(tzinfo=None) if given else None
    except ValueError:
        troubles[name] = Trouble.NO_TIME
        return None
