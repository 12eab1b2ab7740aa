"""Slides that are no conversation: a poster with its facts in live text, the opening hours, today's list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from signage.core import wording
from signage.core.item import Content, When
from signage.core.legibility import contrast
from signage.core.opening import opening
from signage.core.snapshot import Library
from signage.display import paging
from signage.display.direction import mirrored
from signage.display.models import DayRow, SlideRow, TodayRow
from signage.display.theme import Theme
from signage.words import Words

#: What is written on a matte, light or dark, whichever stands out more.
LIGHT, DARK = "#FFFFFF", "#14161B"
#: The most lines of a title beside a poster, as PosterSlide draws it.
POSTER_TITLE_LINES = 4


def hours(theme: Theme, library: Library, words: Words, now: datetime) -> tuple[SlideRow, tuple[DayRow, ...]]:
    """Whether the library is open and until when, beside its week. `now` is local."""
    said = opening(library.hours, now, words)
    face = paging.Face(str(theme.values["sans"]), theme.number("strong"), theme.number("bodyText"))
    room = theme.number("hoursWidth") - theme.number("slideRight") - 3 * theme.number("hoursPadding")
    days = []
    for day in said.week:
        small = paging.advance(day.name, face) + paging.advance(day.hours, face) > room
        days.append(
            DayRow(
                name=day.name,
                hours="\n".join(day.spans) if small else day.hours,
                small=small,
                open=day.open,
                today=day.today,
            )
        )
    row = SlideRow(
        kind="hours",
        icon="door",
        eyebrow=words.text("Opening hours"),
        title=paging.set_off(said.headline, said.time, theme.tokens.kinds["number"]["accent"]),
        titleSize=theme.number("titleBig"),
        text=said.note[:1].upper() + said.note[1:],
        mirrored=words.rtl,
    )
    return row, tuple(days)


def today(
    theme: Theme, events: Mapping[str, Content], words: Words, across: int, now: datetime
) -> tuple[SlideRow, tuple[TodayRow, ...]]:
    """The events of today, by their ids, on `across` pixels. `now` is local. What has no time is left out."""
    rows = []
    for item, content in events.items():
        if content.when is None:
            continue
        label = wording.speak_when(content.when, now, words, content.cancelled)
        starts = wording.local(content.when.starts, now.tzinfo)
        near = label.phase in {wording.Phase.SOON, wording.Phase.NOW}
        chip = label.strong if label.phase is wording.Phase.NOW else str(label)
        said = label.note or (chip if near else "")
        rows.append(
            TodayRow(
                id=item,
                time="" if content.when.all_day else wording.clock_time(starts, words),
                title=_today_title(theme, content.text, across, said),
                place=content.place,
                chip=said,
                current=label.phase is wording.Phase.NOW,
            )
        )
    title = words.text("Today at the library")
    return SlideRow(kind="today", icon="calendar", title=title, mirrored=words.rtl), tuple(rows)


def _today_title(theme: Theme, title: str, across: int, chip: str) -> str:
    """A title on one line beside its time and its chip, whole words only."""
    px = theme.number
    face = paging.Face(str(theme.values["sans"]), px("strong"), px("chipText"))
    beside = paging.advance(chip, face) + 2 * px("chipPadding") + px("todayGap") if chip else 0
    room = across - px("todayTime") - px("todayGap") - beside
    face = paging.Face(str(theme.values["sans"]), px("strong"), px("bodyText"))
    return paging.elided(title, paging.Column(face, room, 1))


def poster(theme: Theme, content: Content, item: str, picture: str, now: datetime, words: Words) -> SlideRow:
    """A poster, whole, and beside it what can be read from afar: its day, or its title. `now` is local."""
    matte = content.pictures[0].matte or theme.tokens.colours["background"]
    title, time = content.text, ""
    if content.when is not None:
        day = wording.local(content.when.starts, now.tzinfo).date()
        title = f"{wording.weekday(day, words, whole=True)}\n{wording.long_date(day, words)}"
        time = _hours_of(content.when, now, words)
    size = theme.number("posterTitle" if content.when or _holds(theme, title) else "titleSmall")
    facts = (time, content.place, content.detail or (content.text if content.when else ""))
    time, place, text = _facts(theme, facts, _lines_left(theme, title, size))
    return SlideRow(
        id=item,
        kind="poster",
        picture=picture,
        matte=matte,
        matteInk=ink_on(matte),
        title=title,
        titleSize=size,
        time=time,
        place=place,
        text=text,
        mirrored=mirrored(content.text, words.rtl),
    )


def _holds(theme: Theme, title: str) -> bool:
    """Whether a title fits beside a poster on two lines of the large size, and leaves room for the facts."""
    face = paging.Face(str(theme.values["serif"]), theme.number("title"), theme.number("posterTitle"))
    return paging.Column(face, _beside(theme), 2).holds(title)


def _beside(theme: Theme) -> int:
    """The width in pixels of the words beside a poster, or under it on an upright screen."""
    size = theme.number
    taken = 0 if theme.property("portrait") else size("posterWidth") + size("slideLeft") - size("posterLeft")
    return theme.size[0] - taken - 2 * size("posterLeft")


def _lines_left(theme: Theme, title: str, size: int) -> int:
    """How many lines of facts there is room for under a title of `size` pixels."""
    number = theme.number
    face = paging.Face(
        str(theme.values["serif"]), number("title"), size, float(theme.values["tracking"]) * size
    )
    lines = len(
        paging.Layout(title.replace("\n", "\u2028"), 0, face, _beside(theme), POSTER_TITLE_LINES).ends
    )
    height = theme.size[1] - number("tickerHeight") - 3 * number("posterGap")
    height -= number("posterHeight") if theme.property("portrait") else 0
    height -= round(lines * size * float(theme.values["titleLeading"]))
    return max(0, int(height / (number("passByText") * float(theme.values["posterLeading"]))))


def _facts(theme: Theme, facts: tuple[str, ...], lines: int) -> list[str]:
    """Facts in lines: the first one, the time, whole; then each in one, or in two where some are left."""
    face = paging.Face(str(theme.values["sans"]), theme.number("strong"), theme.number("passByText"))
    one, two = (paging.Column(face, _beside(theme), count) for count in (1, 2))
    shown: list[str] = []
    for place, fact in enumerate(facts):
        waiting = sum(1 for other in facts[place + 1 :] if other) if place else 0
        room = one if one.holds(fact) or lines - waiting < two.lines else two
        shown.append(paging.elided(fact, room) if fact and lines >= room.lines else "")
        lines -= room.lines if shown[-1] else 0
    return shown


def _hours_of(when: When, now: datetime, words: Words) -> str:
    """From when to when; without days where it ends in the night after its day."""
    if when.all_day or when.open_end or when.ends - when.starts > timedelta(hours=12):
        return wording.time_span(when, now.tzinfo, words)
    first, last = (
        wording.clock_time(wording.local(edge, now.tzinfo), words) for edge in (when.starts, when.ends)
    )
    return wording.span(first, last, words)


def ink_on(ground: str) -> str:
    """The ink, light or dark, that stands out from a colour (WCAG 2, relative luminance)."""
    return max(LIGHT, DARK, key=lambda ink: contrast(ink, ground))
