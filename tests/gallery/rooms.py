"""What hangs in the gallery: one invented library on one afternoon, and the scenes of its screens."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from signage.core.commission import Commission
from signage.core.emergency import Arrow, Emergency, Mode
from signage.core.hours import OpeningHours
from signage.core.item import Author, Content, Kind, Picture, When
from signage.core.snapshot import Library, Screen, Snapshot, SnapshotItem
from tests.display.scenes import comment, item, notice, number, question
from tests.gallery import art

#: Thursday, 15:18 in Dublin.
NOW = datetime(2027, 3, 11, 15, 18, tzinfo=UTC)
MIDNIGHT = datetime(2027, 3, 11, tzinfo=UTC)
WEEK = OpeningHours(
    week=(
        (),
        *(((time(10), time(19)),),) * 2,
        ((time(10), time(21)),),
        ((time(10), time(19)),),
        ((time(10), time(16)),),
        ((time(13), time(17)),),
    )
)
LIBRARY = Library(name="Elmhaven", timezone="Europe/Dublin", locale="en-IE", hours=WEEK)
ARTWORK = {hashlib.sha256(data).hexdigest(): data for data in (
    art.evening(), art.workbench(), art.poster(), art.avatar(), art.evening(1080, 700)
)}  # fmt: skip
BADGE = hashlib.sha256(art.avatar()).hexdigest()
OURS = Author(name="Elmhaven Library", handle="@elmhaven@books.example", sha256=BADGE)
LONG = (
    "On Tuesday the lending desk moves to the ground floor, next to the lift, because the new carpet upstairs needs "
    "three days of peace. Returns go in the yellow box. If you get lost, follow the smell of coffee: the café is "
    "open throughout and the first cup is on us. #MovingDay"
)


def picture(data: bytes, matte: str = "") -> tuple[Picture, ...]:
    sha256 = hashlib.sha256(data).hexdigest()
    return (Picture(url="https://pictures.example/1", sha256=sha256, matte=matte),)


def post(name: str, text: str, minutes: int, platform: str = "mastodon", **more: object) -> SnapshotItem:
    said = NOW - timedelta(minutes=minutes)
    content = Content(kind=Kind.POST, text=text, platform=platform, author=OURS, published=said)
    return item(name, replace(content, **more))  # type: ignore[arg-type]  # the fields of Content


def event(name: str, title: str, place: str, day: int, at: float, **more: object) -> SnapshotItem:
    """An event so many days from today, at an hour of the library's clock, one hour long."""
    starts = MIDNIGHT + timedelta(days=day, hours=at)
    when = When(starts=starts, ends=starts + timedelta(hours=1))
    content = Content(kind=Kind.EVENT, text=title, place=place, when=when, platform="calendar")
    return item(name, replace(content, **more))  # type: ignore[arg-type]  # the fields of Content


def said(name: str, text: str, who: str = "", reply: str = "", **more: object) -> SnapshotItem:
    made = comment(name, text, who, reply)
    content = replace(made.content, published=NOW - timedelta(minutes=20), **more)  # type: ignore[arg-type]
    return replace(made, content=content)


OWLS = event(
    "owls", "Owls after dark", "Reading room, floor 2", 2, 18.5,
    audience="For families", url="https://elm.example/e/7", pictures=picture(art.evening()),
)  # fmt: skip
CAVE = replace(OWLS, id="cave", content=replace(OWLS.content, text="The dragon who was afraid of mice", audience="Ages 4 and up",
                                                place="Story cave, floor 1"))  # fmt: skip
GERMAN = event(
    "kamishibai", "Figurentheaterwochen der Stadtbücherei", "Kleiner Saal", 12, 10,
    audience="Theater", url="https://elm.example/e/12", pictures=picture(art.evening()), language="de",
)  # fmt: skip
#: The same with a picture for an upright screen.
WIDE_OWLS = replace(
    OWLS, content=replace(OWLS.content, place="Reading room", pictures=picture(art.evening(1080, 700)))
)
TEA = event("tea", "Tea time", "Floor 1", 0, 16.5)
SEATS = number("seats", "37", "new games")
GARDEN = post("garden", "The roof garden is open. Bring a jumper! ☕", 95)
SWEETS = post("bikes", "We pumped 63 tyres, oiled nineteen chains and found one very old bell. Thanks, all! #BikeDay", 42,
              "bluesky")  # fmt: skip
LAMP = post(
    "lamp", "Nothing is beyond hope. Carry it to the #FixItTable on Sunday: nine menders, a drawer full of "
    "screws, and soup. 🍲", 130, pictures=picture(art.workbench()),
)  # fmt: skip
LIFT = said("lift", "I did my first handstand on your lawn today.", "Nora")
COLD = said("cold", "The top floor is so dark. I read by my phone.", "", "two lamps hang there now.")
SCAN = question("scan", "Can I scan to my phone?", "Yes: floor 2, by the stairs.")
GHOSTS = question("ghosts", "May ghosts borrow?", "Yes, if they knock first.")
LOANS = number("loans", "2,116", "visitors so far this week")
DOORS = notice("doors", "The east door closes at 18:00. Please use the ramp.")
MUSEUM = post("boat", "Your library ticket rows for free all weekend. #ElmhavenPond", 60 * 26,
              author=Author(name="Boat House", handle="@boats@pond.example"), boosted_by=OURS)  # fmt: skip
BLOG = post(
    "blog", "Why we keep 400 maps that nobody has asked for", 60 * 80, "blog", author=Author(name="Blog")
)
WEEKLY = question("week", "What did you read under the blanket?", "")
POSTER = item(
    "poster",
    Content(
        kind=Kind.POSTER, text="Torches on", detail="Free. Bring a torch and good shoes.", pictures=picture(art.poster(), art.MATTE),
        when=When(starts=MIDNIGHT + timedelta(days=8, hours=19), ends=MIDNIGHT + timedelta(days=8, hours=23)),
    ),
)  # fmt: skip
ALARM = Emergency(
    headline="Please leave the building",
    lines=("Walk to the nearest exit.", "Leave the lift alone.", "We meet at the bandstand."),
    issued=NOW - timedelta(minutes=1),
    until=NOW + timedelta(hours=2),
    mode=Mode.REPLACE,
    arrow=Arrow.RIGHT,
)


#: A theme that the library made by copying one and naming its logo.
OWN_THEME = "elmhaven"
PLAIN = Commission()
FOYER = Screen(name="Foyer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One picture: what the screen was handed, how it is painted, and what people read under it."""

    name: str
    caption: str
    items: tuple[SnapshotItem, ...]
    how: Commission = PLAIN
    library: Library = LIBRARY
    screen: Screen = FOYER
    address: str = "https://elm.test/say"
    emergency: Emergency | None = None

    def snapshot(self) -> Snapshot:
        """What the painter gets."""
        first = self.emergency
        announced = (item(first.id, first.content, pinned=True),) if first else ()
        return Snapshot(
            revision=1,
            made=NOW,
            library=self.library,
            screen=self.screen,
            patrons_address=self.address,
            emergency=first,
            items=(*announced, *self.items),
        )

    def commission(self) -> Commission:
        """How it is painted, at its moment."""
        return replace(self.how, at=self.how.at or NOW)


def how(**more: object) -> Commission:
    """A commission with these fields."""
    return Commission(**more)  # type: ignore[arg-type]  # its fields


#: The first item has had its turn in the ticker, so that it can stand on the stage.
SECOND = how(card=1, slide=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Several tickers one below the other."""

    name: str
    caption: str
    bands: tuple[tuple[SnapshotItem, ...], ...]
    theme: str = "night"
    #: Groups of cards to go on by, for each band.
    cards: tuple[int, ...] = ()
    grey: bool = False


def hang_theme(folder: Path) -> None:
    """Write the library's own theme into `folder`, and let the painter find it there."""
    home = folder / OWN_THEME
    home.mkdir(parents=True)
    night = Path(__file__).parents[2] / "themes" / "night" / "theme.toml"
    (home / "theme.toml").write_text(
        night.read_text(encoding="utf-8").replace('name = "Night"', 'name = "Elmhaven"\nlogo = "logo.png"'),
        encoding="utf-8",
    )
    (home / "logo.png").write_bytes(art.logo())
    os.environ["SIGNAGE_THEMES"] = str(folder)
