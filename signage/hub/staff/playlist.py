"""The playlist: one list of what the screens show from now on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, HTTPException, Response

from signage.core import agenda, showtimes, wording
from signage.core.agenda import Group, Line, Section
from signage.core.decision import State
from signage.core.item import Content, Item, Kind, Lane
from signage.core.placement import Placement, laid_over
from signage.core.role import Permission
from signage.core.snapshot import zone_of
from signage.hub.hub import Hub
from signage.hub.moderation import deciding
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import Visit
from signage.hub.screens.report import ANSWERS_WITHIN
from signage.media.picture import picture_type
from signage.media.shelf import Shelf
from signage.store.items import short_id
from signage.store.log import NOBODY
from signage.store.outcome import FORM, STAFF
from signage.words import Words

router = APIRouter(prefix="/playlist")

See = Annotated[Visit, needs(Permission.SEE)]

#: Rows of one page; later days follow on the next.
MOST_ROWS = 60
#: What the filter "What" offers.
WHAT: Mapping[str, frozenset[Kind]] = {
    "events": frozenset({Kind.EVENT}),
    "notices": frozenset({Kind.NOTICE, Kind.NUMBER, Kind.QUESTION, Kind.POSTER}),
    "voices": agenda.VOICES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item as the page tells it."""

    item: Item
    short: str
    content: Content
    source: str
    by_hand: bool
    hidden: bool
    pinned: bool
    on_air: bool
    cancelled: bool
    #: "Sam, 11:20", "" where nobody hid it.
    hidden_by: str
    where: str
    when: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One group with its rows."""

    section: Section
    ordered: bool
    heading: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the reader wants to see, as the address says it."""

    screen: str = ""
    begins: date | None = None
    what: str = ""
    about: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self != Wish()


@router.get("")
def playlist(
    visit: See, screen: str = "", start: str = "", what: str = "", q: str = "", done: Number = 0
) -> Response:
    """The list, from a day on where one is named."""
    wish = Wish(
        screen=screen[:80], begins=_day(start), what=what if what in WHAT else "", about=q.strip()[:200]
    )
    tables, later, count = tables_of(visit.hub, wish, visit.now, visit.words)
    return visit.page(
        "staff/playlist.html",
        tables=tables,
        later=later,
        count=count,
        wish=wish,
        screens=screen_names(visit.hub),
        bar=deciding.bar(visit.hub, done, visit.words) if done else None,
        may_edit=visit.may(Permission.EDIT),
        may_hide=visit.may(Permission.MODERATE),
        emergency=visit.hub.store.emergency(visit.now),
    )


@router.get("/picture/{sha256}")
def picture(visit: See, sha256: str) -> Response:
    """A picture of an item, by its hash; it never changes."""
    path = Shelf(visit.hub.settings.hub.data / "media").path(sha256)
    if path is None:
        raise HTTPException(404, "No picture has this name.")
    body = path.read_bytes()
    headers = {"Cache-Control": "private, max-age=86400, immutable"}
    return Response(body, media_type=picture_type(body), headers=headers)


def screen_names(hub: Hub) -> tuple[str, ...]:
    """Every screen that there is, those of the settings first."""
    own = [screen.name for screen in hub.settings.screens]
    return tuple(dict.fromkeys([*own, *sorted(hub.store.screens())]))


def tables_of(
    hub: Hub, wish: Wish, now: datetime, words: Words
) -> tuple[tuple[Table, ...], date | None, int]:
    """The groups of one page, the day on which the next page begins, and how much there is in all."""
    zone = zone_of(hub.settings.library.timezone)
    today = wording.local(now, zone).date()
    begins = None if wish.begins is None else datetime.combine(wish.begins, time.min, tzinfo=zone)
    kinds = WHAT.get(wish.what, frozenset())
    known = hub.store.agenda(now, begins=begins, kinds=kinds, about=wish.about)
    lines = tuple(line for line in known.lines if _is_for(line.placement, wish.screen))
    cut = None if known.cut is None else wording.local(known.cut, zone).date()
    groups, later = _one_page(agenda.arrange(lines, today, zone), cut)
    shown = [line for group in groups for line in group.lines]
    items = {item.id: item for item in hub.store.items(ids=[line.id for line in shown])}
    teller = _Teller(hub, now, words)
    tables = tuple(
        Table(
            section=group.section,
            ordered=group.ordered and not wish.any,
            heading=_heading(group, today, words),
            note=_note(group, words),
            rows=tuple(teller.row(line, items[line.id]) for line in group.lines if line.id in items),
        )
        for group in groups
    )
    return tables, later, len(lines) if wish.screen else known.count


def source_name(hub: Hub, item: Item, words: Words) -> str:
    """Where an item comes from first, for people."""
    first = item.sources[0] if item.sources else ""
    if first == STAFF:
        return words.text("By hand")
    if first == FORM:
        return words.text("Patrons")
    source = hub.settings.source(first)
    return source.name if source else first


class _Teller:
    """Tells rows in the reader's words; reads what all rows need once."""

    def __init__(self, hub: Hub, now: datetime, words: Words) -> None:
        self._hub, self._now, self._words = hub, now, words
        self._zone = zone_of(hub.settings.library.timezone)
        self._screens = screen_names(hub)
        newest = hub.reports.newest().values()
        self._painted = {
            one for seen, report in newest if now - seen < ANSWERS_WITHIN for one in report.painted
        }

    def row(self, line: Line, item: Item) -> Row:
        """One row."""
        placement = line.placement
        content = laid_over(item.content, placement)
        hidden = item.state is State.HIDDEN
        return Row(
            item=item,
            short=short_id(item.id),
            content=content,
            source=source_name(self._hub, item, self._words),
            by_hand=STAFF in item.sources,
            hidden=hidden,
            pinned=line.is_pinned,
            on_air=item.id in self._painted,
            cancelled=content.cancelled,
            hidden_by=self._hidden_by(item.id) if hidden else "",
            where=self._where(placement, hidden=hidden),
            when=self._when(content, item),
            shown=showtimes.line((placement.windows if placement else ()) or item.raw.windows, self._words),
        )

    def _hidden_by(self, item_id: str) -> str:
        last = next(
            (one for one in reversed(self._hub.store.decisions(item_id)) if one.by not in NOBODY), None
        )
        if last is None:
            return ""
        here = wording.local(last.at, self._zone)
        today = here.date() == wording.local(self._now, self._zone).date()
        at = (
            wording.clock_time(here, self._words)
            if today
            else wording.moment_of(last.at, self._zone, self._words)
        )
        return self._words.text("Hidden by {name}, {when}", name=last.by, when=at)

    def _where(self, placement: Placement | None, *, hidden: bool) -> str:
        if hidden:
            return self._words.text("No screens")
        chosen = placement.screens if placement else ()
        return ", ".join(chosen) if chosen else self._words.text("All screens")

    def _when(self, content: Content, item: Item) -> str:
        if content.when:
            said = wording.time_span(content.when, self._zone, self._words)
            begins = wording.local(content.when.starts, self._zone).date()
            if begins < wording.local(self._now, self._zone).date() or content.when.all_day:
                return wording.date_line(begins, self._words) + (f" {said}" if said else "")
            return said
        if item.raw.expires:
            return showtimes.until(item.raw.expires, self._zone, self._words)
        if item.lane in (Lane.POSTS, Lane.PATRONS) and content.published:
            return wording.moment_of(content.published, self._zone, self._words)
        return ""


def _is_for(placement: Placement | None, screen: str) -> bool:
    return not screen or placement is None or not placement.screens or screen in placement.screens


def _one_page(groups: Collection[Group], cut: date | None) -> tuple[list[Group], date | None]:
    """As many whole days as fit, and the day on which the next page begins. What has no day always fits.

    `cut`: the day from which on not everything was read.
    """
    days = [group for group in groups if group.section is Section.DAY]
    whole = [group for group in days if cut is None or (group.day or cut) < cut]
    if cut is not None and days and not whole:  # one day with more than anybody reads
        return [one for one in groups if one.section is not Section.DAY or one is days[0]], cut + timedelta(
            days=1
        )
    room = MOST_ROWS
    kept: set[date | None] = set()
    for group in whole:
        if kept and len(group.lines) > room:
            return [one for one in groups if one.section is not Section.DAY or one.day in kept], group.day
        kept.add(group.day)
        room -= len(group.lines)
    return [one for one in groups if one.section is not Section.DAY or one.day in kept], cut


def _heading(group: Group, today: date, words: Words) -> str:
    match group.section:
        case Section.PINNED:
            return words.text("Pinned")
        case Section.ANY_DAY:
            return words.text("Any day")
        case Section.VOICES:
            return words.text("Posts and comments")
    day = group.day or today
    if day == today:
        return words.text("Today")
    return (
        words.text("Tomorrow")
        if day == today + timedelta(days=1)
        else wording.weekday(day, words, whole=True)
    )


def _note(group: Group, words: Words) -> str:
    match group.section:
        case Section.PINNED:
            return words.text("Shown first, and more often. You decide the order.")
        case Section.ANY_DAY:
            return words.text("Shown in turn when there is room. You decide the order.")
        case Section.VOICES:
            return words.text("Shown in turn, the newest first.")
    return wording.long_date(group.day, words) if group.day else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
