from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from signage.core.item import Author, Kind
from signage.core.programme import CONNECTED, Entry, Played, SlideEntry
from signage.core.quotes import quoted
from signage.core.snapshot import SnapshotItem
from signage.display.cards import Card, Desk
from signage.display.paging import Column
from signage.display.pictures import Album
from signage.display.shelving import fitting, shelve
from signage.display.slides import Easel
from signage.display.theme import Theme
from signage.display.turns import Turns
from signage.words import for_locale
from tests.display import scenes

LOCAL = scenes.NOON


@pytest.fixture
def desk(theme: Theme) -> Desk:
    theme.fit(1920, 1080)
    room = (
        1920 - theme.number("leftCapWidth") - theme.number("rightCapWidth") - 2 * theme.number("shelfPadding")
    )
    return Desk(theme, scenes.LIBRARY, for_locale("en-GB"), room)


def cards(desk: Desk, name: str) -> tuple[Card, ...]:
    item = next(item for item in scenes.everything() if item.id == name)
    return desk.cards(Entry(item=item, words="", why=""), LOCAL)


@pytest.mark.parametrize("item", scenes.everything(), ids=lambda item: item.id)
def test_every_card_fits_the_shelf_and_says_all_of_its_item(item: SnapshotItem, desk: Desk) -> None:
    made = desk.cards(Entry(item=item, words="", why=""), LOCAL)
    assert made
    for card in made:
        assert 0 < card.span <= desk.room
        assert card.row.id == item.id
        assert 1 <= len(card.pages) <= 4
        assert card.row.pages == len(card.pages)
        assert 5 <= card.seconds(0) <= 16
    said = "".join(re.sub(r"<[^>]*>", "", page) for card in made for page in card.pages)
    if item.content.kind is Kind.NOTICE or item.id in {
        "terrace",
        "stairs",
        "japanese",
        "arabic",
    }:
        assert re.sub(r"\s", "", item.content.text) in re.sub(r"\s", "", said)


def test_the_leaf_speaks_time(desk: Desk) -> None:
    rows = {name: cards(desk, name)[0].row for name in ("story", "chess", "moon", "poetry")}
    assert (rows["story"].lead, rows["story"].strong.replace("\xa0", " ")) == ("in", "28 min")
    assert rows["chess"].inverted
    assert rows["moon"].lead == "Sat"
    assert rows["poetry"].lead == "cancelled"


def test_a_comment_is_followed_by_its_reply_mirrored(desk: Desk) -> None:
    said, reply = cards(desk, "cold")
    assert said.row.name == "a visitor"
    assert (said.row.initial, said.row.icon) == ("", "person")
    assert said.pages[0].startswith("“")
    assert reply.row.reply
    assert reply.row.name == "Fernmoor"
    (mira,) = cards(desk, "stairs")
    assert (mira.row.initial, mira.row.name) == ("M", "Mira")


def test_a_library_with_one_very_long_word_for_a_name_leaves_its_reply_room(desk: Desk) -> None:
    name = "Donaudampfschifffahrtsgesellschaftsbibliothek"
    long = replace(desk, library=replace(scenes.LIBRARY, name=name))
    _, reply = cards(long, "cold")
    assert reply.row.name.endswith("…")
    assert name.startswith(reply.row.name[:-1])
    assert len(reply.row.name) > 8
    assert reply.row.spine <= 2 * desk.theme.number("spineWidth")


def test_a_short_question_stands_on_one_card_and_a_long_one_turns(desk: Desk) -> None:
    (both,) = cards(desk, "print")
    assert (both.row.part, both.row.detail) == ("both", "Yes, at fern.example/print")
    assert [card.row.part for card in cards(desk, "dragon")] == ["question", "answer"]


def test_a_post_shows_the_short_handle_and_a_boost_the_name(desk: Desk) -> None:
    (own,) = cards(desk, "terrace")
    (boost,) = cards(desk, "museum")
    assert "\u2068@fernmoor\u2069" in own.pages[0]
    assert own.row.label.replace("\xa0", " ") == "2 h"
    assert "City Museum" in boost.pages[0]
    assert boost.row.boosted
    assert not own.row.boosted


def test_writing_from_right_to_left_mirrors_the_card(desk: Desk) -> None:
    assert cards(desk, "arabic")[0].row.mirrored
    assert not cards(desk, "japanese")[0].row.mirrored


def test_a_long_title_takes_the_room_of_the_place(desk: Desk) -> None:
    assert cards(desk, "contest")[0].row.detail == ""
    assert cards(desk, "story")[0].row.detail == "Floor 1"


def test_a_smaller_scale_holds_three_lines(theme: Theme, desk: Desk) -> None:
    theme.take(theme.tokens, scale=0.75)
    (card,) = cards(desk, "repair")
    assert len(card.pages) == 1
    assert desk._lines() == 3
    assert Column(desk._face("bodyText", "body"), desk.room, 3).holds("x")


def test_cards_fill_the_shelf_side_by_side(desk: Desk) -> None:
    gap = desk.theme.number("shelfGap")
    waiting = [card for name in ("jazz", "films", "terrace") for card in cards(desk, name)]
    chosen = fitting(waiting, desk.room, gap)
    assert [card.id for card in chosen] == ["jazz", "films"]
    rows = shelve(chosen, desk.room, gap)
    assert rows[0].place == 0
    assert rows[1].place == rows[0].span + gap
    assert rows[1].place + rows[1].span == desk.room
    assert rows[1].span == chosen[1].span


def test_at_least_one_card_stands_on_a_shelf_that_is_too_small(desk: Desk) -> None:
    assert len(fitting(list(cards(desk, "story")), 10, 1)) == 1
    assert fitting([], 10, 1) == ()


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("en-GB", "“Ja”"), ("de", "„Ja“"), ("fr-CA", "«Ja»"), ("ja", "「Ja」"), ("", "“Ja”")],
)
def test_quotation_marks_are_those_of_the_language(language: str, wanted: str) -> None:
    assert quoted("Ja", language) == wanted
    assert quoted("“Ja”", language) == wanted


def test_the_crawl_has_one_line_for_each_card(desk: Desk) -> None:
    for item in scenes.everything():
        for card in desk.crawling(Entry(item=item, words="", why=""), LOCAL):
            assert len(card.pages) == 1
            assert "\n" not in card.row.text
            assert card.span > card.row.spine


def test_a_name_as_long_as_a_sentence_leaves_room_for_the_text(desk: Desk) -> None:
    for text in ("From Monday we open at eight. " * 4, "ساعة الحكاية كل سبت في الحادية عشرة " * 4):
        author = Author(name="The weblog of all branches of the libraries of Fernmoor and its harbour")
        item = scenes.post("blog", text, platform="blog", author=author)
        (card,) = desk.cards(Entry(item=item, words="", why=""), LOCAL)
        first = re.sub(r"<[^>]*>", "", card.pages[0])
        assert first.startswith("\u2068The weblog")
        assert len(first.partition("\u2069 ")[2].split()) >= 2


X_LONG = "Twelve boats came in with the evening tide, and every one of them had a book aboard. " * 3


def test_a_post_of_x_is_never_in_the_ticker(desk: Desk, theme: Theme) -> None:
    """No card has room for avatar, name, handle, time and mark beside the whole text."""
    short, boat = scenes.post("short", "We are open.", platform="x"), scenes.post("boat", "A boat came in.")
    turns = Turns(
        scenes.snapshot([short, boat]),
        desk,
        Easel(theme, desk.library, desk.words, 1920),
        played=Played(),
        now=lambda: scenes.NOON,
        reach=lambda: CONNECTED,
        report=lambda name, why: pytest.fail(f"{name}: {why}"),
    )
    for _ in range(6):
        group = turns.next_group(frozenset())
        assert group is not None
        assert group.ids == {"boat"}


def test_a_post_of_x_is_whole_on_the_stage_or_not_there(desk: Desk, theme: Theme, tmp_path: Path) -> None:
    album, face = Album(tmp_path), scenes.painting(40, 40)
    avatar = hashlib.sha256(face).hexdigest()
    album.keep(avatar, face)
    museum = Author(name="City Museum", handle="@citymuseum", sha256=avatar)
    easel = Easel(theme, desk.library, desk.words, 1920, album=album)
    for text, fits in (("We are open.", True), (X_LONG * 4, False)):
        item = scenes.post("post", text, platform="x", author=museum)
        entry = SlideEntry(kind="post", item=item, items=(), seconds=10, words="", why="")
        turn = easel.turn(entry, LOCAL)
        assert (turn is not None) is fits
        other = replace(entry, item=scenes.post("post", text, platform="mastodon"))
        assert easel.turn(other, LOCAL) is not None


def test_a_post_of_x_stands_as_it_was_written(desk: Desk, theme: Theme, tmp_path: Path) -> None:
    album, face = Album(tmp_path), scenes.painting(40, 40)
    avatar = hashlib.sha256(face).hexdigest()
    album.keep(avatar, face)
    museum = Author(name="City Museum", handle="@citymuseum", sha256=avatar)
    easel = Easel(theme, desk.library, desk.words, 1920, album=album)
    text = "Free today!!!\n\nWith #Fernmoor and @library:\n<b>all</b> of it"
    item = scenes.post("post", text, platform="x", author=museum)
    entry = SlideEntry(kind="post", item=item, items=(), seconds=10, words="", why="")
    turn = easel.turn(entry, LOCAL)
    assert turn is not None
    assert turn.row.text == text
    assert turn.row.asWritten
    lines = replace(entry, item=scenes.post("post", "a\n" * 40, platform="x", author=museum))
    assert easel.turn(lines, LOCAL) is None
    other = easel.turn(replace(entry, item=scenes.post("post", text, platform="mastodon")), LOCAL)
    assert other is not None
    assert not other.row.asWritten
    assert "<b><font" in other.row.text


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("The pier opens", "The pier opens – Bring a friend."),
        ("The pier opens!", "The pier opens! Bring a friend."),
    ],
)
def test_a_title_does_not_run_into_its_text(title: str, shown: str, desk: Desk, theme: Theme) -> None:
    item = scenes.post("post", title, platform="blog", detail="Bring a friend.")
    entry = SlideEntry(kind="post", item=item, items=(), seconds=10, words="", why="")
    turn = Easel(theme, desk.library, desk.words, 1920).turn(entry, LOCAL)
    assert turn is not None
    assert turn.row.text == shown


class Clumsy(Desk):
    """A desk that cannot make one of the cards."""

    __slots__ = ()

    def cards(self, entry: Entry, now: datetime) -> tuple[Card, ...]:
        if entry.item.id == "story":
            raise ZeroDivisionError
        return Desk.cards(self, entry, now)


def test_a_poisoned_item_is_left_out_and_told(desk: Desk, theme: Theme) -> None:
    told: list[str] = []
    turns = Turns(
        scenes.snapshot([*scenes.everything()[:1], scenes.notice("fine", "All is well.")]),
        Clumsy(theme, desk.library, desk.words, desk.room),
        Easel(theme, desk.library, desk.words, 1920),
        played=Played(),
        now=lambda: scenes.NOON,
        reach=lambda: CONNECTED,
        report=lambda name, _why: told.append(name),
    )
    for _ in range(3):
        group = turns.next_group(frozenset())
        assert group is not None
        assert group.ids == {"fine"}
    assert told == ["story"]


def test_pictures_alone_are_large_and_without_a_name(desk: Desk) -> None:
    item = next(item for item in scenes.everything() if item.id == "terrace")
    alone = replace(item, content=replace(item.content, text="🦉🌙📖"))
    (card,) = desk.cards(Entry(item=alone, words="", why=""), LOCAL)
    assert card.row.emoji
    assert card.row.text == "🦉🌙📖"
    assert card.row.meta.startswith("@")
