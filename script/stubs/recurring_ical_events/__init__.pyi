"""The part of recurring-ical-events that this project uses; it ships no types of its own."""

from datetime import datetime
from typing import Any

from icalendar import Calendar

class CalendarQuery:
    def between(self, start: datetime, stop: datetime) -> list[Any]: ...

def of(a_calendar: Calendar, keep_recurrence_attributes: bool = False) -> CalendarQuery: ...
