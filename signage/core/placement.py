"""A placement: what staff want done with an item, kept apart from the item itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from signage.core.decision import Scope
from signage.core.item import Content, Picture
from signage.core.window import Window

#: Posts of these services are shown unaltered or not at all (their display terms).
UNALTERED = frozenset({"x"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What staff want done with one item or one series. None or empty means: as the source has it."""

    target: str
    scope: Scope = Scope.ITEM
    pinned: bool | None = None
    order: int | None = None
    text: str = ""
    #: The line under the text; of a comment the library's reply. "": none.
    detail: str | None = None
    #: Instead of the item's own; one without an address or bytes: none at all.
    picture: Picture | None = None
    windows: tuple[Window, ...] = ()
    #: Names of the screens it is for; empty: all.
    screens: tuple[str, ...] = ()
    #: What the source said when staff wrote `text`, so that a change there can be told.
    instead_of: str = ""

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing."""
        return self == Placement(target=self.target, scope=self.scope)

    @property
    def place(self) -> tuple[Scope, str]:
        """What it binds."""
        return self.scope, self.target


def together(item: Placement | None, series: Placement | None) -> Placement | None:
    """What binds one date of a series: what was said of this one, the rest as was said of all."""
    if item is None or series is None:
        return item or series
    named = ("pinned", "order", "text", "detail", "picture", "windows", "screens", "instead_of")
    said = {name: getattr(item, name) for name in named if getattr(item, name) not in (None, "", ())}
    if item.detail is not None:
        said["detail"] = item.detail
    return replace(series, target=item.target, scope=item.scope, **said)


def binding(item_id: str, series: str, placed: Mapping[tuple[Scope, str], Placement]) -> Placement | None:
    """What binds one item among all that staff said, by `Placement.place`. `series` "" for none."""
    return together(placed.get((Scope.ITEM, item_id)), placed.get((Scope.SERIES, series)) if series else None)


def laid_over(content: Content, placement: Placement | None) -> Content:
    """What a screen shows of `content` once staff's wording lies over it."""
    if placement is None or content.platform in UNALTERED:
        return content
    if placement.text:
        content = replace(content, text=placement.text)
    if placement.detail is not None:
        content = replace(content, detail=placement.detail)
    if placement.picture is not None:
        drawn = placement.picture.url or placement.picture.sha256
        content = replace(content, pictures=(placement.picture,) if drawn else ())
    return content
