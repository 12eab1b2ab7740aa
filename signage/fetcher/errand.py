"""One fetch of one source: ask what its plan wants to know, until nothing is left to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from signage.core.item import RawItem
from signage.errors import AskedToWait, BudgetSpent, GoneForGood, SourceError
from signage.fetcher import pacing
from signage.fetcher.client import NO_VALIDATORS, Answer, Client, authority_of
from signage.fetcher.files import address_of, read_file, read_folder
from signage.fetcher.hosts import Hosts
from signage.fetcher.workers import Workers
from signage.settings import SourceSettings
from signage.sources.plan import FEED_TYPES, Plan, Problem, Received, Request, SourceState
from signage.store import Store
from signage.store.outcome import Validators

#: More questions than this in one fetch are a mistake of the plan, or a trap.
MOST_REQUESTS = 20
#: A pause where a server asks for one and does not say how long.
PAUSE = timedelta(minutes=15)
#: Where the memory of a source says on which day it was last read in full.
READ_ON = "read-on"


@dataclass(kw_only=True)
class Gathered:
    """What the answers of one fetch gave together. Filled step by step by its errand."""

    items: dict[str, RawItem] = field(default_factory=dict)
    memory: Mapping[str, str] | None = None
    validators: dict[str, Validators] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = False
    answers: int = 0
    unchanged: int = 0
    reads: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    poll_after: timedelta | None = None
    #: Until when a rate limit wants no more questions.
    wait: timedelta = timedelta(0)
    #: Where a permanent redirect leads; proposed to staff.
    moved_to: str = ""


class Errand:
    """Asks for one source once. Does not save, does not retry, and knows nothing about due times."""

    def __init__(
        self,
        source: SourceSettings,
        plan: Plan,
        store: Store,
        client: Client,
        workers: Workers,
        hosts: Hosts,
        now: datetime,
    ) -> None:
        self.gathered = Gathered()
        #: Whether this month's own budget, not the service, ended the errand.
        self.over_budget = False
        self._source, self._plan, self._store = source, plan, store
        self._client, self._workers, self._hosts = client, workers, hosts
        self._now = now
        self._today = now.astimezone(ZoneInfo(source.options.place.timezone)).date()
        self._where = f"source {source.id}"
        self._home = ""

    async def run(self, first: tuple[Request, ...], state: SourceState) -> Gathered:
        """Asks `first` and what follows from it.

        Raises a SourceError where the first answer fails. Where a later one does, what came is kept,
        the failure is listed among the problems, and the memory stays: the next fetch asks again.
        """
        found, waiting = self.gathered, list(first)
        self._home = next((authority_of(request.url) for request in first if request.url), "")
        for _ in range(MOST_REQUESTS):
            if not waiting:
                break
            request = waiting.pop(0)
            try:
                received = await self._step(request, state)
            except GoneForGood:
                raise
            except SourceError as error:
                if isinstance(error, AskedToWait):
                    found.wait = max(found.wait, error.wait or PAUSE)
                if not found.answers:
                    raise
                found.problems.append(Problem(where=f'the question "{request.name}"', what=error.what))
                found.complete, found.memory, found.validators = False, None, {}
                return found
            if received is not None:
                waiting += received.requests
                state = self._take(received, state)
        if waiting:
            found.complete = False
        return found

    async def _step(self, request: Request, state: SourceState) -> Received | None:
        """What one answer gives, None where nothing has changed."""
        await self._check_budget(request)
        address = address_of(request.path) if request.path else request.url
        sent = NO_VALIDATORS
        if request.path or (request.conditional and self._may_be_old(request, state)):
            sent = await asyncio.to_thread(self._store.validators, address, self._source.id)
        answer = await self._ask(request, sent)
        found = self.gathered
        found.wait = max(
            found.wait, pacing.rate_limit_wait(answer.response.headers, self._now) or timedelta(0)
        )
        if not found.answers:
            found.headers, found.moved_to = answer.response.headers, answer.moved_to
        if answer.not_modified:
            found.answers += 1
            found.unchanged += 1
            return None
        received = await self._workers.receive(
            self._plan, answer.response, state, self._now, where=self._where
        )
        found.answers += 1
        if request.path or request.conditional:
            found.validators[address] = answer.validators
        return received

    async def _ask(self, request: Request, sent: Validators) -> Answer:
        if request.path is not None and request.folder:
            return await asyncio.to_thread(read_folder, request, request.path, sent, self._today, self._where)
        if request.path is not None:
            limits = self._client.limits
            return await asyncio.to_thread(
                read_file, request, request.path, sent, self._today, limits, self._where
            )
        host = authority_of(request.url)
        # An answer may send a plan elsewhere; the token stays at home.
        token = self._source.token if request.signed and host == self._home else ""
        async with self._hosts.turn(host):
            if left := self._hosts.pause_left(host):
                raise AskedToWait(
                    self._where, f"{host} asked for a pause earlier.", "It is asked again after that.", left
                )
            try:
                return await self._client.get(request, sent, token, where=self._where)
            except AskedToWait as error:
                self._hosts.pause(host, error.wait or PAUSE)
                raise

    def _may_be_old(self, request: Request, state: SourceState) -> bool:
        """Whether "not modified" is of use: what gives the dates near today must be read each day."""
        return request.accept == FEED_TYPES or state.memory.get(READ_ON) == self._today.isoformat()

    async def _check_budget(self, request: Request) -> None:
        if not request.reads:
            return
        used = await asyncio.to_thread(self._store.reads_this_month, self._source.id, self._now)
        budget = self._source.options.monthly_reads
        if used + self.gathered.reads + request.reads > budget:
            self.over_budget = True
            raise BudgetSpent(
                self._where,
                f"What is left of this month's {budget} paid reads is less than the next question can cost.",
                "It goes on next month; to go on now, raise monthly_reads.",
            )

    def _take(self, received: Received, state: SourceState) -> SourceState:
        """Adds one answer. Gives the state that the next answer is read with."""
        found = self.gathered
        found.items |= {item.id: item for item in received.items}
        found.gone += received.gone
        found.checked += received.checked
        found.problems += received.problems
        found.reads += received.reads
        found.complete = found.complete or received.complete
        if received.poll_after is not None:
            found.poll_after = max(found.poll_after or timedelta(0), received.poll_after)
        memory = {**(received.memory if received.memory is not None else state.memory)}
        if any(address.startswith("http") for address in found.validators):
            memory[READ_ON] = self._today.isoformat()
        if memory != state.memory:
            found.memory = memory
        return replace(state, memory=memory)
