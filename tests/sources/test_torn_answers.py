"""Invented answers of Mastodon, Bluesky and X, torn at random: nothing but a SourceError is ever raised,
ids are stable, and what is not public never comes out."""

from __future__ import annotations

import json
import pickle
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.item import RawItem
from signage.errors import SourceError
from signage.sources.bluesky import Bluesky
from signage.sources.mastodon import Mastodon
from signage.sources.plan import Plan, Received, Request, Response, Shown, SourceOptions, SourceState
from signage.sources.x import X
from tests.sources import test_bluesky, test_mastodon, test_x
from tests.sources.server import NOW

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**40), max_value=10**40),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        [
            "\ud800",
            "\x00",
            "\u202ea",
            "public",
            "at://",
            "https://[",
            "9999-12-31T23:59:59+00:00",
            "1e400",
            "[]",
        ]
    ),
    st.lists(st.none() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.none() | st.integers(), max_size=2),
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value inside of `value`."""
    found = [path] if path else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        found += places(one, (*path, key))
    return found


@st.composite
def torn(draw: st.DrawFn, whole: object) -> bytes:
    """`whole` with up to five of its values dropped, replaced or doubled."""
    value: Any = json.loads(json.dumps(whole))
    for _ in range(draw(st.integers(1, 5))):
        known = places(value)
        if not known:
            break
        *way, last = draw(st.sampled_from(known))
        place: Any = value
        for step in way:
            place = place[step]
        what = draw(st.sampled_from(["drop", "odd", "odd", "double"]))
        if what == "drop":
            del place[last]
        elif what == "odd":
            place[last] = draw(ODD)
        elif isinstance(place, list) and isinstance(last, int):
            place.append(place[last])
    return json.dumps(value).encode()


def received(plan: Plan, body: bytes, name: str, url: str, shown: tuple[Shown, ...]) -> Received | None:
    request = Request(name=name, url=url)
    state = SourceState(memory={"did": test_bluesky.DID}, shown=shown)
    try:
        got = plan.receive(Response(request=request, url=url, body=body), state, NOW)
    except SourceError:
        return None
    pickle.loads(pickle.dumps(got))  # it crosses from the worker to the pipeline
    if got.memory is not None:
        assert all(isinstance(word, str) for pair in got.memory.items() for word in pair)
        json.dumps(dict(got.memory), ensure_ascii=False).encode()
    for item in got.items:
        check(item)
    assert len({item.id for item in got.items}) == len(got.items)
    return got


def check(item: RawItem) -> None:
    content = item.content
    assert content.author is not None
    assert content.author.name.strip()
    assert content.published is not None
    words = (
        item.id,
        content.text,
        content.detail,
        content.author.name,
        content.url,
        *(p.url for p in content.pictures),
    )
    "".join(words).encode()  # no half surrogate pairs
    assert not any(letter in word for word in words for letter in "\u202e\x00")


MASTODON = [
    test_mastodon.status(3, quote=test_mastodon.quote()),
    test_mastodon.status(2, reblog=test_mastodon.status(55, account=test_mastodon.other())),
    test_mastodon.status(
        1,
        media_attachments=[
            {"type": "image", "url": "https://files.example/a.jpg", "meta": {"original": {"width": 9}}}
        ],
    ),
]


@given(torn(MASTODON))
@settings(deadline=None, max_examples=150)
def test_torn_mastodon(body: bytes) -> None:
    plan = Mastodon(SourceOptions(id="m", kind="mastodon", url="https://social.example/@lib"))
    shown = test_mastodon.shown(1, 2, 3)
    got = received(plan, body, "posts 1", "https://social.example/api", shown)
    if got is None:
        return
    public: set[str] = set()
    for entry in json.loads(body):
        inner = (entry.get("reblog") or entry) if isinstance(entry, dict) else None
        if isinstance(inner, dict) and entry.get("visibility") == inner.get("visibility") == "public":
            public.add(f"mastodon:{inner.get('uri')}")
    assert {item.id for item in got.items} <= public


BLUESKY = test_bluesky.feed(
    {"post": test_bluesky.post("3", embed=test_bluesky.quote(test_bluesky.reader()))},
    test_bluesky.repost(test_bluesky.post("2", test_bluesky.reader())),
    {
        "post": test_bluesky.post(
            "1", labels=[test_bluesky.label("!no-unauthenticated", test_bluesky.uri("1"))]
        )
    },
)


@given(torn(BLUESKY))
@settings(deadline=None, max_examples=150)
def test_torn_bluesky(body: bytes) -> None:
    plan = Bluesky(SourceOptions(id="b", kind="bluesky", url=f"at://{test_bluesky.DID}"))
    got = received(plan, body, "posts 1", "https://api.example/", (Shown(id=test_bluesky.uri("1")),))
    for item in got.items if got else ():
        assert item.id.startswith("at://")
        if '"!no-unauthenticated"' in body.decode():
            assert item.id != test_bluesky.uri("1")


X_ANSWER = test_x.page(
    test_x.post(102, referenced_tweets=[{"type": "retweeted", "id": "55"}]),
    test_x.post(101, entities={"urls": [{"url": "https://t.co/a", "display_url": "lib.example"}]}),
    test_x.post(100, note_tweet={"text": "Long"}, attachments={"media_keys": ["3_1"]}),
    includes={
        "tweets": [test_x.post(55, "9")],
        "media": [{"media_key": "3_1", "type": "photo", "url": "https://pbs.example/m.jpg"}],
    },
    meta={"newest_id": "102", "next_token": "n", "result_count": 3},
)


@given(torn(X_ANSWER), st.sampled_from(["posts 1", "posts 1 respelled", "check", "account"]))
@settings(deadline=None, max_examples=200)
def test_torn_x(body: bytes, name: str) -> None:
    plan = X(SourceOptions(id="x", kind="x", url="https://x.com/lib", signed=True))
    url = "https://api.x.com/2/tweets?ids=100,101&since_id=5&tweet.fields=a&expansions=b"
    got = received(plan, body, name, url, (Shown(id="x:100"),))
    if got is None:
        return
    assert got.reads >= 0
    answer = json.loads(body)
    for item in got.items:
        assert item.content.author is not None
        users = [user for user in answer["includes"]["users"] if isinstance(user, dict)]
        (known, *_) = [user for user in users if f"@{user.get('username')}" == item.content.author.handle]
        assert not known.get("protected")


@given(torn(MASTODON[0]), torn(BLUESKY))
@settings(deadline=None, max_examples=60)
def test_torn_checks(status: bytes, feed: bytes) -> None:
    mastodon = Mastodon(SourceOptions(id="m", kind="mastodon", url="https://social.example/@lib"))
    for name in (f"check {test_mastodon.item_id(3)}", "account", "search", "access"):
        received(mastodon, status, name, "https://social.example/api", ())
    bluesky = Bluesky(SourceOptions(id="b", kind="bluesky", url=f"at://{test_bluesky.DID}"))
    posts = {"posts": [entry.get("post") for entry in as_list(json.loads(feed)) if isinstance(entry, dict)]}
    received(bluesky, json.dumps(posts).encode(), "check", "https://api.example/?uris=a&uris=b", ())


def as_list(answer: object) -> list[object]:
    feed = answer.get("feed") if isinstance(answer, dict) else None
    return feed if isinstance(feed, list) else []


@given(torn(MASTODON))
@settings(deadline=None, max_examples=50)
def test_the_same_answer_gives_the_same_ids(body: bytes) -> None:
    ids = []
    for name in ("one", "another name"):
        plan = Mastodon(SourceOptions(id=name, name=name, kind="mastodon", url="https://social.example/@lib"))
        got = received(plan, body, "posts 1", "https://social.example/api", ())
        ids.append([item.id for item in got.items] if got else None)
    assert ids[0] == ids[1]
