"""Slides with pictures, readers, posters and hours: worded, sized, and drawn without a complaint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication, QImage

from signage.core.hours import OpeningHours
from signage.core.item import Author, Content, Kind, Picture, When
from signage.core.programme import CONNECTED, Played, SlideEntry
from signage.core.snapshot import Screen, SnapshotItem
from signage.display.boards import DARK, LIGHT, ink_on
from signage.display.models import SlideRow
from signage.display.paging import Face, Layout
from signage.display.pictures import Album
from signage.display.sign import Sign
from signage.display.slides import Easel
from signage.display.theme import Theme, load
from signage.display.window import make_engine, make_window
from signage.words import for_locale
from tests.display import scenes

PAINTING = scenes.painting(120, 160)
NAMED = hashlib.sha256(PAINTING).hexdigest()
PICTURES = (Picture(url="https://pictures.example/1", sha256=NAMED, matte="#16203D"),)
QUESTION = scenes.question("week", "Which book did you miss your stop for?", "")


def answer(name: str, text: str, who: str = "") -> SnapshotItem:
    made = scenes.comment(name, text, who)
    return replace(made, content=replace(made.content, answers=QUESTION.content.text))


def entry(kind: str, *items: SnapshotItem, item: SnapshotItem | None = None) -> SlideEntry:
    return SlideEntry(kind=kind, item=item, items=items, seconds=10, words="", why="")  # type: ignore[arg-type]


def poster(**more: object) -> SnapshotItem:
    content = Content(kind=Kind.POSTER, text="Long Night of the Library", pictures=PICTURES)
    return scenes.item("poster", replace(content, **more))  # type: ignore[arg-type]  # the fields of Content


@pytest.fixture
def album(tmp_path: Path, app: QGuiApplication) -> Album:
    made = Album(tmp_path / "pictures")
    assert made.keep(NAMED, PAINTING)
    return made


@pytest.fixture
def easel(theme: Theme, album: Album) -> Easel:
    theme.fit(1920, 1080)
    return Easel(
        theme, scenes.LIBRARY, for_locale("en-GB"), 1920, address="https://fern.example/say", album=album
    )


def test_a_picture_has_room_only_where_it_is_on_this_screen(easel: Easel, tmp_path: Path) -> None:
    event = scenes.event("moon", "Moonlight story hour", "Floor 1", 60, pictures=PICTURES)
    here = easel.turn(entry("event", item=event), scenes.NOON)
    away = replace(easel, album=Album(tmp_path / "nothing")).turn(entry("event", item=event), scenes.NOON)
    assert here
    assert away
    assert (here.row.picture, here.row.pictureSpan > 0) == (f"image://picture/cover/{NAMED}", True)
    assert (away.row.picture, away.row.pictureSpan) == ("", 0)


def test_a_picture_that_comes_late_does_not_move_what_is_read(easel: Easel) -> None:
    post = scenes.post("toaster", "Your toaster is not a lost cause.", pictures=PICTURES)
    turn = replace(easel, held=frozenset()).turn(entry("post", item=post), scenes.NOON)
    assert turn
    assert turn.row.picture == ""


@pytest.mark.parametrize("author", [None, Author(name="City Museum", handle="@museum"), Author(sha256=NAMED)])
def test_a_post_of_x_never_stands_without_its_author(easel: Easel, author: Author | None) -> None:
    post = scenes.post("x", "Get in free.", platform="x", author=author)
    assert easel.turn(entry("post", item=post), scenes.NOON) is None


def test_answers_stand_under_the_question_in_one_line(easel: Easel) -> None:
    answers = [answer("a", "Momo. Twice.", "Jonas"), answer("b", "A very long book " * 9)]
    turn = easel.turn(entry("question", *answers, item=QUESTION), scenes.NOON)
    assert turn
    assert turn.ids == {"week", "a", "b"}
    assert turn.row.code
    assert turn.bubbles[0].text == "“Momo. Twice.”"
    assert turn.bubbles[1].text.startswith("“A very long book")
    assert turn.bubbles[1].text.endswith("…”")
    assert [row.initial for row in turn.bubbles] == ["J", ""]


def test_without_a_form_the_question_is_answered_at_the_desk(easel: Easel) -> None:
    turn = replace(easel, address="").turn(entry("question", item=QUESTION), scenes.NOON)
    assert turn
    assert (turn.row.code, turn.row.verb) == ("", "Tell us at the desk")


@pytest.mark.parametrize(("locale", "mirrored"), [("en-GB", False), ("ar", True)])
def test_the_middle_one_of_the_wall_stands_the_other_way_round(
    easel: Easel, locale: str, mirrored: bool
) -> None:
    comments = [scenes.comment(name, "We read here.", "Mira") for name in "abc"]
    turn = replace(easel, words=for_locale(locale)).turn(entry("wall", *comments), scenes.NOON)
    assert turn
    assert turn.row.mirrored is mirrored
    assert [row.turned for row in turn.bubbles] == [False, True, False]
    assert not any(row.mirrored for row in turn.bubbles)


@pytest.mark.parametrize("locale", ["en-GB", "ar-EG"])
@pytest.mark.parametrize("title", ["Story hour", "ساعة الحكاية"])
def test_the_slide_of_an_item_is_laid_out_as_its_words_run(easel: Easel, locale: str, title: str) -> None:
    easel = replace(easel, words=for_locale(locale))
    event = scenes.event("a", title, "", 60 * 24 * 3, url="https://fern.example/e")
    for item in (event, scenes.post("b", title), scenes.question("c", title, "")):
        turn = easel.turn(entry(item.content.kind.value, item=item), scenes.NOON)
        assert turn
        assert turn.row.mirrored is (title != "Story hour")
    for kind in ("today", "hours"):
        turn = easel.turn(entry(kind), scenes.NOON)
        assert turn
        assert turn.row.mirrored is (locale == "ar-EG")


def test_the_day_has_the_digits_of_the_language(easel: Easel) -> None:
    event = scenes.event("a", "ساعة الحكاية", "", 60 * 24 * 3)
    turn = replace(easel, words=for_locale("ar-EG")).turn(entry("event", item=event), scenes.NOON)
    assert turn
    assert (turn.row.day, turn.row.weekday) == ("٢٧", "الجمعة")
    assert not any(char in "0123456789" for char in turn.row.time)


def test_today_is_set_off_in_the_week(easel: Easel) -> None:
    turn = easel.turn(entry("hours"), scenes.NOON)
    assert turn
    assert [row.name for row in turn.week if row.today] == ["Tuesday"]
    assert [row.open for row in turn.week] == [True] * 6 + [False]
    assert "19:00</font>" in turn.row.title


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 720)])
@pytest.mark.parametrize("dated", [False, True])
def test_the_words_beside_a_poster_are_no_taller_than_its_stage(
    size: tuple[int, int], dated: bool, easel: Easel, theme: Theme
) -> None:
    theme.fit(*size)
    starts = scenes.NOON + timedelta(days=3, hours=4)
    when = When(starts=starts, ends=starts + timedelta(hours=60)) if dated else None
    place = "The great reading room on the second floor, behind the staircase"
    item = poster(
        text="A title that runs on and on " * 6, when=when, place=place, detail="Bring a torch. " * 9
    )
    turn = easel.turn(entry("poster", item=item), scenes.NOON)
    assert turn
    row, px = turn.row, theme.number
    upright = size[1] > size[0]
    wide = (
        size[0]
        - 2 * px("posterLeft")
        - (0 if upright else px("posterWidth") + px("slideLeft") - px("posterLeft"))
    )

    def lines(text: str, face: Face, most: int) -> int:
        return len(Layout(text.replace("\n", "\u2028"), 0, face, wide, most).ends) if text else 0

    tracking = float(theme.values["tracking"]) * row.titleSize
    serif = Face(str(theme.values["serif"]), px("title"), row.titleSize, tracking)
    sans = Face(str(theme.values["sans"]), px("strong"), px("passByText"))
    title = lines(row.title, serif, 4) * row.titleSize * float(theme.values["titleLeading"])
    facts = sum(lines(fact, sans, 2) for fact in (row.time, row.place, row.text))
    height = title + px("posterGap") + facts * px("passByText") * float(theme.values["posterLeading"])
    assert row.time.endswith("06:32") if dated else row.place
    assert height <= size[1] - px("tickerHeight") - (px("posterHeight") if upright else 0)


def test_a_poster_says_its_day_beside_it(easel: Easel) -> None:
    starts = scenes.NOON + timedelta(days=10, hours=4)
    dated = poster(when=When(starts=starts, ends=starts + timedelta(hours=7)), detail="Bring a torch.")
    turn = easel.turn(entry("poster", item=dated), scenes.NOON)
    assert turn
    assert turn.row.title == "Friday\n4\N{NO-BREAK SPACE}December"
    assert (turn.row.time, turn.row.text) == ("18:32–01:32", "Bring a torch.")
    undated = easel.turn(entry("poster", item=poster()), scenes.NOON)
    assert undated
    assert undated.row.title == "Long Night of the Library"
    assert easel.turn(entry("poster", item=poster(pictures=())), scenes.NOON) is None


@pytest.mark.parametrize(
    ("matte", "ink"), [("#000000", LIGHT), ("#ffffff", DARK), ("#16203D", LIGHT), ("#f3a712", DARK)]
)
def test_the_ink_on_a_matte_stands_out(matte: str, ink: str) -> None:
    assert ink_on(matte) == ink


FACES = {
    "event": [scenes.event("moon", "Moonlight story hour", "Floor 1", 3000, url="https://fern.example/e", pictures=PICTURES)],
    "post": [scenes.post("toaster", "Your toaster is not a lost cause.", pictures=PICTURES)],
    "question": [QUESTION, answer("a", "Momo. Twice.", "Jonas"), answer("b", "Middlemarch, oh dear")],
    "wall": [scenes.comment(name, "We read here, all of us, all day long.", name * 4) for name in "abc"],
    "poster": [poster()],
    "hours": [scenes.event("chess", "Chess", "Café", 3000)],
}  # fmt: skip


@pytest.fixture(params=["night", "paper", "high-contrast", "children"])
def theme_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[(1280, 720), (720, 1280)])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    width, height = request.param
    return int(width), int(height)


@pytest.fixture(params=sorted(FACES))
def picture(
    request: pytest.FixtureRequest, app: QGuiApplication, album: Album, theme_name: str, size: tuple[int, int]
) -> Iterator[tuple[str, Sign, QImage]]:
    """A slide of one kind, drawn. The crawl holds no item yet, so that the stage may show each."""
    engine, theme = make_engine(album)
    theme.take(load(theme_name))
    theme.fit(*size)
    theme.rest(True)
    screen = Screen(motion="crawl", theme=theme_name)
    sign = Sign(theme, screen, lambda: scenes.NOON, lambda: CONNECTED, album=album)
    snapshot = scenes.snapshot(FACES[request.param])
    hours = snapshot.library.hours if request.param == "hours" else OpeningHours()
    sign.show(replace(snapshot, library=replace(snapshot.library, hours=hours)), Played())
    sign.skip(slides=1 if request.param == "hours" else 0, groups=0)
    window = make_window(engine, sign, *size)
    window.show()
    app.processEvents()
    yield request.param, sign, window.grabWindow()
    sign.stop()
    window.close()
    shiboken6.delete(engine)


def test_every_face_is_drawn_in_every_theme_upright_too(picture: tuple[str, Sign, QImage]) -> None:
    kind, sign, image = picture
    rows: tuple[SlideRow, ...] = getattr(sign, "stage").rows  # noqa: B009 - QML's name
    assert [row.kind for row in rows] == [kind]
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 20
