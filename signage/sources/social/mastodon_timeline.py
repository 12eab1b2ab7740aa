"""Which list of which Mastodon server a source means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode, urlsplit

from signage.errors import NotRecognised
from signage.sources.plan import SourceOptions
from signage.sources.social.post import host_of

#: Statuses a page, the most that servers give.
PAGE = 40
#: Lists that staff fill by hand, post by post.
PICKED = frozenset({"favourites", "bookmarks"})
#: Lists that only a signed-in person has.
SIGNED = PICKED | {"list"}
_MOST_TAGS = 4
_HANDLE = re.compile(r"@([\w.-]+)@([\w.:-]+)")
_ACCOUNT = re.compile(r"(?:web/)?@([\w.-]+(?:@[\w.:-]+)?)(?:/tagged/([^/]+)|/.*)?|users/([\w.-]+)(?:/.*)?")
_LISTED = re.compile(
    r"(?:web/|deck/)?(?:timelines/)?(tags?|lists?|favourites|bookmarks)(?:/([^/]+))?(?:/.*)?"
)
_SHOWS = {"tags": "hashtag", "tag": "hashtag", "lists": "list"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One list of statuses. `query` is the account, the hashtags or the list's id.

    `host` is the server's name in handles, `base` where it is asked. Knows no account ids.
    """

    base: str
    host: str
    show: str
    query: str = ""
    tagged: str = ""

    @property
    def by_time(self) -> bool:
        """Whether its order is that of the statuses' ids, so that a gap in it is a deletion."""
        return self.show in {"account", "hashtag"}

    def address(self, path: str, query: Mapping[str, object] | None = None) -> str:
        """An address of this server's API."""
        asked = urlencode(query or {}, doseq=True)
        return f"{self.base}{path}" + (f"?{asked}" if asked else "")

    def page(self, account: str, *, replies: bool, boosts: bool, before: str = "") -> str:
        """The address of its newest page, or of the page before the status id `before`."""
        query: dict[str, object] = {"limit": PAGE}
        if before:
            query["max_id"] = before
        if self.show == "account":
            query["exclude_replies"] = "false" if replies else "true"
            query["exclude_reblogs"] = "false" if boosts else "true"
            if self.tagged:
                query["tagged"] = self.tagged
            return self.address(f"/api/v1/accounts/{quote(account, safe='')}/statuses", query)
        if self.show == "hashtag":
            first, *others = re.findall(r"[^\s,#]+", self.query)[:_MOST_TAGS]
            if others:
                query["any[]"] = others
            return self.address(f"/api/v1/timelines/tag/{quote(first, safe='')}", query)
        if self.show == "list":
            return self.address(f"/api/v1/timelines/list/{quote(self.query, safe='')}", query)
        return self.address(f"/api/v1/{self.show}", query)


def timeline_of(options: SourceOptions) -> Timeline:
    """The timeline that the settings name: by the address, unless `show` and `query` say otherwise.

    Raises NotRecognised where they name none.
    """
    address = options.url.strip()
    if spelled := _HANDLE.fullmatch(address):
        address = f"https://{spelled[2]}/@{spelled[1]}"
    host = host_of(address) or host_of(options.api)
    if not host:
        raise _no_timeline(options, "names no server")
    base = options.api.rstrip("/") or f"{urlsplit(address).scheme}://{host}"
    path = unquote(urlsplit(address).path).strip("/") if host_of(address) else ""
    named, query, tagged = _named(path)
    show = options.show or named or "account"
    if show not in {"account", "hashtag", *SIGNED}:
        raise _no_timeline(options, f'cannot show "{show}"')
    if show != named:
        query, tagged = "", ""
    query = (options.query or query).strip()
    if show == "account":
        user, _, server = query.lstrip("@").partition("@")
        query = user if server.lower() in {"", host} else f"{user}@{server}"
    if show not in PICKED and not query.strip("#, "):
        raise _no_timeline(options, f"does not say which {show}")
    return Timeline(base=base, host=host, show=show, query=query, tagged=tagged)


def _named(path: str) -> tuple[str, str, str]:
    if account := _ACCOUNT.fullmatch(path):
        return "account", account[1] or account[3], account[2] or ""
    if listed := _LISTED.fullmatch(path):
        return _SHOWS.get(listed[1], listed[1]), listed[2] or "", ""
    return "", "", ""


def _no_timeline(options: SourceOptions, what: str) -> NotRecognised:
    return NotRecognised(
        f"source {options.id}",
        f'The address "{options.url}" {what}.',
        "Give the address of a profile or hashtag page, such as https://social.example/@library; "
        "or set show (account, hashtag, list, favourites, bookmarks) and query.",
    )
