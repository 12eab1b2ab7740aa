"""Mastodon: invented answers; whole fetches against a server in the test."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from signage.errors import NeedsSignIn, NotRecognised, Unavailable
from signage.sources.mastodon import MOST_CHECKS, Mastodon
from signage.sources.plan import Received, Request, Shown, SourceOptions, SourceState
from tests.sources.server import NOW, Answer, answer, fetch

HOST = "social.example"
LOOKUP, STATUSES = "/api/v1/accounts/lookup", "/api/v1/accounts/7/statuses"


def plan(url: str = f"https://{HOST}/@lib", **changes: Any) -> Mastodon:
    return Mastodon(SourceOptions(id="m", kind="mastodon", url=url, **changes))


def account(number: str = "7", acct: str = "lib", **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "acct": acct,
        "display_name": "Harbour Library",
        "avatar_static": f"https://files.example/{number}.png",
        "url": f"https://{HOST}/@{acct}",
        "note": "<p>Books by the sea</p>",
        "discoverable": True,
        "indexable": True,
        "bot": False,
    } | changes


def status(number: int | str = 100, **changes: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "uri": f"https://{HOST}/users/lib/statuses/{number}",
        "url": f"https://{HOST}/@lib/{number}",
        "created_at": "2026-11-22T08:00:00.000Z",
        "edited_at": None,
        "content": f"<p>Post {number}</p>",
        "spoiler_text": "",
        "sensitive": False,
        "visibility": "public",
        "language": "en",
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "reblog": None,
        "quote": None,
        "emojis": [],
        "media_attachments": [],
        "account": account(),
    } | changes


def other(number: str = "9", acct: str = "reader@far.example", **changes: Any) -> dict[str, Any]:
    return account(number, acct, display_name="A Reader", **changes)


def received(*statuses: object, source: Mastodon | None = None, shown: tuple[Shown, ...] = ()) -> Received:
    request = Request(name="posts 1", url=f"https://{HOST}{STATUSES}")
    return (source or plan()).receive(answer(request, list(statuses)), SourceState(shown=shown), NOW)


def item_id(number: int | str) -> str:
    return f"mastodon:https://{HOST}/users/lib/statuses/{number}"


def known(*numbers: int) -> dict[str, str]:
    places = {f"at {item_id(number)}": str(number) for number in numbers}
    return {"asked": f"lib at https://{HOST}", "account": "7"} | places


def shown(*numbers: int) -> tuple[Shown, ...]:
    return tuple(Shown(id=item_id(number)) for number in numbers)


# One status


def test_a_post_comes_out_whole() -> None:
    (item,) = received(
        status(
            content='<p>Open till 8 :wave: at <a href="https://lib.example/a/b?utm=1"><span class="invisible">'
            'https://</span><span class="ellipsis">lib.example/a</span><span class="invisible">/b?utm=1</span></a>'
            "</p><p>#Books &amp; tea</p>",
            emojis=[{"shortcode": "wave"}],
            edited_at="2026-11-22T09:00:00Z",
            media_attachments=[
                {
                    "type": "image",
                    "url": "https://files.example/o.jpg",
                    "preview_url": "https://files.example/s.jpg",
                    "description": "A shelf",
                    "meta": {"original": {"width": 1200, "height": 800}},
                },
                {
                    "type": "gifv",
                    "url": "https://files.example/o.mp4",
                    "preview_url": "https://files.example/v.png",
                },
                {"type": "unknown", "url": None, "preview_url": None},
            ],
        )
    ).items
    content = item.content
    assert item.id == item_id(100)
    assert content.text.splitlines()[-1] == "#Books & tea"
    assert content.text.startswith("Open till 8 at lib.example/a")
    assert ":wave:" not in content.text
    assert content.author is not None
    assert (content.author.name, content.author.handle) == ("Harbour Library", f"@lib@{HOST}")
    assert content.author.picture == "https://files.example/7.png"
    assert content.published == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert content.edited == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert [(p.url, p.alt, p.width) for p in content.pictures] == [
        ("https://files.example/o.jpg", "A shelf", 1200),
        ("https://files.example/v.png", "", 0),
    ]
    assert not any((item.private, item.foreign, item.sensitive, item.warning, item.tricks))


def test_a_name_without_letters_becomes_the_handle() -> None:
    (item,) = received(
        status(account=account(display_name=":book:\u200b", emojis=[{"shortcode": "book"}]))
    ).items
    assert item.content.author is not None
    assert item.content.author.name == f"@lib@{HOST}"


@pytest.mark.parametrize("visibility", ["unlisted", "private", "direct", "", None, 5, "PUBLIC"])
def test_only_public_posts_come_out(visibility: object) -> None:
    assert received(status(visibility=visibility)).items == ()
    assert received(status(reblog=status(visibility=visibility, account=other()))).items == ()
    assert received(status(visibility=visibility, reblog=status(account=other()))).items == ()


def test_a_content_warning_keeps_its_words_and_the_text() -> None:
    (item,) = received(status(spoiler_text="Spiders :x:", emojis=[{"shortcode": "x"}], sensitive=True)).items
    assert (item.warning, item.sensitive, item.content.text) == ("Spiders", True, "Post 100")
    (item,) = received(status(spoiler_text="\u200b", sensitive=False)).items
    assert item.sensitive, "a warning without letters still warns"


def test_a_boost_has_the_id_and_author_of_the_original() -> None:
    far = status(55, uri="https://far.example/s/55", account=other())
    (item,) = received(status(100, reblog=far)).items
    assert (item.id, item.foreign) == ("mastodon:https://far.example/s/55", True)
    assert item.content.author is not None
    assert item.content.author.handle == "@reader@far.example"
    assert item.content.boosted_by is not None
    assert item.content.boosted_by.handle == f"@lib@{HOST}"
    (mine,) = received(status(100, reblog=status(60))).items
    assert not mine.foreign, "the library may repeat itself"
    assert received(status(100, reblog=far), source=plan(boosts=False)).items == ()
    assert received(status(100, reblog=["broken"])).items == (), "never under the booster's own name"


@pytest.mark.parametrize(
    "marks",
    [
        {"discoverable": False},
        {"discoverable": None},
        {"indexable": False},
        {"noindex": True},
        {"limited": True},
        {"suspended": True},
        {"bot": True},
        {"note": '<p>Hi <a href="/tags/nobot">#<span>NoBot</span></a></p>'},
    ],
)
def test_other_peoples_wishes_are_kept(marks: dict[str, Any]) -> None:
    far = status(55, uri="https://far.example/s/55", account=other(**marks))
    assert received(status(100, reblog=far)).items == ()
    assert received(far, source=plan(f"https://{HOST}/tags/books")).items == ()
    assert received(status(account=account(**marks))).items, "the library's own posts need no consent"


def test_bots_and_replies_come_out_where_they_are_wanted() -> None:
    bot = status(account=other(bot=True))
    reply = status(in_reply_to_id="5", in_reply_to_account_id="8")
    thread = status(in_reply_to_id="5", in_reply_to_account_id="7")
    tag = f"https://{HOST}/tags/books"
    assert len(received(bot, source=plan(tag, bots=True)).items) == 1
    assert received(reply).items == ()
    assert received(thread, source=plan(tag)).items == ()
    assert len(received(thread).items) == 1, "the library's own thread"
    assert len(received(reply, source=plan(replies=True)).items) == 1


def quote(state: object = "accepted", **changes: Any) -> dict[str, Any]:
    return {"state": state, "quoted_status": status(5, account=other(), content="<p>Said far</p>", **changes)}


def test_quotes_show_what_was_allowed_and_are_foreign() -> None:
    (item,) = received(status(quote=quote())).items
    assert (item.foreign, item.content.detail) == (True, "A Reader @reader@far.example: Said far")
    for silent in (
        quote("revoked"),
        quote(None),
        quote(visibility="private"),
        quote(sensitive=True),
        quote(spoiler_text="CW"),
        {"state": "accepted", "quoted_status": None},
        {"state": "pending"},
        status(5, account=other()),  # as Akkoma gives it
        "broken",
    ):
        (item,) = received(status(quote=silent)).items
        assert (item.foreign, item.content.detail) == (True, "")
    (item,) = received(status(quote={"state": "accepted", "quoted_status": status(5)})).items
    assert (item.foreign, item.content.detail) == (False, f"Harbour Library @lib@{HOST}: Post 5")


def test_what_cannot_be_used_is_named_and_the_rest_stays() -> None:
    got = received(
        status(1), None, [], 5, status(2, created_at="soon"), status(3, uri=None), status(4, account=None)
    )
    assert [item.id for item in got.items] == [item_id(1)]
    assert {problem.where for problem in got.problems} == {f"post {place} of 7" for place in range(2, 8)}
    assert received(status(created_at="2026-11-23T09:45:00Z")).items == (), "from the future"
    assert len(received(status(created_at="2026-11-23T09:35:00Z")).items) == 1, "a clock that is a little off"


# Whole fetches


def test_an_account_is_looked_up_once_and_remembered() -> None:
    server: dict[str, Answer] = {LOOKUP: (200, account()), STATUSES: (200, [status(2), status(1)])}
    got = fetch(plan(), server)
    assert got.paths == [LOOKUP, STATUSES]
    assert got.texts == ["Post 2", "Post 1"]
    assert "exclude_replies=true" in got.asked[1].url
    assert "exclude_reblogs=false" in got.asked[1].url
    assert not any(request.signed for request in got.asked)
    again = fetch(plan(signed=True), server, memory=got.memory)
    assert again.paths == [STATUSES]
    assert again.asked[0].signed
    elsewhere = fetch(plan(f"https://{HOST}/@other"), server, memory=got.memory)
    assert elsewhere.paths[0] == LOOKUP, "another account is looked up anew"


@pytest.mark.parametrize("refusal", [401, 403, 404])
def test_a_closed_look_up_falls_back_to_the_search(refusal: int) -> None:
    server: dict[str, Answer] = {
        LOOKUP: (refusal, {"error": "This method requires an authenticated user"}),
        "/api/v2/search": (200, {"accounts": [account("3", "library"), account()]}),
        STATUSES: (200, [status()]),
    }
    assert fetch(plan(), server).texts == ["Post 100"]
    server["/api/v2/search"] = (200, {"accounts": []})
    with pytest.raises(Unavailable, match="no account @lib"):
        fetch(plan(), server)


def test_a_closed_server_says_what_to_do() -> None:
    server: dict[str, Answer] = {LOOKUP: (200, account()), STATUSES: (401, {"error": "x"})}
    with pytest.raises(NeedsSignIn, match="token_file"):
        fetch(plan(), server)
    with pytest.raises(NeedsSignIn, match="refuses the token"):
        fetch(plan(signed=True), server)


def test_a_remembered_account_that_is_gone_is_looked_up_again() -> None:
    server: dict[str, Answer] = {LOOKUP: (200, account()), STATUSES: (200, [status()])}
    got = fetch(plan(), server, memory={"asked": f"lib at https://{HOST}", "account": "666"})
    assert got.texts == ["Post 100"]
    assert got.memory["account"] == "7"


def test_deleted_posts_are_gone_and_older_ones_are_asked_for() -> None:
    page = [status(number) for number in (300, 290, 270)]
    server: dict[str, Answer] = {
        STATUSES: (200, page),
        "/api/v1/statuses/100": (200, status(100, content="<p>Edited</p>")),
    }
    got = fetch(plan(), server, memory=known(280, 100, 90), shown=shown(300, 280, 100, 90, 5))
    assert set(got.gone) == {item_id(280), item_id(90)}, "one in the page's range, one answered 404"
    assert got.texts[-1] == "Edited"
    assert "/api/v1/statuses/5" not in got.paths, "its place is not known"


def test_pages_go_back_to_what_is_shown() -> None:
    def pages(query: dict[str, str]) -> Answer:
        before = int(query.get("max_id", 1000))
        return 200, [status(number) for number in range(before - 1, before - 41, -1) if number != 930]

    got = fetch(plan(), {STATUSES: pages}, memory=known(930, 925, 990), shown=shown(930, 925, 990))
    assert got.paths == [STATUSES, STATUSES]
    assert got.gone == [item_id(930)]
    far = fetch(plan(), {STATUSES: pages}, memory=known(3), shown=shown(3))
    assert far.paths == [STATUSES] * 3 + ["/api/v1/statuses/3"], "pages are bounded"


def test_an_empty_page_deletes_nothing_unasked() -> None:
    numbers = range(1, 31)
    alive = {f"/api/v1/statuses/{number}": (200, status(number)) for number in numbers}
    got = fetch(plan(), {STATUSES: (200, []), **alive}, memory=known(*numbers), shown=shown(*numbers))
    assert got.gone == []
    assert len(got.paths) == 1 + MOST_CHECKS


def test_a_post_that_may_no_longer_be_shown_is_gone() -> None:
    far = "https://far.example/s/55"
    page = [status(100, reblog=status(55, uri=far, account=other(discoverable=False)))]
    got = fetch(plan(), {STATUSES: (200, page)}, memory=known(), shown=(Shown(id=f"mastodon:{far}"),))
    assert got.gone == [f"mastodon:{far}"]


def test_a_hashtag_and_its_closed_door() -> None:
    tag = "/api/v1/timelines/tag/b%C3%BCcher"
    source = plan(f"https://{HOST}/tags/b%C3%BCcher")
    got = fetch(source, {tag: (200, [status(account=other())])})
    assert got.paths == [tag]
    assert len(got.items) == 1
    assert not got.items[0].foreign
    access = {
        "configuration": {"timelines_access": {"hashtag_feeds": {"local": "disabled", "remote": "disabled"}}}
    }
    with pytest.raises(NeedsSignIn):
        fetch(source, {tag: (200, []), "/api/v2/instance": (200, access)})
    assert fetch(source, {tag: (200, [])}).items == [], "an old server does not say"


def test_several_hashtags_are_asked_at_once() -> None:
    source = plan(f"https://{HOST}", show="hashtag", query="#a, #b c d e")
    (request,) = source.start(SourceState(), NOW)
    assert request.url.startswith(f"https://{HOST}/api/v1/timelines/tag/a?")
    assert request.url.count("any%5B%5D=") == 3


@pytest.mark.parametrize(
    ("show", "path", "mark"),
    [
        ("favourites", "/api/v1/favourites", "favourited"),
        ("bookmarks", "/api/v1/bookmarks", "bookmarked"),
        ("list", "/api/v1/timelines/list/12", ""),
    ],
)
def test_signed_lists(show: str, path: str, mark: str) -> None:
    options: dict[str, Any] = {"show": show, "query": "12" if show == "list" else ""}
    with pytest.raises(NeedsSignIn, match="access token"):
        plan(f"https://{HOST}", **options).start(SourceState(), NOW)
    source = plan(f"https://{HOST}", signed=True, **options)
    server: dict[str, Answer] = {
        path: (200, [status(50, account=other())]),
        "/api/v1/statuses/60": (200, status(60, account=other(), favourited=True, bookmarked=True)),
        "/api/v1/statuses/70": (200, status(70, account=other(), **({mark: False} if mark else {}))),
    }
    got = fetch(source, server, memory=known(60, 70), shown=shown(60, 70))
    assert all(request.signed for request in got.asked)
    assert "Post 60" in got.texts
    assert got.gone == ([item_id(70)] if mark else [])


@pytest.mark.parametrize(
    ("url", "show", "asked"),
    [
        (f"https://{HOST}/@lib", "", f"https://{HOST}/api/v1/accounts/lookup?acct=lib"),
        (f"https://{HOST}/@lib@{HOST}", "", f"https://{HOST}/api/v1/accounts/lookup?acct=lib"),
        (
            f"https://{HOST}/@a@far.example/",
            "",
            f"https://{HOST}/api/v1/accounts/lookup?acct=a%40far.example",
        ),
        (f"@lib@{HOST}", "", f"https://{HOST}/api/v1/accounts/lookup?acct=lib"),
        (f"https://{HOST}/users/lib", "", f"https://{HOST}/api/v1/accounts/lookup?acct=lib"),
        (f"https://{HOST}/@lib/tagged/tea", "", f"https://{HOST}/api/v1/accounts/lookup?acct=lib"),
        (f"https://{HOST}/web/tags/tea", "", f"https://{HOST}/api/v1/timelines/tag/tea?limit=40"),
        (f"https://{HOST}/lists/12", "", f"https://{HOST}/api/v1/timelines/list/12?limit=40"),
        (f"https://{HOST}/@lib", "bookmarks", f"https://{HOST}/api/v1/bookmarks?limit=40"),
        (f"https://{HOST}/favourites", "", f"https://{HOST}/api/v1/favourites?limit=40"),
    ],
)
def test_addresses(url: str, show: str, asked: str) -> None:
    (request,) = plan(url, show=show, signed=True).start(SourceState(), NOW)
    assert request.url == asked


@pytest.mark.parametrize(
    ("url", "show"), [("", ""), (f"https://{HOST}/", ""), (f"https://{HOST}/@lib", "likes"), ("http://[", "")]
)
def test_addresses_that_name_nothing(url: str, show: str) -> None:
    with pytest.raises(NotRecognised, match="profile or hashtag page"):
        plan(url, show=show).start(SourceState(), NOW)


def test_another_base_address() -> None:
    (request,) = plan(api="http://127.0.0.1:9/").start(SourceState(), NOW)
    assert request.url == "http://127.0.0.1:9/api/v1/accounts/lookup?acct=lib"


def test_answers_of_no_use() -> None:
    request = Request(name="posts 1", url=f"https://{HOST}{STATUSES}")

    def answered(body: object, code: int = 200) -> Received:
        return plan().receive(answer(request, body, code), SourceState(), NOW)

    with pytest.raises(Unavailable, match="Rate limit exceeded"):
        answered({"error": "Rate limit exceeded"})
    with pytest.raises(Unavailable, match="error 422"):
        answered({}, 422)
    with pytest.raises(NotRecognised, match="web page"):
        answered(b"<!doctype html><title>Sign in</title>")
    with pytest.raises(NotRecognised, match="empty"):
        answered(b"")
    shapes: tuple[object, ...] = ({}, "x", 5, None, b"[", b"[" * 100_000, b"\xff\xfe\x00")
    for body in shapes:
        with pytest.raises(NotRecognised):
            answered(body)


def test_a_moved_account_is_told() -> None:
    moved = account(moved=account("8", "new", url="https://new.example/@lib"))
    (problem,) = received(status(account=moved)).problems
    assert "https://new.example/@lib" in problem.what
