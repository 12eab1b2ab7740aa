"""Every capture of Mastodon, Bluesky and X in the corpus, as if it were the answer about posts.

The captures are of many kinds (one status, notifications, threads, profiles), so the posts are taken
out of each and put into the frame in which the service answers. Words of the captures are their
authors' and stand here as digests only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from signage.errors import SourceError
from signage.sources.bluesky import Bluesky
from signage.sources.mastodon import Mastodon
from signage.sources.plan import Plan, Received, Request, Response, SourceOptions, SourceState
from signage.sources.x import X
from tests.conftest import corpus_folder
from tests.sources.server import NOW

FOLDER = corpus_folder() / "corpus"
FILES = [path for kind in ("mastodon", "bluesky", "x") for path in sorted((FOLDER / kind).glob("*"))]
HOSTILE = sorted((corpus_folder() / "hostile").glob("generated/json-*.json"))
JSON_SUITE = sorted((corpus_folder() / "hostile" / "json").rglob("*.json"))

if not FILES:
    pytest.skip("no corpus: set SIGNAGE_CORPUS to the folder that holds corpus/", allow_module_level=True)


def source(kind: str, *, replies: bool = True) -> Plan:
    if kind == "mastodon":
        return Mastodon(
            SourceOptions(id="m", kind="mastodon", url="https://social.example/@lib", replies=replies)
        )
    if kind == "bluesky":
        return Bluesky(SourceOptions(id="b", kind="bluesky", url="at://did:plc:library", replies=replies))
    return X(SourceOptions(id="x", kind="x", url="https://x.com/lib", replies=replies, signed=True))


def receive(plan: Plan, body: bytes) -> Received:
    # "respelled": what an X answer lacks is not asked for again.
    name = "posts 1 respelled" if isinstance(plan, X) else "posts 1"
    request = Request(name=name, url="https://api.example/?tweet.fields=created_at&expansions=author_id")
    return plan.receive(Response(request=request, url=request.url, body=body), SourceState(), NOW)


def outcome(plan: Plan, body: bytes) -> Received | SourceError:
    """What comes of an answer. Anything but a SourceError fails the test."""
    try:
        return receive(plan, body)
    except SourceError as error:
        return error


def values_in(raw: bytes) -> list[object]:
    """The JSON of a file, or of each of its lines."""
    try:
        return [json.loads(raw)]
    except ValueError:
        found: list[object] = []
        for line in raw.splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
        return found


def objects_in(value: object, keys: set[str]) -> Iterator[dict[str, object]]:
    """Every object, however deep, that has all of `keys`; not those inside of one."""
    if isinstance(value, dict):
        if keys <= set(value):
            yield value
            return
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from objects_in(inner, keys)


def framed(kind: str, value: object) -> list[object]:
    """The posts of a capture, as the service's own answers."""
    if kind == "mastodon":
        return [list(objects_in(value, {"content", "account", "visibility"}))]
    if kind == "bluesky":
        entries = [entry for entry in objects_in(value, {"post"}) if isinstance(entry["post"], dict)]
        return [
            {"feed": entries or [{"post": post} for post in objects_in(value, {"uri", "author", "record"})]}
        ]
    if isinstance(value, list):
        return [inner for entry in value for inner in framed(kind, entry)]
    if isinstance(value, dict) and isinstance(value.get("data"), dict):
        return [value | {"data": [value["data"]]}]
    return [value]


def expected(kind: str, answer: object) -> int:
    """How many of its posts have all that is needed, judged without the code that is tested."""
    ids: set[str] = set()
    if kind == "mastodon":
        assert isinstance(answer, list)
        ids = {
            entry["uri"] for entry in answer if entry["visibility"] == "public" and not entry.get("reblog")
        }
    elif kind == "bluesky":
        assert isinstance(answer, dict)
        posts = [entry["post"] for entry in answer["feed"]]
        ids = {
            post["uri"]
            for post in posts
            if "/app.bsky.feed.post/" in post.get("uri", "")
            and post.get("author", {}).get("did")
            and post["record"].get("createdAt", "") > "2000"
        }
    elif isinstance(answer, dict) and isinstance(answer.get("data"), list):
        users = {user["id"] for user in answer.get("includes", {}).get("users", [])}
        ids = {
            post["id"]
            for post in answer["data"]
            if "created_at" in post
            and post.get("author_id") in users
            and "withheld" not in post
            and max(post.get("edit_history_tweet_ids", [post["id"]])) == post["id"]
        }
    return len(ids)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_capture_gives_its_posts(path: Path) -> None:
    kind, raw = path.parent.name, path.read_bytes()
    whole = outcome(source(kind), raw)
    assert isinstance(whole, Received) or (whole.what and whole.do)
    for value in values_in(raw):
        for answer in framed(kind, value):
            got = outcome(source(kind), json.dumps(answer).encode())
            if isinstance(got, SourceError):
                assert kind == "x", "the frame is right, so the answer is readable"
                assert expected(kind, answer) == 0
                continue
            assert len(got.items) == expected(kind, answer), got.problems
            for item in got.items:
                assert item.content.author is not None
                assert item.content.author.name
                assert item.content.published is not None


# The beginning of a file's sha256: whether replies are wanted, the exact count, the beginning of the
# sha256 of the first text. Each was read by hand.
BY_HAND = {
    "087cf2c399be1d5f": (True, 8, "1ee2d2c5cba1b3e3"),
    "da14dda614417ea0": (True, 6, "201fe4e77b317d68"),  # 13, of which 7 are unlisted, private or direct
    "a813bd878083267f": (True, 20, "201fe4e77b317d68"),
    "f94e4b502cd3a31f": (True, 4, "a6b8a084b68d58b5"),
    "68de78136a9fd81e": (False, 5, "27b643a9fab87a4f"),
    "7b8f01bd051d24e6": (False, 1, "4f1227434c206f86"),  # a quote as Akkoma tells it
    "09b169cf276cd1f8": (False, 1, "c08ce77f321cdbab"),  # with a content warning
    "3656f08e55ad4627": (False, 5, "bc84d863e4d6ad11"),  # 25, of which 20 are replies; a repost first
    "319857630f79fedd": (False, 7, "a4a91f7d2d1b1953"),  # links in capitals, empty lines
    "a836b70f212551df": (False, 1, "a87acd53b43eb58a"),
    "c0daeb22678daffa": (False, 0, ""),  # a reply
    "e6dfb93120758f17": (False, 1, "43305d735a0eac69"),  # a repost: the whole original
    "01a186e5e620457b": (False, 0, ""),  # a version that was edited since
    "93f976d82a87dfee": (False, 3, "412a9f9d9d248abc"),
    "636f719763bead31": (False, 1, "908c5b6d487d9b3b"),  # cashtags, a picture's link
}


@pytest.mark.parametrize("digest", BY_HAND)
def test_captures_that_were_read_by_hand(digest: str) -> None:
    (path,) = [path for path in FILES if hashlib.sha256(path.read_bytes()).hexdigest().startswith(digest)]
    replies, count, text = BY_HAND[digest]
    (value,) = values_in(path.read_bytes())
    (answer,) = framed(path.parent.name, value)
    items = receive(source(path.parent.name, replies=replies), json.dumps(answer).encode()).items
    assert len(items) == count
    assert [hashlib.sha256(item.content.text.encode()).hexdigest()[:16] for item in items[:1]] == [text][
        :count
    ]


@pytest.mark.parametrize("path", [*HOSTILE, *JSON_SUITE], ids=lambda path: path.name)
@pytest.mark.parametrize("kind", ["mastodon", "bluesky", "x"])
def test_hostile_json_is_an_error_or_an_answer(kind: str, path: Path) -> None:
    raw = path.read_bytes()
    for body in (raw, b'{"feed":' + raw + b"}", b'{"data":' + raw + b',"meta":{}}', b"[" + raw + b"]"):
        got = outcome(source(kind), body)
        assert got.do if isinstance(got, SourceError) else got.items == ()
