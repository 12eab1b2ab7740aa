"""A server inside the test: answers by path, and the loop that a pipeline would run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from signage.core.item import RawItem
from signage.sources.plan import Plan, Problem, Request, Response, Shown, SourceState

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

Answer = tuple[int, object]
Handler = Callable[[dict[str, str]], Answer]


@dataclass
class Fetch:
    """What one whole fetch gave."""

    memory: Mapping[str, str]
    items: list[RawItem] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)
    reads: int = 0

    @property
    def paths(self) -> list[str]:
        return [urlsplit(request.url).path for request in self.asked]

    @property
    def texts(self) -> list[str]:
        return [item.content.text for item in self.items]


def query_of(request: Request) -> dict[str, str]:
    return {key: values[-1] for key, values in parse_qs(urlsplit(request.url).query).items()}


def answer(request: Request, body: object, status: int = 200) -> Response:
    encoded = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(request=request, url=request.url, status=status, body=encoded)


def fetch(
    plan: Plan,
    server: Mapping[str, Handler | Answer],
    *,
    memory: Mapping[str, str] | None = None,
    shown: tuple[Shown, ...] = (),
    now: datetime = NOW,
) -> Fetch:
    """Asks until nothing is left to ask, as the pipeline does. Unknown paths answer 404."""
    got = Fetch(memory=dict(memory or {}))
    waiting = list(plan.start(SourceState(memory=got.memory, shown=shown), now))
    while waiting:
        request = waiting.pop(0)
        got.asked.append(request)
        assert len(got.asked) < 50, "the plan never stops asking"
        reply = server.get(urlsplit(request.url).path, (404, {"error": "Record not found"}))
        status, body = reply(query_of(request)) if callable(reply) else reply
        received = plan.receive(
            answer(request, body, status), SourceState(memory=got.memory, shown=shown), now
        )
        assert received.reads <= request.reads, "an answer cost more than its question said"
        got.reads += received.reads
        got.items += received.items
        got.gone += received.gone
        got.checked += received.checked
        got.problems += received.problems
        got.memory = got.memory if received.memory is None else received.memory
        waiting += received.requests
    return got
