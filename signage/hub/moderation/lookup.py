"""Two questions of every desk: what was on the screens then, and why is this item not on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from signage.core import wording
from signage.core.absence import Standing, why_absent
from signage.core.airing import Airing
from signage.core.decision import Scope, State
from signage.core.emergency import EMERGENCY
from signage.core.item import Item
from signage.core.placement import together
from signage.core.snapshot import zone_of
from signage.errors import ItemNotFound
from signage.hub.hub import Hub
from signage.hub.screens.diary import named
from signage.hub.screens.report import ANSWERS_WITHIN
from signage.store.items import short_id
from signage.store.log import NOBODY, WRITER
from signage.words import Words

MINUTE = timedelta(minutes=1)
#: Items that a question by words is answered for, the newest first.
MOST_ANSWERS = 5
#: So far back it is told when an item was on last.
LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One stretch. `item` is None where its words are not kept any more, and for an emergency."""

    item: Item | None
    emergency: bool
    began: str
    ended: str

    @property
    def may_return(self) -> bool:
        """Whether hiding it would change anything."""
        return self.item is not None and self.item.state is State.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One screen, and what it showed, as it reported."""

    screen: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Why one item is not on the screens: each sentence with the screens of which it holds.

    `item` is None where its words are not kept any more; `last` says when and where it was on last.
    """

    item: Item | None
    whys: tuple[tuple[str, str], ...]
    last: str = ""


def boards(hub: Hub, moment: datetime, words: Words) -> tuple[Board, ...]:
    """What every screen showed within the minute that begins at `moment`."""
    found = hub.diary.between(moment, moment + MINUTE)
    items = _by_name(hub, found)
    names = sorted({*hub.store.screens(), *(one.screen for one in found)})
    zone = zone_of(hub.settings.library.timezone)

    def clock(when: datetime) -> str:
        return words.digits(f"{wording.local(when, zone):%H:%M:%S}")

    def rows(screen: str) -> Iterator[Row]:
        for one in found:
            if one.screen == screen:
                yield Row(
                    item=items.get(one.item),
                    emergency=one.item.startswith(EMERGENCY),
                    began=clock(one.began),
                    ended=clock(one.ended),
                )

    return tuple(Board(screen=name, rows=tuple(rows(name))) for name in names)


def answers(hub: Hub, asked: str, words: Words, now: datetime) -> tuple[Answer, ...]:
    """Why what was asked for is not on the screens: by a comment's code, an item's id, or words in it."""
    comment = hub.letterbox.id_of(asked)
    if comment is not None:
        try:
            return (answer(hub, hub.store.item(comment), words, now),)
        except ItemNotFound:
            return _erased(hub, comment, words)
    named_so = hub.store.items(ids=[asked]) or _by_short(hub, asked.casefold())
    found = named_so or hub.store.saying(asked, MOST_ANSWERS)
    return tuple(answer(hub, item, words, now) for item in found)


def answer(hub: Hub, item: Item, words: Words, now: datetime) -> Answer:
    """Of one item, screen by screen; screens of which the same holds stand together."""
    standing = standing_of(hub, item, now)
    told = [(screen, _why(hub, standing, screen, words, now)) for screen in sorted(hub.store.screens())]
    whys = tuple(
        (why, ", ".join(screen for screen, _ in group) if len({one for _, one in told}) > 1 else "")
        for why, group in groupby(sorted(told, key=lambda pair: pair[1]), key=lambda pair: pair[1])
    )
    return Answer(item=item, whys=whys, last=_last(hub, item, words, now))


def standing_of(hub: Hub, item: Item, now: datetime) -> Standing:
    """What the core has to know of an item to say why it is not shown."""
    store, series = hub.store, item.raw.series
    place = store.queue_place(item.id, now)
    said = (one for one in reversed(store.decisions(item.id)) if one.by not in NOBODY)
    return Standing(
        item=item,
        placement=together(
            store.placement(item.id), store.placement(series, Scope.SERIES) if series else None
        ),
        decision=next(said, None),
        queued=(place.number, store.queue_length(now)) if place else None,
    )


def _why(hub: Hub, standing: Standing, screen: str, words: Words, now: datetime) -> str:
    snapshot = hub.editions.of(screen).snapshot
    snapshot = replace(snapshot, library=replace(snapshot.library, locale=words.locale))
    stopped = hub.store.stops.current() is not None
    why = why_absent(standing, snapshot, now, words, ages=hub.settings.ages, stopped=stopped)
    if why:
        return why
    seen, report = hub.reports.newest().get(screen, (None, None))
    if seen is None or now - seen >= ANSWERS_WITHIN:
        return words.text("may be shown, but this screen is not answering")
    if report is not None and standing.item.id in report.failed:
        return words.text("this screen could not draw it")
    if report is not None and standing.item.id in report.painted:
        return words.text("is on now")
    return words.text("may be shown, and comes when it is its turn")


def _last(hub: Hub, item: Item, words: Words, now: datetime) -> str:
    found = hub.diary.between(now - LATELY, now + MINUTE, item=named(item.id))
    if not found:
        return ""
    newest = max(found, key=lambda one: one.ended)
    when = wording.moment_of(newest.ended, zone_of(hub.settings.library.timezone), words)
    return words.text("On last: {screen}, {when}.", screen=newest.screen, when=when)


def _erased(hub: Hub, item_id: str, words: Words) -> tuple[Answer, ...]:
    """A comment whose words are not kept any more: the log still says what became of it."""
    log = hub.store.decisions(item_id)
    if not log:
        return ()
    said = (
        words.text("withdrawn by its writer")
        if log[-1].by == WRITER
        else words.text("its time was over, and its words were deleted")
    )
    return (Answer(item=None, whys=((said, ""),)),)


def _by_name(hub: Hub, airings: tuple[Airing, ...]) -> dict[str, Item]:
    names = {one.item for one in airings if not one.item.startswith(EMERGENCY)}
    return {name: item for name in names for item in _by_short(hub, name)}


def _by_short(hub: Hub, name: str) -> list[Item]:
    """The item with this short id; not one that only begins so."""
    try:
        item = hub.store.item(name)
    except ItemNotFound:
        return []
    return [item] if short_id(item.id) == name else []
