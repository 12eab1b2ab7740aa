"""The opening hours in words, and when the words change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.hours import OpeningHours, Shift
from signage.core.opening import Opening, next_change, opening
from signage.words import Words

WEEK = OpeningHours(
    week=(
        (),
        *(((time(10), time(19)),),) * 3,
        ((time(10), time(12)), (time(14), time(19))),
        ((time(10), time(16)),),
        (),
    ),
    closed=(date(2026, 11, 25),),
)


def said(text: str, locale: str = "en-GB", hours: OpeningHours = WEEK) -> Opening:
    """What is said at `text`, a moment of the week of Tuesday 24 November 2026."""
    return opening(hours, datetime.fromisoformat(f"2026-11-{text}+00:00"), Words(locale))


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("at", "headline", "note"),
    [
        ("24 14:32", "Open today until 19:00", ""),
        ("24 18:00", "Open today until 19:00", ""),
        ("24 18:01", "Open today until 19:00", "closes in 59 min"),
        ("24 18:40", "Open today until 19:00", "closes in 20 min"),
        ("24 18:59:59", "Open today until 19:00", "closes in 1 min"),
        ("24 19:00", "Closed now", "opens Thu 10:00"),
        ("24 08:00", "Opens today at 10:00", ""),
        ("24 09:45", "Opens today at 10:00", "opens in 15 min"),
        ("25 11:00", "Closed today", "opens tomorrow 10:00"),
        ("27 10:30", "Open today until 12:00", "opens again at 14:00"),
        ("27 12:00", "Opens today at 14:00", ""),
        ("29 12:00", "Closed today", "opens Tue 10:00"),
    ],
)
def test_it_says_what_a_visitor_wants_to_know(at: str, headline: str, note: str) -> None:
    found = said(at)
    assert (plain(found.headline), plain(found.note)) == (headline, note)
    assert found.time in found.headline


@pytest.mark.parametrize(("locale", "first"), [("en-GB", 0), ("en-US", 6), ("ar-EG", 5), ("de", 0)])
def test_the_week_begins_where_the_country_begins_it(locale: str, first: int) -> None:
    for day in ("22", "24", "28"):
        week = said(f"{day} 11:00", locale).week
        assert [row.day.weekday() for row in week] == [(first + ahead) % 7 for ahead in range(7)]
        assert [row.day.day for row in week if row.today] == [int(day)]


def test_arabic_hours_are_written_in_arabic() -> None:
    late = OpeningHours(week=(((time(9), time(12)), (time(14), time.max)),) * 7)
    row = said("24 11:00", "ar-EG", late).week[0]
    assert [plain(one) for one in row.spans] == ["\u200f٩ ص – ١٢ م", "\u200f٢ م – ١٢ ص"]
    assert "، " in row.hours
    assert [plain(one) for one in said("24 11:00", "fa", late).week[0].spans] == [
        "\u200f۹ – ۱۲",
        "\u200f۱۴ – ۲۴",
    ]


def test_today_stands_out() -> None:
    rows = said("25 11:00").week
    assert [plain(row.hours) for row in rows] == [
        "closed",
        "10 – 19",
        "closed",
        "10 – 19",
        "10 – 12, 14 – 19",
        "10 – 16",
        "closed",
    ]
    assert [row.name for row in rows][:2] == ["Monday", "Tuesday"]
    assert [row.today for row in rows].index(True) == 2
    assert [row.open for row in rows].count(False) == 3


def test_half_hours_and_midnight() -> None:
    late = OpeningHours(week=(((time(9, 30), time.max),),) * 7)
    found = said("24 14:32", hours=late)
    assert plain(found.week[0].hours) == "09:30 – 24:00"
    assert found.headline == "Open today until 24:00"
    assert plain(said("24 14:32", "en-US", late).headline) == "Open today until 12 am"
    assert plain(said("24 14:32", "en-US").week[2].hours) == "10 am – 7 pm"


def test_german() -> None:
    found = said("24 18:40", "de-DE")
    assert (found.headline, plain(found.note)) == ("Heute geöffnet bis 19:00", "schließt in 20 Min.")
    assert (found.week[0].name, found.week[0].hours) == ("Montag", "geschlossen")


clocks = st.integers(0, 24 * 12 - 1).map(lambda step: time(step // 12, step % 12 * 5))


@st.composite
def shifts(draw: st.DrawFn) -> tuple[Shift, ...]:
    edges = sorted(draw(st.sets(clocks, max_size=4)))
    found = list(zip(edges[::2], edges[1::2], strict=False))
    if draw(st.booleans()) and found:
        found[-1] = (found[-1][0], time.max)
    return tuple(found)


weeks = st.tuples(*(shifts() for _ in range(7))).map(lambda week: OpeningHours(week=week))


@settings(deadline=None, max_examples=150)
@given(weeks, st.integers(0, 8 * 24 * 3600))
def test_words_stay_until_the_next_change(hours: OpeningHours, seconds: int) -> None:
    """Between two counted minutes, shifts and midnights nothing is said otherwise."""
    local = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=seconds)
    midnight = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0)
    edges = [midnight, next_change(hours, local), hours.closes_at(local), hours.opens_at(local)]
    change = min(edge for edge in edges if edge is not None and edge > local)
    words = Words("en-GB")
    assert opening(hours, local, words) == opening(hours, change - timedelta(microseconds=1), words)
