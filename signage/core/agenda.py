"""The agenda: everything that may be shown from now on, in the groups in which staff see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from signage.core import wording
from signage.core.item import Kind
from signage.core.placement import Placement


class Section(StrEnum):
    """Why items stand together."""

    PINNED = "pinned"
    DAY = "day"
    ANY_DAY = "any day"
    VOICES = "voices"


#: Said by others or the library to everybody: shown in turn, the newest first.
VOICES = frozenset({Kind.POST, Kind.COMMENT})
#: In these staff decide the order.
ORDERED = frozenset({Section.PINNED, Section.ANY_DAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item as the agenda sorts it."""

    id: str
    kind: Kind
    text: str
    hidden: bool
    #: By its source; `placement` can say otherwise.
    pinned: bool
    starts: datetime | None
    #: When it was said or first seen. UTC.
    since: datetime
    placement: Placement | None = None

    @property
    def is_pinned(self) -> bool:
        """Whether it is shown first; what is hidden is not."""
        said = self.placement.pinned if self.placement else None
        return not self.hidden and (self.pinned if said is None else said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some lines under one heading; `day` only where they are a day's."""

    section: Section
    day: date | None = None
    lines: tuple[Line, ...]

    @property
    def ordered(self) -> bool:
        """Whether staff decide its order."""
        return self.section in ORDERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What may be shown from now on, as far as it was read. `count` is all of it.

    Where `cut` is a moment, events that begin later than that are not among `lines`, but for pinned ones.
    """

    lines: tuple[Line, ...]
    count: int
    cut: datetime | None = None


def arrange(lines: Iterable[Line], today: date, zone: tzinfo) -> tuple[Group, ...]:
    """Pinned ones, each day from today on by its starting times, what has no day, then the voices.

    What began before today stands under today.
    """
    pinned: list[Line] = []
    days: dict[date, list[Line]] = {}
    rest: list[Line] = []
    voices: list[Line] = []
    for line in lines:
        if line.is_pinned:
            pinned.append(line)
        elif line.starts is not None:
            day = max(today, wording.local(line.starts, zone).date())
            days.setdefault(day, []).append(line)
        else:
            (voices if line.kind in VOICES else rest).append(line)
    groups = [Group(section=Section.PINNED, lines=tuple(sorted(pinned, key=_as_ordered)))]
    groups += [
        Group(section=Section.DAY, day=day, lines=tuple(sorted(those, key=_by_start)))
        for day, those in sorted(days.items())
    ]
    groups.append(Group(section=Section.ANY_DAY, lines=tuple(sorted(rest, key=_as_ordered))))
    groups.append(Group(section=Section.VOICES, lines=tuple(sorted(voices, key=_newest_first))))
    return tuple(group for group in groups if group.lines)


def moved(lines: Sequence[Line], line_id: str, to: int) -> tuple[tuple[Line, int], ...]:
    """The places that lines get when one of them goes to place `to` (from 0); only those that change.

    Gives nothing for a line that is not there or stays where it is. Places begin at 1.
    """
    ids = [line.id for line in lines]
    if line_id not in ids:
        return ()
    by_id = {line.id: line for line in lines}
    to = max(0, min(to, len(ids) - 1))
    if ids.index(line_id) == to:
        return ()
    ids.remove(line_id)
    ids.insert(to, line_id)
    places = [(by_id[one], place) for place, one in enumerate(ids, start=1)]
    return tuple((line, place) for line, place in places if _order(line) != place)


def _order(line: Line) -> int | None:
    return line.placement.order if line.placement else None


def _as_ordered(line: Line) -> tuple[object, ...]:
    """As `snapshot.natural_order` has it: what staff ordered, then events, then the newest."""
    order = _order(line)
    begins = line.starts.timestamp() if line.starts else 0.0
    return (order is None, order or 0, line.starts is None, begins, -line.since.timestamp(), line.id)


def _by_start(line: Line) -> tuple[object, ...]:
    return (line.starts.timestamp() if line.starts else 0.0, line.text, line.id)


def _newest_first(line: Line) -> tuple[object, ...]:
    return (-line.since.timestamp(), line.id)
