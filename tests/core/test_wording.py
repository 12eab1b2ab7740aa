from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from signage.core.item import When
from signage.core.wording import (
    Phase,
    age,
    clock_time,
    date_line,
    last_day,
    local,
    long_date,
    moment,
    month,
    next_age,
    short_date,
    speak_when,
    time_span,
    wall_clock,
    weekday,
)
from signage.words import Words
from tests.core.build import event_time

LONDON = ZoneInfo("Europe/London")
ENGLISH, GERMAN, AMERICAN = Words("en-GB"), Words("de"), Words("en-US")


def at(day: int, hour: int = 0, minute: int = 0, month: int = 11, *, fold: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON, fold=fold)


NOW = at(23, 14, 40)


@pytest.mark.parametrize(
    ("starts", "said", "phase"),
    [
        (at(23, 14, 30), "right now", Phase.NOW),
        (at(23, 14, 40), "right now", Phase.NOW),
        (at(23, 14, 41), "in 1 min", Phase.SOON),
        (at(23, 15), "in 20 min", Phase.SOON),
        (at(23, 15, 39), "in 59 min", Phase.SOON),
        (at(23, 15, 40), "today 15:40", Phase.TODAY),
        (at(23, 23, 59), "today 23:59", Phase.TODAY),
        (at(24, 0), "tomorrow 00:00", Phase.TOMORROW),
        (at(26, 15), "Thu 15:00", Phase.WEEKDAY),
        (at(29, 15), "Sun 15:00", Phase.WEEKDAY),
        (at(30, 15), "Mon 30 Nov", Phase.DATE),
        (datetime(2027, 11, 27, 15, tzinfo=LONDON), "Sat 27 Nov 2027", Phase.DATE),
        (at(23, 13, 40), "over", Phase.OVER),
    ],
)
def test_an_event_is_said_by_how_near_it_is(starts: datetime, said: str, phase: Phase) -> None:
    label = speak_when(event_time(starts), NOW, ENGLISH)
    assert (str(label).replace("\u00a0", " "), label.phase) == (said, phase)


def test_the_last_seconds_are_a_minute_and_midnight_is_no_border_for_minutes() -> None:
    assert (
        speak_when(event_time(at(23, 15)), at(23, 14, 59) + timedelta(seconds=50), ENGLISH).strong
        == "1\u00a0min"
    )
    assert speak_when(event_time(at(24, 0, 10)), at(23, 23, 50), ENGLISH).strong == "20\u00a0min"


@pytest.mark.parametrize(
    ("first", "days", "said"),
    [
        (at(23), 1, "today"),
        (at(24), 1, "tomorrow"),
        (at(28), 1, "Sat 28 Nov"),
        (at(21), 9, "until Sun"),
        (at(21), 20, "until 10 Dec"),
        (at(20), 4, "today"),
    ],
)
def test_days_without_hours(first: datetime, days: int, said: str) -> None:
    when = When(starts=first, ends=first + timedelta(days=days), all_day=True)
    assert str(speak_when(when, NOW, ENGLISH)).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (at(23, 14, 30), "cancelled: today 14:30"),
        (at(23, 15), "cancelled: today 15:00"),
        (at(26, 15), "cancelled: Thu 15:00"),
    ],
)
def test_a_cancelled_event_says_so_and_never_counts_down(starts: datetime, said: str) -> None:
    assert str(speak_when(event_time(starts), NOW, ENGLISH, cancelled=True)) == said


def test_a_clock_that_was_not_set_gives_plain_dates() -> None:
    wrong = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)
    label = speak_when(event_time(at(26, 15)), wrong, ENGLISH)
    assert (str(label).replace("\u00a0", " "), label.phase) == ("Thu 26 Nov", Phase.DATE)
    assert speak_when(event_time(wrong), wrong, ENGLISH).phase is Phase.DATE
    assert age(wrong, wrong, ENGLISH).startswith("1\u00a0Jan")


def test_other_languages_and_clocks() -> None:
    when = event_time(at(26, 15))
    assert str(speak_when(when, NOW, AMERICAN)) == "Thu 3\u00a0pm"
    assert str(speak_when(when, NOW, GERMAN)) == "Do 15:00"
    assert str(speak_when(event_time(at(23, 15)), NOW, GERMAN)) == "in 20\u00a0Min."
    assert clock_time(time(15, 30), AMERICAN) == "3:30\u00a0pm"
    assert clock_time(time(0), AMERICAN) == "12\u00a0am"
    assert (date_line(NOW, ENGLISH), month(NOW.date(), GERMAN)) == ("Mon\u00a023\u00a0Nov", "Nov")
    assert weekday(NOW.date(), GERMAN, whole=True) == "Montag"
    assert short_date(date(2026, 11, 3), AMERICAN) == "Nov\u00a03"
    assert long_date(date(2026, 11, 3), GERMAN).replace("\u00a0", " ") == "3. November"
    assert clock_time(time(15), Words("tlh-QX")) == clock_time(time(15), Words("en"))


def test_spans() -> None:
    assert time_span(event_time(at(23, 15), timedelta(minutes=90)), LONDON, ENGLISH) == "15:00–16:30"
    assert time_span(event_time(at(23, 15), timedelta(0)), LONDON, ENGLISH) == "15:00"
    guessed = replace(event_time(at(23, 15), timedelta(hours=1)), open_end=True)
    assert time_span(guessed, LONDON, ENGLISH) == "15:00"
    assert time_span(event_time(at(23), timedelta(days=1), all_day=True), LONDON, ENGLISH) == ""
    days = time_span(event_time(at(23), timedelta(days=3), all_day=True), LONDON, ENGLISH)
    assert days.replace("\u00a0", " ") == "23 Nov – 25 Nov"
    night = time_span(event_time(at(23, 22), timedelta(hours=4)), LONDON, ENGLISH)
    assert night.replace("\u00a0", " ") == "23 Nov 22:00 – 24 Nov 02:00"
    american = time_span(event_time(at(23, 15), timedelta(minutes=90)), LONDON, AMERICAN)
    assert american.replace("\u00a0", " ") == "3 pm – 4:30 pm"


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en-GB", "14:40"), ("en-US", "2:40"), ("ar-EG", "٢:٤٠"), ("fi", "14.40"), ("ko", "2:40")],
)
def test_a_clock_on_the_wall_says_neither_am_nor_pm(locale: str, said: str) -> None:
    assert wall_clock(NOW, Words(locale)) == said


# The clocks of London go from 01:00 to 02:00 on 28 March 2027 and from 02:00 back to 01:00 on 31 October 2027.
def test_minutes_are_right_while_the_clocks_change() -> None:
    before = datetime(2027, 3, 28, 0, 50, tzinfo=LONDON)
    assert (
        str(speak_when(event_time(datetime(2027, 3, 28, 2, 10, tzinfo=LONDON)), before, ENGLISH))
        == "in 20\u00a0min"
    )
    first = datetime(2027, 10, 31, 1, 50, tzinfo=LONDON)
    second = datetime(2027, 10, 31, 1, 10, tzinfo=LONDON, fold=1)
    assert str(speak_when(event_time(second), first, ENGLISH)) == "in 20\u00a0min"
    assert str(speak_when(event_time(first, timedelta(minutes=5)), second, ENGLISH)) == "over"


def test_days_are_those_of_the_library() -> None:
    starts = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    tokyo = ZoneInfo("Asia/Tokyo")
    assert speak_when(event_time(starts), NOW, ENGLISH).phase is Phase.TODAY
    assert speak_when(event_time(starts), NOW.astimezone(tokyo), ENGLISH).phase is Phase.TOMORROW
    night = datetime(2026, 11, 24, 1, tzinfo=tokyo)
    assert speak_when(event_time(starts), night, ENGLISH).phase is Phase.TODAY


zones = st.timezones()
any_time = st.datetimes(timezones=zones, allow_imaginary=True)
years = st.datetimes(datetime(2026, 11, 2), datetime(2029, 12, 31), timezones=zones, allow_imaginary=True)  # noqa: DTZ001 - hypothesis wants its bounds naive
any_length = st.timedeltas(timedelta(0), timedelta(days=30)) | st.integers(1, 40).map(
    lambda n: timedelta(days=n)
)


def _ends(starts: datetime, length: timedelta) -> datetime:
    try:
        return starts + length
    except OverflowError:
        return starts


@settings(deadline=None, max_examples=150)
@given(
    any_time, any_length, any_time, st.booleans(), st.booleans(), st.sampled_from([ENGLISH, GERMAN, AMERICAN])
)
@example(
    datetime.max.replace(tzinfo=UTC), timedelta(0), datetime.min.replace(tzinfo=LONDON), False, False, ENGLISH
)
@example(
    datetime.min.replace(tzinfo=ZoneInfo("Asia/Tokyo")),
    timedelta(0),
    datetime.max.replace(tzinfo=UTC),
    True,
    False,
    GERMAN,
)
def test_no_moment_in_any_zone_is_too_strange(
    starts: datetime, length: timedelta, now: datetime, all_day: bool, cancelled: bool, words: Words
) -> None:
    when = When(starts=starts, ends=_ends(starts, length), all_day=all_day)
    label = speak_when(when, now, words, cancelled)
    assert label.strong
    assert bool(label.note) is cancelled
    assert age(starts, now, words)
    assert isinstance(time_span(when, now.tzinfo, words), str)


@settings(deadline=None, max_examples=400)
@example(
    datetime(2028, 3, 25, 23, 59, 58, 999999, tzinfo=ZoneInfo("America/Godthab")),
    timedelta(seconds=1209, microseconds=138154),
    timedelta(seconds=1209, microseconds=138154),
    ZoneInfo("Atlantic/Faeroe"),
    False,
    False,
)
@given(
    years,
    any_length,
    st.timedeltas(timedelta(days=-3), timedelta(days=3)),
    zones,
    st.booleans(),
    st.booleans(),
)
def test_today_is_never_said_of_another_day(
    starts: datetime, length: timedelta, ago: timedelta, zone: ZoneInfo, all_day: bool, cancelled: bool
) -> None:
    if all_day:
        starts = datetime.combine(starts.date(), time.min, tzinfo=zone)
        length = timedelta(days=max(1, length.days))
    when = event_time(starts, length, all_day=all_day)
    now = (moment(starts) + ago).astimezone(zone)
    label = speak_when(when, now, ENGLISH, cancelled)
    first, last = local(when.starts, zone).date(), last_day(when, zone)
    assert ("today" in str(label)) is (label.phase is Phase.TODAY)
    if label.phase is Phase.TODAY:
        assert first <= now.date() <= last
    if label.phase is Phase.TOMORROW:
        assert first == now.date() + timedelta(days=1)
    if label.phase is Phase.NOW:
        assert moment(when.starts) <= moment(now) < moment(when.ends)
    if label.phase is Phase.SOON:
        wait = moment(when.starts) - moment(now)
        assert timedelta(0) < wait <= timedelta(minutes=59)
        assert label.strong == f"{-(-wait // timedelta(minutes=1))}\u00a0min"
    if label.phase is Phase.OVER:
        assert moment(when.ends) <= moment(now)
    if first == now.date() and not all_day and moment(when.starts) > moment(now):
        assert label.phase in (Phase.TODAY, Phase.SOON)


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=5, seconds=50), "5 min"),
        (timedelta(hours=2, minutes=50), "2 h"),
        (timedelta(days=3, hours=20), "3 d"),
        (timedelta(days=7), "16 Nov"),
        (timedelta(days=400), "19 Oct 2025"),
        (timedelta(minutes=-30), "now"),
        (timedelta(days=-2), "25 Nov"),
    ],
)
def test_age_of_a_post(past: timedelta, said: str) -> None:
    assert age(NOW - past, NOW, ENGLISH).replace("\u00a0", " ") == said


def test_a_post_has_its_date_where_nobody_knows_what_happened_since() -> None:
    past = NOW - timedelta(hours=2)
    assert age(past, NOW, ENGLISH) == "2\u00a0h"
    assert age(past, NOW, ENGLISH, dated=True).replace("\u00a0", " ") == "23 Nov"


@settings(deadline=None, max_examples=150)
@given(st.timedeltas(timedelta(hours=-3), timedelta(days=7)), st.floats(0, 0.999))
def test_an_age_stands_until_its_next(past: timedelta, part: float) -> None:
    published = NOW - past
    changes = next_age(published, NOW)
    assert changes > NOW
    between = NOW + (changes - NOW) * part
    if past >= timedelta(hours=-1):
        assert age(published, between, ENGLISH) == age(published, NOW, ENGLISH)
        assert past >= timedelta(days=7) or age(published, changes, ENGLISH) != age(published, NOW, ENGLISH)


def test_arabic_moments_read_naturally() -> None:
    words = Words("ar-EG")
    assert _plain(date_line(NOW, words)) == "الاثنين، ٢٣ نوفمبر"
    assert _plain(clock_time(NOW, words)) == "٢:٤٠ م"
    assert _plain(str(speak_when(event_time(NOW + timedelta(minutes=20)), NOW, words))) == "بعد ٢٠ د"
    assert _plain(str(speak_when(event_time(NOW + timedelta(days=1)), NOW, words))) == "غدًا ٢:٤٠ م"
    assert _plain(str(speak_when(event_time(NOW - timedelta(minutes=5)), NOW, words))) == "تجري الآن"
    assert _plain(clock_time(NOW, Words("ar-MA"))) == "14:40"
    hours = event_time(NOW, timedelta(hours=1))
    assert _plain(time_span(hours, LONDON, words)) == "\u200f٢:٤٠ م – ٣:٤٠ م"
    assert time_span(hours, LONDON, Words("ar-MA")) == "\u200f14:40–15:40"


def _plain(said: str) -> str:
    return said.replace("\u00a0", " ")
