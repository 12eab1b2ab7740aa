"""A status of the Mastodon API, as an item. Pleroma, GoToSocial, Pixelfed and kin speak it too.

docs.joinmastodon.org/entities/Status, /Account, /Quote, /MediaAttachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
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
from signage.sources.text import plain, tidy, tidy_line

_OPT_OUT = re.compile(r"#no(bots?|index)\b", re.IGNORECASE)
_NOT_PUBLIC = LeftOut("They are not public, so they never go on a screen.")
_NOT_ASKED_FOR = LeftOut("Their authors have not agreed to be found by strangers, or asked to be left out.")
_REMOVED = LeftOut("Their authors were limited or suspended by the server.")
NOBODY = Fields()
_MOST_EMOJI = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReader:
    """Reads statuses for one source.

    `host` completes the handles of local accounts. `own` says that this is the library's own
    timeline: what it says itself needs nobody's consent, and its replies to itself are threads.
    `picked` says that staff chose each post by hand. Does not judge words: the rules do.
    """

    host: str
    own: bool = False
    picked: bool = False
    replies: bool = False
    boosts: bool = True
    bots: bool = False

    def read(self, status: Fields, now: datetime) -> Reading:
        """One entry of a timeline: an item, or why there is none."""
        inner = status.fields("reblog")
        if not inner:
            # Without its original a boost would come out under the booster's own name.
            return Broken("It is a boost without a post.") if "reblog" in status else self._read(status, now)
        if not self.boosts:
            return LeftOut()
        if status.text("visibility") != "public":
            return _NOT_PUBLIC
        return self._read(inner, now, status.fields("account"))

    def _read(self, status: Fields, now: datetime, booster: Fields = NOBODY) -> Reading:
        if status.text("visibility") != "public":
            return _NOT_PUBLIC if "visibility" in status else Broken("It is no status.")
        account = status.fields("account")
        uri, published = status.identifier("uri"), status.moment("created_at")
        if not uri or not account.identifier("id"):
            return NO_ID
        if not all(_acct(who) for who in (account, booster) if who):
            return Broken("Its author has no name.")
        if published is None:
            return NO_DATE
        if is_ahead(published, now):
            return FUTURE
        mine = self.own and (not booster or _same(account, booster))
        if not mine and (why := self._consent(account)):
            return why
        if not self.replies and not self.picked and not booster and self._answers_others(status):
            return LeftOut()
        quoted, detail, detail_tricks = self._quote(status, account)
        text, tricks = tidy(without_emoji(plain(status.text("content")), status))
        author, author_tricks = self._author(account)
        warning = tidy_line(without_emoji(status.text("spoiler_text"), status))[0]
        by, by_tricks = self._author(booster) if booster else (None, False)
        return RawItem(
            id=f"mastodon:{uri}",
            content=Content(
                kind=Kind.POST,
                text=text,
                detail=detail,
                platform="mastodon",
                author=author,
                boosted_by=by,
                url=status.address("url") or status.address("uri"),
                published=published,
                edited=status.moment("edited_at"),
                language=language(status.text("language")),
                pictures=pictures(_picture(media) for media in status.each("media_attachments")),
            ),
            warning=warning,
            # A warning that has no words left still warns.
            sensitive=status.flag("sensitive") or (status.flag("spoiler_text") and not warning),
            foreign=quoted or bool(booster and not _same(account, booster)),
            tricks=tricks or detail_tricks or author_tricks or by_tricks,
        )

    def _consent(self, account: Fields) -> LeftOut | None:
        """Why somebody else's post stays off, by the marks that the fediverse gives a poller to respect."""
        if account.flag("limited") or account.flag("suspended"):
            return _REMOVED
        if account.flag("bot") and not self.bots:
            return LeftOut()
        agreed = account.values.get("discoverable") is True and account.values.get("indexable") is not False
        if not agreed or account.flag("noindex") or _OPT_OUT.search(plain(account.text("note"))):
            return _NOT_ASKED_FOR
        return None

    def _answers_others(self, status: Fields) -> bool:
        if "in_reply_to_id" not in status and "in_reply_to_account_id" not in status:
            return False
        me = status.fields("account").identifier("id")
        return not self.own or status.identifier("in_reply_to_account_id") != me

    def _quote(self, status: Fields, account: Fields) -> tuple[bool, str, bool]:
        """Whether it quotes somebody else, and the quoted words where they may be shown.

        A quote that is not accepted, or whose author would not be shown, leaves no words behind.
        """
        quote = status.fields("quote")
        if not quote:
            return "quote" in status, "", False
        # Pleroma and Akkoma put the quoted status here itself, without saying that its author agreed.
        quoted = quote.fields("quoted_status")
        mine = bool(quoted) and _same(quoted.fields("account"), account)
        may_show = (
            quote.text("state") == "accepted"
            and quoted.text("visibility") == "public"
            and not quoted.text("spoiler_text")
            and not quoted.flag("sensitive")
            and _acct(quoted.fields("account")) != ""
            and (mine or not self._consent(quoted.fields("account")))
        )
        if not may_show:
            return not mine, "", False
        text, tricks = tidy_line(without_emoji(plain(quoted.text("content")), quoted))
        author, author_tricks = self._author(quoted.fields("account"))
        return not mine, f"{author.name} {author.handle}: {text}", tricks or author_tricks

    def _author(self, account: Fields) -> tuple[Author, bool]:
        acct = _acct(account)
        handle, _ = tidy_line(f"@{acct}" if "@" in acct else f"@{acct}@{self.host}")
        name, tricks = tidy_line(without_emoji(account.text("display_name"), account))
        avatar = account.address("avatar_static") or account.address("avatar")
        return Author(name=name or handle, handle=handle, url=account.address("url"), picture=avatar), tricks


def without_emoji(text: str, owner: Fields) -> str:
    """`text` without the `:shortcodes:` of custom emoji that `owner` lists; they have no letters."""
    for code in _shortcodes(owner.each("emojis")[:_MOST_EMOJI]):
        text = text.replace(f":{code}:", " ")
    return text


def _shortcodes(emojis: Iterable[Fields]) -> set[str]:
    return {code for emoji in emojis if (code := emoji.text("shortcode"))}


def _acct(account: Fields) -> str:
    return account.identifier("acct") or account.identifier("username")


def _same(one: Fields, other: Fields) -> bool:
    return one.identifier("id") != "" and one.identifier("id") == other.identifier("id")


def _picture(media: Fields) -> Picture:
    alt, _ = tidy_line(media.text("description"))
    size = media.fields("meta").fields("original")
    url = media.address("url") if media.text("type") == "image" else ""
    if url:
        return Picture(url=url, alt=alt, width=size.size("width"), height=size.size("height"))
    size = media.fields("meta").fields("small")
    return Picture(
        url=media.address("preview_url") if media.text("type") != "unknown" else "",
        alt=alt,
        width=size.size("width"),
        height=size.size("height"),
    )
