"""What staff want done with an item lies over it, and X posts stay as they are."""

from __future__ import annotations

from signage.core.decision import Scope
from signage.core.item import Content, Kind, Picture
from signage.core.placement import Placement, laid_over, together

COMMENT = Content(kind=Kind.COMMENT, text="Could you open earlier?", pictures=(Picture(url="a"),))


def test_only_what_staff_said_is_otherwise() -> None:
    assert laid_over(COMMENT, None) == COMMENT == laid_over(COMMENT, Placement(target="c", pinned=True))
    shown = laid_over(COMMENT, Placement(target="c", detail="From May on we do."))
    assert (shown.text, shown.detail) == (COMMENT.text, "From May on we do.")
    assert laid_over(shown, Placement(target="c", detail="")).detail == ""
    assert laid_over(COMMENT, Placement(target="c", picture=Picture(url=""))).pictures == ()
    other = Picture(url="upload:1", sha256="1", alt="A lamp")
    assert laid_over(COMMENT, Placement(target="c", picture=other)).pictures == (other,)


def test_posts_whose_terms_forbid_it_are_not_reworded() -> None:
    post = Content(kind=Kind.POST, text="As it was said", platform="x")
    assert laid_over(post, Placement(target="x:1", text="Ours", detail="Ours")) == post


def test_one_date_says_more_than_its_series() -> None:
    series = Placement(target="s", scope=Scope.SERIES, pinned=True, text="Chess", screens=("Foyer",))
    date = Placement(target="s/2", pinned=False, detail="")
    both = together(date, series)
    assert both == Placement(
        target="s/2", pinned=False, text="Chess", detail="", screens=("Foyer",), scope=Scope.ITEM
    )
    assert together(None, series) is series
    assert together(date, None) is date
    assert Placement(target="s/2").empty
    assert not date.empty
