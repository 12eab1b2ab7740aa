"""Which list of posts on X a source means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote_plus, urlsplit

from signage.errors import NotRecognised
from signage.sources.plan import SourceOptions

_PROFILE = re.compile(
    r"(?:@|https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/@?)(\w{1,15})/?(?:\?.*)?", re.ASCII
)
_TAG = re.compile(r"/hashtag/([^/]+)/?")
_NOT_NAMES = frozenset({"search", "hashtag", "i", "home", "explore", "intent", "settings"})


@dataclass(frozen=True, slots=True)
class XList:
    """What to show: `account` or `mentions` of a username, or a `search`. Knows no user ids."""

    show: str
    query: str

    @property
    def name(self) -> str:
        """How it is remembered, so that another list does not take over its cursor."""
        return f"{self.show} {self.query}"

    def search(self, *, replies: bool) -> str:
        """The search in X's words: without reposts, and without replies unless they are wanted."""
        narrowed = f"({self.query})"
        if "is:retweet" not in self.query:
            narrowed += " -is:retweet"
        if "is:reply" not in self.query and not replies:
            narrowed += " -is:reply"
        return narrowed


def list_of(options: SourceOptions) -> XList:
    """The list that the settings name: by the address, unless `show` and `query` say otherwise.

    Raises NotRecognised where they name none.
    """
    address, query = options.url.strip(), options.query.strip()
    found = _PROFILE.fullmatch(address)
    name = found[1] if found and found[1].lower() not in _NOT_NAMES else ""
    show, searched = options.show, _searched(address)
    if searched and not query:
        show, query = show or "search", searched
    if show == "hashtag" and (tags := re.findall(r"[^\s,#]+", query)):
        return XList("search", " OR ".join(f"#{tag}" for tag in tags))
    if show == "search" and query:
        return XList("search", query)
    name = name or query.lstrip("@")
    if show in {"", "account", "mentions"} and re.fullmatch(r"\w{1,15}", name, re.ASCII):
        return XList(show or "account", name)
    raise NotRecognised(
        f"source {options.id}",
        f'The address "{address}" names nothing that can be shown from X.',
        "Give the address of a profile, such as https://x.com/library; or set show to mentions, or to "
        "search with a query.",
    )


def _searched(address: str) -> str:
    """What an address of X's own search or hashtag page searches for."""
    parts = urlsplit(address) if address.startswith("http") else urlsplit("")
    if tagged := _TAG.fullmatch(parts.path):
        return f"#{unquote_plus(tagged[1])}"
    return parse_qs(parts.query).get("q", [""])[0] if parts.path.startswith("/search") else ""
