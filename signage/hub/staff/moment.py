"""See any moment: what a screen shows then, drawn and in words, and what it leaves out and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import PlainTextResponse

from signage.core import wording
from signage.core.absence import why_absent
from signage.core.commission import Commission
from signage.core.programme import Played, make
from signage.core.role import Permission
from signage.core.snapshot import Screen, zone_of
from signage.errors import DisplayError
from signage.hub.hub import Hub
from signage.hub.moderation.lookup import standing_of
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.hub.previews import Preview, preview
from signage.hub.staff.playlist import screen_names
from signage.sources.text import opening
from signage.words import Words

router = APIRouter(prefix="/playlist/preview")

See = Annotated[Visit, needs(Permission.SEE)]

SIZE = "1280x720"
STEP = timedelta(minutes=30)
#: From here on nobody knows what people will say.
SAID_LATER = timedelta(days=1)
#: Nothing is planned further ahead.
FURTHEST = timedelta(days=400)
#: What the page tells of what is left out.
MOST_TOLD = 60
MOST_LETTERS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing of the programme, or one that is left out, and why. `seconds` of slides only."""

    words: str
    why: str
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What somebody wants to see."""

    screen: Screen
    at: datetime
    #: Whether it is the present moment, whenever that is.
    now: bool = False
    slide: int = 0


def look_of(hub: Hub, screen: str, at: str, slide: int, now: datetime) -> Look:
    """What an address asks for: the first screen and now where it does not say; 404 for no screen."""
    names = screen_names(hub)
    name = screen or (names[0] if names else "")
    if name not in names:
        raise HTTPException(404, "No screen has this name.")
    moment = _moment(at, zone_of(hub.settings.library.timezone), now)
    shown = hub.editions.look_of(name)
    slide = max(0, min(slide, 50))
    return Look(screen=shown, at=moment or now, now=moment is None, slide=slide)


@router.get("")
def page(
    visit: See, screen: str = "", at: str = "", day: str = "", clock: str = "", slide: int = 0
) -> Response:
    """The page. `at` is a time as HTML has it, on the library's clock; `day` and `clock` its parts."""
    hub, words = visit.hub, visit.words
    if not screen_names(hub):
        return visit.page("staff/no-moment.html")
    look = look_of(hub, screen, at or (f"{day}T{clock}" if day and clock else ""), slide, visit.now)
    seen = preview(hub.settings, hub.store, look.screen, look.at)
    spoken = _in(seen, words)
    zone = visit.zone
    here = wording.local(look.at, zone)
    return visit.page(
        "staff/preview.html",
        look=look,
        screens=screen_names(hub),
        at="" if look.now else f"{here:%Y-%m-%dT%H:%M}",
        day=here.date().isoformat(),
        clock=f"{here:%H:%M}",
        said=f"{wording.weekday(here.date(), words, whole=True)} {wording.long_date(here.date(), words)}, "
        f"{wording.clock_time(here, words)}",
        before=f"{wording.local(look.at - STEP, zone):%Y-%m-%dT%H:%M}",
        after=f"{wording.local(look.at + STEP, zone):%Y-%m-%dT%H:%M}",
        chips=chips(visit.now, zone, words),
        ticker=[Told(words=entry.words, why=entry.why) for entry in spoken.programme.ticker],
        slides=[
            Told(words=one.words, why=one.why, seconds=round(one.seconds)) for one in spoken.programme.slides
        ],
        left_out=left_out(hub, spoken, look, visit.now, words),
        closed=not hub.settings.library.hours.is_open(here),
        unknown=look.at - visit.now > SAID_LATER,
    )


@router.get("/picture")
def picture(visit: See, screen: str = "", at: str = "", slide: int = 0) -> Response:
    """The same, drawn. 503 while the painter has too much to do or cannot paint."""
    hub = visit.hub
    look = look_of(hub, screen, at, slide, visit.now)
    minute = look.at.replace(second=0, microsecond=0)
    snapshot = preview(hub.settings, hub.store, look.screen, minute).snapshot
    return drawn(lambda: hub.prints.jpeg(snapshot, Commission(at=minute, size=SIZE, slide=look.slide)))


def drawn(paint: Callable[[], bytes]) -> Response:
    """A picture; 503 and why where the painter has too much to do or cannot paint it."""
    try:
        body = paint()
    except DisplayError as error:
        return PlainTextResponse(f"{error.what} {error.do}", 503)
    return Response(body, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=30"})


def chips(now: datetime, zone: ZoneInfo, words: Words) -> tuple[tuple[str, str], ...]:
    """Moments that people ask for: where each leads, and its name."""
    here = wording.local(now, zone)
    saturday = here.date() + timedelta(days=(5 - here.weekday()) % 7 or 7)
    moments = (
        (here.date() + timedelta(days=1), time(10), words.text("Tomorrow")),
        (saturday, time(10), wording.weekday(saturday, words, whole=True)),
        (here.date() + timedelta(days=7), time(10), words.text("In a week")),
    )
    return (
        ("", words.text("Now")),
        *(
            (f"{day.isoformat()}T{clock:%H:%M}", f"{name} {wording.clock_time(clock, words)}")
            for day, clock, name in moments
        ),
    )


def left_out(hub: Hub, seen: Preview, look: Look, now: datetime, words: Words) -> tuple[Told, ...]:
    """What is not in the ticker then: what the screen knows of, and what it is never handed."""
    known = {item.id: item.content for item in seen.snapshot.items}
    told = [
        Told(words=opening(known[one.id].text, MOST_LETTERS), why=one.why) for one in seen.programme.left_out
    ]
    missing = [line.id for line in hub.store.agenda(now).lines if line.id not in known][:MOST_TOLD]
    stopped = hub.store.stops.current() is not None
    told += [
        Told(
            words=opening(item.content.text, MOST_LETTERS),
            why=why_absent(
                standing_of(hub, item, now),
                seen.snapshot,
                look.at,
                words,
                ages=hub.settings.ages,
                stopped=stopped,
            ),
        )
        for item in hub.store.items(ids=missing)
    ]
    return tuple(told[:MOST_TOLD])


def _moment(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The moment that `text` says on the library's clock; None for none, and for what is too far away."""
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = local.replace(tzinfo=zone).astimezone(UTC) if 2000 < local.year < 2200 else now
    return moment if abs(moment - now) <= FURTHEST else None


def _in(seen: Preview, words: Words) -> Preview:
    """The same programme with its reasons in the reader's language."""
    library = replace(seen.snapshot.library, locale=words.locale)
    snapshot = replace(seen.snapshot, library=library)
    programme = make(snapshot, seen.programme.screen, seen.programme.at, Played())
    return Preview(programme=programme, snapshot=snapshot)
