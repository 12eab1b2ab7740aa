"""The slides of the stage: which there are, what stands on them, and that none is empty."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.hours import OpeningHours
from signage.core.item import Author, Content, Kind, Lane, Picture
from signage.core.programme import Played, Programme, make, played_after
from signage.core.slides import MOST_OF_A_KIND, SlideEntry
from signage.core.snapshot import Snapshot, SnapshotItem
from tests.core.build import NOW, card, ids, minutes, snapshot, why_out

WEEK = OpeningHours(week=(((time(9), time(19)),),) * 7)


def said(name: str, ago: float, answers: str = "", text: str = "") -> SnapshotItem:
    content = Content(
        kind=Kind.COMMENT,
        text=text or f"Words of {name}",
        author=Author(name="Ann"),
        published=NOW - minutes(ago),
        answers=answers,
    )
    return card(name, Lane.PATRONS, content=content)


def asked(
    name: str = "playlist:q1", answer: str = "", text: str = "Which book did you miss your stop for?"
) -> SnapshotItem:
    return card(name, Lane.PATRONS, content=Content(kind=Kind.QUESTION, text=text, detail=answer))


def poster(name: str, sha256: str = "a" * 64, **more: Any) -> SnapshotItem:
    picture = Picture(url=f"folder:{name}", sha256=sha256, matte="#182038")
    return card(name, content=Content(kind=Kind.POSTER, text=f"Poster {name}", pictures=(picture,), **more))


def slides(of: Snapshot, at: datetime = NOW) -> dict[str, SlideEntry]:
    return {slide.kind: slide for slide in make(of, of.screen, at).slides}


def test_an_open_question_is_asked_with_its_two_newest_answers() -> None:
    answers = [
        said("old", 50, answers="playlist:q1"),
        said("new", 10, answers="which book did you miss  your stop for"),
        said("newest", 5, answers="q1"),
        said("other", 1),
        said("elsewhere", 2, answers="Which film?"),
    ]
    found = slides(snapshot(asked(), *answers))["question"]
    assert found.item
    assert found.item.id == "playlist:q1"
    assert [item.id for item in found.items] == ["newest", "new"]
    assert found.seconds >= 25
    assert found.key == "question playlist:q1"


def test_a_question_that_the_library_answered_is_not_asked() -> None:
    assert "question" not in slides(snapshot(asked(answer="Yes, on floor 1.")))


def test_one_question_at_a_time_as_staff_ordered_them() -> None:
    of = snapshot(asked("q1"), replace(asked("q2"), order=1))
    found = [slide for slide in make(of, of.screen, NOW).slides if slide.kind == "question"]
    assert [slide.key for slide in found] == ["question q2"]
    assert found[0].items == ()


def test_the_wall_holds_the_three_newest_comments_that_are_not_answers_on_show() -> None:
    comments = [said(f"c{number}", 10 + number) for number in range(5)]
    found = slides(snapshot(asked(), said("answer", 1, answers="q1"), *comments))["wall"]
    assert [item.id for item in found.items] == ["c0", "c1", "c2"]


def test_no_wall_of_two() -> None:
    assert "wall" not in slides(snapshot(said("a", 1), said("b", 2)))


def test_comments_rest_on_the_stage_too_while_the_library_is_closed() -> None:
    of = snapshot(asked(), *(said(f"c{number}", number) for number in range(4)), hours=WEEK)
    assert {"question", "wall"} <= slides(of).keys()
    assert not {"question", "wall"} & slides(of, NOW.replace(hour=22)).keys()


def test_a_poster_is_on_the_stage_alone_and_only_with_its_picture() -> None:
    of = snapshot(poster("p"), poster("bare", sha256=""), card("n"))
    programme = make(of, of.screen, NOW)
    assert ids(programme) == ["n"]
    assert [slide.key for slide in programme.slides] == ["poster p"]
    assert why_out(programme)["p"] == "for the stage only"


def test_a_poster_without_words_is_called_one() -> None:
    bare = poster("p")
    of = snapshot(replace(bare, content=replace(bare.content, text="")))
    assert slides(of)["poster"].words == "a poster"


def test_the_opening_hours_where_they_are_known_and_the_clock_is_right() -> None:
    of = snapshot(card("e", Lane.EVENTS), hours=WEEK)
    found = slides(of, NOW.replace(hour=18, minute=40))["hours"]
    assert found.words.replace("\u00a0", " ") == "Open today until 19:00 · closes in 20 min"
    assert "hours" not in slides(snapshot(card("e", Lane.EVENTS)))
    assert "hours" not in slides(of, datetime(1970, 1, 1, tzinfo=UTC))


def test_with_nothing_else_the_hours_and_a_welcome_take_turns() -> None:
    of, played, kinds = snapshot(hours=WEEK), Played(), []
    for _ in range(6):
        programme = make(of, of.screen, NOW, played)
        kinds.append(programme.slides[0].kind)
        played = played_after(programme.played, (), [programme.slides[0].key])
    assert kinds in (["welcome", "hours"] * 3, ["hours", "welcome"] * 3)


def everything() -> list[SnapshotItem]:
    events = [card(f"e{number}", Lane.EVENTS, starts=30 + number) for number in range(9)]
    posts = [card(f"p{number}", Lane.POSTS, text="word " * 40) for number in range(9)]
    posters = [poster(f"s{number}") for number in range(9)]
    return [*events, *posts, *posters, asked(), *(said(f"c{number}", number) for number in range(4))]


def test_every_kind_of_slide_comes_early_in_the_round() -> None:
    of = snapshot(*everything(), hours=WEEK)
    kinds = [slide.kind for slide in make(of, of.screen, NOW).slides]
    assert {"event", "post", "poster", "question", "wall", "today", "hours"} == set(kinds[:13])
    assert all(kinds.count(kind) == MOST_OF_A_KIND for kind in ("event", "post", "poster"))


def test_every_poster_has_its_turn() -> None:
    of, played, shown = snapshot(*everything(), hours=WEEK), Played(), list[str]()
    for _ in range(80):
        programme = make(of, of.screen, NOW, played)
        shown.append(programme.slides[0].key)
        played = played_after(programme.played, (), [shown[-1]])
    assert {f"poster s{number}" for number in range(9)} <= set(shown)
    assert {f"post p{number}" for number in range(9)} <= set(shown)


def _is_empty(slide: SlideEntry) -> bool:
    return slide.kind in ("today", "wall") and not slide.items


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(everything()), unique_by=lambda item: item.id),
    st.integers(-600, 600),
    st.booleans(),
    st.integers(0, 20),
)
def test_no_slide_is_empty_and_none_is_there_twice(
    items: list[SnapshotItem], ahead: int, hours: bool, steps: int
) -> None:
    of = snapshot(*items, hours=WEEK if hours else None)
    at, played = NOW + minutes(ahead), Played()
    programme: Programme = make(of, of.screen, at, played)
    for _ in range(steps + 1):
        programme = make(of, of.screen, at, played)
        keys = [slide.key for slide in programme.slides]
        assert keys
        assert len(set(keys)) == len(keys)
        assert not any(_is_empty(slide) for slide in programme.slides)
        assert all(slide.seconds >= 10 and slide.words and slide.why for slide in programme.slides)
        played = played_after(programme.played, (), keys[:1])
        if len(keys) > 1:
            assert make(of, of.screen, at, played).slides[0].key != keys[0]


def test_a_post_of_x_is_for_the_stage_only() -> None:
    """X wants avatar, name, handle, time and mark beside the whole text; the ticker has no room for that."""
    post = card("x", Lane.POSTS, content=Content(kind=Kind.POST, text="We are open.", platform="x"))
    of = snapshot(post, card("other"))
    programme = make(of, of.screen, NOW)
    assert ids(programme) == ["other"]
    assert ("post", "for the stage only") in [(slide.kind, slide.why) for slide in programme.slides]
