"""An invented library's day, with an item of every kind and every difficulty of writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from signage.core import snapshot as snapshots
from signage.core.hours import OpeningHours
from signage.core.item import LANE_OF, Author, Content, Kind, Picture, When
from signage.core.snapshot import Library, Screen, Snapshot, SnapshotItem

#: Tuesday, 14:32 in London.
NOON = datetime(2026, 11, 24, 14, 32, tzinfo=UTC)
LIBRARY = Library(
    name="Fernmoor",
    timezone="Europe/London",
    locale="en-GB",
    hours=OpeningHours(week=(((time(9), time(19)),),) * 5 + (((time(10), time(16)),), ())),
)
OURS = Author(name="Fernmoor Library", handle="@fernmoor@social.example")
LONG = (
    "From Monday our opening hours change: Tuesday to Friday we open at eight, an hour earlier, because so "
    "many of you asked for a quiet place before school and work. Saturdays stay as they are, and on Sundays "
    "the café bakes waffles until the batter runs out. See you soon! #OpenSunday"
)


def item(
    name: str, content: Content, *, review: bool = False, own: bool = True, pinned: bool = False
) -> SnapshotItem:
    return SnapshotItem(
        id=name, lane=LANE_OF[content.kind], content=content, own=own, review=review, pinned=pinned
    )


def post(
    name: str, text: str, minutes: int = 120, platform: str = "mastodon", **more: object
) -> SnapshotItem:
    content = Content(
        kind=Kind.POST,
        text=text,
        platform=platform,
        author=OURS,
        published=NOON - timedelta(minutes=minutes),
    )
    return item(name, replace(content, **more))  # type: ignore[arg-type]  # the fields of Content


def event(name: str, title: str, place: str, minutes: int, length: int = 60, **more: object) -> SnapshotItem:
    starts = NOON + timedelta(minutes=minutes)
    content = Content(
        kind=Kind.EVENT,
        text=title,
        place=place,
        when=When(starts=starts, ends=starts + timedelta(minutes=length)),
        platform="calendar",
    )
    return item(name, replace(content, **more))  # type: ignore[arg-type]  # the fields of Content


def comment(name: str, text: str, who: str = "", reply: str = "", language: str = "en") -> SnapshotItem:
    author = Author(name=who) if who else None
    content = Content(
        kind=Kind.COMMENT, text=text, detail=reply, author=author, language=language, published=NOON
    )
    return item(name, content, review=True, own=False)


def question(name: str, text: str, answer: str) -> SnapshotItem:
    return item(name, Content(kind=Kind.QUESTION, text=text, detail=answer))


def number(name: str, figure: str, caption: str) -> SnapshotItem:
    return item(name, Content(kind=Kind.NUMBER, figure=figure, text=caption))


def notice(name: str, text: str, *, pinned: bool = False) -> SnapshotItem:
    return item(name, Content(kind=Kind.NOTICE, text=text), pinned=pinned)


def everything() -> tuple[SnapshotItem, ...]:
    """One of each kind, and what is hard to set."""
    return (
        event("story", "Story hour", "Floor 1", 28),
        number("films", "94", "new films"),
        post("terrace", "The terrace is open again. Bring a blanket! ☕"),
        comment("stairs", "My son read his first book on your blue stairs.", "Mira"),
        question("print", "Can I print from my phone?", "Yes, at fern.example/print"),
        notice("close", "We close at 17:00 today. Return slot stays open."),
        event("chess", "Chess club, all levels", "Café Fermate", -12),
        post("repair", "Our volunteers repaired 41 lamps, two radios and one very old bear. Thank you! #RepairCafé", 35,
             "bluesky"),
        comment("cold", "The second floor is freezing. I read in my gloves.", "", "the heating works again."),
        number("loans", "1,284", "books borrowed so far today"),
        event("contest", "Vorlesewettbewerb der Grundschulen, Kreisentscheid Fernmoor", "Großer Saal", 60 * 24 * 4),
        event("moon", "Moonlight story hour", "Children’s library, floor 1", 60 * 24 * 4 + 150,
              audience="For families", url="https://fern.example/e/28"),
        post("hours", LONG, 12),
        post("arabic", "ساعة الحكاية كل سبت في الحادية عشرة #قصص", 180, language="ar"),
        post("japanese", "絵本が120冊届きました。2階の窓ぎわへどうぞ。", 300, "bluesky", language="ja"),
        post("emoji", "📚☕🌧️😌", 60, author=None),
        post("museum", "Show your library card, get in free. #Fernmoor", 60 * 24, "x",
             author=Author(name="City Museum", handle="@citymuseum"), boosted_by=OURS),
        post("compound", "Neu: der Bibliotheksausweisverlängerungsantrag geht online", 60 * 24 * 4, "blog", language="de",
             author=Author(name="Blog")),
        question("dragon", "Can dragons join the reading club, and do they need a card of their own?",
                 "Yes, if they borrow gently, return on time and do not breathe on the paper shelves."),
        event("jazz", "Jazz", "Café", 60 * 24 * 2 + 300),
        event("poetry", "Poetry by candlelight", "Reading room", 180, cancelled=True),
        post("toaster", "Your toaster is not a lost cause. Bring it to the #RepairCafé on Saturday: eleven volunteers, "
             "one soldering iron each, and cake. 🍰", 120, pictures=(Picture(url="https://x.example/a.jpg"),)),
    )  # fmt: skip


def snapshot(
    items: Iterable[SnapshotItem] | None = None,
    *,
    revision: int = 1,
    screen: Screen | None = None,
    patrons: str = "https://fern.example/say",
) -> Snapshot:
    return Snapshot(
        revision=revision,
        made=NOON,
        library=LIBRARY,
        screen=screen or Screen(name="Foyer"),
        patrons_address=patrons,
        items=tuple(items) if items is not None else everything(),
    )


def around(now: datetime, made: Snapshot | None = None) -> Snapshot:
    """The same day moved so that it is 14:32 at `now`."""
    made = made or snapshot()
    by = now - NOON
    return replace(made, made=now, items=tuple(_moved(one, by) for one in made.items))


def _moved(one: SnapshotItem, by: timedelta) -> SnapshotItem:
    content = one.content
    when = content.when and replace(
        content.when, starts=content.when.starts + by, ends=content.when.ends + by
    )
    published = content.published and content.published + by
    return replace(one, content=replace(content, when=when, published=published))


def painting(width: int, height: int) -> bytes:
    """A picture of this size as PNG: books under an evening sky, each size another one."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor("#18204A"))
    sky.setColorAt(0.7, QColor("#3D4F93"))
    sky.setColorAt(1, QColor("#B8798A"))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#F7E7C0"))
    painter.drawEllipse(width * 6 // 10, height // 9, width // 5, width // 5)
    for row, colour in enumerate(("#DF7A5A", "#F2C27A", "#6BA8A0", "#EDE6DC", "#B4577C", "#5080B0")):
        book = height // 14
        painter.fillRect(
            width // 5 + row % 3 * width // 40,
            height - (row + 2) * book,
            width // 2,
            book - 2,
            QColor(colour),
        )
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def save(folder: Path, made: Snapshot) -> None:
    """Put a copy where a display looks for it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "newest.json").write_bytes(snapshots.encode(made))
