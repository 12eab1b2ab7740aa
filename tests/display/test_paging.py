from __future__ import annotations

import re

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from signage.display import paging, ribbon
from signage.display.paging import Column, Face
from tests.display.scenes import LONG

FACE = Face("Atkinson Hyperlegible Next", 500, 70, -0.84)
COLUMN = Column(FACE, 960, 2)
PIECES = st.sampled_from(
    ["Lesung", "a", "Bibliotheksausweisverlängerungsantrag", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "絵本が届きました。", "ساعة", "नमस्ते", "é",
     "1,284", "#RepairCafé", "@fernmoor", "Really?", "stop.", "“yes”", "ก็ได้", "fern.example/say"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map(" ".join)


def bare(pages: tuple[str, ...]) -> str:
    return re.sub(r"\s|…", "", "".join(pages))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, name=st.sampled_from(["", "@fernmoor"]))
def test_pages_lose_nothing_and_cut_no_grapheme(text: str, name: str) -> None:
    pages = paging.pages(text, COLUMN, name=name, most=1000)
    assert bare(pages) == re.sub(r"\s", "", text)
    whole = regex.findall(r"\X", bare((text,)))
    assert [one for page in pages for one in regex.findall(r"\X", bare((page,)))] == whole


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_every_page_fits(text: str) -> None:
    pages = paging.pages(text, COLUMN, name="@fernmoor", most=1000)
    assert COLUMN.holds(pages[0], "@fernmoor")
    assert all(COLUMN.holds(page) for page in pages[1:])


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300))
def test_any_text_at_all_is_paged(text: str) -> None:
    pages = paging.pages(text, COLUMN, most=4)
    assert 1 <= len(pages) <= 4


def test_a_page_ends_at_a_sentence_where_one_ends_late_enough() -> None:
    pages = paging.pages(LONG, COLUMN, name="@fernmoor", most=20)
    assert pages[0] == "From Monday our opening hours change:"
    assert all(page.endswith(("…", ".", "!", ":", ",", ";")) for page in pages[:-1])


def test_a_long_text_keeps_its_first_pages() -> None:
    assert len(paging.pages(LONG * 3, COLUMN, most=4)) == 3


def test_the_last_page_has_three_words_where_that_can_be() -> None:
    text = "We read aloud every Thursday in the garden room with tea and small cakes for all"
    pages = paging.pages(text, COLUMN, most=9)
    assert len(pages) > 1
    assert len(pages[-1].split()) >= 3


def test_japanese_breaks_after_its_own_full_stop() -> None:
    pages = paging.pages("絵本が120冊届きました。" * 4, COLUMN, most=9)
    assert len(pages) > 1
    assert all(page.endswith("。") for page in pages)


def test_a_hashtag_keeps_its_vowel_signs() -> None:
    assert paging.run_in("", "#معًا نقرأ", "#000000").startswith('<b><font color="#000000">#معًا</font></b>')


def test_arabic_pages_end_with_an_arabic_sentence() -> None:
    pages = paging.pages("هل قرأتم هذا الكتاب؟ نعم، قرأناه كلنا معًا في الصيف؛ " * 3, COLUMN, most=9)
    assert len(pages) > 1
    assert all(page[-1] in "؟؛،" for page in pages)


def test_pieces_are_cut_where_both_words_run_with_the_text() -> None:
    text = "قرأنا معًا Harry Potter and the Chamber of Secrets في المكتبة"
    pieces = ribbon.pieces(text, 12, turned=True)
    assert "".join(pieces) == text
    assert "Harry Potter and the Chamber of Secrets" in next(piece for piece in pieces if "Harry" in piece)
    assert ribbon.pieces("one two three", 7) == ("one two ", "three")


@pytest.mark.parametrize("turned", [False, True])
def test_a_line_is_drawn_from_the_edge_at_which_it_begins(turned: bool) -> None:
    line = ribbon.Ribbon(
        "نقرأ" if turned else "read", COLUMN.face, "#ffffff", "#ffffff", "#000000", 900, 80, 60, turned
    )
    image = QImage(line.width, line.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    ribbon.draw(line, painter)
    painter.end()
    inked = [x for x in range(line.width) if any(image.pixel(x, y) for y in range(line.height))]
    assert inked
    assert (min(inked) > 450) is turned
    assert (max(inked) < 450) is not turned


@pytest.mark.parametrize(
    ("text", "wanted"), [("📚☕🌧️😌", True), ("📚 new", False), ("", False), ("2️⃣", False)]
)
def test_pictures_only(text: str, wanted: bool) -> None:
    assert paging.only_emoji(text) is wanted


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=20), text=st.text(alphabet=st.sampled_from("<>&\"'#ab /=b;"), max_size=60))
def test_the_run_in_escapes_everything_and_adds_two_tags_only(name: str, text: str) -> None:
    made = paging.run_in(name, text, "#8FBCE8")
    tags = re.findall(r"<[^>]*>", made)
    assert set(tags) <= {"<b>", "</b>", '<font color="#8FBCE8">', "</font>"}
    assert "<" not in re.sub(r"</?b>|<font color=\"#8FBCE8\">|</font>", "", made)


def test_hashtags_stand_out_and_addresses_with_a_number_sign_do_not() -> None:
    made = paging.run_in("", "Come to #RepairCafé, see fern.example/#top, issue #5", "#8FBCE8")
    assert re.findall(r"<b>.*?</b>", made) == ['<b><font color="#8FBCE8">#RepairCafé</font></b>']


def test_narrowest_is_enough_and_nearly_not_too_much() -> None:
    text = "The terrace is open again. Bring a blanket!"
    width = paging.narrowest(text, "@fernmoor", FACE, 1200, 2, 100)
    assert width is not None
    assert Column(FACE, width, 2).holds(text, "@fernmoor")
    assert not Column(FACE, width - 30, 2).holds(text, "@fernmoor")
    assert paging.narrowest(LONG, "", FACE, 1200, 2, 100) is None


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_an_elided_text_fits_and_cuts_no_word(text: str) -> None:
    column = Column(FACE, 1700, 2)
    made = paging.elided(text, column)
    assert column.holds(made)
    if made != text:
        bare_end = made.removesuffix("…")
        assert text.startswith(bare_end)
        assert text[len(bare_end) :].lstrip(" ,.:;-–") != "" or text[len(bare_end)] in " ,.:;-–"
        assert not text[len(bare_end)].isalpha() or not bare_end[-1].isascii()


def test_an_address_is_not_cut_at_its_slash() -> None:
    text = "see the whole long list of them all at fern.example/everything/else/that/there/is today"
    for width in range(900, 1800, 50):
        pages = paging.pages(text, Column(FACE, width, 2), most=9)
        assert not any(page.rstrip("…").endswith("/") for page in pages)


def test_two_lines_are_about_as_long_as_each_other() -> None:
    column = Column(FACE, 700, 2)
    assert paging.balanced("books borrowed so far today", column) == "books borrowed\nso far today"
    assert paging.balanced("new films", column) == "new films"
    assert paging.balanced(LONG, column) == LONG


@pytest.mark.parametrize(
    ("width", "expected"), [(10_000, "Harbour Library"), (400, "Harbour"), (1, "Harbour")]
)
def test_a_name_is_shortened_by_whole_words(width: int, expected: str) -> None:
    """Nobody calls a library by half a word; QML shrinks what does not fit at all."""
    assert paging.leading_words("Harbour  Library", FACE, width) == expected


@pytest.mark.parametrize("text", ["x" * 200_000, "ﷺ" * 50_000, "word " * 40_000, "e\u0301" * 50_000])
def test_a_text_without_end_is_not_laid_out_to_its_end(text: str) -> None:
    laid = []
    made = paging.Layout.__init__

    def counted(self: paging.Layout, text: str, *more: object) -> None:
        laid.append(len(text))
        made(self, text, *more)  # type: ignore[arg-type]  # the same arguments

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging.Layout, "__init__", counted)
        assert len(paging.pages(text, COLUMN, most=4)) == 3
        assert paging.elided(text, COLUMN).endswith("…")
    assert max(laid) <= COLUMN.width * COLUMN.lines
    assert len(laid) < 200


@pytest.mark.parametrize("text", ["seats left", "a whole library", "readers this week", "Lesefest heute"])
def test_no_word_is_broken_for_a_narrow_card(text: str) -> None:
    for lines in (1, 2, 3):
        width = paging.narrowest(text, "", COLUMN.face, 5000, lines, 1)
        assert width is not None
        assert max(paging.advance(word, COLUMN.face) for word in text.split()) <= width
    shown = paging.balanced(text, paging.Column(COLUMN.face, 5000, 2))
    assert shown.split() == text.split()


def test_a_text_without_spaces_is_narrow_too() -> None:
    text = "新しい絵本が届きました"
    assert (paging.narrowest(text, "", COLUMN.face, 5000, 2, 1) or 0) < paging.advance(
        text, COLUMN.face
    ) * 0.7
