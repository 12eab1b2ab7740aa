"""Bluesky: an account's posts, or those of a list's members. Public reads, no sign-in.

docs.bsky.app: com.atproto.identity.resolveHandle, app.bsky.feed.getAuthorFeed, .getListFeed, .getPosts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from signage.core.item import RawItem
from signage.errors import NeedsSignIn, NotRecognised, Unavailable
from signage.sources.plan import JSON_TYPES, Received, Request, Response, SourceOptions, SourceState
from signage.sources.social.bluesky_post import LABELER, PostReader
from signage.sources.social.json_answer import Fields, moment, read_json
from signage.sources.social.post import LeftOut, gather
from signage.sources.text import tidy_line

PUBLIC = "https://public.api.bsky.app"
PAGE = 50
#: Pages that one fetch reads where too little of a page can be shown (a library that reposts a lot).
MOST_PAGES = 3
ENOUGH = 10
#: Addresses that getPosts takes at once, and how often one fetch asks.
BATCH = 25
MOST_BATCHES = 4
MOST_REPOSTS = 200
_HEADERS = MappingProxyType({"atproto-accept-labelers": LABELER})
_REPOST = "repost "
_LIST = "app.bsky.graph.list"
_PROFILE = re.compile(r"profile/([^/]+)(?:/(lists|feed)/([^/]+))?(?:/.*)?")
_AT = re.compile(r"at://([^/]+)(?:/([\w.]+)/([^/]+))?/?")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whose posts: an account, or the list `record` that this account keeps."""

    actor: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Bluesky:
    """One Bluesky author feed or list feed: its newest page, and a question about what is shown besides.

    Does not search and does not sign in: both need a person's session.
    """

    options: SourceOptions

    def start(self, state: SourceState, now: datetime) -> tuple[Request, ...]:  # noqa: ARG002
        """The account's DID, or the newest page where it is known. Raises NotRecognised."""
        wanted = self._wanted()
        if wanted.actor.startswith("did:"):
            return (self._page(wanted, wanted.actor),)
        if state.memory.get("asked") == wanted.actor and state.memory.get("did"):
            return (self._page(wanted, state.memory["did"]),)
        return (self._ask("account", "com.atproto.identity.resolveHandle", handle=wanted.actor),)

    def receive(self, response: Response, state: SourceState, now: datetime) -> Received:
        """What an answer gives. Raises NeedsSignIn, Unavailable or NotRecognised."""
        wanted = self._wanted()
        answer = self._read(response)
        if response.request.name == "account":
            did = answer.identifier("did")
            if not did.startswith("did:"):
                raise self._not_recognised("holds no account")
            memory = {**state.memory, "asked": wanted.actor, "did": did}
            return Received(memory=memory, requests=(self._page(wanted, did),))
        if response.request.name == "check":
            return self._receive_check(response, answer, state, now)
        return self._receive_posts(response, answer, state, now)

    @property
    def _where(self) -> str:
        return f"source {self.options.id}"

    def _wanted(self) -> _Wanted:
        options = self.options
        address = options.url.strip() or options.query.strip()
        if options.show not in {"", "account", "list"}:
            raise self._names_nothing(f'"{options.show}" cannot be shown.')
        path = unquote(urlsplit(address).path).strip("/") if address.startswith("http") else ""
        if found := _PROFILE.fullmatch(path):
            actor, kind, key = found[1], found[2] or "", found[3] or ""
        elif spelled := _AT.fullmatch(address):
            actor, kind, key = spelled[1], spelled[2] or "", spelled[3] or ""
        else:
            actor, kind, key = address.lstrip("@"), "", ""
        listed = kind in {"lists", _LIST}
        if options.show == "list" and not listed and (query := options.query.strip()):
            spelled = _AT.fullmatch(query)
            actor, key = (spelled[1], spelled[3] or "") if spelled else (actor, query)
            listed = True
        if not re.fullmatch(r"did:[a-z]+:[\w.:%-]+|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", actor):
            raise self._names_nothing(f'"{address}" names no account.')
        if (kind and not listed) or (options.show == "list" and not key):
            raise self._names_nothing(f'"{address}" is neither an account nor a list.')
        return _Wanted(actor, key if listed and options.show != "account" else "")

    def _names_nothing(self, what: str) -> NotRecognised:
        return NotRecognised(
            self._where,
            what,
            "Give the address of a profile or of a list, such as https://bsky.app/profile/library.example "
            "or https://bsky.app/profile/library.example/lists/3kabc.",
        )

    def _ask(self, name: str, method: str, **query: object) -> Request:
        base = self.options.api.rstrip("/") or PUBLIC
        address = f"{base}/xrpc/{method}?{urlencode(query, doseq=True)}"
        return Request(name=name, url=address, accept=JSON_TYPES, headers=dict(_HEADERS))

    def _page(self, wanted: _Wanted, did: str, number: int = 1, cursor: str = "") -> Request:
        more: dict[str, object] = {"cursor": cursor} if cursor else {}
        if wanted.record:
            address = f"at://{did}/{_LIST}/{wanted.record}"
            return self._ask(f"posts {number}", "app.bsky.feed.getListFeed", list=address, limit=PAGE, **more)
        kinds = "posts_with_replies" if self.options.replies else "posts_no_replies"
        more = {"filter": kinds, "includePins": "false", **more}
        return self._ask(f"posts {number}", "app.bsky.feed.getAuthorFeed", actor=did, limit=PAGE, **more)

    def _reader(self, state: SourceState) -> PostReader:
        wanted = self._wanted()
        actor = wanted.actor if wanted.actor.startswith("did:") else state.memory.get("did", "")
        options = self.options
        return PostReader(
            own="" if wanted.record else actor,
            replies=options.replies,
            boosts=options.boosts,
            bots=options.bots,
        )

    def _receive_posts(
        self, response: Response, answer: Fields, state: SourceState, now: datetime
    ) -> Received:
        if not isinstance(answer.values.get("feed"), list):
            raise self._not_recognised("is no list of posts")
        feed = answer.each("feed")
        reader = self._reader(state)
        readings = [reader.read(entry, now) for entry in feed]
        items, problems = gather(readings)
        kept = {item.id for item in items}
        ids = [entry.fields("post").identifier("uri") for entry in feed]
        left_out = {uri for uri, read in zip(ids, readings, strict=True) if isinstance(read, LeftOut)} - kept
        reposts = {uri: when for uri, entry in zip(ids, feed, strict=True) if (when := _reposted(entry))}
        number = int(response.request.name.partition(" ")[2] or "1")
        requests: list[Request] = []
        cursor = answer.text("cursor")
        if cursor and len(items) < ENOUGH and number < MOST_PAGES:
            requests.append(self._page(self._wanted(), self._did(state), number + 1, cursor))
        if number > 1:
            return Received(
                items=items,
                requests=tuple(requests),
                memory=_remember(state, _reposts(state.memory) | reposts, None),
                problems=problems,
            )
        taken_back = _taken_back(state, feed, set(ids), whole=not cursor)
        shown = [shown.id for shown in state.shown]
        unsure = [uri for uri in shown if uri not in ids and uri not in taken_back]
        requests += [
            self._ask("check", "app.bsky.feed.getPosts", uris=unsure[at : at + BATCH])
            for at in range(0, min(len(unsure), BATCH * MOST_BATCHES), BATCH)
        ]
        return Received(
            items=items,
            requests=tuple(requests),
            memory=_remember(state, _reposts(state.memory) | reposts, {*shown, *kept}),
            gone=tuple(uri for uri in shown if uri in left_out or uri in taken_back),
            problems=problems,
        )

    def _did(self, state: SourceState) -> str:
        actor = self._wanted().actor
        return actor if actor.startswith("did:") else state.memory.get("did", actor)

    def _receive_check(
        self, response: Response, answer: Fields, state: SourceState, now: datetime
    ) -> Received:
        """Posts that may be on a screen: those that are missing, or may not be shown any more, are gone."""
        if not isinstance(answer.values.get("posts"), list):
            raise self._not_recognised("is no list of posts")
        asked = set(_asked_for(response.request.url))
        reader = self._reader(state)
        readings = {post.identifier("uri"): reader.read_post(post, now) for post in answer.each("posts")}
        gone = [uri for uri in asked if isinstance(readings.get(uri, LeftOut()), LeftOut)]
        checked = [uri for uri in asked if isinstance(readings.get(uri), RawItem)]
        return Received(gone=tuple(sorted(gone)), checked=tuple(sorted(checked)))

    def _read(self, response: Response) -> Fields:
        if response.status in {401, 403}:
            raise NeedsSignIn(
                self._where,
                "Bluesky does not show this without a sign-in.",
                "Check that the account is open to everybody (its settings, Logged-out visibility).",
            )
        if response.status == 400 or response.status < 300:
            answer = Fields.of(read_json(response.body, self._where))
            if not answer.text("error") and response.status < 300:
                return answer
            words, _ = tidy_line(answer.text("message") or answer.text("error"))
        else:
            words = f"error {response.status}"
        raise Unavailable(
            self._where,
            f"Bluesky answered: {words[:200] or 'it cannot do this'}",
            "Check the address of the account or list; if it is right, it is asked again later.",
        )

    def _not_recognised(self, what: str) -> NotRecognised:
        return NotRecognised(
            self._where,
            f"The answer {what}.",
            "Check the address in the settings; if api is set there, check that it leads to Bluesky's API.",
        )


def _reposted(entry: Fields) -> str:
    """When a feed entry was reposted, "" where it was not."""
    reason = entry.fields("reason")
    return reason.text("indexedAt") if reason.text("$type").endswith("#reasonRepost") else ""


def _pinned(entry: Fields) -> bool:
    return entry.fields("reason").text("$type").endswith("#reasonPin")


def _reposts(memory: Mapping[str, str]) -> dict[str, str]:
    return {key.removeprefix(_REPOST): when for key, when in memory.items() if key.startswith(_REPOST)}


def _remember(state: SourceState, reposts: Mapping[str, str], wanted: set[str] | None) -> dict[str, str]:
    """The memory with the times of reposts: all of them, or of the `wanted` posts alone."""
    memory = {key: value for key, value in state.memory.items() if not key.startswith(_REPOST)}
    known = sorted((when, uri) for uri, when in reposts.items() if wanted is None or uri in wanted)
    return memory | {_REPOST + uri: when[:40] for when, uri in known[-MOST_REPOSTS:]}


def _taken_back(state: SourceState, feed: Sequence[Fields], ids: set[str], *, whole: bool) -> set[str]:
    """Reposts that would be on this newest page and are not: the library took them back.

    `getPosts` cannot tell, since the post itself still stands.
    """
    # A pinned post stands on top however old it is: it says nothing about how far the page reaches.
    when = [
        _reposted(entry) or entry.fields("post").text("indexedAt") for entry in feed if not _pinned(entry)
    ]
    times = [time for text in when if (time := moment(text))]
    if not times:
        return set()
    known = {uri: moment(when) for uri, when in _reposts(state.memory).items() if uri not in ids}
    return {uri for uri, when in known.items() if when and (whole or when > min(times))}


def _asked_for(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query).get("uris", [])
