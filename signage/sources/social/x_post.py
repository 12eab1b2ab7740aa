"""A post of X's API v2, as an item, in both spellings of its fields.

docs.x.com: data dictionary; display requirements (agreement of 2026-04-27): whole text, author with
avatar, @username and time, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from signage.core.item import Author, Content, Kind, Picture, RawItem
from signage.sources.social.json_answer import Fields
from signage.sources.social.post import (
    FUTURE,
    NO_DATE,
    NO_ID,
    Broken,
    LeftOut,
    Reading,
    is_ahead,
    language,
    pictures,
)
from signage.sources.text import tidy, tidy_line

_PROTECTED = LeftOut("Their authors show them to followers only.")
_WITHHELD = LeftOut("X withholds them in some countries.")
_NO_AUTHOR = Broken("Its author did not come with it, and a post must not be shown without.")
_NO_ORIGINAL = Broken("It passes on a post that did not come with it.")
_USERNAME = re.compile(r"\w{1,15}", re.ASCII)
_PICTURE_LINKS = ("pic.x.com/", "pic.twitter.com/")
#: What the API escapes in a text (docs.x.com, "text"): these three and no other entity.
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Includes:
    """What came along with the posts of an answer: users, posts and media by their ids."""

    users: Mapping[str, Fields]
    posts: Mapping[str, Fields]
    media: Mapping[str, Fields]

    @classmethod
    def of(cls, answer: Fields) -> Includes:
        """The includes of an answer."""
        includes = answer.fields("includes")
        posts = (*includes.each("tweets"), *includes.each("posts"))
        return cls(
            users={user.identifier("id"): user for user in includes.each("users")},
            posts={post.identifier("id"): post for post in posts},
            media={media.identifier("media_key"): media for media in includes.each("media")},
        )

    def __len__(self) -> int:
        """How many of them are paid reads (media are not)."""
        return len(self.users) + len(self.posts)


@dataclass(frozen=True, slots=True, kw_only=True)
class XReader:
    """Reads posts for one source. Changes no word: links are shown as X shows them, that is all.

    What a post quotes is not shown with it: a quoted post would need its own author, avatar and time.
    """

    includes: Includes
    replies: bool = False
    boosts: bool = True

    def read(self, post: Fields, now: datetime) -> Reading:
        """One post of an answer: an item, or why there is none."""
        author = self._author_of(post)
        original_id = reference(post, "retweeted", "reposted")
        if original_id:
            original = self.includes.posts.get(original_id)
            if not self.boosts:
                return LeftOut()
            if original is None:
                return _NO_ORIGINAL
            if not _USERNAME.fullmatch(author.text("username")):
                return _NO_AUTHOR
            if author.flag("protected"):
                return _PROTECTED
            item = self._read(original, now)
            if not isinstance(item, RawItem):
                return item
            by, tricks = _author(author)
            foreign = item.foreign or original.identifier("author_id") != post.identifier("author_id")
            content = replace(item.content, boosted_by=by)
            return replace(item, content=content, foreign=foreign, tricks=item.tricks or tricks)
        is_reply = "in_reply_to_user_id" in post or reference(post, "replied_to")
        if is_reply and not self.replies:
            return LeftOut()
        return self._read(post, now)

    def _author_of(self, post: Fields) -> Fields:
        return self.includes.users.get(post.identifier("author_id"), Fields())

    def _read(self, post: Fields, now: datetime) -> Reading:
        number, published, user = post.identifier("id"), post.moment("created_at"), self._author_of(post)
        if not number:
            return NO_ID
        if not post.text("text"):
            return Broken("It has no text.")
        if published is None:
            return NO_DATE
        if not _USERNAME.fullmatch(user.text("username")):
            return _NO_AUTHOR
        if is_ahead(published, now):
            return FUTURE
        if user.flag("protected"):
            return _PROTECTED
        if max((number, *versions(post)), key=id_order) != number:
            return LeftOut()  # a version that its author has replaced
        if post.flag("withheld") or user.flag("withheld"):
            return _WITHHELD
        text, tricks = tidy(whole_text(post), paragraphs=True)
        author, author_tricks = _author(user)
        return RawItem(
            id=f"x:{number}",
            content=Content(
                kind=Kind.POST,
                text=text,
                platform="x",
                author=author,
                url=f"{author.url}/status/{number}",
                published=published,
                edited=published if len(versions(post)) > 1 else None,
                language=language(post.text("lang")),
                pictures=pictures(self._pictures(post)),
            ),
            sensitive=post.flag("possibly_sensitive"),
            foreign=self._quotes_others(post),
            tricks=tricks or author_tricks,
        )

    def _quotes_others(self, post: Fields) -> bool:
        quoted = reference(post, "quoted")
        if not quoted:
            return False
        original = self.includes.posts.get(quoted, Fields())
        return original.identifier("author_id") != post.identifier("author_id")

    def _pictures(self, post: Fields) -> list[Picture]:
        keys = post.fields("attachments").texts("media_keys")
        return [_picture(self.includes.media[key]) for key in keys if key in self.includes.media]


def reference(post: Fields, *kinds: str) -> str:
    """The id of the post that this one refers to as one of `kinds` (retweeted, quoted, replied_to)."""
    references = (*post.each("referenced_tweets"), *post.each("referenced_posts"))
    return next((one.identifier("id") for one in references if one.text("type") in kinds), "")


def id_order(number: str) -> tuple[int, str]:
    """Ids are texts of digits; the larger one is newer."""
    return len(number), number


def versions(post: Fields) -> tuple[str, ...]:
    """The ids of all versions of an edited post, its own among them."""
    return post.texts("edit_history_tweet_ids") or post.texts("edit_history_post_ids")


def whole_text(post: Fields) -> str:
    """The text as its readers see it: uncut, short links spelled out, three entities resolved."""
    note = post.fields("note_tweet") or post.fields("note_post")
    text = note.text("text") or post.text("text")
    entities = note.fields("entities") if note.text("text") else post.fields("entities")
    for link in entities.each("urls"):
        short = link.text("url")
        if short.startswith("http"):
            # X itself does not draw the address of a picture that stands below the text.
            seen = link.text("display_url")
            of_picture = "media_key" in link or seen.startswith(_PICTURE_LINKS)
            text = text.replace(short, "" if of_picture else seen or short)
    for escaped, letter in _ESCAPED:
        text = text.replace(escaped, letter)
    return text


def _author(user: Fields) -> tuple[Author, bool]:
    username = user.text("username")
    name, tricks = tidy_line(user.text("name"))
    # "_normal" is 48 pixels wide; the same address with _400x400 has the larger one.
    avatar = user.address("profile_image_url").replace("_normal.", "_400x400.")
    address = f"https://x.com/{username}"
    return Author(name=name or f"@{username}", handle=f"@{username}", url=address, picture=avatar), tricks


def _picture(media: Fields) -> Picture:
    alt, _ = tidy_line(media.text("alt_text"))
    url = media.address("url") if media.text("type") == "photo" else media.address("preview_image_url")
    return Picture(url=url, alt=alt, width=media.size("width"), height=media.size("height"))
