"""The page of one screen: how it fares, and how it shows things."""

from __future__ import annotations

from datetime import timedelta
from itertools import zip_longest
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Response

from signage import themes
from signage.core import legibility, wording
from signage.core.pairing import LONGEST_NAME
from signage.core.role import Permission
from signage.core.snapshot import Screen
from signage.errors import ScreenTaken
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit
from signage.hub.screens import look
from signage.hub.screens.admitting import fares
from signage.sources.text import tidy_line
from signage.words import Words

router = APIRouter(prefix="/settings/screens/look")

Administrator = Annotated[Visit, needs(Permission.ADMINISTER)]
Typed = Annotated[str, Form(max_length=200)]
#: How long a screen is asked to show its name; it counts for itself.
CALLED = timedelta(seconds=20)
Column = Annotated[list[str], Form(max_length=look.MOST_PERIODS + look.SPARE)]


@router.get("")
def one_screen(visit: Administrator, name: str = "") -> Response:
    """Its facts and its form."""
    return _one(visit, _known(visit, name))


def _one(visit: Visit, known: str, *, called: tuple[str, str] | None = None, status: int = 200) -> Response:
    """`called`: a name that was typed and what is wrong with it."""
    shown = visit.hub.editions.look_of(known)
    fields = {
        "theme": shown.theme,
        "layout": shown.layout,
        "motion": shown.motion,
        "inset": f"{shown.inset:g}",
        "diagonal": f"{shown.diagonal:g}",
        "distance": f"{shown.distance:g}",
    }
    return _page(visit, shown, fields, look.rows_of(shown), {}, status, called=called)


@router.post("")
def save(
    visit: Administrator,
    name: Typed = "",
    theme: Typed = "",
    layout: Typed = "",
    motion: Typed = "",
    inset: Typed = "",
    diagonal: Typed = "",
    distance: Typed = "",
    days: Column = [],  # noqa: B006  FastAPI copies it
    first: Column = [],  # noqa: B006
    last: Column = [],  # noqa: B006
    opens: Column = [],  # noqa: B006
    closes: Column = [],  # noqa: B006
    then_motion: Column = [],  # noqa: B006
    then_theme: Column = [],  # noqa: B006
) -> Response:
    """Keep it; it wins over the settings file from now on."""
    known = _known(visit, name)
    fields = {
        "theme": theme,
        "layout": layout,
        "motion": motion,
        "inset": inset,
        "diagonal": diagonal,
        "distance": distance,
    }
    columns = (days, first, last, opens, closes, then_motion, then_theme)
    names = ("days", "first", "last", "opens", "closes", "motion", "theme")
    rows = [
        look.Row(**dict(zip(names, (cell[:40] for cell in cells), strict=True)))
        for cells in zip_longest(*columns, fillvalue="")
    ]
    before = visit.hub.editions.look_of(known)
    filled = look.filled(known, fields, rows, themes=_themes(before))
    if filled.look is None:
        return _page(visit, before, fields, filled.rows, dict(filled.wrong), 422)
    visit.hub.store.put_look(filled.look, by=visit.person.name, now=visit.now)
    visit.hub.announcer.poke()
    return visit.back(
        "/settings/screens", visit.words.text("{name} looks like this from now on.", name=known)
    )


@router.post("/rename")
def rename(visit: Administrator, name: Typed = "", called: Typed = "") -> Response:
    """Call a screen of another PC otherwise. The TVs of this PC have their names in its settings."""
    hub, words, known = visit.hub, visit.words, _known(visit, name)
    wanted = tidy_line(called)[0].strip()
    wrong = ""
    if hub.settings.screen(known):
        raise HTTPException(404, "Its name is in the settings file.")
    if not wanted or len(wanted) > LONGEST_NAME:
        wrong = words.text("A name has at most {most} characters.", most=LONGEST_NAME)
    elif hub.settings.screen(wanted):
        wrong = words.text("Another screen has this name.")
    else:
        try:
            hub.diary.leave(known)
            hub.store.rename_screen(known, wanted)
        except ScreenTaken:
            wrong = words.text("Another screen has this name.")
    if wrong:
        return _one(visit, known, called=(called, wrong), status=422)
    hub.reports.forget(known)
    hub.announcer.poke()
    said = words.text("It is called {name} from now on.", name=wanted)
    return visit.back(f"/settings/screens/look?name={quote(wanted)}", said)


@router.post("/call")
def call(visit: Administrator, name: Typed = "") -> Response:
    """Which one is it? It shows its name over everything but an emergency."""
    known = _known(visit, name)
    visit.hub.editions.call(known, visit.now + CALLED)
    visit.hub.announcer.poke()
    return visit.back(
        f"/settings/screens/look?name={quote(known)}",
        visit.words.text("{name} shows its name for 20 seconds.", name=known),
    )


@router.post("/reset")
def reset(visit: Administrator, name: Typed = "") -> Response:
    """Back to what the settings file says."""
    known = _known(visit, name)
    visit.hub.store.drop_look(known)
    visit.hub.announcer.poke()
    return visit.back(
        "/settings/screens", visit.words.text("{name} looks as the settings file says.", name=known)
    )


def _known(visit: Visit, name: str) -> str:
    """The screen's name as it is written."""
    own = visit.hub.settings.screen(name) if name else None
    if own is not None:
        return own.name
    if name not in visit.hub.store.screens():
        raise HTTPException(404, "No screen has this name.")
    return name


def _themes(screen: Screen) -> tuple[str, ...]:
    """Those of this PC, and the one it has: a TV elsewhere may have its own."""
    return tuple(sorted({*themes.names(), screen.theme}))


def _day_choices(rows: tuple[look.Row, ...]) -> tuple[str, ...]:
    """What a row can choose, with what the settings file may have chosen besides."""
    return tuple(dict.fromkeys([*look.DAYS, *(row.days for row in rows)]))


def _days(value: str, words: Words) -> str:
    if not value:
        return words.text("Every day")
    known = [int(day) for day in value.split(",") if day.isdecimal()]
    return ", ".join(wording.weekday_name(day, words) for day in known)


def _page(
    visit: Visit,
    screen: Screen,
    fields: dict[str, str],
    rows: tuple[look.Row, ...],
    wrong: dict[str, str],
    status: int = 200,
    *,
    called: tuple[str, str] | None = None,
) -> Response:
    hub, known = visit.hub, _themes(screen)
    fare = next((one for one in fares(hub, visit.now) if one.name == screen.name), None)
    painted = [item.content.text for item in hub.store.items(ids=fare.items[:3])] if fare else []
    return visit.page(
        "screens/look.html",
        status,
        screen=screen,
        called=called or (screen.name, ""),
        fare=fare,
        painted=painted,
        chosen=screen.name in hub.store.looks(),
        form=fields,
        rows=rows,
        wrong={field: wrong.get(field, "") for field in fields},
        days=[(value, _days(value, visit.words)) for value in _day_choices(rows)],
        theme_names=[(name, name.replace("-", " ").capitalize()) for name in known],
        readable=legibility.readable_to(screen.diagonal),
        needed=legibility.needed_diagonal(screen.distance),
    )
