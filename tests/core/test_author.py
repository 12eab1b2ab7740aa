"""Whose words something is, and what blocking or trusting them does."""

from __future__ import annotations

import pytest

from signage.core.author import AuthorStanding, account_of, by_author
from signage.core.decision import Reason, State, Verdict
from signage.core.item import Author, Content, Kind


def said(
    author: Author | None, *, kind: Kind = Kind.POST, platform: str = "mastodon", url: str = ""
) -> Content:
    return Content(kind=kind, text="Snow", author=author, platform=platform, url=url)


def key_of(content: Content) -> str:
    account = account_of(content)
    return account.key if account else ""


def test_a_handle_is_an_account_of_its_platform() -> None:
    ann = key_of(said(Author(handle="@Ann@Social.example", name="Ann")))
    assert ann == key_of(said(Author(handle="@ann@social.example", name="Anna, renamed")))
    assert ann != key_of(said(Author(handle="@ann@social.example"), platform="bluesky"))
    assert ann != key_of(said(Author(handle="@ann@other.example")))


def test_a_name_is_an_account_of_its_site_alone() -> None:
    ann = said(Author(name="Ann"), platform="blog", url="https://books.example/1")
    assert key_of(ann) == "blog ann books.example"
    assert key_of(ann) != key_of(said(Author(name="Ann"), platform="blog", url="https://far.example/1"))
    account = account_of(ann)
    assert account is not None
    assert account.named == "Ann (books.example)"


@pytest.mark.parametrize(
    "content",
    [
        said(None),
        said(Author(name="Ann")),
        said(Author(handle="@ann"), kind=Kind.COMMENT),
        said(Author(name="Ann"), url="https://[broken"),
    ],
)
def test_whose_words_nobody_can_tell_are_nobodys(content: Content) -> None:
    assert account_of(content) is None


@pytest.mark.parametrize("state", list(State))
def test_trust_approves_only_what_waits_and_a_block_hides_everything(state: State) -> None:
    verdict = Verdict(state=state, reasons=(Reason.REVIEW,))
    assert by_author(verdict, AuthorStanding.BLOCKED).state is State.HIDDEN
    trusted = by_author(verdict, AuthorStanding.TRUSTED)
    assert trusted == (
        Verdict(state=State.APPROVED, reasons=(Reason.AUTHOR_TRUSTED,)) if state is State.WAITING else verdict
    )
