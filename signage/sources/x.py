"""X: an account's posts, its mentions, or a search. Needs a bearer token, and each post read costs money.

docs.x.com, API v2: users by username, user posts, user mentions, recent search, posts lookup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from signage.errors import BudgetSpent, NeedsSignIn, NotRecognised, SourceError, Unavailable
from signage.sources.plan import JSON_TYPES, Problem, Received, Request, Response, SourceOptions, SourceState
from signage.sources.social.json_answer import Fields, read_json
from signage.sources.social.post import LeftOut, gather
from signage.sources.social.x_list import XList, list_of
from signage.sources.social.x_post import Includes, XReader, id_order, versions
from signage.sources.social.x_spelling import (
    FIELDS,
    TWEET,
    USER_FIELDS,
    asks,
    respelled,
    spelling_of,
    without,
)
from signage.sources.text import tidy_line

PUBLIC = "https://api.x.com"
#: Posts asked for at once: few, since each costs money; the services' own least is 5 and 10.
PAGE = 10
#: Pages of one fetch where more was said since the last one.
MOST_PAGES = 3
#: An answer of n posts holds n authors, at most 2n posts that they refer to, and their 2n authors.
READS_PER_POST = 6
#: Ids that one look-up takes.
BATCH = 100
#: A post may be shown for 24 h without having been confirmed; it is asked for a little before.
CONFIRM_AFTER = timedelta(hours=20)
#: Recent search knows 7 days and refuses an older since_id.
SEARCH_REACH = timedelta(days=6)
_MOST_DIGITS = 19
_X_BEGAN = 1288834974657  # milliseconds; ids count from here since 2010
_RESPELLED = " respelled"
_OUT_OF_MONEY = ("creditsdepleted", "credits", "spend cap", "spending limit", "usagecapexceeded", "usage cap")


@dataclass(frozen=True, slots=True)
class X:
    """One list of posts on X: only what is newer than the last fetch, since all else is paid again.

    Does not count the month's money: each request says what it can cost at most, each answer what it
    did cost, and the pipeline keeps the budget.
    """

    options: SourceOptions

    def start(self, state: SourceState, now: datetime) -> tuple[Request, ...]:
        """What needs to be confirmed, then the newest posts, or first the account's id.

        Confirming goes first: were it to fail after the posts, their cursor would be lost and they
        would be paid again.

        Raises NeedsSignIn without a token, NotRecognised where the settings name nothing to show.
        """
        wanted = list_of(self.options)
        if not self.options.signed:
            raise NeedsSignIn(
                self._where,
                "X shows posts only to those who have a token.",
                "Create an app at developer.x.com in the library's own name, and put its bearer token into "
                "the source's token_file; set monthly_reads to what the library will pay for.",
            )
        checks = self._checks(state, now)
        if wanted.show == "search":
            return (*checks, self._page(state.memory, wanted, "", now))
        if state.memory.get("asked") == wanted.query and state.memory.get("user"):
            return (*checks, self._page(state.memory, wanted, state.memory["user"], now))
        address = f"/2/users/by/username/{wanted.query}"
        return (*checks, self._ask("account", address, {"user.fields": USER_FIELDS}, 1))

    def receive(self, response: Response, state: SourceState, now: datetime) -> Received:
        """What an answer gives. Raises NeedsSignIn, BudgetSpent, Unavailable or NotRecognised."""
        name, *words = response.request.name.split()
        if response.status == 400 and name != "account":
            return self._ask_otherwise(response)
        if name == "check" and response.status in {404, 410, 422}:
            return _unconfirmed(self._refusal(response))
        answer = self._read(response)
        if name == "account":
            return self._receive_account(answer, state, now)
        if name == "check":
            return self._receive_check(response, answer)
        return self._receive_posts(response, answer, state, now, page=int(words[0]))

    @property
    def _where(self) -> str:
        return f"source {self.options.id}"

    # Asking

    def _ask(self, name: str, path: str, query: Mapping[str, object], reads: int) -> Request:
        base = self.options.api.rstrip("/") or PUBLIC
        return Request(
            name=name,
            url=f"{base}{path}?{urlencode(query)}",
            accept=JSON_TYPES,
            signed=True,
            reads=reads,
        )

    def _page(self, memory: Mapping[str, str], wanted: XList, user: str, now: datetime) -> Request:
        query: dict[str, object] = {"max_results": PAGE}
        newest = memory.get("newest", "") if memory.get("listed") == wanted.name else ""
        if newest and (wanted.show != "search" or now - _made(newest) < SEARCH_REACH):
            query["since_id"] = newest
        if wanted.show == "search":
            path = "/2/tweets/search/recent"
            query["query"] = wanted.search(replies=self.options.replies)
        elif wanted.show == "mentions":
            path = f"/2/users/{user}/mentions"
        else:
            path = f"/2/users/{user}/tweets"
            wishes = (("replies", self.options.replies), ("retweets", self.options.boosts))
            if unwished := [word for word, wish in wishes if not wish]:
                query["exclude"] = ",".join(unwished)
        query |= FIELDS.get(memory.get("spelling", TWEET), FIELDS[TWEET])
        return self._ask("posts 1", path, query, READS_PER_POST * PAGE)

    def _checks(self, state: SourceState, now: datetime) -> tuple[Request, ...]:
        """The one look-up of posts that may be on a screen and were last confirmed long ago."""
        due = [
            shown
            for shown in state.shown
            if shown.id.startswith("x:")
            and (shown.confirmed is None or now - shown.confirmed >= CONFIRM_AFTER)
        ]
        due.sort(key=lambda shown: shown.confirmed.timestamp() if shown.confirmed else 0.0)
        ids = [shown.id.removeprefix("x:") for shown in due[:BATCH]]
        if not ids:
            return ()
        spelling = state.memory.get("spelling", TWEET)
        query = {"ids": ",".join(ids), f"{spelling}.fields": "withheld"}
        return (self._ask("check", "/2/tweets", query, len(ids)),)

    def _ask_otherwise(self, response: Response) -> Received:
        """A refused question once more: without its cursor if that was refused, else respelled."""
        asked, said = response.request, response.body.decode("utf-8", "replace")
        if "since_id" in said and asks(asked.url, "since_id"):
            return Received(requests=(replace(asked, url=without(asked.url, "since_id")),))
        if asked.name.endswith(_RESPELLED) and not asked.name.startswith("check"):
            raise self._refusal(response)
        if asked.name.endswith(_RESPELLED):
            return _unconfirmed(self._refusal(response))
        return Received(requests=(_respelled(asked),))

    # Answers

    def _receive_account(self, answer: Fields, state: SourceState, now: datetime) -> Received:
        wanted = list_of(self.options)
        user = answer.fields("data")
        number = user.identifier("id")
        if not number:
            raise self._unavailable(answer, f"there is no account @{wanted.query}")
        memory = {**state.memory, "asked": wanted.query, "user": number}
        return Received(memory=memory, requests=(self._page(memory, wanted, number, now),), reads=1)

    def _receive_posts(
        self, response: Response, answer: Fields, state: SourceState, now: datetime, *, page: int
    ) -> Received:
        wanted, asked = list_of(self.options), response.request
        data = answer.values.get("data")
        if data is not None and not isinstance(data, list):
            raise self._not_recognised("is no list of posts")
        if data is None and "meta" not in answer:
            raise self._unavailable(answer, "nothing that can be read")
        posts, includes = answer.each("data"), Includes.of(answer)
        reads = len(posts) + len(includes)
        if posts and not any("created_at" in post for post in posts) and not asked.name.endswith(_RESPELLED):
            # The server does not know the names that were asked for, and left the fields out without a word.
            return Received(requests=(_respelled(asked),), reads=reads)
        replies = self.options.replies or wanted.show == "mentions"
        reader = XReader(includes=includes, replies=replies, boosts=self.options.boosts)
        readings = [reader.read(post, now) for post in posts]
        items, problems = gather(readings)
        memory = dict(state.memory)
        if asked.name.endswith(_RESPELLED) and any("created_at" in post for post in posts):
            memory["spelling"] = spelling_of(asked.url)
        listed = wanted.name
        known = memory.get("newest", "") if memory.get("listed") == listed else ""
        meta = answer.fields("meta")
        ids = (meta.identifier("newest_id"), *(post.identifier("id") for post in posts))
        newest = max((known, *(number for number in ids if _is_number(number))), key=id_order)
        if newest:
            memory |= {"listed": listed, "newest": newest}
        further = meta.identifier("next_token")
        requests: tuple[Request, ...] = ()
        if further and asks(asked.url, "since_id") and page < MOST_PAGES:
            token = "next_token" if wanted.show == "search" else "pagination_token"
            address = without(without(asked.url, "pagination_token"), "next_token")
            address = f"{address}&{urlencode({token: further})}"
            requests = (replace(asked, name=f"posts {page + 1}", url=address),)
        kept = {item.id for item in items}
        replaced = {f"x:{number}" for post in posts for number in versions(post)} - kept
        left_out = {
            f"x:{post.identifier('id')}"
            for post, reading in zip(posts, readings, strict=True)
            if isinstance(reading, LeftOut)
        } - kept
        gone = tuple(shown.id for shown in state.shown if shown.id in replaced | left_out)
        return Received(
            items=items, requests=requests, memory=memory, gone=gone, problems=problems, reads=reads
        )

    def _receive_check(self, response: Response, answer: Fields) -> Received:
        """Posts that may be on a screen: what X no longer gives, or gives as another version, is gone."""
        whole = isinstance(answer.values.get("data"), list)
        errors = answer.each("errors")
        if not whole and not errors:
            return _unconfirmed(self._unavailable(answer, "nothing that can be read"))
        named = {error.identifier("resource_id") or error.identifier("value") for error in errors}
        found = {post.identifier("id"): post for post in answer.each("data")}
        asked = [number for number in asks(response.request.url, "ids").split(",") if number]
        checked = [
            number
            for number in asked
            if (post := found.get(number)) is not None
            and not post.flag("withheld")
            and max((number, *versions(post)), key=id_order) == number
        ]
        return Received(
            checked=tuple(f"x:{number}" for number in checked),
            gone=tuple(f"x:{n}" for n in asked if n not in checked and (whole or n in named)),
            reads=len(found),
        )

    # Answers of no use

    def _read(self, response: Response) -> Fields:
        if response.status >= 400:
            raise self._refusal(response)
        answer = read_json(response.body, self._where)
        if not isinstance(answer, dict):
            raise self._not_recognised("is no answer of X's API")
        return Fields.of(answer)

    def _refusal(self, response: Response) -> SourceError:
        said = response.body.decode("utf-8", "replace").lower()
        if response.status == 402 or any(word in said for word in _OUT_OF_MONEY):
            return BudgetSpent(
                self._where,
                "X says that the paid reads are used up.",
                "Buy credits or raise the spending limit at developer.x.com; until then this source rests.",
            )
        if response.status in {401, 403}:
            return NeedsSignIn(
                self._where,
                "X refuses the token of this source.",
                "Create a new bearer token at developer.x.com and put it into the source's token_file; "
                "check there that the app may read what this source asks for.",
            )
        try:
            answer = Fields.of(read_json(response.body, self._where))
        except NotRecognised:
            answer = Fields()
        return self._unavailable(answer, f"error {response.status}")

    def _unavailable(self, answer: Fields, otherwise: str) -> Unavailable:
        first = next(iter(answer.each("errors")), Fields())
        words = first.text("detail") or first.text("message") or answer.text("detail") or answer.text("title")
        said, _ = tidy_line(words)
        return Unavailable(
            self._where,
            f"X answered: {said[:200] or otherwise}.",
            "Check the account or the search in the settings; if they are right, it is asked again later.",
        )

    def _not_recognised(self, what: str) -> NotRecognised:
        return NotRecognised(
            self._where,
            f"The answer {what}.",
            "If api is set in the settings, check that it leads to X's API.",
        )


def _unconfirmed(why: SourceError) -> Received:
    """Posts that could not be asked about: they rest when their time is over, and new ones still come."""
    return Received(problems=(Problem(where="posts on the screens", what=why.what),))


def _respelled(asked: Request) -> Request:
    return replace(asked, name=f"{asked.name}{_RESPELLED}", url=respelled(asked.url))


def _is_number(number: str) -> bool:
    return number.isdecimal() and len(number) <= _MOST_DIGITS


def _made(number: str) -> datetime:
    """When the post of this id was made: its first 41 bits are milliseconds."""
    return datetime.fromtimestamp(((int(number) >> 22) + _X_BEGAN) / 1000, UTC)
