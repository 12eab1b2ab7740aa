"""The form of one item: from what is stored to fields, and from fields to what is stored. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo

from signage.core import wording
from signage.core.decision import Scope
from signage.core.item import Kind, Picture, RawItem
from signage.core.placement import UNALTERED, Placement
from signage.fetcher.pictures import UPLOAD as UPLOAD
from signage.hub.staff import times

#: Every field: first what lies over any item, then what only staff's own items have.
FIELDS = (
    *("text", "detail", "picture", "alt", "decoration", *times.FIELDS, "screens", "pinned"),
    *("figure", "date", "starts", "ends", "place", "audience", "cancelled", "url"),
    *("leaves_day", "leaves_time"),
)
#: What `picture` says where there shall be none.
NO_PICTURE = "none"

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The item that is edited: what is known of it before. `raw` of a new one says only its id and kind."""

    raw: RawItem
    by_hand: bool
    new: bool = False
    item: Placement | None = None
    series: Placement | None = None

    @property
    def kind(self) -> Kind:
        """What sort of thing it is."""
        return self.raw.content.kind

    @property
    def wordable(self) -> bool:
        """Whether its words may be other than its source's: nobody puts words into other people's mouths."""
        return self.by_hand or self.kind not in (Kind.POST, Kind.COMMENT)

    @property
    def answerable(self) -> bool:
        """Whether the line under it is the library's: everywhere but under posts."""
        return self.by_hand or (self.kind is not Kind.POST and self.raw.content.platform not in UNALTERED)

    @property
    def base(self) -> Placement:
        """What would hold of it if nobody had said anything of this one."""
        content, series = self.raw.content, self.series
        said = series or Placement(target=self.raw.id)
        picture = content.pictures[0] if content.pictures else None
        return replace(
            said,
            target=self.raw.id,
            scope=Scope.ITEM,
            text=said.text or content.text,
            detail=content.detail if said.detail is None else said.detail,
            picture=said.picture or picture,
            windows=said.windows or self.raw.windows,
            pinned=self.raw.pinned if said.pinned is None else said.pinned,
        )


def fields_of(subject: Subject, screens: Collection[str], zone: tzinfo) -> dict[str, str]:
    """The form as it stands. Days and times as HTML has them, lists joined by commas or lines."""
    base, own = subject.base, subject.item or Placement(target=subject.raw.id)
    picture = own.picture if own.picture is not None else base.picture
    pinned = base.pinned if own.pinned is None else own.pinned
    chosen = own.screens or base.screens or tuple(screens)
    fields = {
        "text": own.text or base.text,
        "detail": (base.detail if own.detail is None else own.detail) or "",
        "picture": _picture_field(picture),
        "alt": picture.alt if picture else "",
        **times.fields_of(own.windows or base.windows),
        "screens": "\n".join(name for name in screens if name in chosen),
        "pinned": "yes" if pinned else "",
    }
    return fields | (_written_fields(subject.raw, zone) if subject.by_hand else {})


def pressed(button: str, subject: Subject, zone: tzinfo) -> dict[str, str]:
    """What a button fills in: its source's own words, or days around an event. Nothing for other buttons."""
    if button in ("original-text", "original-detail"):
        name = button.removeprefix("original-")
        return {name: getattr(subject.base, name) or ""}
    when = subject.raw.content.when
    if when is None:
        return {}
    day = wording.local(when.starts, zone).date()
    first = {"week": day - timedelta(days=7), "day": day}
    if button in first:
        return {"first_day": times.iso(first[button]), "last_day": times.iso(day)}
    return {"first_day": "", "last_day": ""} if button == "over" else {}


def _written_fields(raw: RawItem, zone: tzinfo) -> dict[str, str]:
    content, when = raw.content, raw.content.when
    starts = wording.local(when.starts, zone) if when else None
    ends = wording.local(when.ends, zone) if when else None
    return {
        "figure": content.figure,
        "date": times.iso(starts.date()) if starts else "",
        "starts": times.clock(starts.time()) if starts and when and not when.all_day else "",
        "ends": times.clock(ends.time()) if ends and when and not (when.all_day or when.open_end) else "",
        "place": content.place,
        "audience": content.audience,
        "cancelled": "yes" if content.cancelled else "",
        "url": content.url,
    } | leaving(raw.expires, zone)


def leaving(leaves: datetime | None, zone: tzinfo) -> dict[str, str]:
    """The fields of the end of something; what leaves at midnight has a last day and no time."""
    if leaves is None:
        return {"leaves_day": "", "leaves_time": ""}
    here = wording.local(leaves, zone)
    if here.time() == time.min:
        return {"leaves_day": times.iso(here.date() - timedelta(days=1)), "leaves_time": ""}
    return {"leaves_day": times.iso(here.date()), "leaves_time": times.clock(here.time())}


def _picture_field(picture: Picture | None) -> str:
    if picture is None or not (picture.url or picture.sha256):
        return ""
    return picture.url
