from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.sources.lists.days import AHEAD, Days, clock, day_and_clock, hours

MONDAY = date(2026, 11, 23)
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("2026-11-28", "en-GB", date(2026, 11, 28)),
        ("28/11/2026", "en-GB", date(2026, 11, 28)),
        ("28.11.2026", "de-DE", date(2026, 11, 28)),
        ("28.11.26", "de-DE", date(2026, 11, 28)),
        ("11/28/2026", "en-US", date(2026, 11, 28)),
        ("28.11.", "de-DE", date(2026, 11, 28)),
        ("3/1", "en-GB", date(2027, 1, 3)),
        ("28 November 2026", "en-GB", date(2026, 11, 28)),
        ("November 28th, 2026", "en-US", date(2026, 11, 28)),
        ("28. November 2026", "de-DE", date(2026, 11, 28)),
        ("28 novembre 2026", "fr-FR", date(2026, 11, 28)),
        ("Sat 28 Nov", "en-GB", date(2026, 11, 28)),
        ("Sa., 28.11.2026", "de-DE", date(2026, 11, 28)),
        ("Sat", "en-GB", date(2026, 11, 28)),
        ("Samstag", "de-DE", date(2026, 11, 28)),
        ("samedi", "fr-FR", date(2026, 11, 28)),
        ("Monday", "en-GB", MONDAY),
        ("next Monday", "en-GB", date(2026, 11, 30)),
        ("today", "en-GB", MONDAY),
        ("Morgen", "de-DE", date(2026, 11, 24)),
        ("+3 d", "en-GB", date(2026, 11, 26)),
        ("in 3 days", "en-GB", date(2026, 11, 26)),
        ("-1 d", "en-GB", date(2026, 11, 22)),
    ],
)
def test_a_day_in_the_words_of_a_list(text: str, locale: str, day: date) -> None:
    assert Days(MONDAY, locale).all(text) == (day,)


@pytest.mark.parametrize(
    "text", ["", "soon", "31/02/2026", "11/28/2026", "2026-13-01", "0001-01-01", "28", "every blue moon", "-"]
)
def test_what_is_no_day_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Days(MONDAY, "en-GB").all(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("every Tuesday", [24, 31]),
        ("jeden Dienstag", [24, 31]),
        ("Tuesdays", [24, 31]),
        ("every Mon and Wed", [23, 25, 30, 32]),
        ("weekend", [28, 29, 35, 36]),
    ],
)
def test_what_comes_back_is_laid_out_for_two_weeks(text: str, days: list[int]) -> None:
    first = date(2026, 11, 1)
    assert Days(MONDAY).all(text) == tuple(first + timedelta(days=day - 1) for day in days)


def test_every_day_is_two_weeks() -> None:
    assert len(Days(MONDAY).all("every day")) == AHEAD


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("Sat, Sun", (5, 6)),
        ("Fr-Mo", (0, 4, 5, 6)),
        ("Mo und Mi", (0, 2)),
        ("daily", tuple(range(7))),
    ],
)
def test_weekdays(text: str, numbers: tuple[int, ...]) -> None:
    assert Days(MONDAY, "de-DE").weekdays(text) == numbers


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("15:00", time(15)),
        ("15.30 Uhr", time(15, 30)),
        ("9 Uhr", time(9)),
        ("3pm", time(15)),
        ("12:15 a.m.", time(0, 15)),
        ("12 pm", time(12)),
        ("noon", time(12)),
        ("15h30", time(15, 30)),
        ("24:00", time(0)),
        ("09:05:00", time(9, 5)),
    ],
)
def test_times_of_day(text: str, moment: time) -> None:
    assert clock(text) == moment


@pytest.mark.parametrize("text", ["15", "25:00", "13 pm", "tea", "", "10:75"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        clock(text)


def test_hours_have_two_ends() -> None:
    assert hours("9 am to 12:30") == (time(9), time(12, 30))
    with pytest.raises(ValueError, match="noon"):
        hours("noon")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026-11-28 15:00", ("2026-11-28", time(15))),
        ("2026-07-01T14:00:00Z", ("2026-07-01", time(15))),
        ("28/11/2026 15:00:00", ("28/11/2026", time(15))),
        ("Sat 3 pm", ("Sat", time(15))),
        ("Saturday at 3 pm", ("Saturday", time(15))),
        ("28. November 2026, 19.30 Uhr", ("28. November 2026", time(19, 30))),
        ("28 November 2026", ("28 November 2026", None)),
        ("2026-11-28", ("2026-11-28", None)),
    ],
)
def test_a_day_with_a_time_behind_it(text: str, parts: tuple[str, time | None]) -> None:
    assert day_and_clock(text, LONDON) == parts


@settings(deadline=None, max_examples=200)
@given(
    st.text(alphabet="0123456789./- :apmSatundyevr+d,ÄТ", max_size=20),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_any_words_are_days_or_none(text: str, today: date) -> None:
    try:
        days = Days(today).all(day_and_clock(text, LONDON)[0])
    except ValueError:
        return
    assert all(1900 <= day.year <= 2200 for day in days)
