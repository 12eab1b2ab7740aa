"""The agenda: groups as staff see them, and the places that lines get when one is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from signage.core.agenda import Line, Section, arrange, moved
from signage.core.item import Kind
from signage.core.placement import Placement

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
TODAY, ZONE = date(2026, 11, 28), ZoneInfo("Europe/London")


def line(
    name: str,
    kind: Kind = Kind.NOTICE,
    *,
    starts: datetime | None = None,
    pinned: bool = False,
    hidden: bool = False,
    said: Placement | None = None,
    since: datetime = NOON,
) -> Line:
    return Line(
        id=name,
        kind=kind,
        text=name,
        hidden=hidden,
        pinned=pinned,
        starts=starts,
        since=since,
        placement=said,
    )


def placed(name: str, **how: object) -> Placement:
    return Placement(target=name, **how)  # type: ignore[arg-type]


def test_groups_stand_in_the_order_of_the_page() -> None:
    groups = arrange(
        [
            line("post", Kind.POST, since=NOON - timedelta(hours=1)),
            line("newer post", Kind.POST),
            line("offer"),
            line("lift", said=placed("lift", order=1)),
            line("chess", Kind.EVENT, starts=NOON + timedelta(days=2)),
            line("talk", Kind.EVENT, starts=NOON + timedelta(hours=3)),
            line("fair", Kind.EVENT, starts=NOON - timedelta(days=3)),
            line("pinned here", Kind.EVENT, starts=NOON, said=placed("x", pinned=True)),
            line("pinned there", pinned=True),
            line("unpinned", pinned=True, said=placed("x", pinned=False)),
            line("hidden", pinned=True, hidden=True),
        ],
        TODAY,
        ZONE,
    )
    told = [(group.section, group.day, [one.id for one in group.lines]) for group in groups]
    assert told == [
        (Section.PINNED, None, ["pinned here", "pinned there"]),
        (Section.DAY, TODAY, ["fair", "talk"]),
        (Section.DAY, date(2026, 11, 30), ["chess"]),
        (Section.ANY_DAY, None, ["lift", "hidden", "offer", "unpinned"]),
        (Section.VOICES, None, ["newer post", "post"]),
    ]
    assert [group.ordered for group in groups] == [True, False, False, True, False]


def test_only_places_that_change_are_written() -> None:
    lines = [line("a", said=placed("a", order=1)), line("b", said=placed("b", order=2)), line("c")]
    assert moved(lines, "a", 0) == moved(lines, "z", 0) == ()
    assert [(one.id, place) for one, place in moved(lines, "c", 1)] == [("c", 2), ("b", 3)]


@given(st.permutations(range(6)), st.integers(0, 5), st.integers(-3, 9))
def test_after_a_move_the_lines_stand_as_asked(orders: list[int], which: int, to: int) -> None:
    lines = [line(str(n), said=placed(str(n), order=order)) for n, order in enumerate(orders)]
    before = arrange(lines, TODAY, ZONE)[0].lines
    given_places = {one.id: place for one, place in moved(before, str(which), to)}
    now = {**dict(zip(map(str, range(6)), orders, strict=True)), **given_places}
    after = arrange([line(name, said=placed(name, order=order)) for name, order in now.items()], TODAY, ZONE)
    wanted = [one.id for one in before if one.id != str(which)]
    wanted.insert(max(0, min(to, 5)), str(which))
    if given_places:
        assert [one.id for one in after[0].lines] == wanted
    else:
        assert [one.id for one in before] == wanted
