"""One row of the library's own list, read as an item or as several days of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TypeVar
from zoneinfo import ZoneInfo

from signage.core.item import Author, Content, Kind, Picture, RawItem, When
from signage.core.window import Window
from signage.sources.dates import midnight, span
from signage.sources.feeds.entry import web_address
from signage.sources.lists import days, table
from signage.sources.lists.table import Row
from signage.sources.text import opening, tidy, tidy_line

MOST_TEXT = 2000
_KINDS = {
    Kind.EVENT: ("event", "events", "veranstaltung", "termin", "termine"),
    Kind.NOTICE: ("notice", "notices", "offer", "hinweis", "angebot", "news", "info"),
    Kind.NUMBER: ("number", "numbers", "zahl", "figure"),
    Kind.QUESTION: ("question", "questions", "frage"),
    Kind.COMMENT: ("comment", "comments", "kommentar", "stimme"),
    Kind.POST: ("post", "posts", "beitrag"),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_ALLOWED = ", ".join(_KINDS)
_DAYS = 'a day such as 2026-11-28, 28 November, Saturday, "every Tuesday", today or +3 d'
_CLOCKS = "a time such as 15:00 or 3 pm"
_HOURS = "hours such as 09:00-12:30"
_WEEKDAYS = "weekdays such as mon-fri or Sat, Sun"
_ANSWERS = "yes or no"

T = TypeVar("T")


class RowTrouble(ValueError):
    """A cell of one row cannot be used; its words are the Problem's. Never leaves `playlist`."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one list at one moment on the library's clock."""

    local: datetime
    zone: ZoneInfo
    locale: str
    default: Kind | None

    def items(self, row: Row) -> Iterator[RawItem]:
        """The items of one row: one, or one for each day of something that comes back."""
        kind = self._kind(row)
        item = self._item(row, kind)
        if kind is not Kind.EVENT:
            yield item
            return
        occasions = self._occasions(row)
        for when in occasions:
            starts = when.starts.astimezone(UTC)
            yield replace(
                item,
                id=f"{item.id}/{starts:%Y%m%dT%H%MZ}",
                series=item.id,
                content=replace(item.content, when=when),
            )

    def _kind(self, row: Row) -> Kind:
        said = (row.kind or row.cells.get("kind", "")).casefold().strip()
        if said:
            if said not in _KIND_OF:
                raise RowTrouble(f'the kind "{said[:30]}" is not known; allowed are {_ALLOWED}')
            return _KIND_OF[said]
        if self.default:
            return self.default
        if "figure" in row.cells:
            return Kind.NUMBER
        return Kind.EVENT if row.cells.keys() & {"date", "starts"} else Kind.NOTICE

    def _item(self, row: Row, kind: Kind) -> RawItem:
        cells = row.cells
        text, tricked = self._words(cells.get("text", ""), one_line=kind in {Kind.EVENT, Kind.NUMBER})
        if not text or text.startswith(("#REF!", "#N/A", "#NAME?", "#VALUE!")):
            raise RowTrouble("has no text" if not text else f"holds the spreadsheet's error {text[:8]}")
        detail, detail_tricked = self._words(cells.get("detail", ""))
        author, author_tricked = self._words(cells.get("author", ""), one_line=True)
        figure, _ = self._words(cells.get("figure", ""), one_line=True)
        if kind is Kind.NUMBER and not figure:
            raise RowTrouble('is a number without a figure; fill the column "figure"')
        handle = self._words(cells.get("handle", ""), one_line=True)[0]
        content = Content(
            kind=kind,
            text=text,
            detail=detail,
            figure=figure if kind is Kind.NUMBER else "",
            platform="playlist",
            author=Author(name=author, handle=handle) if author or handle else None,
            url=self._link(cells.get("link", "")),
            published=self._published(row, kind),
            language=cells.get("language", ""),
            pictures=self._pictures(row),
            place=self._words(cells.get("place", ""), one_line=True)[0],
            audience=self._words(cells.get("audience", ""), one_line=True)[0],
            cancelled=self._cell(row, "cancelled", table.truth, _ANSWERS) or False,
            answers=self._words(cells.get("answers", ""), one_line=True)[0] if kind is Kind.COMMENT else "",
        )
        return RawItem(
            id=_id(row, kind, text, author),
            content=content,
            tricks=tricked or detail_tricked or author_tricked,
            windows=self._windows(row, kind),
            expires=self._expires(row, kind),
            pinned=self._cell(row, "pinned", table.truth, _ANSWERS) or False,
        )

    def _words(self, text: str, *, one_line: bool = False) -> tuple[str, bool]:
        cleaned, tricked = (tidy_line if one_line else tidy)(text[: MOST_TEXT * 2])
        return (cleaned if len(cleaned) <= MOST_TEXT else opening(cleaned, MOST_TEXT)), tricked

    def _cell(self, row: Row, column: str, read: Callable[[str], T], allowed: str) -> T | None:
        said = row.cells.get(column)
        if said is None:
            return None
        try:
            return read(said)
        except (ValueError, OverflowError):
            raise RowTrouble(f'"{said[:40]}" in the column "{column}" is not {allowed}') from None

    @property
    def _days(self) -> days.Days:
        return days.Days(self.local.date(), self.locale)

    def _moment(self, row: Row, column: str) -> tuple[str, time | None]:
        return days.day_and_clock(row.cells.get(column, ""), self.zone)

    def _occasions(self, row: Row) -> tuple[When, ...]:
        """Every time that an event's row says: its day or days, from when until when."""
        day_words, clock = self._moment(row, "date")
        start_words, start_clock = self._start(row)
        begin = start_clock or clock
        end_words, finish = self._end(row)
        said = {**row.cells, "date": start_words or day_words}
        dated = replace(row, cells={key: value for key, value in said.items() if value})
        if "date" in dated.cells:
            found = self._cell(dated, "date", self._days.all, _DAYS) or ()
        elif "weekdays" in dated.cells:
            found = (
                self._cell(
                    dated, "weekdays", lambda text: self._days.weekly(self._days.weekdays(text)), _WEEKDAYS
                )
                or ()
            )
        else:
            raise RowTrouble(f'is an event without a day; fill the column "date" with {_DAYS}')
        last = (
            self._cell(replace(row, cells={"ends": end_words}), "ends", self._days.one, _DAYS)
            if end_words
            else None
        )
        whole = self._cell(row, "all_day", table.truth, _ANSWERS) or begin is None
        return tuple(self._when(day, last, None if whole else begin, finish) for day in found)

    def _start(self, row: Row) -> tuple[str, time | None]:
        """The column `starts`: a time, or a day with or without one."""
        said = row.cells.get("starts", "")
        if not said:
            return "", None
        try:
            return "", days.clock(said)
        except ValueError:
            words, clock = self._moment(row, "starts")
            if clock is None and "date" in row.cells:
                raise RowTrouble(f'"{said[:40]}" in the column "starts" is not {_CLOCKS}') from None
            return words, clock

    def _end(self, row: Row) -> tuple[str, time | None]:
        said = row.cells.get("ends", "")
        try:
            return "", days.clock(said) if said else None
        except ValueError:
            return self._moment(row, "ends")

    def _when(self, day: date, last: date | None, begin: time | None, finish: time | None) -> When:
        try:
            if begin is None:
                after = max(last or day, day) + timedelta(days=1)
                return When(starts=midnight(day, self.zone), ends=midnight(after, self.zone), all_day=True)
            starts = datetime.combine(day, begin, tzinfo=self.zone)
            ends = datetime.combine(last or day, finish, tzinfo=self.zone) if finish else None
            if ends is not None and ends <= starts and last is None:
                ends = datetime.combine(day + timedelta(days=1), finish or begin, tzinfo=self.zone)
            return span(starts, ends)
        except OverflowError:
            raise RowTrouble("lies outside the calendar") from None

    def _windows(self, row: Row, kind: Kind) -> tuple[Window, ...]:
        first = self._cell(row, "show_from", self._days.one, _DAYS)
        last = self._cell(row, "show_until", self._days.one, _DAYS)
        opens, closes = self._cell(row, "hours", days.hours, _HOURS) or (None, None)
        weekdays: tuple[int, ...] = ()
        if kind is not Kind.EVENT:
            weekdays = self._cell(row, "weekdays", self._days.weekdays, _WEEKDAYS) or ()
        if kind in {Kind.NOTICE, Kind.NUMBER, Kind.QUESTION}:
            first = first or self._cell(row, "date", self._days.one, _DAYS)
        if first and last and last < first:
            raise RowTrouble("would be shown until a day before it is shown from")
        window = Window(first_day=first, last_day=last, weekdays=weekdays, opens=opens, closes=closes)
        return () if window == Window() else (window,)

    def _expires(self, row: Row, kind: Kind) -> datetime | None:
        column = "expires" if "expires" in row.cells else "ends"
        if column not in row.cells or (column == "ends" and kind is Kind.EVENT):
            return None
        words, clock = self._moment(row, column)
        day = self._cell(replace(row, cells={column: words}), column, self._days.one, _DAYS)
        if day is None:
            return None
        if clock is not None:
            return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)
        return midnight(day + timedelta(days=1), self.zone).astimezone(UTC)

    def _published(self, row: Row, kind: Kind) -> datetime | None:
        column = "published" if "published" in row.cells else "date"
        if kind not in {Kind.POST, Kind.COMMENT} or column not in row.cells:
            return None
        words, clock = self._moment(row, column)
        day = self._cell(replace(row, cells={column: words}), column, self._days.one, _DAYS)
        moment = datetime.combine(day or self.local.date(), clock or time.min, tzinfo=self.zone)
        if moment > self.local + timedelta(minutes=10):
            raise RowTrouble(f'"{row.cells[column][:40]}" in the column "{column}" is still to come')
        return moment.astimezone(UTC)

    def _link(self, said: str) -> str:
        if not said:
            return ""
        whole = said if "://" in said or ":" in said.partition("/")[0] else f"https://{said}"
        if not (address := web_address(whole)):
            raise RowTrouble(f'"{said[:40]}" in the column "link" is not a web address')
        return address

    def _pictures(self, row: Row) -> tuple[Picture, ...]:
        said = row.cells.get("picture", "")
        if not said:
            return ()
        if not (address := web_address(said)):
            raise RowTrouble(f'"{said[:40]}" in the column "picture" is not a web address (https://...)')
        return (Picture(url=address, alt=self._words(row.cells.get("alt", ""), one_line=True)[0]),)


def _id(row: Row, kind: Kind, text: str, author: str) -> str:
    """The row's own id, else its words without what staff correct and count up (answer, figure, day)."""
    own = tidy_line(row.cells.get("id", ""))[0]
    if own:
        return f"playlist:{own[:100]}"
    words = "\n".join((kind, text, author, row.cells.get("place", "") if kind is Kind.EVENT else ""))
    return f"playlist:{sha256(words.encode('utf-8', 'replace')).hexdigest()[:24]}"
