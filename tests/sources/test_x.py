"""X: invented answers in both spellings; whole fetches against a server in the test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from signage.errors import BudgetSpent, NeedsSignIn, NotRecognised, Unavailable
from signage.sources.plan import Received, Request, Shown, SourceOptions, SourceState
from signage.sources.x import MOST_PAGES, PAGE, READS_PER_POST, X
from tests.sources.server import NOW, Answer, Handler, answer, fetch, query_of

LOOKUP, POSTS, MENTIONS = "/2/users/by/username/lib", "/2/users/7/tweets", "/2/users/7/mentions"
SEARCH, CHECK = "/2/tweets/search/recent", "/2/tweets"
KNOWN = {"asked": "lib", "user": "7"}
INVALID = (400, {"errors": [{"parameters": {}, "message": "Invalid parameter"}], "title": "Invalid Request"})


def plan(url: str = "https://x.com/lib", **changes: Any) -> X:
    options: dict[str, Any] = {"signed": True, "monthly_reads": 1000} | changes
    return X(SourceOptions(id="x", kind="x", url=url, **options))


def user(number: str = "7", username: str = "lib", **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "name": "Harbour Library",
        "username": username,
        "profile_image_url": f"https://pbs.example/{number}_normal.jpg",
        "protected": False,
    } | changes


READER = user("9", "reader", name="A Reader")


def post(number: int | str = 100, author: str = "7", **changes: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "author_id": author,
        "text": f"Post {number}",
        "created_at": "2026-11-22T08:00:00.000Z",
        "lang": "en",
        "possibly_sensitive": False,
        "edit_history_tweet_ids": [str(number)],
    } | changes


def page(*posts: object, **changes: Any) -> dict[str, Any]:
    includes = {"users": [user(), READER]} | changes.pop("includes", {})
    return {"data": list(posts), "includes": includes, "meta": {"result_count": len(posts)}} | changes


def received(body: object, *, source: X | None = None, shown: tuple[Shown, ...] = ()) -> Received:
    request = Request(name="posts 1", url=f"https://api.x.com{POSTS}?tweet.fields=a&expansions=b")
    return (source or plan()).receive(answer(request, body), SourceState(memory=KNOWN, shown=shown), NOW)


def test_a_post_comes_out_whole_and_unaltered() -> None:
    text = "TEA &amp; CAKE &lt;3   &eacute; 📚📚📚📚 https://t.co/abc #one #two #three https://t.co/pic"
    urls = [
        {"url": "https://t.co/abc", "display_url": "www.lib.example/tea/ti…", "expanded_url": "https://x"},
        {"url": "https://t.co/pic", "display_url": "pic.x.com/pic", "media_key": "3_1"},
    ]
    media = [{"media_key": "3_1", "type": "photo", "url": "https://pbs.example/m.jpg", "alt_text": "A shelf"}]
    body = page(
        post(text=text, entities={"urls": urls}, attachments={"media_keys": ["3_1", "3_2"]}),
        includes={"media": media},
    )
    got = received(body)
    (item,) = got.items
    content = item.content
    assert item.id == "x:100"
    assert content.text == "TEA & CAKE <3 &eacute; 📚📚📚📚 www.lib.example/tea/ti… #one #two #three"
    assert content.url == "https://x.com/lib/status/100"
    assert content.published == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert content.edited is None
    assert content.author is not None
    assert (content.author.name, content.author.handle) == ("Harbour Library", "@lib")
    assert content.author.picture == "https://pbs.example/7_400x400.jpg"
    assert [(p.url, p.alt) for p in content.pictures] == [("https://pbs.example/m.jpg", "A shelf")]
    assert not any((item.private, item.foreign, item.sensitive))
    assert got.reads == 3, "one post and two users"


def test_both_spellings_are_read() -> None:
    long = {"text": "The whole long text\n\n&amp; more", "entities": {}}
    quoted = [{"type": "quoted", "id": "55"}]
    for note, references, history, posts in (
        ("note_tweet", "referenced_tweets", "edit_history_tweet_ids", "tweets"),
        ("note_post", "referenced_posts", "edit_history_post_ids", "posts"),
    ):
        new = post(text="The whole…") | {note: long, references: quoted, history: ["90", "100"]}
        if history == "edit_history_post_ids":
            del new["edit_history_tweet_ids"]
        body = page(new, includes={posts: [post(55, "9")]})
        got = received(body, shown=(Shown(id="x:90"), Shown(id="x:1")))
        (item,) = got.items
        assert item.content.text == "The whole long text\n\n& more"
        assert item.foreign
        assert item.content.edited == item.content.published
        assert got.gone == ("x:90",), "the version before the edit"


def test_a_repost_shows_the_original() -> None:
    cut = post(100, text="RT @reader: Said f…", referenced_tweets=[{"type": "retweeted", "id": "55"}])
    body = page(cut, includes={"tweets": [post(55, "9", text="Said far and wide")]})
    (item,) = received(body).items
    assert (item.id, item.content.text, item.foreign) == ("x:55", "Said far and wide", True)
    assert item.content.author is not None
    assert item.content.author.handle == "@reader"
    assert item.content.boosted_by is not None
    assert item.content.boosted_by.handle == "@lib"
    assert received(page(cut)).items == (), "without its original there is nothing to show"
    assert received(body, source=plan(boosts=False)).items == ()
    (mine,) = received(page(cut, includes={"tweets": [post(55)]})).items
    assert not mine.foreign


def test_quotes_of_oneself_are_not_foreign() -> None:
    quoting = post(referenced_tweets=[{"type": "quoted", "id": "55"}])
    assert not received(page(quoting, includes={"tweets": [post(55)]})).items[0].foreign
    assert received(page(quoting)).items[0].foreign, "whose it is is not known"


@pytest.mark.parametrize(
    "body",
    [
        page(post(), includes={"users": [user(protected=True)]}),
        page(post(), includes={"users": []}),
        page(post(), includes={"users": [user(withheld={"country_codes": ["DE"]})]}),
        page(post(withheld={"country_codes": ["DE"]})),
        page(post(100, edit_history_tweet_ids=["100", "105"])),
        page(post(created_at="2026-11-23T09:50:00Z")),
        page(post(created_at=None), post(101, text="")),
        page(post(in_reply_to_user_id="9")),
        page(post(referenced_tweets=[{"type": "replied_to", "id": "5"}])),
    ],
)
def test_what_may_not_be_shown_does_not_come_out(body: dict[str, Any]) -> None:
    assert received(body).items == ()


def test_sensitive_posts_and_languages() -> None:
    (item,) = received(page(post(possibly_sensitive=True, lang="qme"))).items
    assert (item.sensitive, item.content.language) == (True, "")


def test_no_token_no_posts() -> None:
    with pytest.raises(NeedsSignIn, match="bearer token"):
        plan(signed=False).start(SourceState(), NOW)


def test_an_account_is_looked_up_once_and_only_new_posts_are_paid() -> None:
    pages = [page(post(101), post(100)), page(post(102))]

    def posts(query: dict[str, str]) -> Answer:
        return 200, pages[1] if query.get("since_id") == "101" else pages[0]

    server: dict[str, Answer | Handler] = {LOOKUP: (200, {"data": user()}), POSTS: posts}
    first = fetch(plan(), server)
    assert first.paths == [LOOKUP, POSTS]
    assert all(request.signed for request in first.asked)
    assert [request.reads for request in first.asked] == [1, PAGE * READS_PER_POST]
    assert first.reads == 1 + 4
    assert query_of(first.asked[1])["exclude"] == "replies"
    again = fetch(plan(), server, memory=first.memory)
    assert again.paths == [POSTS]
    assert again.texts == ["Post 102"]
    assert again.memory["newest"] == "102"
    silent = fetch(plan(), {POSTS: (200, {"meta": {"result_count": 0}})}, memory=again.memory)
    assert (silent.items, silent.reads, silent.memory["newest"]) == ([], 0, "102")
    other = fetch(plan(show="mentions"), {MENTIONS: (200, page())}, memory=again.memory)
    assert "since_id" not in other.asked[0].url, "another list has a cursor of its own"


def test_pages_of_one_fetch_are_bounded() -> None:
    def posts(query: dict[str, str]) -> Answer:
        number = int(query.get("pagination_token", "900"))
        return 200, page(post(number), meta={"next_token": str(number - 1), "newest_id": "900"})

    memory = {**KNOWN, "listed": "account lib", "newest": "100"}
    got = fetch(plan(), {POSTS: posts}, memory=memory)
    assert got.texts == ["Post 900", "Post 899", "Post 898"]
    assert len(got.asked) == MOST_PAGES
    assert got.memory["newest"] == "900"
    assert len(fetch(plan(), {POSTS: posts}, memory=KNOWN).asked) == 1, "the first fetch digs no history"


def test_a_server_that_takes_the_new_spelling_only() -> None:
    def posts(query: dict[str, str]) -> Answer:
        return INVALID if "tweet.fields" in query else (200, page(post()))

    got = fetch(plan(), {POSTS: posts}, memory=KNOWN)
    assert got.texts == ["Post 100"]
    assert len(got.asked) == 2
    assert "post.fields" in query_of(got.asked[1])
    assert "referenced_posts" in query_of(got.asked[1])["expansions"]
    assert len(fetch(plan(), {POSTS: posts}, memory=got.memory).asked) == 1, "it is remembered"

    def old(query: dict[str, str]) -> Answer:
        return INVALID if "post.fields" in query else (200, page(post()))

    back = fetch(plan(), {POSTS: old}, memory=got.memory)
    assert back.memory["spelling"] == "tweet"
    with pytest.raises(Unavailable, match="Invalid parameter"):
        fetch(plan(), {POSTS: INVALID}, memory=KNOWN)


def test_a_server_that_leaves_unknown_fields_out_without_a_word() -> None:
    def posts(query: dict[str, str]) -> Answer:
        return 200, page({"id": "100", "text": "Post 100"} if "tweet.fields" in query else post())

    got = fetch(plan(), {POSTS: posts}, memory=KNOWN)
    assert got.texts == ["Post 100"]
    assert got.memory["spelling"] == "post"
    bare = fetch(plan(), {POSTS: (200, page({"id": "100", "text": "Post 100"}))}, memory=KNOWN)
    assert (len(bare.asked), bare.items) == (2, [])
    assert "spelling" not in bare.memory
    assert bare.memory["newest"] == "100", "they are not paid a third time"


def test_a_cursor_that_is_too_old_is_dropped() -> None:
    def posts(query: dict[str, str]) -> Answer:
        if "since_id" in query:
            return 400, {"errors": [{"message": "'since_id' must be a post id created after ..."}]}
        return 200, page(post())

    memory = {**KNOWN, "listed": "account lib", "newest": "5"}
    assert fetch(plan(), {POSTS: posts}, memory=memory).texts == ["Post 100"]
    week_old = {"listed": "search tea", "newest": "1"}
    (request,) = plan("", show="search", query="tea").start(SourceState(memory=week_old), NOW)
    assert "since_id" not in request.url


def test_searches_and_mentions() -> None:
    replying = post(author="9", in_reply_to_user_id="7")
    got = fetch(plan(show="mentions"), {MENTIONS: (200, page(replying))}, memory=KNOWN)
    assert got.texts == ["Post 100"], "a mention is mostly a reply"
    assert not got.items[0].foreign
    search = plan("", show="search", query="#tea OR @lib")
    found = fetch(search, {SEARCH: (200, page(post(author="9")))})
    assert query_of(found.asked[0])["query"] == "(#tea OR @lib) -is:retweet -is:reply"
    assert found.texts == ["Post 100"]


# Confirmation and deletion


def test_only_what_was_not_confirmed_for_long_is_paid_again() -> None:
    ago = [
        Shown(id=f"x:{hours}", confirmed=NOW - timedelta(hours=hours)) for hours in (1, 19, 21, 22, 23, 30)
    ]
    answered = {
        "data": [
            {"id": "21", "text": "a", "edit_history_tweet_ids": ["21"]},
            {"id": "22", "text": "b", "edit_history_tweet_ids": ["22", "99"]},
            {"id": "23", "text": "c", "withheld": {"country_codes": ["DE"]}},
        ],
        "errors": [{"resource_id": "30", "title": "Not Found Error"}],
    }
    got = fetch(plan(), {POSTS: (200, page()), CHECK: (200, answered)}, memory=KNOWN, shown=tuple(ago))
    check = got.asked[0]
    assert query_of(check)["ids"] == "30,23,22,21"
    assert check.reads == 4
    assert got.checked == ["x:21"]
    assert set(got.gone) == {"x:22", "x:23", "x:30"}
    assert got.reads == 2 + 3


def test_an_answer_without_posts_deletes_only_what_it_names() -> None:
    shown = (Shown(id="x:1"), Shown(id="x:2"))
    errors = {"errors": [{"value": "2", "title": "Not Found Error"}]}
    got = fetch(plan(), {POSTS: (200, page()), CHECK: (200, errors)}, memory=KNOWN, shown=shown)
    assert (got.gone, got.checked) == (["x:2"], [])
    refusals: tuple[Answer, ...] = ((200, {}), (404, {}), INVALID)
    for refusal in refusals:
        got = fetch(plan(), {POSTS: (200, page(post())), CHECK: refusal}, memory=KNOWN, shown=shown)
        assert (got.gone, got.checked, got.texts) == ([], [], ["Post 100"]), "new posts come all the same"
        assert got.problems[0].where == "posts on the screens"


def test_at_most_a_hundred_are_asked_for() -> None:
    shown = tuple(Shown(id=f"x:{number}") for number in range(1, 250))
    (check, _) = plan().start(SourceState(memory=KNOWN, shown=shown), NOW)
    assert len(query_of(check)["ids"].split(",")) == check.reads == 100


# Addresses and answers of no use


@pytest.mark.parametrize(
    ("url", "options", "path", "query"),
    [
        ("https://x.com/lib", {}, LOOKUP, ""),
        ("https://twitter.com/lib/?lang=de", {}, LOOKUP, ""),
        ("@lib", {}, LOOKUP, ""),
        ("", {"query": "@lib"}, LOOKUP, ""),
        ("https://x.com/lib", {"show": "mentions"}, LOOKUP, ""),
        ("https://x.com/search?q=%23tea%20OR%20cake&src=typed", {}, SEARCH, "(#tea OR cake)"),
        ("https://x.com/hashtag/tea", {}, SEARCH, "(#tea)"),
        ("", {"show": "hashtag", "query": "#tea, cake"}, SEARCH, "(#tea OR #cake)"),
    ],
)
def test_addresses(url: str, options: dict[str, str], path: str, query: str) -> None:
    (request,) = plan(url, **options).start(SourceState(), NOW)
    assert request.url.startswith(f"https://api.x.com{path}?")
    assert query_of(request).get("query", "").startswith(query)
    (request,) = plan(url, api="http://127.0.0.1:9", **options).start(SourceState(), NOW)
    assert request.url.startswith(f"http://127.0.0.1:9{path}?")


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("", {}),
        ("https://x.com/home", {}),
        ("https://x.com/lib", {"show": "likes"}),
        ("", {"show": "search"}),
    ],
)
def test_addresses_that_name_nothing(url: str, options: dict[str, str]) -> None:
    with pytest.raises(NotRecognised, match="profile"):
        plan(url, **options).start(SourceState(), NOW)


def test_answers_of_no_use() -> None:
    def answered(status: int, body: object) -> None:
        fetch(plan(), {POSTS: (status, body)}, memory=KNOWN)

    with pytest.raises(NeedsSignIn, match="refuses the token"):
        answered(401, {"title": "Unauthorized"})
    with pytest.raises(BudgetSpent, match="used up"):
        answered(403, {"title": "CreditsDepleted", "detail": "Your account has no credits"})
    with pytest.raises(BudgetSpent):
        answered(402, b"")
    with pytest.raises(Unavailable, match="error 404"):
        answered(404, b"<html>")
    with pytest.raises(Unavailable, match="Could not find user"):
        fetch(plan(), {LOOKUP: (200, {"errors": [{"detail": "Could not find user with username: [lib]."}]})})
    shapes: tuple[object, ...] = ([], "x", None, {"data": {}, "meta": {}}, b"<html>", b"")
    for body in shapes:
        with pytest.raises(NotRecognised):
            answered(200, body)
    with pytest.raises(Unavailable):
        answered(200, {})
