"""The parts of reading iCalendar."""
