"""Calendars as they were found in the world: none may crash, and some were counted by hand."""

from __future__ import annotations

import hashlib
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from signage.errors import SourceError
from signage.sources.calendar import AHEAD, BEHIND, Calendar
from signage.sources.plan import Place, Received, Response, SourceOptions, SourceState

SECONDS = 5.0


def calendars(folder: Path) -> list[Path]:
    places = (
        ("corpus/ics", "*"),
        ("corpus/hostile", "*.ics"),
        ("hostile/ics", "**/*.ics"),
        ("hostile/generated", "ics-*"),
    )
    return sorted(
        path for place, pattern in places for path in (folder / place).glob(pattern) if path.is_file()
    )


def first_day(body: bytes) -> datetime:
    """Half a day before the first event's start."""
    body = re.sub(rb"(?:\r*\n|\r)[ \t]", b"", body)
    begin = max(0, body.find(b"BEGIN:VEVENT"))
    found = re.search(rb"DTSTART[^\r\n]*?:(\d{4})-?(\d\d)-?(\d\d)", body[begin:])
    year, month, day = (int(part) for part in found.groups()) if found else (2026, 7, 1)
    try:
        return datetime(year, month, day, tzinfo=UTC) - timedelta(hours=12)
    except ValueError:
        return datetime(2026, 7, 1, tzinfo=UTC)


def answer(body: bytes, now: datetime, zone: str) -> Received:
    plan = Calendar(
        SourceOptions(
            id="found", kind="calendar", url="https://calendar.example/a.ics", place=Place(timezone=zone)
        )
    )
    (request,) = plan.start(SourceState(), now)
    return plan.receive(Response(request=request, body=body), SourceState(), now)


def test_every_calendar_gives_items_or_says_why(corpus: Path) -> None:
    """Counts over the whole corpus; a calendar may be silent only where its dates lie elsewhere."""
    files = calendars(corpus)
    assert len(files) > 300
    with_events = silent = 0
    slow: list[str] = []
    for path in files:
        body = path.read_bytes()
        now = first_day(body)
        began = time.process_time()
        if b"BEGIN:VEVENT" not in body and b"BEGIN:VCALENDAR" not in body:
            with pytest.raises(SourceError):
                answer(body, now, "America/New_York")
            continue
        received = answer(body, now, "America/New_York")
        if time.process_time() - began > SECONDS:
            slow.append(path.name)
        if b"BEGIN:VEVENT" in body:
            with_events += 1
            silent += not (received.items or received.problems)
        for item in received.items:
            when = item.content.when
            assert when is not None
            assert when.starts.astimezone(UTC) <= when.ends.astimezone(UTC), path.name
            assert when.starts.astimezone(UTC) < now + AHEAD
            assert when.ends.astimezone(UTC) >= now - BEHIND
            assert item.content.text
            assert "\n" not in item.content.text
            assert not re.search(r"</?(p|br|b|a|div|span)\b", item.content.text + item.content.detail)
    assert slow == []
    assert silent / with_events <= 0.02


# sha256 of the file, now, the library's zone, how many items, sha256 of the first title, the first and
# the last start in UTC. All read off the files by eye.
BY_HAND = [
    # LibCal: eight events, three of them whole days
    (
        "6fe9be50960d73b3",
        "2026-07-30 12:00",
        "America/Toronto",
        8,
        "54e76fe0bbca2932",
        "2026-07-31 04:00",
        "2026-08-28 04:00",
    ),
    # LibCal: one event in UTC
    (
        "c8df399a79aea831",
        "2022-05-19 12:00",
        "Asia/Singapore",
        1,
        "1ebb5f58d87f6860",
        "2022-05-20 06:00",
        "2022-05-20 06:00",
    ),
    # a VTIMEZONE with two names; whole days and meetings mixed
    (
        "767f58ddec767c56",
        "2024-05-07 12:00",
        "America/Chicago",
        16,
        "1d74cd7be8a09d7e",
        "2024-05-08 05:00",
        "2024-07-03 05:00",
    ),
    # whole days, weekends, DTSTART without VALUE=DATE, EXDATE of another type
    (
        "50806733f117ac26",
        "2023-12-20 12:00",
        "UTC",
        17,
        "9b6a59b102bf43af",
        "2023-12-24 00:00",
        "2024-02-18 00:00",
    ),
    # whole days, UNTIL in UTC
    (
        "0569ec1f1fef8b85",
        "2022-08-01 12:00",
        "America/New_York",
        34,
        "72af7261f198fbf3",
        "2022-08-02 04:00",
        "2022-09-04 04:00",
    ),
    # three days, one renamed
    (
        "194d9654d7c3f6c0",
        "2026-01-31 12:00",
        "America/New_York",
        3,
        "8490fd461b6e08ac",
        "2026-02-01 15:00",
        "2026-02-03 15:00",
    ),
    # a birthday until the same day
    (
        "d280b00a982a421b",
        "2025-05-04 12:00",
        "Europe/Berlin",
        1,
        "bab8ae50f1548c6f",
        "2025-05-04 22:00",
        "2025-05-04 22:00",
    ),
    # Wednesdays at 15:00 in Los Angeles over the change of clocks, two taken out
    (
        "45a9330ea7ba3c5e",
        "2023-10-24 12:00",
        "Europe/London",
        7,
        "bb81543427aff390",
        "2023-10-25 22:00",
        "2023-12-20 23:00",
    ),
    # Wednesdays at 11:00 in Sydney over the change of clocks, two taken out
    (
        "434be1d6148f67e2",
        "2023-09-19 12:00",
        "Europe/London",
        7,
        "bb81543427aff390",
        "2023-09-20 01:00",
        "2023-11-15 00:00",
    ),
    # ten days, two taken out, one moved to another day and ending before it starts
    (
        "bdb3fe0e70d82c71",
        "2015-07-05 12:00",
        "America/New_York",
        8,
        "66352e4881d8a945",
        "2015-07-06 19:00",
        "2015-07-15 19:00",
    ),
    # every third week, one taken out in a newer SEQUENCE
    (
        "df5cb2c3351f1a7b",
        "2024-07-28 12:00",
        "UTC",
        2,
        "ecd71870d1963316",
        "2024-07-29 00:00",
        "2024-09-09 00:00",
    ),
    # three evenings, one cancelled
    (
        "50bb6a397166a8af",
        "2020-01-27 12:00",
        "Europe/Berlin",
        3,
        "a296a756b6be0b2e",
        "2020-01-28 21:00",
        "2020-01-30 21:00",
    ),
    # daily at 14:00 in New York over the change of clocks, UNTIL without a zone
    (
        "b45396a55fb2d007",
        "2024-02-29 12:00",
        "Europe/London",
        15,
        "688cfb60422aa710",
        "2024-03-01 19:00",
        "2024-03-15 18:00",
    ),
    # whole days over the change of clocks, one moved
    (
        "e1dc693db315b268",
        "2024-10-26 12:00",
        "Europe/Berlin",
        3,
        "c955b1273237227d",
        "2024-10-26 22:00",
        "2024-10-29 23:00",
    ),
    # UTC times with X-WR-TIMEZONE
    (
        "ebbc26661882664e",
        "2021-12-21 12:00",
        "Europe/London",
        2,
        "f0c30ecaac7dd053",
        "2021-12-22 17:00",
        "2021-12-23 02:00",
    ),
    # an end before its start, and a task
    (
        "7e59564f950cf96b",
        "2023-12-17 12:00",
        "America/New_York",
        1,
        "9b38b8f5877f2395",
        "2023-12-18 22:45",
        "2023-12-18 22:45",
    ),
    # a third Wednesday taken out, a PERIOD added
    (
        "f3fbad70895f3216",
        "2023-11-20 12:00",
        "Europe/London",
        2,
        "3f814ed52076354e",
        "2023-12-13 20:00",
        "2024-01-17 20:00",
    ),
]


@pytest.mark.parametrize(("digest", "now", "zone", "count", "title", "first", "last"), BY_HAND)
def test_counted_by_hand(
    corpus: Path, digest: str, now: str, zone: str, count: int, title: str, first: str, last: str
) -> None:
    (path,) = [
        path
        for path in (corpus / "corpus/ics").iterdir()
        if hashlib.sha256(path.read_bytes()).hexdigest().startswith(digest)
    ]
    items = answer(path.read_bytes(), datetime.fromisoformat(now).replace(tzinfo=UTC), zone).items
    starts = [
        f"{item.content.when.starts.astimezone(UTC):%Y-%m-%d %H:%M}" for item in items if item.content.when
    ]
    assert len(items) == count
    assert hashlib.sha256(items[0].content.text.encode()).hexdigest().startswith(title)
    assert (starts[0], starts[-1]) == (first, last)
