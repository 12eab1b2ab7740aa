"""Texts that were made to break a screen, through the delegates that draw it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import regex
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from signage.core.item import Author, Content, Kind
from signage.core.line import ticker_text
from signage.core.programme import CONNECTED, Entry, Played
from signage.core.snapshot import Screen, SnapshotItem
from signage.display.cards import Desk
from signage.display.paging import ELLIPSIS, SOFT
from signage.display.sign import Sign
from signage.display.window import make_engine, make_window
from signage.sources.text import tidy, tidy_line
from signage.words import for_locale
from tests import hostile
from tests.display import scenes

BATCH = 40
OURS = {
    "long word": "a" * 5000,
    "long words": "Bibliotheksausweisverlängerungsantrag " * 200,
    "marks": "Z" + "\u0334\u0353\u0301\u0351" * 60 + "algo",
    "override": "Story \u202etxet live\u202c end \u2067\u2067abc",
    "unseen": "\u200b\u2060\ufeff\u3164\u00ad",
    "families": "👩‍👩‍👧‍👦" * 80,
    "flags": "🇩🇪🇫🇷🇯🇵" * 60,
    "markup": "<b>not bold</b> <img src='file:///etc/passwd'> &amp; <font color=red>",
    "lines": "one\n\n\r\n\u2028two\u2029three\x0b\x0cfour",
    "mixed": "مرحبا hello שלום 123 #قصص @you",
    "one": "·",
}


def whole(folder: Path) -> Iterator[tuple[str, str]]:
    """Texts of the hostile collections, with a name."""
    for number, text in enumerate(hostile.sample(folder)):
        if text.strip():
            yield f"text-{number}", text


def items(name: str, raw: str) -> list[SnapshotItem]:
    """The text as a post, an event, a comment with a reply, a question, a number and a notice."""
    text, line = tidy(raw)[0], tidy_line(raw)[0]
    if not text.strip() or not line.strip():
        return []
    author = Author(name=line, handle=line)
    post = scenes.post(f"{name}-post", text)
    return [
        replace(post, content=replace(post.content, author=author)),
        scenes.event(f"{name}-event", line, line, 60 * 24),
        scenes.comment(f"{name}-comment", text, line, text),
        scenes.question(f"{name}-question", line, text),
        scenes.number(f"{name}-number", line[:12], line),
        scenes.notice(f"{name}-notice", text),
    ]


def texts_of(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            if child.metaObject().className().startswith(("QQuickText", "Words")):
                yield child
            yield from texts_of(child)


def outside(window: QObject) -> list[str]:
    """Texts that are painted beyond the window or, unless clipped, beyond their own card."""
    root = window.contentItem()  # type: ignore[attr-defined]  # a QQuickWindow
    found = []
    for text in texts_of(root):
        wide, width = float(text.property("contentWidth")), text.width()
        left = text.mapToItem(root, text.boundingRect().topLeft()).x()
        if not text.property("clip") and (left + min(wide, width or wide) > root.width() + 2 or left < -2):
            found.append(f"{text.property('text')[:40]!r} at {left} is {wide} wide")
        if width and wide > width + 2 and not text.property("clip"):
            found.append(f"{text.property('text')[:40]!r} is {wide} wide in {width}")
    return found


def turn() -> None:
    """One turn of the event loop, with what the loop of a program does besides: cards that left are deleted."""
    QGuiApplication.processEvents()
    QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw(batch: list[SnapshotItem], size: tuple[int, int], motion: str = "shelf") -> None:
    engine, theme = make_engine()
    theme.rest(True)
    theme.fit(*size)
    screen = Screen(name="Foyer", motion=motion)
    sign = Sign(theme, screen, lambda: scenes.NOON, lambda: CONNECTED)
    failed: list[str] = []
    sign.failed.connect(lambda name, why: failed.append(f"{name}: {why}"))
    sign.show(scenes.snapshot(batch, screen=screen), Played())
    window = make_window(engine, sign, *size)
    window.show()
    try:
        for _ in range(len(batch)):
            turn()
            assert next(texts_of(window.contentItem()), None) is not None
            assert motion == "crawl" or outside(window) == []
            sign.skip(slides=1, groups=1)
        assert not window.grabWindow().isNull()
        assert failed == []
    finally:
        sign.stop()
        window.close()
        shiboken6.delete(engine)


@pytest.mark.parametrize("size", [(960, 540), (540, 960)])
@pytest.mark.parametrize("name", sorted(OURS))
def test_our_own_difficult_texts_stay_inside_their_cards(name: str, size: tuple[int, int]) -> None:
    draw(items(name, OURS[name]), size)


def test_the_crawl_takes_difficult_texts() -> None:
    draw([one for name, text in OURS.items() for one in items(name, text)], (960, 540), "crawl")


def test_hostile_texts_stay_inside_their_cards(corpus: Path) -> None:
    made = [one for name, text in whole(corpus) for one in items(name, text)[:1]]
    assert len(made) > 400
    for begin in range(0, len(made), BATCH):
        draw(made[begin : begin + BATCH], (960, 540))


def test_no_card_loses_words_or_splits_what_belongs_together(corpus: Path, app: QGuiApplication) -> None:
    from signage.display.theme import Theme

    theme = Theme()
    desk = Desk(theme, scenes.LIBRARY, for_locale("en-GB"), 1180)
    for name, text in [*OURS.items(), *whole(corpus)]:
        content = Content(kind=Kind.NOTICE, text=tidy(text)[0])
        said = " ".join(ticker_text(content).split())
        if not said:
            continue
        (card,) = desk.cards(Entry(item=scenes.item(name, content), words="", why=""), scenes.NOON)
        shown = "".join("".join(_bare(page).split()) for page in card.pages).translate(UNSEEN)
        wanted = "".join(said.split()).translate(UNSEEN)
        assert wanted.startswith(shown), name
        assert len(card.pages) >= 3 or shown.rstrip(ELLIPSIS) == wanted.rstrip(ELLIPSIS), name
        clusters = regex.findall(r"\X", wanted)[: len(regex.findall(r"\X", shown))]
        assert regex.findall(r"\X", shown) == clusters, name


#: What setting a text puts into it: places for a hyphen, and isolates around handles and addresses.
UNSEEN = dict.fromkeys(map(ord, f"{SOFT}\u2068\u2069"))


def _bare(page: str) -> str:
    """A page without what paging put at its end."""
    return page.removesuffix("-" if SOFT in page and page.endswith("-") else ELLIPSIS)
