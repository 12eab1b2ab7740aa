"""The two spellings of X's API: `tweet.fields`, and since August 2026 `post.fields`.

docs.x.com: the guides have the one, the API reference of 2026-08-07 has the other. A server that does
not know a name answers 400, or leaves the field out without a word and still counts the read.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TWEET = "tweet"
POST = "post"
USER_FIELDS = "name,username,profile_image_url,protected,withheld"
_COMMON = "created_at,lang,possibly_sensitive,entities,attachments,in_reply_to_user_id,withheld"
_EXPANSIONS = "author_id,attachments.media_keys"
_ALWAYS = {
    "user.fields": USER_FIELDS,
    "media.fields": "type,url,preview_image_url,alt_text,width,height",
}
#: What a question about posts asks for, by spelling. The new one has references as expansions only.
FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        TWEET: {
            "tweet.fields": f"{_COMMON},author_id,referenced_tweets,note_tweet",
            "expansions": f"{_EXPANSIONS},referenced_tweets.id,referenced_tweets.id.author_id",
            **_ALWAYS,
        },
        POST: {
            "post.fields": f"{_COMMON},note_post",
            "expansions": f"{_EXPANSIONS},referenced_posts",
            **_ALWAYS,
        },
    }
)


def spelling_of(address: str) -> str:
    """Which spelling a question was asked in."""
    return POST if any(key == "post.fields" for key, _ in _query(address)) else TWEET


def respelled(address: str) -> str:
    """The same question in the other spelling."""
    other = TWEET if spelling_of(address) == POST else POST
    query = _query(address)
    spelled = {"tweet.fields", "post.fields", "expansions", *_ALWAYS}
    kept = [(key, value) for key, value in query if key not in spelled]
    whole = any(key == "expansions" for key, _ in query)
    asked = FIELDS[other] if whole else {f"{other}.fields": "withheld"}
    return _with_query(address, [*kept, *asked.items()])


def without(address: str, name: str) -> str:
    """The same question without one of its parameters."""
    return _with_query(address, [(key, value) for key, value in _query(address) if key != name])


def asks(address: str, name: str) -> str:
    """The value of one parameter, "" where it is not asked."""
    return dict(_query(address)).get(name, "")


def _query(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


def _with_query(address: str, query: list[tuple[str, str]]) -> str:
    return urlunsplit(urlsplit(address)._replace(query=urlencode(query)))
