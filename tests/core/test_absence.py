"""Why an item is not on a screen: every rule that can keep it off, named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from signage.core.absence import Standing, why_absent
from signage.core.decision import Decision, Reason, State, Trust
from signage.core.emergency import Emergency, Mode
from signage.core.hours import OpeningHours
from signage.core.item import Item, Kind, Lane
from signage.core.placement import Placement
from signage.core.showing import Reach
from signage.core.snapshot import Ages, Mix, Snapshot
from signage.core.window import Window
from signage.words import for_locale
from tests.core.build import NOW, card, event_time, minutes, snapshot, stored

DAY = timedelta(days=1)
#: Open in the mornings only: closed at NOW.
MORNINGS = OpeningHours(week=(((time(9), time(12)),),) * 7)


def why(item: Item, of: Snapshot | None = None, **more: Any) -> str:
    of = of or snapshot(card(item.id))
    standing = {name: more.pop(name) for name in ("placement", "decision", "queued") if name in more}
    known = Standing(item=item, **standing)
    said = why_absent(known, of, more.pop("now", NOW), for_locale("en-GB"), ages=Ages(), **more)
    return said.replace("\u00a0", " ")


def hidden_by(name: str, note: str = "") -> Decision:
    return Decision(
        id=1, item="note:1", at=NOW - minutes(9), by=name, before=None, after=State.HIDDEN, note=note
    )


@pytest.mark.parametrize(
    ("item", "known", "said"),
    [
        (stored(private=True), {}, "a private booking: these are never shown"),
        (stored(state=State.GONE), {}, "deleted at its source"),
        (stored(state=State.WITHDRAWN), {}, "withdrawn by its writer"),
        (stored(state=State.HIDDEN), {}, "hidden"),
        (
            stored(state=State.HIDDEN),
            {"decision": hidden_by("Tom", "clause 3")},
            "hidden by Tom, Mon 23 Nov 14:31 (clause 3)",
        ),
        (stored(state=State.WAITING), {"queued": (3, 6)}, "waits, 3 of 6 in the queue"),
        (stored(state=State.WAITING), {}, "waits for a decision"),
        (
            stored(state=State.HELD, reasons=(Reason.LINK,)),
            {"queued": (1, 2)},
            "held, 1 of 2 in the queue",
        ),
        (
            stored(),
            {"placement": Placement(target="note:1", screens=("Café", "Hall"))},
            "only on Café, Hall",
        ),
        (stored(expires=NOW - minutes(5)), {}, "too old since 14:35"),
        (stored(windows=(Window(opens=time(16)),)), {}, "not before 16:00"),
        (stored(windows=(Window(last_day=date(2026, 11, 22)),)), {}, "its time is over"),
        (
            stored(kind=Kind.EVENT, lane=Lane.EVENTS, when=event_time(NOW - 2 * timedelta(hours=1))),
            {},
            "ended at 13:40",
        ),
        (
            stored(platform="x", kind=Kind.POST, lane=Lane.POSTS, confirmed=NOW - 2 * DAY, published=NOW),
            {},
            "not confirmed by its service since Sun 22 Nov 14:40",
        ),
        (stored(), {}, ""),
    ],
)
def test_the_rule_is_named(item: Item, known: dict[str, Any], said: str) -> None:
    assert why(item, **known) == said


def test_what_is_stopped_is_comments_and_posts() -> None:
    comment = stored(kind=Kind.COMMENT, lane=Lane.PATRONS, published=NOW)
    assert why(comment, stopped=True) == "comments and posts are stopped"
    assert why(stored(), stopped=True) == ""


def test_what_the_whole_screen_decides() -> None:
    comment = stored(kind=Kind.COMMENT, lane=Lane.PATRONS, published=NOW, trust=Trust.REVIEW)
    closed = snapshot(hours=MORNINGS)
    assert why(comment, closed) == "rests while the library is closed, until Tue 24 Nov 09:00"
    assert why(comment, snapshot(mix=Mix(patrons=0))) == "nothing of its kind is shown here"
    assert why(comment, reach=Reach(answered=False)) == "waits for the hub"
    assert why(comment, reach=Reach(silent_for=timedelta(hours=2))) == "rests while the hub is silent"
    alarm = Emergency(headline="Leave", issued=NOW - minutes(1), until=NOW + minutes(30), mode=Mode.REPLACE)
    assert why(comment, snapshot(emergency=alarm)) == "rests while an emergency is shown"
    assert why(comment, snapshot()) == "there is more to show than a screen can hold"


def test_staffs_own_windows_and_screens_come_before_the_sources() -> None:
    item = stored(windows=(Window(opens=time(16)),))
    placed = Placement(target=item.id, windows=(Window(opens=time(8)),))
    assert why(item, placement=placed) == ""
    assert why(item, placement=replace(placed, screens=("Screen",))) == ""


def test_the_clock_that_is_not_set() -> None:
    item = stored(windows=(Window(opens=time(8)),))
    early = datetime(2020, 1, 1, 12, tzinfo=UTC)
    assert why(item, now=early) == "is for certain times, and the clock is not set"
