"""What QML tests can ask for: a real sign with invented items, in any theme, size and language."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Property, QObject, QUrl, Slot
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlEngine

from signage.core.emergency import Arrow, Emergency, Mode
from signage.core.item import LANE_OF, Author, Content, Kind, Picture
from signage.core.programme import CONNECTED, Entry, Played, Reach
from signage.core.slides import SlideEntry, SlideKind
from signage.core.snapshot import Screen, Snapshot, SnapshotItem
from signage.display import theme as themes
from signage.display import window
from signage.display.conductor import ShowSlide
from signage.display.pairing import example
from signage.display.pictures import Album
from signage.display.shelving import shelve
from signage.display.sign import Sign
from signage.display.theme import Theme
from signage.sources.text import tidy_line
from tests.display import scenes

TEXTS: Mapping[str, str] = {
    "plain": "The terrace is open again",
    "long": scenes.LONG,
    "word": "Bibliotheksausweisverlängerungsantrag" * 20,
    "arabic": "ساعة الحكاية كل سبت في الحادية عشرة #قصص",
    "japanese": "絵本が120冊届きました。2階の窓ぎわへどうぞ。",
    "marks": "Z" + "\u0334\u0353\u0301\u0351" * 60 + "algo says hello",
    "override": "Story \u202etxet live\u202c end \u2067\u2067abc",
    "markup": "<b>not bold</b> <img src='file:///etc/passwd'> &amp; <font color=red>",
    "emoji": "👩‍👩‍👧‍👦📚☕🇩🇪" * 9,
}

THEMES = ("night", "paper", "high-contrast", "children")


class Scene(QObject):
    """Dresses the theme and puts up signs. One for each QML test file; asserts nothing itself."""

    def __init__(self, theme: Theme, album: Album, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._album = album
        self._signs: list[Sign] = []
        self._stopped: list[Sign] = []
        self.reach: Reach = CONNECTED

    @Slot(str, int, int, float)
    def dress(self, theme: str, width: int, height: int, inset: float) -> None:
        """Look like this theme in a window of this size, and stand still."""
        self._theme.rest(True)
        self._theme.take(themes.load(theme), scale=1.0, inset=inset)
        self._theme.fit(width, height)

    @Slot(bool)
    def rest(self, still: bool) -> None:
        """Stand still, or let things move."""
        self._theme.rest(still)

    @Slot("QVariantMap", result=QObject)
    def show(self, wanted: Mapping[str, Any]) -> Sign:
        """A sign as `wanted` says: kind, text, locale, motion, layout, slide (its kind), pictured, form, alarm.

        The slide asked for stands on its stage; `cards`: all cards of the item are on its shelf, none beside another;
        `beside`: at least so many cards stand side by side.
        """
        screen = Screen(
            name="Foyer", motion=wanted.get("motion", "shelf"), layout=wanted.get("layout", "full")
        )
        sign = Sign(self._theme, screen, lambda: scenes.NOON, lambda: self.reach, album=self._album)
        QQmlEngine.setObjectOwnership(sign, QQmlEngine.ObjectOwnership.CppOwnership)
        self._signs.append(sign)
        snapshot = self._snapshot(wanted, screen)
        sign.show(snapshot, Played())
        items = snapshot.items if snapshot else ()
        while len(self._model(sign, "shelf").rows) < wanted.get("beside", 0):
            sign.skip(slides=0, groups=1)
        if wanted.get("cards"):
            entry = Entry(item=items[0], words="", why="")
            cards = sign._desk().cards(entry, scenes.NOON)
            self._model(sign, "shelf").replace([shelve((card,), card.span, 0)[0] for card in cards])
        if slide := wanted.get("slide"):
            self._put_slide(sign, slide, items)
        return sign

    @staticmethod
    def _model(sign: Sign, name: str) -> Any:
        return getattr(sign, name)

    def _put_slide(self, sign: Sign, kind: SlideKind, items: tuple[SnapshotItem, ...]) -> None:
        """Have the sign's easel make this slide, and the sign put it on its stage."""
        item = items[0] if kind in {"event", "post", "poster", "question", "emergency"} else None
        entry = SlideEntry(
            kind=kind, seconds=10, words="", why="", item=item, items=items[1:] if item else items
        )
        turn = sign._easel().turn(entry, scenes.NOON)
        if turn is None:
            raise LookupError(f"the easel makes no slide {kind} of {items}")
        sign._stage.show(ShowSlide(turn, cut=True))

    @Slot(QObject, str, str)
    def pair(self, sign: Sign, code: str, locale: str) -> None:
        """Make the sign one that nobody has let in yet."""
        sign.pairing.take(example(code, "Foyer", locale))

    @Slot(QObject, str, "QVariantMap")
    def put(self, sign: Sign, model: str, roles: Mapping[str, Any]) -> None:
        """Change roles of the first row of a model: "shelf", "stage" and so on."""
        found = self._model(sign, model)
        found.put(0, replace(found.rows[0], **roles))

    @Slot(float)
    def silence(self, hours: float) -> None:
        """The hub has not been heard for so long, for signs put up from now on."""
        self.reach = replace(CONNECTED, silent_for=timedelta(hours=hours))

    @Slot()
    def clear(self) -> None:
        """Stop all signs. They go the next time: what is drawn of them is there until the test has ended."""
        self._stopped = self._signs
        self._signs = []
        for sign in self._stopped:
            sign.stop()

    def forget(self) -> None:
        """Let all signs go, at the end."""
        self.clear()
        self.clear()

    @Slot(QColor, result=bool)
    def isToken(self, colour: QColor) -> bool:  # noqa: N802 - called from QML
        """Whether the theme that is worn has this colour."""
        solid = QColor(colour.rgb())
        return colour.alpha() == 0 or any(solid == QColor(one.rgb()) for one in self._colours())

    @Slot(QObject, str, result="QVariantList")
    def column(self, model: QObject, role: str) -> list[Any]:
        """A role of every row of a model."""
        return [getattr(row, role) for row in model.rows]  # type: ignore[attr-defined]  # a model of ours

    texts = Property(list, lambda _self: list(TEXTS), constant=True)
    themes = Property(list, lambda _self: list(THEMES), constant=True)
    main = Property(
        QUrl,
        lambda _self: QUrl.fromLocalFile(str(window.HERE / "qml" / "Signage" / "Main.qml")),
        constant=True,
    )

    def _colours(self) -> list[QColor]:
        theme = self._theme
        own = [theme.property(name) for name in themes.COLOURS]
        kinds = [theme.kind(kind).values[shade] for kind in themes.KINDS for shade in themes.SHADES]
        fixed = [theme.property(name) for name in ("alarm", "alarmGround", "alarmInk", "qrInk", "qrGround")]
        return [*own, *kinds, *fixed]

    def _snapshot(self, wanted: Mapping[str, Any], screen: Screen) -> Snapshot | None:
        kind = wanted.get("kind", "post")
        if kind == "none":
            return None
        text = tidy_line(TEXTS[wanted.get("text", "plain")])[0]
        items = [] if kind == "nothing" else ITEMS[kind](text)
        if wanted.get("pictured"):
            items = [self._pictured(one) for one in items]
        patrons = "" if wanted.get("form") is False else "https://fern.example/say"
        made = scenes.snapshot(items, screen=screen, patrons=patrons)
        library = replace(made.library, locale=wanted.get("locale", "en-GB"))
        if "library" in wanted:
            library = replace(library, name=tidy_line(TEXTS[wanted["library"]])[0])
        made = replace(made, library=library)
        return (
            _alarmed(made, text, wanted["alarm"], wanted.get("arrow", "right")) if "alarm" in wanted else made
        )

    def _pictured(self, one: SnapshotItem) -> SnapshotItem:
        data = scenes.painting(600, 800)
        sha256 = hashlib.sha256(data).hexdigest()
        self._album.keep(sha256, data)
        picture = Picture(url="https://fern.example/a.png", sha256=sha256)
        return replace(one, content=replace(one.content, pictures=(picture,)))


def _poster(text: str) -> SnapshotItem:
    return scenes.item("poster", Content(kind=Kind.POSTER, text=text, detail=text, place="Main hall"))


def _asked(text: str) -> list[SnapshotItem]:
    answers = [scenes.comment(f"answer-{one}", text, "Mira") for one in range(2)]
    return [scenes.question("asked", f"{text}?", ""), *answers]


def _boosted(text: str) -> list[SnapshotItem]:
    author = Author(name=text[:40], handle="@museum@social.example")
    return [scenes.post("post", text, 35, "bluesky", author=author, boosted_by=scenes.OURS)]


#: kind -> the items that show it, with a text.
ITEMS: Mapping[str, Callable[[str], list[SnapshotItem]]] = {
    "post": lambda text: [scenes.post("post", text, 35)],
    "boosted": _boosted,
    "event": lambda text: [
        scenes.event("event", text, "Reading room", 60 * 24, url="https://fern.example/e/28")
    ],
    "current": lambda text: [scenes.event("event", text, "Reading room", -12)],
    "today": lambda text: [scenes.event(f"day-{one}", text, "Floor 1", 30 * one - 10) for one in range(4)],
    "comment": lambda text: [scenes.comment("comment", text, "Mira")],
    "nameless": lambda text: [scenes.comment("comment", text)],
    "reply": lambda text: [scenes.comment("comment", "So cold.", "Mira", text)],
    "wall": lambda text: [scenes.comment(f"comment-{one}", text, "Mira" * (one % 2)) for one in range(3)],
    "question": lambda text: [scenes.question("question", f"{text}?", text)],
    "asked": _asked,
    "number": lambda text: [scenes.number("number", "1,284", text)],
    "notice": lambda text: [scenes.notice("notice", text)],
    "poster": lambda text: [_poster(text)],
    "all": lambda _text: list(scenes.everything()),
}


def _alarmed(made: Snapshot, text: str, mode: str, arrow: str) -> Snapshot:
    alarm = Emergency(
        headline=text[:120],
        lines=("Use the nearest exit.", "Do not use the lift."),
        issued=scenes.NOON - timedelta(minutes=2),
        until=scenes.NOON + timedelta(hours=1),
        arrow=Arrow(arrow),
        mode=Mode(mode),
    )
    content = alarm.content
    notice = SnapshotItem(
        id=alarm.id,
        lane=LANE_OF[content.kind],
        content=content,
        own=True,
        review=False,
        pinned=True,
        expires=alarm.until,
    )
    return replace(made, emergency=alarm, items=(notice, *made.items))
