"""The lists that QML draws: ready words in frozen rows, one role a field. They hold no logic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Signage"
QML_IMPORT_MAJOR_VERSION = 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TickerRow:
    """One card as QML draws it. Sizes in pixels; `text` is escaped where the card says it is styled.

    `mirrored`: it reads from right to left, and so it is laid out.
    """

    id: str = ""
    kind: str = ""
    #: "whole", or for a question "both", "question", "answer".
    part: str = "whole"
    text: str = ""
    detail: str = ""
    icon: str = ""
    label: str = ""
    lead: str = ""
    strong: str = ""
    figure: str = ""
    initial: str = ""
    name: str = ""
    meta: str = ""
    #: Where QML finds the picture of the crawl's line, and of the whole card.
    line: str = ""
    picture: str = ""
    inverted: bool = False
    boosted: bool = False
    emoji: bool = False
    mirrored: bool = False
    reply: bool = False
    cut: bool = False
    page: int = 0
    pages: int = 1
    place: int = 0
    span: int = 0
    spine: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideRow:
    """One slide as QML draws it. Sizes in pixels.

    `text` of a post is escaped and styled, unless it stands as written.

    `mirrored`: it reads from right to left, and so it is laid out.
    """

    id: str = ""
    kind: str = "welcome"
    icon: str = ""
    eyebrow: str = ""
    title: str = ""
    text: str = ""
    time: str = ""
    place: str = ""
    weekday: str = ""
    day: str = ""
    month: str = ""
    name: str = ""
    meta: str = ""
    initial: str = ""
    code: str = ""
    address: str = ""
    verb: str = ""
    #: Where QML finds the picture and the author's; empty where it is not on this screen.
    picture: str = ""
    avatar: str = ""
    #: What stands around a poster, and the ink on it.
    matte: str = ""
    matteInk: str = ""  # noqa: N815 - the name that QML sees
    #: Pixels that the picture takes, 0 without one.
    pictureSpan: int = 0  # noqa: N815 - the name that QML sees
    titleSize: int = 1  # noqa: N815 - the name that QML sees
    textSize: int = 1  # noqa: N815 - the name that QML sees
    #: Unaltered: its own line breaks, no markup, nothing in the accent.
    asWritten: bool = False  # noqa: N815 - the name that QML sees
    mirrored: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayRow:
    """One line of the list of today's events."""

    id: str = ""
    time: str = ""
    title: str = ""
    place: str = ""
    chip: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BubbleRow:
    """A reader's words on the stage.

    `turned`: the disc stands where reading ends. `mirrored`: the words read from right to left.
    """

    id: str = ""
    text: str = ""
    name: str = ""
    initial: str = ""
    turned: bool = False
    mirrored: bool = False
    span: int = 1
    tall: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One day of the opening hours; `small`: on two lines."""

    name: str = ""
    hours: str = ""
    small: bool = False
    open: bool = True
    today: bool = False


Row = TypeVar("Row", TickerRow, SlideRow, TodayRow, BubbleRow, DayRow)


class _RowModel(QAbstractListModel, Generic[Row]):
    """Frozen rows as a list model: changed fields become dataChanged, other items become new rows."""

    row_type: type[Row]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._names = [field.name for field in fields(self.row_type)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many rows there are; none below a row."""
        return 0 if parent.isValid() else len(self.rows)

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        """One role for each field, by the field's name."""
        first = Qt.ItemDataRole.UserRole
        return {first + number: QByteArray(name.encode()) for number, name in enumerate(self._names)}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One field of one row."""
        rows = self.rows
        number = role - Qt.ItemDataRole.UserRole
        if not index.isValid() or not 0 <= index.row() < len(rows) or not 0 <= number < len(self._names):
            return None
        return getattr(rows[index.row()], self._names[number])

    def replace(self, rows: Sequence[Row]) -> None:
        """Show other rows: the old ones go, the new ones come, even where they look alike."""
        if self.rows:
            self.beginRemoveRows(QModelIndex(), 0, len(self.rows) - 1)
            self.rows = ()
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
            self.rows = tuple(rows)
            self.endInsertRows()

    def update(self, rows: Sequence[Row]) -> None:
        """Show the same cards with other words: only the fields that changed are announced."""
        if len(rows) != len(self.rows):
            self.replace(rows)
            return
        for number, row in enumerate(rows):
            self.put(number, row)

    def put(self, number: int, row: Row) -> None:
        """Change one row in place."""
        before = self.rows[number]
        changed = [
            Qt.ItemDataRole.UserRole + place
            for place, name in enumerate(self._names)
            if getattr(before, name) != getattr(row, name)
        ]
        if changed:
            self.rows = tuple(row if place == number else old for place, old in enumerate(self.rows))
            index = self.index(number)
            self.dataChanged.emit(index, index, changed)


@QmlElement
class TickerModel(_RowModel[TickerRow]):
    """Cards: those on the shelf, those of the crawl, or the pinned spine."""

    row_type = TickerRow


@QmlElement
class SlideModel(_RowModel[SlideRow]):
    """The slide on the stage: one row."""

    row_type = SlideRow


@QmlElement
class TodayModel(_RowModel[TodayRow]):
    """Today's events, as the list on the stage shows them."""

    row_type = TodayRow


@QmlElement
class BubbleModel(_RowModel[BubbleRow]):
    """What readers say, on the stage."""

    row_type = BubbleRow


@QmlElement
class WeekModel(_RowModel[DayRow]):
    """The opening hours of this week."""

    row_type = DayRow
