"""Calendars that chance writes: whatever they say, nothing but a SourceError comes out."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.errors import SourceError
from signage.sources.calendar import AHEAD, BEHIND, Calendar
from signage.sources.calendars.meeting import without_joining
from signage.sources.calendars.sheet import mended, sheets
from signage.sources.calendars.vevent import Vevent
from signage.sources.plan import Place, Received, Response, SourceOptions, SourceState

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kathmandu",
    "UTC",
)
NAMES = (
    *ZONES,
    "Eastern Standard Time",
    "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris",
    "Mars/Olympus",
    "",
)

TITLES = ("Tea", "Busy", "CANCELLED: Tea", "", "<b>Tea</b>", "Tea \\; cake")


def answer(body: bytes, zone: str) -> Received:
    place = Place(timezone=zone)
    plan = Calendar(SourceOptions(id="e", kind="calendar", url="https://c.example/a.ics", place=place))
    (request,) = plan.start(SourceState(), NOW)
    return plan.receive(Response(request=request, body=body), SourceState(), NOW)


def sound(received: Received) -> None:
    ids = [item.id for item in received.items]
    assert len(ids) == len(set(ids))
    for item in received.items:
        when = item.content.when
        assert when is not None
        starts, ends = when.starts.astimezone(UTC), when.ends.astimezone(UTC)
        assert starts <= ends
        assert starts < NOW + AHEAD
        assert ends > NOW - BEHIND or starts >= NOW - BEHIND
        assert item.content.text.strip()
        assert item.id.startswith("calendar:")


moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 6, 1))  # noqa: DTZ001
odd_moments = moments | st.datetimes()


@st.composite
def date_lines(draw: st.DrawFn, name: str) -> str:
    moment = draw(odd_moments)
    shape = draw(st.sampled_from(("date", "utc", "floating", "zone")))
    if shape == "date":
        return f"{name};VALUE=DATE:{moment.year:04}{moment:%m%d}"
    written = f"{moment.year:04}{moment:%m%dT%H%M%S}"
    if shape == "zone":
        return f"{name};TZID={draw(st.sampled_from(NAMES))}:{written}"
    return f"{name}:{written}{'Z' if shape == 'utc' else ''}"


@st.composite
def rules(draw: st.DrawFn) -> str:
    parts = [
        f"FREQ={draw(st.sampled_from(('SECONDLY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'X')))}"
    ]
    choices = (
        st.integers(-1, 400).map(lambda count: f"INTERVAL={count}"),
        st.integers(-1, 40).map(lambda count: f"COUNT={count}"),
        odd_moments.map(lambda moment: f"UNTIL={moment.year:04}{moment:%m%dT%H%M%S}"),
        moments.map(lambda moment: f"UNTIL={moment:%Y%m%dT%H%M%SZ}"),
        moments.map(lambda moment: f"UNTIL={moment:%Y%m%d}"),
        st.sampled_from(
            ("BYDAY=MO,WE", "BYDAY=-1FR", "BYDAY=9XX", "BYMONTHDAY=31", "BYMONTH=2", "BYMONTH=13")
        ),
        st.sampled_from(
            ("BYSETPOS=-1", "BYSETPOS=400", "BYHOUR=9,12", "BYYEARDAY=366", "BYWEEKNO=53", "WKST=SU")
        ),
    )
    parts += draw(st.lists(st.one_of(choices), max_size=3))
    return "RRULE:" + ";".join(parts)


@st.composite
def events(draw: st.DrawFn) -> str:
    lines = [
        f"UID:{draw(st.sampled_from('abc'))}",
        f"SUMMARY:{draw(st.sampled_from(TITLES))}",
        draw(date_lines("DTSTART")),
    ]
    more = (
        date_lines("DTEND"),
        date_lines("RECURRENCE-ID"),
        date_lines("EXDATE"),
        date_lines("RDATE"),
        rules(),
        st.sampled_from(
            ("DURATION:PT1H", "DURATION:-P9D", "DURATION:P99999999D", "DURATION:P1W", "SEQUENCE:2")
        ),
        st.sampled_from(
            ("STATUS:CANCELLED", "STATUS:TENTATIVE", "CLASS:PRIVATE", "LOCATION:Hall\\, 2", "X;=:")
        ),
    )
    lines += draw(st.lists(st.one_of(more), max_size=5))
    return "BEGIN:VEVENT\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\n"


def calendar(written: list[str], zone: str = "") -> bytes:
    heading = f"X-WR-TIMEZONE:{zone}\r\n" if zone else ""
    return ("BEGIN:VCALENDAR\r\n" + heading + "".join(written) + "END:VCALENDAR\r\n").encode()


@settings(deadline=None, max_examples=150)
@given(st.lists(events(), max_size=4), st.sampled_from(NAMES), st.sampled_from(ZONES))
def test_any_calendar_is_read_soundly(written: list[str], named: str, zone: str) -> None:
    sound(answer(calendar(written, named), zone))


@settings(deadline=None, max_examples=60)
@given(
    moments,
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.integers(1, 3),
    st.sampled_from(("zone", "floating", "utc")),
)
def test_a_weekly_event_keeps_its_hour(
    moment: datetime, zone: str, library: str, interval: int, shape: str
) -> None:
    local = moment.replace(minute=15, second=0, microsecond=0)
    if 0 <= local.hour <= 3:  # hours that a change of clocks skips or repeats
        local = local.replace(hour=12)
    home = ZoneInfo(zone)
    start = {
        "zone": f"DTSTART;TZID={zone}:{local:%Y%m%dT%H%M%S}",
        "floating": f"DTSTART:{local:%Y%m%dT%H%M%S}",
        "utc": f"DTSTART:{local.replace(tzinfo=home).astimezone(UTC):%Y%m%dT%H%M%SZ}",
    }[shape]
    text = f"BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Tea\r\n{start}\r\nRRULE:FREQ=WEEKLY;INTERVAL={interval}\r\nEND:VEVENT\r\n"
    received = answer(calendar([text], zone), library)
    sound(received)
    shown = [item.content.when.starts.astimezone(home) for item in received.items if item.content.when]
    assert {(one.hour, one.minute, one.weekday()) for one in shown} <= {(local.hour, 15, local.weekday())}
    if local.replace(tzinfo=home) < NOW:
        assert len(shown) >= AHEAD.days // 7 // interval


@settings(deadline=None, max_examples=60)
@given(
    st.datetimes(datetime(2019, 1, 1), datetime(2026, 11, 1)),  # noqa: DTZ001
    st.sampled_from(("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE,SA;WKST=SU")),
    st.integers(1, 5),
    st.sampled_from(("", "UNTIL=20261105T120000Z", "UNTIL=20260901")),
    st.integers(0, 60 * 60),
)
def test_a_rule_that_began_years_ago_gives_what_counting_from_its_start_gives(
    moment: datetime, rule: str, interval: int, until: str, minutes: int
) -> None:
    text = (
        f"BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Tea\r\nDTSTART;TZID=Europe/London:{moment:%Y%m%dT%H%M%S}\r\n"
        f"DURATION:PT{minutes}M\r\nRRULE:{rule};INTERVAL={interval};{until}".rstrip(";")
        + "\r\nEXDATE;VALUE=DATE:20261103\r\nEND:VEVENT\r\n"
    )
    quick = answer(calendar([text]), "Europe/London").items
    with patch.object(Vevent, "moved_up", lambda event, _day: event):
        assert quick == answer(calendar([text]), "Europe/London").items


@settings(deadline=None, max_examples=60)
@given(st.dates(date(2026, 10, 20), date(2026, 12, 10)), st.integers(0, 30), st.sampled_from(ZONES))
def test_whole_days_stay_the_days_that_were_written(first: date, days: int, zone: str) -> None:
    last = first + timedelta(days=days)
    text = (
        f"BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Tea\r\nDTSTART;VALUE=DATE:{first:%Y%m%d}\r\n"
        f"DTEND;VALUE=DATE:{last:%Y%m%d}\r\nEND:VEVENT\r\n"
    )
    (item,) = answer(calendar([text], "Pacific/Auckland"), zone).items
    when = item.content.when
    assert when is not None
    assert when.all_day
    assert (when.starts.date(), when.ends.date()) == (first, max(last, first + timedelta(days=1)))


@settings(deadline=None, max_examples=200)
@given(
    st.lists(events(), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=6)), max_size=12),
)
def test_damaged_bytes_are_an_error_or_a_calendar(
    written: list[str], damage: list[tuple[int, bytes]]
) -> None:
    body = bytearray(calendar(written, "Europe/London"))
    for position, piece in damage:
        place = position % len(body)
        body[place : place + max(1, len(piece))] = piece
    with suppress(SourceError):
        sound(answer(bytes(body), "Europe/London"))


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200), st.binary(max_size=200))
def test_taking_apart_never_fails(text: str, body: bytes) -> None:
    mended(f"DTSTART;TZID={text}:20261024T100000")
    assert len(without_joining(text)) <= len(text)
    assert all(
        isinstance(line, str)
        for sheet in sheets(b"BEGIN:VEVENT\n" + body)
        for lines in sheet.events
        for line in lines
    )
