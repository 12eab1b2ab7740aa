"""Mastodon: an account, a hashtag; with a token favourites, bookmarks, a list.

docs.joinmastodon.org/methods/accounts, /timelines, /favourites, /bookmarks, /statuses, /search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from signage.core.item import RawItem
from signage.errors import NeedsSignIn, NotRecognised, Unavailable
from signage.sources.plan import (
    JSON_TYPES,
    Problem,
    Received,
    Request,
    Response,
    Shown,
    SourceOptions,
    SourceState,
)
from signage.sources.social.json_answer import Fields, each, read_json
from signage.sources.social.mastodon_places import Span, places_in, remember
from signage.sources.social.mastodon_status import StatusReader
from signage.sources.social.mastodon_timeline import PICKED, SIGNED, Timeline, timeline_of
from signage.sources.social.post import LeftOut, gather
from signage.sources.text import tidy_line

#: Pages that one fetch goes back to reach the oldest post that may be on a screen.
MOST_PAGES = 3
#: Posts that one fetch asks about one by one.
MOST_CHECKS = 14
_REFUSED = frozenset({401, 403})
_MISSING = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Mastodon:
    """One Mastodon timeline: always its newest page, so that edits and deletions are seen.

    What may be on a screen and is not on that page is asked for by its own id. Never streams.
    """

    options: SourceOptions

    def start(self, state: SourceState, now: datetime) -> tuple[Request, ...]:  # noqa: ARG002
        """The account's id, or the newest page where nothing has to be looked up.

        Raises NeedsSignIn for a list that only a signed-in person has, NotRecognised for an address
        that names no timeline.
        """
        timeline = timeline_of(self.options)
        if timeline.show in SIGNED and not self.options.signed:
            raise NeedsSignIn(
                self._where,
                f"Only a signed-in person can see {timeline.show} on {timeline.host}.",
                f"On {timeline.host} open Preferences, Development, create an application that may read, "
                "and put its access token into the source's token_file.",
            )
        if timeline.show != "account":
            return (self._page(timeline, "", "posts 1"),)
        if state.memory.get("asked") == _asked(timeline) and state.memory.get("account"):
            return (self._page(timeline, state.memory["account"], "posts known"),)
        return (self._ask("account", timeline.address("/api/v1/accounts/lookup", {"acct": timeline.query})),)

    def receive(self, response: Response, state: SourceState, now: datetime) -> Received:
        """What an answer gives. Raises NeedsSignIn, Unavailable or NotRecognised."""
        timeline = timeline_of(self.options)
        name, _, rest = response.request.name.partition(" ")
        if name == "account":
            return self._receive_account(response, state, timeline)
        if name == "search":
            return self._receive_search(response, state, timeline)
        if name == "access":
            return self._receive_access(response, timeline)
        if name == "check":
            return self._receive_check(response, now, timeline, rest)
        if rest == "known" and response.status in _MISSING:
            # The server gave the account a new id; the remembered one is worth nothing.
            memory = {key: value for key, value in state.memory.items() if key not in {"asked", "account"}}
            return Received(memory=memory, requests=self.start(SourceState(memory=memory), now))
        return self._receive_posts(response, state, now, timeline)

    @property
    def _where(self) -> str:
        return f"source {self.options.id}"

    def _ask(self, name: str, address: str) -> Request:
        return Request(name=name, url=address, accept=JSON_TYPES, signed=self.options.signed)

    def _page(self, timeline: Timeline, account: str, name: str, before: str = "") -> Request:
        options = self.options
        return self._ask(
            name, timeline.page(account, replies=options.replies, boosts=options.boosts, before=before)
        )

    # Looking up the account

    def _receive_account(self, response: Response, state: SourceState, timeline: Timeline) -> Received:
        if response.status in _REFUSED | _MISSING:
            # Some servers let only signed-in people look up, but everybody search.
            query = {"q": f"@{timeline.query}", "type": "accounts", "limit": 10}
            return Received(requests=(self._ask("search", timeline.address("/api/v2/search", query)),))
        return self._found(Fields.of(self._read(response, timeline)), state, timeline)

    def _receive_search(self, response: Response, state: SourceState, timeline: Timeline) -> Received:
        wanted = timeline.query.lower()
        for account in Fields.of(self._read(response, timeline)).each("accounts"):
            if account.text("acct").lower().removesuffix(f"@{timeline.host}") == wanted:
                return self._found(account, state, timeline)
        raise Unavailable(
            self._where,
            f"{timeline.host} has no account @{timeline.query}.",
            "Check the spelling of the address, and whether the account has moved.",
        )

    def _found(self, account: Fields, state: SourceState, timeline: Timeline) -> Received:
        number = account.identifier("id")
        if not number:
            raise self._not_recognised("holds no account")
        memory = {**state.memory, "asked": _asked(timeline), "account": number}
        return Received(memory=memory, requests=(self._page(timeline, number, "posts 1"),))

    # Posts

    def _receive_posts(
        self, response: Response, state: SourceState, now: datetime, timeline: Timeline
    ) -> Received:
        answer = self._read(response, timeline)
        if not isinstance(answer, list):
            raise self._not_recognised("is no list of posts")
        statuses = each(answer)
        reader = self._reader(timeline)
        readings = [reader.read(status, now) for status in statuses]
        items, problems = gather(readings)
        kept = {item.id for item in items}
        left_out = {
            _item_id(status)
            for status, reading in zip(statuses, readings, strict=True)
            if isinstance(reading, LeftOut)
        } - kept
        on_page = {_item_id(status): number for status in statuses if (number := status.identifier("id"))}
        places = places_in(state.memory) | on_page
        span = Span.of(response.request.url, on_page.values())
        absent = [
            shown.id
            for shown in _longest_unconfirmed(state)
            if shown.id not in on_page and not span.is_before(places.get(shown.id, ""))
        ]
        missing = [item for item in absent if timeline.by_time and span.holds(places.get(item, ""))]
        older = [item for item in absent if item in places and item not in missing]
        number = response.request.name.partition(" ")[2]
        page = int(number) if number.isdigit() else 1
        return Received(
            items=items,
            requests=self._further(timeline, state, places, older, page, span),
            memory=remember(state, places, kept, first=page == 1),
            gone=(*missing, *(shown.id for shown in state.shown if shown.id in left_out)),
            problems=problems + self._moved(timeline, statuses),
        )

    def _further(
        self,
        timeline: Timeline,
        state: SourceState,
        places: Mapping[str, str],
        older: Sequence[str],
        page: int,
        span: Span,
    ) -> tuple[Request, ...]:
        """Where posts that may be on a screen are older than this page: the next page, or each by its id."""
        if timeline.by_time and older and span.full and page < MOST_PAGES:
            account = state.memory.get("account", "")
            return (self._page(timeline, account, f"posts {page + 1}", span.lowest),)
        checks = tuple(
            self._ask(f"check {item}", timeline.address(f"/api/v1/statuses/{quote(places[item], safe='')}"))
            for item in older[:MOST_CHECKS]
        )
        if timeline.show == "hashtag" and span.empty and page == 1 and not self.options.signed:
            return (*checks, self._ask("access", timeline.address("/api/v2/instance")))
        return checks

    def _reader(self, timeline: Timeline) -> StatusReader:
        return StatusReader(
            host=timeline.host,
            own=timeline.show == "account",
            picked=timeline.show in PICKED,
            replies=self.options.replies,
            boosts=self.options.boosts,
            bots=self.options.bots,
        )

    def _moved(self, timeline: Timeline, statuses: Sequence[Fields]) -> tuple[Problem, ...]:
        moved = statuses[0].fields("account").fields("moved") if statuses else Fields()
        if timeline.show != "account" or not moved:
            return ()
        handle, _ = tidy_line(moved.address("url") or moved.text("acct"))
        return (
            Problem(
                where="account", what=f"It has moved to {handle}. Put the new address into the settings."
            ),
        )

    def _receive_check(self, response: Response, now: datetime, timeline: Timeline, item_id: str) -> Received:
        """One post that may be on a screen: still there, perhaps edited, or gone."""
        if response.status in _MISSING:
            return Received(gone=(item_id,))
        if response.status >= 400:
            return Received()
        status = Fields.of(self._read(response, timeline))
        unpicked = {"favourites": "favourited", "bookmarks": "bookmarked"}.get(timeline.show, "")
        reading = self._reader(timeline).read(status, now)
        if isinstance(reading, LeftOut) or (unpicked and status.values.get(unpicked) is False):
            return Received(gone=(item_id,))
        if isinstance(reading, RawItem) and reading.id == item_id:
            return Received(items=(reading,))
        return Received()

    def _receive_access(self, response: Response, timeline: Timeline) -> Received:
        """Whether an empty hashtag page is empty because the server shows it to nobody (4.5 and newer)."""
        if response.status >= 400:
            return Received()
        access = Fields.of(self._read(response, timeline)).fields("configuration").fields("timelines_access")
        feeds = access.fields("hashtag_feeds")
        if feeds and "public" not in {feeds.text("local"), feeds.text("remote")}:
            raise self._needs_sign_in(timeline)
        return Received()

    # Answers of no use

    def _read(self, response: Response, timeline: Timeline) -> object:
        if response.status in _REFUSED:
            raise self._needs_sign_in(timeline)
        if response.status >= 400:
            raise Unavailable(
                self._where,
                f"{timeline.host} answered with error {response.status}.",
                "Check the address in a browser; if it is right, the server may be ill: it is asked again.",
            )
        answer = read_json(response.body, self._where)
        error, _ = tidy_line(Fields.of(answer).text("error"))
        if error:
            raise Unavailable(
                self._where,
                f"{timeline.host} answered: {error[:200]}",
                "It is asked again later; if this stays, ask the people who run that server.",
            )
        return answer

    def _needs_sign_in(self, timeline: Timeline) -> NeedsSignIn:
        if self.options.signed:
            what = f"{timeline.host} refuses the token of this source."
            do = "Create a new access token there (Preferences, Development) and put it into the token_file."
        else:
            what = f"{timeline.host} shows this to signed-in people only."
            do = (
                "Create an access token there (Preferences, Development; right: read) and put it into a "
                "token_file; or use the page's RSS address (the same address with .rss) as a feed."
            )
        return NeedsSignIn(self._where, what, do)

    def _not_recognised(self, what: str) -> NotRecognised:
        return NotRecognised(
            self._where,
            f"The answer {what}.",
            "Check that the address belongs to a Mastodon server; blogs and others are kinds of their own.",
        )


def _asked(timeline: Timeline) -> str:
    return f"{timeline.query} at {timeline.base}"


def _item_id(status: Fields) -> str:
    """The id of the item that an entry would become, usable or not."""
    return f"mastodon:{(status.fields('reblog') or status).identifier('uri')}"


def _longest_unconfirmed(state: SourceState) -> list[Shown]:
    return sorted(state.shown, key=lambda shown: shown.confirmed.timestamp() if shown.confirmed else 0.0)
