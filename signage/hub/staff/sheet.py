"""The form of an item as a page: drawn with what was typed, and saved once everything in it is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import msgspec
from fastapi import Response

from signage.core import showtimes, wording
from signage.core.decision import Scope
from signage.core.edit import Change, Deed
from signage.core.item import Picture, RawItem
from signage.core.line import standing_text
from signage.core.merging import Merged, merge
from signage.core.placement import Placement, laid_over
from signage.core.ready import Ready
from signage.errors import Overtaken
from signage.hub.hub import Hub
from signage.hub.pages.visit import Visit
from signage.hub.staff import drawing, entry, form, times, uploads
from signage.hub.staff.advice import advice
from signage.hub.staff.entry import Entered, Trouble
from signage.hub.staff.form import Subject
from signage.hub.staff.playlist import screen_names, source_name
from signage.hub.staff.sent import Sent
from signage.store.items import short_id


def save(visit: Visit, subject: Subject, given: Sent, deed: Deed) -> Response:
    """Save what was sent, or show the form again with what is wrong, asked, or filled in by a button."""
    hub, words, zone = visit.hub, visit.words, visit.zone
    screens = screen_names(hub)
    stands = form.fields_of(subject, screens, zone)
    fields = {name: value for name, value in given.fields.items() if name in stands or name == "decoration"}
    base = stands if subject.new else {name: given.base.get(name, value) for name, value in stands.items()}
    fields |= {name: base[name] for name in given.take if name in base}
    wrong = ""
    if given.file:
        uploaded = uploads.take(hub, given.file, visit.now)
        wrong = uploaded.wrong
        fields["picture"] = uploaded.url or fields.get("picture", "")
    elif not _known_picture(hub, fields.get("picture", ""), subject):
        fields["picture"] = stands.get("picture", "")
    fields |= form.pressed(given.button, subject, zone) | times.pressed(given.button, fields)
    merged = merge(base, fields, stands)
    values = {**merged.values, "decoration": given.fields.get("decoration", "")}
    if given.button != "save" or wrong:
        look = given.button == "look" and not wrong
        return page(
            visit, subject, fields, base=base, kind=given.kind, wrong=wrong, scope=given.scope, look=look
        )
    if merged.asked:
        # From here on the form begins with what the other one saved.
        return page(visit, subject, values, base=stands, merged=merged, scope=given.scope, status=409)
    filled = entry.entered(values, subject, screens, zone, visit.now)
    if filled.troubles:
        return page(
            visit,
            subject,
            values,
            base=stands,
            kind=given.kind,
            troubles=filled.troubles,
            scope=given.scope,
            status=422,
        )
    try:
        number = hub.store.edit(
            _changes(hub.store.written(subject.raw.id), subject, filled, given.scope),
            deed,
            by=visit.person.name,
            now=visit.now,
        )
    except Overtaken:
        said = words.text("Somebody saved at the same moment. Look at it again.")
        return visit.back(f"/playlist/{short_id(subject.raw.id)}", said)
    hub.announcer.poke()
    here = f"/playlist#item-{short_id(subject.raw.id)}"
    count = len(filled.placement.screens) or len(screens)
    said = (
        words.plural("It is on {count} screen from now on.", "It is on {count} screens from now on.", count)
        if deed is Deed.ADD
        else words.text("Saved. The screens show it within a few seconds.")
    )
    return visit.back(here, said, undo=f"/playlist/undo/{number}")


def _changes(written: RawItem | None, subject: Subject, filled: Entered, scope: str) -> list[Change]:
    """What is otherwise once the form is saved; for a series this date's own wording goes."""
    raw, placement = subject.raw, filled.placement
    if scope == Scope.SERIES and raw.series and not subject.by_hand:
        whole = _for_series(placement, subject)
        changes = [Change(target=raw.series, scope=Scope.SERIES, before=subject.series, after=whole)]
        if subject.item is not None:
            rest = replace(Placement(target=raw.id), order=subject.item.order)
            changes.append(Change(target=raw.id, before=subject.item, after=rest))
        return changes
    change = Change(target=raw.id, before=subject.item, after=placement)
    if subject.by_hand:
        change = replace(change, said_before=written, said_after=filled.written)
    return [change]


def _for_series(placement: Placement, subject: Subject) -> Placement:
    """What was said of this date, said of all: over what was said of all before."""
    before = subject.series or Placement(target=subject.raw.series, scope=Scope.SERIES)
    said = {
        name: value
        for name in ("text", "detail", "picture", "windows", "screens", "pinned", "instead_of")
        if (value := getattr(placement, name)) not in (None, "", ())
    }
    if placement.detail is not None:
        said["detail"] = placement.detail
    return replace(before, **said)


def page(
    visit: Visit,
    subject: Subject,
    fields: Mapping[str, str],
    *,
    base: Mapping[str, str],
    kind: str = "",
    ready: str = "",
    scope: str = "",
    wrong: str = "",
    troubles: Mapping[str, Trouble] = MappingProxyType({}),
    merged: Merged | None = None,
    look: bool = False,
    status: int = 200,
) -> Response:
    """The form with what was typed, whatever is wrong with it."""
    zone = visit.zone
    screens = screen_names(visit.hub)
    filled = entry.entered(fields, subject, screens, zone, visit.now)
    windows = filled.placement.windows or subject.base.windows
    content = filled.written.content if filled.written else subject.raw.content
    return visit.page(
        "staff/edit.html",
        status,
        subject=subject,
        short="" if subject.new else short_id(subject.raw.id),
        fields=fields,
        base=msgspec.json.encode(dict(base)).decode(),
        theirs=base,
        kind=kind or subject.kind.value,
        ready=ready,
        ready_ones=[one.value for one in Ready],
        scope=scope or (Scope.SERIES if subject.series and not subject.item else Scope.ITEM),
        wrong=wrong,
        troubles=dict(troubles),
        merged=merged,
        screens=screens,
        weekdays=[(str(day), wording.weekday_name(day, visit.words)) for day in range(7)],
        advice=advice(standing_text(laid_over(content, filled.placement))),
        parts=times.parts(fields),
        times_wrong=not set(times.FIELDS).isdisjoint(troubles),
        more_parts=len(times.parts(fields)) < times.MOST,
        shown=showtimes.line(windows, visit.words),
        when=wording.time_span(content.when, zone, visit.words) if content.when else "",
        day=wording.date_line(wording.local(content.when.starts, zone), visit.words) if content.when else "",
        picture=_picture_of(fields.get("picture", ""), subject),
        print=drawing.keep_draft(visit.hub, subject, filled, visit.now) if look else "",
        source=""
        if subject.new
        else source_name(visit.hub, visit.hub.store.item(subject.raw.id), visit.words),
        last=None if subject.new else visit.hub.store.last_edit(subject.raw.id),
    )


def _pictures(subject: Subject) -> list[Picture]:
    """Every picture that it has or had."""
    placed = [one.picture for one in (subject.item, subject.series) if one and one.picture]
    return [*subject.raw.content.pictures, *placed]


def _picture_of(url: str, subject: Subject) -> str:
    """The hash of the picture at `url`, "" where there is none to show."""
    found = next((one.sha256 for one in _pictures(subject) if one.url == url and one.sha256), "")
    return found or (url.removeprefix(form.UPLOAD) if url.startswith(form.UPLOAD) else "")


def _known_picture(hub: Hub, url: str, subject: Subject) -> bool:
    """Whether a form may name this picture: one it has had, none, or one that was uploaded."""
    if url in ("", form.NO_PICTURE) or url in [one.url for one in _pictures(subject)]:
        return True
    return url.startswith(form.UPLOAD) and url in hub.store.pictures()
