"""What importing a list would do: added, changed, already there, refused. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from signage.core.edit import Change
from signage.core.item import RawItem
from signage.core.source import Problem


class Fate(StrEnum):
    """What becomes of one line, in the order in which the page shows them."""

    REFUSED = "refused"
    CHANGE = "change"
    ADD = "add"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One item of the list, or one line that cannot be used."""

    where: str
    fate: Fate
    item: RawItem | None = None
    #: What is there now, of a change.
    before: RawItem | None = None
    #: Why it is refused, or what of it is left out.
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A whole list, looked at before anything is done."""

    name: str
    outlooks: tuple[Outlook, ...]

    def count(self, fate: Fate) -> int:
        """How many will fare like this."""
        return sum(one.fate is fate for one in self.outlooks)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the import does."""
        return tuple(
            Change(target=one.item.id, said_before=one.before, said_after=one.item)
            for one in self.outlooks
            if one.item and one.fate in (Fate.ADD, Fate.CHANGE)
        )


def check(
    name: str,
    found: Iterable[tuple[str, RawItem]],
    problems: Iterable[Problem],
    written: Mapping[str, RawItem],
    *,
    left_out: str = "",
) -> Checked:
    """What would become of each line; `written` is what staff have by hand.

    A picture by its address is left out, since nobody would look at it before it is on a TV: `left_out`
    says so.
    """
    outlooks = [Outlook(where=one.where, fate=Fate.REFUSED, note=one.what) for one in problems]
    for where, read in found:
        pictured = bool(read.content.pictures)
        before = written.get(read.id)
        kept = before.content.pictures if before else ()
        item = replace(read, content=replace(read.content, pictures=kept))
        fate = Fate.ADD if before is None else Fate.SAME if before == item else Fate.CHANGE
        note = left_out if pictured else ""
        outlooks.append(Outlook(where=where, fate=fate, item=item, before=before, note=note))
    order = list(Fate)
    return Checked(name=name, outlooks=tuple(sorted(outlooks, key=lambda one: order.index(one.fate))))
