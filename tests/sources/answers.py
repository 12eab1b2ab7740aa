"""What every test of a plan needs: a moment, a plan, and an answer to its one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from signage.core.item import Kind
from signage.sources import plan_for
from signage.sources.plan import Place, Received, Response, SourceOptions, SourceState

#: A Monday, noon in London.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LONDON = Place(timezone="Europe/London", locale="en-GB")
TORONTO = Place(timezone="America/Toronto", locale="en-CA")


def feed_options(place: Place = LONDON, item_kind: Kind | None = None) -> SourceOptions:
    return SourceOptions(
        id="blog", kind="feed", url="https://www.fern.example/feed", place=place, item_kind=item_kind
    )


def list_options(name: str = "week.csv", place: Place = LONDON) -> SourceOptions:
    return SourceOptions(id="list", kind="playlist", path=Path("/library") / name, place=place)


def answer(
    options: SourceOptions,
    body: str | bytes,
    headers: Mapping[str, str] | None = None,
    *,
    status: int = 200,
    url: str | None = None,
    now: datetime = NOW,
) -> Received:
    plan = plan_for(options)
    (request,) = plan.start(SourceState(), now)
    response = Response(
        request=request,
        url=request.url if url is None else url,
        status=status,
        headers=headers or {},
        body=body.encode() if isinstance(body, str) else body,
    )
    return plan.receive(response, SourceState(), now)


def feed_answer(body: str | bytes, place: Place = LONDON, item_kind: Kind | None = None) -> Received:
    return answer(replace(feed_options(place), item_kind=item_kind), body)
