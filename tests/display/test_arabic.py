"""A screen in Arabic is the mirror image of one in English; what is written on it is not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickWindow

from signage.core.hours import OpeningHours
from signage.core.programme import CONNECTED, Entry, Played
from signage.core.snapshot import Screen, Snapshot, SnapshotItem
from signage.display.cards import Desk
from signage.display.sign import Sign
from signage.display.theme import Theme, load
from signage.display.window import make_engine, make_window
from signage.words import for_locale
from tests.display import arabic, scenes

WIDTH, HEIGHT = 1280, 720
Show = Callable[..., tuple[Sign, Theme, QQuickWindow]]


@pytest.fixture
def show(app: QGuiApplication) -> Iterator[Show]:
    """Puts a snapshot on a window; motion rests unless it is said to go."""
    shown: list[tuple[Sign, QQuickWindow, QQmlEngine]] = []

    def put(
        made: Snapshot, *, theme: str = "night", motion: str = "shelf", moves: bool = False
    ) -> tuple[Sign, Theme, QQuickWindow]:
        engine, look = make_engine(None)
        look.take(load(theme))
        look.fit(WIDTH, HEIGHT)
        look.rest(not moves)
        sign = Sign(look, Screen(motion=motion, theme=theme), lambda: scenes.NOON, lambda: CONNECTED)
        sign.show(made, Played())
        window = make_window(engine, sign, WIDTH, HEIGHT)
        window.show()
        app.processEvents()
        shown.append((sign, window, engine))
        return sign, look, window

    yield put
    for sign, window, engine in shown:
        sign.stop()
        window.close()
        shiboken6.delete(engine)


def colour(image: QImage, x: int, y: int) -> str:
    return QColor(image.pixel(x, y)).name()


def pair(english: SnapshotItem, in_arabic: SnapshotItem) -> tuple[Snapshot, Snapshot]:
    """The same screen twice: without opening hours, so that the item has the stage."""
    made = [scenes.snapshot([english]), arabic.snapshot([in_arabic])]
    return tuple(  # type: ignore[return-value]  # two of them
        replace(one, library=replace(one.library, hours=OpeningHours())) for one in made
    )


EVENTS = pair(
    scenes.event("jazz", "Jazz", "Café", 60 * 24 * 3, url="https://fern.example/e/28"),
    scenes.event("jazz", "جاز", "المقهى", 60 * 24 * 3, url="https://oasis.example/e/28"),
)


@pytest.mark.parametrize("theme", ["night", "paper", "high-contrast"])
def test_the_slide_and_the_caps_change_sides(show: Show, theme: str) -> None:
    pictures = []
    for made in EVENTS:
        _, look, window = show(made, theme=theme, motion="crawl")
        pictures.append((window.grabWindow(), look))
    (english, look), (mirrored, _) = pictures
    edge = look.number("dateSpine") - 2
    spine, panel, middle = 3, WIDTH - look.number("panelWidth") + 3, WIDTH // 2
    tone = look.kind("event")
    assert colour(english, spine, 3) == colour(mirrored, WIDTH - 1 - spine, 3) == tone.values["deep"].name()
    assert (
        colour(english, edge, 300) == colour(mirrored, WIDTH - 1 - edge, 300) == tone.values["accent"].name()
    )
    assert colour(english, panel, 3) == colour(mirrored, WIDTH - 1 - panel, 3) == tone.values["deep"].name()
    assert colour(english, middle, 3) == colour(mirrored, middle, 3)
    # The hairline between the clock and the shelf.
    cap = look.number("leftCapWidth") - 1
    assert colour(english, cap, HEIGHT - 60) == colour(mirrored, WIDTH - 1 - cap, HEIGHT - 60)
    assert colour(mirrored, WIDTH - 1 - cap, HEIGHT - 60) == QColor(look.values["edge"]).name()


def test_a_code_is_not_mirrored(show: Show) -> None:
    """Its three squares stand as they must, wherever the code does."""
    _, look, window = show(EVENTS[1], motion="crawl")
    picture, high = window.grabWindow(), look.number("qrTile")
    tile = picture.copy(look.number("rightCapRight"), HEIGHT - look.number("tickerHeight"), high, high)
    dark = [
        (x, y) for x in range(tile.width()) for y in range(tile.height()) if tile.pixel(x, y) == 0xFF000000
    ]
    left, right = min(x for x, _ in dark), max(x for x, _ in dark)
    top, bottom = min(y for _, y in dark), max(y for _, y in dark)
    side = (right - left) // 5
    solid = [
        {tile.pixel(x, y) for x in range(begin, begin + side)} == {0xFF000000}
        for begin, y in ((left, top), (right - side, top), (left, bottom), (right - side, bottom))
    ]
    assert solid == [True, True, True, False]


def test_one_arabic_card_among_others_has_its_spine_at_the_right(show: Show) -> None:
    _, look, window = show(scenes.snapshot([scenes.post("a", "ساعة الحكاية كل سبت في المكتبة")]))
    picture, accent = window.grabWindow(), look.kind("post").values["accent"].name()
    row = HEIGHT - look.number("plankHeight") - look.number("spineBand")
    spine = [x for x in range(WIDTH) if colour(picture, x, row) == accent]
    shelf = WIDTH - look.number("rightCapWidth") - look.number("shelfPadding")
    assert abs(max(spine) + 1 - shelf) <= 1
    assert min(spine) > WIDTH // 2


@pytest.mark.parametrize(("number", "sign_of_move"), [(0, -1), (1, 1)])
def test_the_crawl_goes_against_the_reading(
    number: int, sign_of_move: int, show: Show, app: QGuiApplication
) -> None:
    texts = scenes.notice("a", scenes.LONG), scenes.notice("a", arabic.LONG)
    _, look, window = show(pair(*texts)[number], motion="crawl", moves=True)
    _wait(app, 0.6)
    before = _profile(window.grabWindow(), look)
    _wait(app, 0.25)
    after = _profile(window.grabWindow(), look)
    moved = min(range(-160, 161), key=lambda by: _difference(before, after, by))
    assert moved * sign_of_move > 20


@pytest.mark.parametrize("locale", ["en-GB", "ar-EG"])
@pytest.mark.parametrize("text", [scenes.LONG, arabic.LONG])
def test_in_the_crawl_the_spine_comes_first(locale: str, text: str, app: QGuiApplication) -> None:
    words = for_locale(locale)
    desk = Desk(Theme(), scenes.LIBRARY, words, 1180)
    pieces = desk.crawling(Entry(item=scenes.notice("a", text), words="", why=""), scenes.NOON)
    assert {piece.row.mirrored for piece in pieces} == {words.rtl}
    against = words.rtl is not (text == arabic.LONG)
    assert (len(pieces) == 1) is against


def test_a_library_that_changes_its_language_turns_its_screen_round(show: Show, app: QGuiApplication) -> None:
    texts = scenes.notice("a", scenes.LONG), scenes.notice("b", arabic.LONG)
    english, mirrored = pair(*texts)
    sign, _, _ = show(english, motion="crawl")
    assert all(row.place >= 0 for row in sign.strip._cards.rows)
    sign.take(mirrored)
    app.processEvents()
    rows = [row for row in sign.strip._cards.rows if row.id]
    assert rows
    assert {row.id for row in rows} == {"b"}
    assert all(row.place < 0 for row in rows)


def _wait(app: QGuiApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


def _profile(picture: QImage, look: Theme) -> list[int]:
    """How much ink stands over each pixel of the middle of the crawl's line."""
    bottom = HEIGHT - look.number("plankHeight")
    rows = range(bottom - look.number("crawlLine"), bottom, 2)
    return [
        sum(QColor(picture.pixel(x, y)).lightness() for y in rows) for x in range(WIDTH // 3, WIDTH * 5 // 8)
    ]


def _difference(before: list[int], after: list[int], by: int) -> float:
    both = [(before[x], after[x + by]) for x in range(len(before)) if 0 <= x + by < len(after)]
    return sum(abs(one - two) for one, two in both) / len(both)
