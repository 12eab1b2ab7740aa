"""Bluesky: invented answers; whole fetches against a server in the test."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from signage.errors import NeedsSignIn, NotRecognised, Unavailable
from signage.sources.bluesky import BATCH, MOST_BATCHES, Bluesky
from signage.sources.plan import Received, Request, Shown, SourceOptions, SourceState
from tests.sources.server import NOW, Answer, Handler, answer, fetch

DID, FAR = "did:plc:library", "did:plc:reader"
RESOLVE = "/xrpc/com.atproto.identity.resolveHandle"
FEED, LISTED = "/xrpc/app.bsky.feed.getAuthorFeed", "/xrpc/app.bsky.feed.getListFeed"
POSTS = "/xrpc/app.bsky.feed.getPosts"
PROFILE = "https://bsky.app/profile/lib.example"
MODERATION = "did:plc:ar7c4by46qjdydhdevvrndac"


def plan(url: str = PROFILE, **changes: Any) -> Bluesky:
    return Bluesky(SourceOptions(id="b", kind="bluesky", url=url, **changes))


def author(did: str = DID, handle: str = "lib.example", **changes: Any) -> dict[str, Any]:
    return {
        "did": did,
        "handle": handle,
        "displayName": "Harbour Library",
        "avatar": f"https://cdn.example/{handle}.jpg",
        "labels": [],
    } | changes


def reader(**changes: Any) -> dict[str, Any]:
    return author(FAR, "reader.example", displayName="A Reader", **changes)


def uri(key: str = "1", did: str = DID) -> str:
    return f"at://{did}/app.bsky.feed.post/{key}"


def post(key: str = "1", who: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    who = who or author()
    record = {"$type": "app.bsky.feed.post", "text": f"Post {key}", "createdAt": "2026-11-22T08:00:00Z"}
    record |= changes.pop("record", {})
    return {
        "uri": uri(key, who["did"]),
        "author": who,
        "record": record,
        "indexedAt": "2026-11-22T08:00:02.000Z",
        "labels": [],
    } | changes


def repost(
    of: dict[str, Any], by: dict[str, Any] | None = None, at: str = "2026-11-22T10:00:00Z"
) -> dict[str, Any]:
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": by or author(), "indexedAt": at}
    return {"post": of, "reason": reason}


def feed(*entries: object) -> dict[str, Any]:
    return {"feed": list(entries)}


def received(*entries: object, source: Bluesky | None = None) -> Received:
    request = Request(name="posts 1", url=f"https://public.api.bsky.app{FEED}")
    state = SourceState(memory={"asked": "lib.example", "did": DID})
    return (source or plan()).receive(answer(request, feed(*entries)), state, NOW)


def label(word: str, of: str, by: str = MODERATION, **changes: Any) -> dict[str, Any]:
    return {"src": by, "uri": of, "val": word, "cts": "2026-11-01T00:00:00Z"} | changes


# One post


def test_a_post_comes_out_whole() -> None:
    images = {
        "$type": "app.bsky.embed.images#view",
        "images": [
            {
                "thumb": "https://cdn.example/t.jpg",
                "fullsize": "https://cdn.example/f.jpg",
                "alt": "A\u202e shelf",
                "aspectRatio": {"width": 4000, "height": 3000},
            }
        ],
    }
    record = {"text": "Tea & books 📚 https://www.lib.example/tea/time?utm=1\n#Books", "langs": ["en-GB"]}
    (item,) = received({"post": post(record=record, embed=images)}).items
    content = item.content
    assert item.id == uri()
    assert content.text == "Tea & books 📚 lib.example/tea…\n#Books"
    assert content.language == "en-GB"
    assert content.url == f"{PROFILE}/post/1"
    assert content.published == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert content.author is not None
    assert (content.author.name, content.author.handle) == ("Harbour Library", "@lib.example")
    assert [(p.url, p.alt, p.width) for p in content.pictures] == [
        ("https://cdn.example/f.jpg", "A shelf", 4000)
    ]
    assert not any((item.private, item.foreign, item.sensitive))


@pytest.mark.parametrize(
    ("embed", "address"),
    [
        (
            {"$type": "app.bsky.embed.video#view", "thumbnail": "https://c.example/v.jpg"},
            "https://c.example/v.jpg",
        ),
        (
            {"$type": "app.bsky.embed.gallery#view", "items": [{"fullsize": "https://c.example/g.jpg"}]},
            "https://c.example/g.jpg",
        ),
        (
            {"$type": "app.bsky.embed.external#view", "external": {"thumb": "https://c.example/e.jpg"}},
            "https://c.example/e.jpg",
        ),
        (
            {
                "$type": "app.bsky.embed.recordWithMedia#view",
                "media": {"$type": "app.bsky.embed.video#view", "thumbnail": "https://c.example/m.jpg"},
                "record": {"record": {}},
            },
            "https://c.example/m.jpg",
        ),
        ({"$type": "app.bsky.embed.hologram#view", "images": [{"fullsize": "https://c.example/h.jpg"}]}, ""),
        (
            {"$type": "app.bsky.embed.images#view", "images": [{"fullsize": "javascript:alert(1)"}, None, 5]},
            "",
        ),
    ],
)
def test_pictures_of_every_embed(embed: dict[str, Any], address: str) -> None:
    (item,) = received({"post": post(embed=embed)}).items
    assert [picture.url for picture in item.content.pictures] == ([address] if address else [])


def test_names_and_handles_that_say_nothing() -> None:
    (item,) = received({"post": post(who=author(displayName="\u200b\u2060 "))}).items
    assert item.content.author is not None
    assert item.content.author.name == "@lib.example"
    (item,) = received({"post": post(who=author(handle="handle.invalid", displayName=""))}).items
    assert item.content.author is not None
    assert (item.content.author.name, item.content.author.handle) == (DID, "")
    assert item.content.url == f"https://bsky.app/profile/{DID}/post/1"


@pytest.mark.parametrize(
    ("created", "indexed", "published"),
    [
        ("2030-01-01T00:00:00Z", "2026-11-22T08:00:00Z", "2026-11-22T08:00:00+00:00"),
        ("2026-11-01T00:00:00+02:00", "2026-11-22T08:00:00Z", "2026-10-31T22:00:00+00:00"),
        ("2026-11-23T09:35:00Z", None, "2026-11-23T09:35:00+00:00"),
        ("1970-01-01T00:00:00Z", "2026-11-22T08:00:00Z", None),
        ("2030-01-01T00:00:00Z", None, None),
        ("0000-00-00", "2026-11-22T08:00:00Z", None),
        (None, None, None),
    ],
)
def test_the_earlier_of_two_times_counts(
    created: str | None, indexed: str | None, published: str | None
) -> None:
    got = received({"post": post(record={"createdAt": created}, indexedAt=indexed)})
    assert [str(item.content.published).replace(" ", "T") for item in got.items] == (
        [published] if published else []
    )


def test_replies_and_reposts() -> None:
    reply = {"post": post(record={"reply": {"parent": {}, "root": {}}})}
    assert received(reply).items == ()
    assert len(received(reply, source=plan(replies=True)).items) == 1
    (item,) = received(repost(post("9", reader()))).items
    assert (item.id, item.foreign) == (uri("9", FAR), True)
    assert item.content.author is not None
    assert item.content.author.handle == "@reader.example"
    assert item.content.boosted_by is not None
    assert item.content.boosted_by.handle == "@lib.example"
    assert not received(repost(post("9"))).items[0].foreign
    assert received(repost(post("9", reader())), source=plan(boosts=False)).items == ()
    assert received({"post": post(), "reason": {"$type": "app.bsky.feed.defs#reasonPin"}}).items
    assert received({"post": post(), "reason": 5}).items == (), "never without knowing whose it is"


def test_only_posts_are_posts() -> None:
    follow = post() | {"uri": f"at://{DID}/app.bsky.graph.follow/1"}
    assert received({"post": follow}).items == ()


# Labels

FORBIDDEN = ["!hide", "!no-unauthenticated", "!takedown"]
MARKED = ["!warn", "porn", "sexual", "nudity", "graphic-media", "gore", "spam", "made-up-by-a-labeler"]


@pytest.mark.parametrize("word", FORBIDDEN)
def test_what_strangers_may_not_see_never_comes_out(word: str) -> None:
    profile = f"at://{DID}/app.bsky.actor.profile/self"
    assert received({"post": post(labels=[label(word, uri())])}).items == ()
    assert received({"post": post(who=author(labels=[label(word, DID)]))}).items == ()
    assert received(repost(post("9", reader()), author(labels=[label(word, DID)]))).items == ()
    of_itself = {"labels": {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": word}]}}
    assert received({"post": post(record=of_itself)}).items == ()
    on_profile = received({"post": post(who=author(labels=[label(word, profile, by=DID)]))})
    assert bool(on_profile.items) == (word != "!no-unauthenticated")


@pytest.mark.parametrize("word", MARKED)
def test_other_labels_mark_a_post_as_sensitive(word: str) -> None:
    assert received({"post": post(labels=[label(word, uri())])}).items[0].sensitive
    assert received({"post": post(who=author(labels=[label(word, DID)]))}).items[0].sensitive


def test_labels_that_do_not_hold() -> None:
    word = label("porn", uri())
    for labels in ([word, word | {"neg": True}], [word | {"exp": "2026-11-01T00:00:00Z"}], [], None):
        assert not received({"post": post(labels=labels)}).items[0].sensitive
    assert received({"post": post(labels=[word | {"exp": "2027-01-01T00:00:00Z"}])}).items[0].sensitive
    own_joke = {"labels": {"values": [{"val": "best-library-ever"}]}}
    assert not received({"post": post(record=own_joke)}).items[0].sensitive


def test_a_label_on_the_profile_takes_the_avatar_only() -> None:
    labels = [label("nudity", f"at://{DID}/app.bsky.actor.profile/self")]
    (item,) = received({"post": post(who=author(labels=labels))}).items
    assert item.content.author is not None
    assert (item.sensitive, item.content.author.picture) == (False, "")


def test_bots_of_a_list() -> None:
    labels = [label("bot", FAR, by=FAR)]
    entry = {"post": post("9", reader(labels=labels))}
    of_list = f"{PROFILE}/lists/3k"
    assert received(entry, source=plan(of_list)).items == ()
    (item,) = received(entry, source=plan(of_list, bots=True)).items
    assert not item.sensitive


# Quotes


def quote(who: dict[str, Any], kind: str = "viewRecord", **changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = {"$type": f"app.bsky.embed.record#{kind}", "uri": uri("5", who["did"])}
    if kind == "viewRecord":
        record |= {"author": who, "value": {"text": "Said far"}, "labels": []}
    return {"$type": "app.bsky.embed.record#view", "record": record | changes}


def test_quotes() -> None:
    (item,) = received({"post": post(embed=quote(reader()))}).items
    assert (item.foreign, item.content.detail) == (True, "A Reader @reader.example: Said far")
    (item,) = received({"post": post(embed=quote(author()))}).items
    assert not item.foreign
    for kind in ("viewNotFound", "viewBlocked", "viewDetached"):
        (item,) = received({"post": post(embed=quote(reader(), kind))}).items
        assert (item.foreign, item.content.detail) == (True, "")
    (item,) = received({"post": post(embed=quote(reader(labels=[label("!no-unauthenticated", FAR)])))}).items
    assert (item.foreign, item.content.detail) == (True, "")
    (item,) = received({"post": post(embed=quote(reader(), labels=[label("porn", uri("5", FAR))]))}).items
    assert (item.sensitive, item.content.detail) == (True, "")
    of_list = {"$type": "app.bsky.embed.record#view", "record": {"$type": "app.bsky.graph.defs#listView"}}
    (item,) = received({"post": post(embed=of_list)}).items
    assert not item.foreign


# Whole fetches


def test_a_handle_is_resolved_once() -> None:
    server: dict[str, Answer] = {RESOLVE: (200, {"did": DID}), FEED: (200, feed({"post": post()}))}
    got = fetch(plan(), server)
    assert got.paths == [RESOLVE, FEED]
    assert got.texts == ["Post 1"]
    assert all(request.headers["atproto-accept-labelers"] == MODERATION for request in got.asked)
    assert "filter=posts_no_replies" in got.asked[1].url
    assert "includePins=false" in got.asked[1].url
    assert fetch(plan(), server, memory=got.memory).paths == [FEED]
    assert fetch(plan("https://bsky.app/profile/new.example"), server, memory=got.memory).paths[0] == RESOLVE


def test_a_list() -> None:
    server: dict[str, Answer] = {
        RESOLVE: (200, {"did": DID}),
        LISTED: (
            200,
            feed({"post": post("9", reader())}, {"post": post("8", reader(), record={"reply": {"a": 1}})}),
        ),
    }
    got = fetch(plan(f"{PROFILE}/lists/3kabc"), server)
    assert got.texts == ["Post 9"]
    assert not got.items[0].foreign
    assert "list=at%3A%2F%2Fdid%3Aplc%3Alibrary%2Fapp.bsky.graph.list%2F3kabc" in got.asked[1].url
    direct = plan(f"at://{DID}/app.bsky.graph.list/3kabc").start(SourceState(), NOW)[0]
    assert direct.url == got.asked[1].url
    named = plan(PROFILE, show="list", query="3kabc").start(SourceState(memory=got.memory), NOW)[0]
    assert named.url == got.asked[1].url


def test_what_is_missing_is_asked_for_and_gone() -> None:
    there = [uri(str(key)) for key in range(10, 60)]
    lost, hidden = uri("60"), uri("61")

    def posts(_: dict[str, str]) -> Answer:
        found: list[object] = [post(str(key)) for key in range(10, 60)]
        return 200, {"posts": [*found, post("61", labels=[label("!hide", hidden)])]}

    server: dict[str, Answer | Handler] = {FEED: (200, feed({"post": post("1")})), POSTS: posts}
    shown = tuple(Shown(id=one) for one in [uri("1"), *there, lost, hidden])
    got = fetch(plan(), server, memory={"asked": "lib.example", "did": DID}, shown=shown)
    assert got.paths == [FEED, POSTS, POSTS, POSTS]
    assert set(got.checked) == set(there)
    assert set(got.gone) == {lost, hidden}
    assert max(request.url.count("uris=") for request in got.asked) == BATCH
    many = tuple(Shown(id=uri(str(key))) for key in range(300))
    assert len(fetch(plan(), server, memory=got.memory, shown=many).asked) == 1 + MOST_BATCHES


def test_a_repost_that_was_taken_back_is_gone() -> None:
    kept, taken = repost(post("8", reader())), repost(post("9", reader()), at="2026-11-22T09:00:00Z")
    old = {"post": post("1")}
    answers: dict[str, Answer] = {RESOLVE: (200, {"did": DID}), FEED: (200, feed(kept, taken, old))}
    first = fetch(plan(), answers)
    answers[FEED] = (200, feed(kept, old) | {"cursor": "2026"})
    answers[POSTS] = (200, {"posts": []})
    shown = tuple(Shown(id=item.id) for item in first.items)
    got = fetch(plan(), answers, memory=first.memory, shown=shown)
    assert got.gone == [uri("9", FAR)]


def test_a_page_that_a_label_now_forbids() -> None:
    answers: dict[str, Answer] = {FEED: (200, feed({"post": post(labels=[label("!hide", uri())])}))}
    memory = {"asked": "lib.example", "did": DID}
    assert fetch(plan(), answers, memory=memory, shown=(Shown(id=uri()),)).gone == [uri()]


def test_pages_go_on_while_little_can_be_shown() -> None:
    def page(query: dict[str, str]) -> Answer:
        number = int(query.get("cursor", "0"))
        entries = [repost(post(f"{number}x{key}", reader())) for key in range(20)]
        return 200, feed({"post": post(str(number))}, *entries) | {"cursor": str(number + 1)}

    got = fetch(plan(f"at://{DID}", boosts=False), {FEED: page})
    assert got.texts == ["Post 0", "Post 1", "Post 2"]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (f"{PROFILE}/", "handle=lib.example"),
        ("@lib.example", "handle=lib.example"),
        ("lib.example", "handle=lib.example"),
        (f"https://bsky.app/profile/{DID}", "actor=did%3Aplc%3Alibrary"),
        (f"at://{DID}", "actor=did%3Aplc%3Alibrary"),
        (f"{PROFILE}/post/3k", "handle=lib.example"),
    ],
)
def test_addresses(url: str, asked: str) -> None:
    (request,) = plan(url).start(SourceState(), NOW)
    assert asked in request.url
    assert request.url.startswith("https://public.api.bsky.app/xrpc/")
    (request,) = plan(url, api="http://127.0.0.1:9/").start(SourceState(), NOW)
    assert request.url.startswith("http://127.0.0.1:9/xrpc/")


@pytest.mark.parametrize(
    ("url", "show"),
    [
        ("", ""),
        ("https://bsky.app/", ""),
        (f"{PROFILE}/feed/x", ""),
        (PROFILE, "list"),
        (PROFILE, "search"),
        ("x y", ""),
    ],
)
def test_addresses_that_name_nothing(url: str, show: str) -> None:
    with pytest.raises(NotRecognised, match="profile or of a list"):
        plan(url, show=show).start(SourceState(), NOW)


def test_answers_of_no_use() -> None:
    server: dict[str, Answer] = {
        RESOLVE: (400, {"error": "InvalidRequest", "message": "Unable to resolve handle"})
    }
    with pytest.raises(Unavailable, match="Unable to resolve handle"):
        fetch(plan(), server)
    with pytest.raises(NeedsSignIn, match="Logged-out"):
        fetch(plan(), {RESOLVE: (403, {})})
    with pytest.raises(NotRecognised, match="no account"):
        fetch(plan(), {RESOLVE: (200, {"did": 5})})
    shapes: tuple[object, ...] = ({}, [], "x", None, {"feed": {}}, b"<html>", b"")
    for body in shapes:
        with pytest.raises(NotRecognised):
            fetch(plan(f"at://{DID}"), {FEED: (200, body)})
    with pytest.raises(Unavailable, match="error 404"):
        fetch(plan(f"at://{DID}"), {})
