from datetime import timedelta

import pytest

from signage.core.item import Author, Content, Kind
from signage.core.line import first_name, spoken, ticker_text
from signage.words import Words
from tests.core.build import NOW, event_time

ENGLISH = Words("en-GB")


def post(text: str, platform: str = "mastodon") -> Content:
    return Content(kind=Kind.POST, text=text, platform=platform, author=Author(name="Fernmoor Library"))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("One line\nand  another", "One line · and another"),
        ("Really!!! Why??", "Really! Why?"),
        ("Wait... what", "Wait... what"),
        ("\U0001f389\U0001f389\U0001f389\U0001f389 party", "\U0001f389 party"),
        ("\U0001f389\U0001f389\U0001f389 party", "\U0001f389\U0001f389\U0001f389 party"),
        ("Come in #One #Two", "Come in #One #Two"),
        ("Come in #One #Two #Three", "Come in"),
        ("Read more: library.example/news", "Read more"),
        ("#One #Two #Three", "#One #Two #Three"),
        ("library.example/news", "library.example/news"),
        ("NEW BOOKS ARE HERE TODAY", "NEW BOOKS ARE HERE TODAY"),
    ],
)
def test_posts_become_one_calm_line(said: str, shown: str) -> None:
    assert ticker_text(post(said)) == shown


def test_posts_of_x_are_shown_unaltered() -> None:
    said = "Really!!! #One #Two #Three library.example/news"
    assert ticker_text(post(said, "x")) == said


def test_a_comment_does_not_shout() -> None:
    comment = Content(kind=Kind.COMMENT, text="THANK YOU ALL. IT WAS LOVELY")
    assert ticker_text(comment) == "Thank you all. It was lovely"
    assert ticker_text(Content(kind=Kind.COMMENT, text="I LOVE DVDS")) == "I LOVE DVDS"


def test_a_patron_has_a_first_name_or_is_a_visitor() -> None:
    assert first_name(Author(name="Nadia Okafor"), ENGLISH) == "Nadia"
    assert first_name(Author(name="Bartholomew"), ENGLISH) == "a visitor"
    assert first_name(Author(), ENGLISH) == first_name(None, ENGLISH) == "a visitor"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (post("Hello"), "Fernmoor Library: Hello"),
        (Content(kind=Kind.POST, text="Hello"), "Hello"),
        (
            Content(
                kind=Kind.EVENT, text="Chess", place="Room 2", when=event_time(NOW + timedelta(minutes=20))
            ),
            "in 20\u00a0min Chess, Room 2",
        ),
        (
            Content(
                kind=Kind.EVENT, text="Chess", when=event_time(NOW + timedelta(minutes=20)), cancelled=True
            ),
            "cancelled: today 15:00 Chess",
        ),
        (
            Content(kind=Kind.COMMENT, text="Lovely", author=Author(name="Ann Lee"), detail="Thank you"),
            "Ann: “Lovely” We answered: Thank you",
        ),
        (Content(kind=Kind.QUESTION, text="A printer?", detail="On floor 1"), "A printer? – On floor 1"),
        (Content(kind=Kind.NUMBER, text="books came back", figure="94"), "94 books came back"),
        (Content(kind=Kind.NOTICE, text="The lift works"), "The lift works"),
    ],
)
def test_every_kind_can_be_spoken(content: Content, words: str) -> None:
    assert spoken(content, NOW, ENGLISH) == words
