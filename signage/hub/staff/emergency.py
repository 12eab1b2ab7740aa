"""The page of emergencies: words before everything, on every screen, with a hard end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Response

from signage.core import wording
from signage.core.emergency import LONGEST, LONGEST_HEADLINE, LONGEST_LINE, MOST_LINES, Arrow, Emergency, Mode
from signage.core.role import Permission
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.sources.text import tidy_line
from signage.words import Words

router = APIRouter(prefix="/playlist/emergency")

Edit = Annotated[Visit, needs(Permission.EDIT)]
Typed = Annotated[str, Form(max_length=4000)]
#: The end that the form begins with.
USUAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The form as it was sent."""

    headline: str = ""
    lines: str = ""
    until_day: str = ""
    until_time: str = ""
    mode: str = Mode.REPLACE.value
    arrow: str = ""

    def emergency(self, zone: ZoneInfo, now: datetime) -> Emergency | None:
        """What it says; None where its end is no time."""
        try:
            day, clock = date.fromisoformat(self.until_day), time.fromisoformat(self.until_time)
            until = datetime.combine(day, clock.replace(tzinfo=None), tzinfo=zone).astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        lines = (tidy_line(line)[0].strip() for line in self.lines.splitlines())
        return Emergency(
            headline=tidy_line(self.headline)[0].strip(),
            lines=tuple(line for line in lines if line),
            issued=now,
            until=until,
            mode=Mode(self.mode) if self.mode in set(Mode) else Mode.REPLACE,
            arrow=Arrow(self.arrow) if self.arrow in set(Arrow) else Arrow.NONE,
        )


def wrong_with(emergency: Emergency | None, now: datetime, words: Words) -> Mapping[str, str]:
    """What is wrong, by field; empty where it can go up."""
    if emergency is None:
        return {"until": words.text("An emergency needs an end: a day and a time.")}
    wrong = {}
    if not emergency.headline:
        wrong["headline"] = words.text("Say in a few words what people must do.")
    elif len(emergency.headline) > LONGEST_HEADLINE:
        wrong["headline"] = words.text(
            "At most {most} characters can be read from afar.", most=LONGEST_HEADLINE
        )
    if len(emergency.lines) > MOST_LINES:
        wrong["lines"] = words.text("At most {most} lines can be taken in.", most=MOST_LINES)
    elif any(len(line) > LONGEST_LINE for line in emergency.lines):
        wrong["lines"] = words.text("A line holds {most} characters.", most=LONGEST_LINE)
    if emergency.until <= now:
        wrong["until"] = words.text("This is over already. Choose a later day or time.")
    elif emergency.until - now > LONGEST:
        wrong["until"] = words.text(
            "At most {most} days; start it again when they are over.", most=LONGEST.days
        )
    return wrong


@router.get("")
def page(visit: Edit) -> Response:
    """What is on, and the form."""
    until = wording.local(visit.now + USUAL, visit.zone)
    return _page(visit, Asked(until_day=until.date().isoformat(), until_time=f"{until:%H:%M}"), {})


@router.post("")
def start(
    visit: Edit,
    headline: Typed = "",
    lines: Typed = "",
    until_day: Typed = "",
    until_time: Typed = "",
    mode: Typed = "",
    arrow: Typed = "",
) -> Response:
    """Put it on every screen, in the stead of what may be on."""
    asked = Asked(
        headline=headline, lines=lines, until_day=until_day, until_time=until_time, mode=mode, arrow=arrow
    )
    emergency = asked.emergency(visit.zone, visit.now)
    wrong = wrong_with(emergency, visit.now, visit.words)
    if wrong or emergency is None:
        return _page(visit, asked, wrong, 422)
    visit.hub.store.start_emergency(emergency, by=visit.person.name, now=visit.now)
    visit.hub.announcer.poke()
    said = visit.words.text("It is on every screen until {when}.", when=visit.when(emergency.until))
    return visit.back("/playlist/emergency", said)


@router.post("/end")
def end(visit: Edit) -> Response:
    """Take it off every screen."""
    ended = visit.hub.store.end_emergency(by=visit.person.name, now=visit.now)
    visit.hub.announcer.poke()
    words = visit.words
    return visit.back(
        "/playlist", words.text("The emergency is over.") if ended else words.text("No emergency was shown.")
    )


def _page(visit: Visit, asked: Asked, wrong: Mapping[str, str], status: int = 200) -> Response:
    return visit.page(
        "staff/emergency.html",
        status,
        asked=asked,
        wrong={"headline": "", "lines": "", "until": "", **wrong},
        now_on=visit.hub.store.emergency(visit.now),
        most=LONGEST_HEADLINE,
    )
