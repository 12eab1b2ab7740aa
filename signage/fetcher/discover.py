"""What an address is: for `signage add`."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from signage.core.decision import Trust
from signage.core.item import RawItem
from signage.errors import NeedsSignIn, NotRecognised, SourceError
from signage.fetcher.client import NO_VALIDATORS, Client, Limits
from signage.fetcher.files import read_file
from signage.fetcher.links import Link, links_in
from signage.fetcher.workers import Workers
from signage.settings import slug
from signage.sources import KINDS, kind_of_url, plan_for
from signage.sources.plan import Place, Request, SourceOptions, SourceState

PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.5"
_MOST_REQUESTS = 5
_HANDLE = re.compile(r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that an address can be, with its items as they would come, and why it is thought so."""

    options: SourceOptions
    items: tuple[RawItem, ...]
    why: str
    #: What the kind usually deserves; a person decides.
    trust: Trust


async def discover(
    text: str, client: Client, workers: Workers, now: datetime, place: Place = Place()
) -> tuple[Found, ...]:
    """What an address, a host, a handle (@name@server) or a file can be, the likeliest first.

    Asks at most a dozen questions. Raises NotRecognised with the reason where it is nothing of use, and
    the SourceError of the address where it cannot be asked at all.
    """
    return await _Search(client, workers, now, place).find(text.strip())


class _Search:
    """One search. Keeps nothing, sends no token."""

    def __init__(self, client: Client, workers: Workers, now: datetime, place: Place) -> None:
        self._client, self._workers, self._now, self._place = client, workers, now, place

    async def find(self, text: str) -> tuple[Found, ...]:
        if path := await asyncio.to_thread(_file_called, text):
            kind = kind_of_url(f"https://file.example/{path.name}") or "playlist"
            options = self._options(kind, name=path.stem, path=path)
            return (await self._look(options, "It is a file on this PC."),)
        url = whole_address(text)
        trouble: SourceError | None = None
        guess = kind_of_url(url)
        if guess is not None:
            options = self._options(guess, name=urlsplit(url).hostname or guess, url=url)
            try:
                return (await self._look(options, f'The address is that of a "{guess}".'),)
            except NeedsSignIn as error:
                why = f'The address is that of a "{guess}". {error.what} {error.do}'
                return (Found(options=options, items=(), why=why, trust=KINDS[guess].trust),)
            except SourceError as error:
                trouble = error
        if not url.startswith(("http://", "https://")):
            raise trouble or _nothing(url, "it is no address of the web")
        try:
            found = await self._ask_page(url)
        except SourceError as error:
            raise trouble or error from error
        if not found:
            raise trouble or _nothing(url, "it is a web page that names no feed and no calendar")
        return found

    async def _ask_page(self, url: str) -> tuple[Found, ...]:
        answer = await self._client.get(Request(name="page", url=url, accept=PAGE_TYPES), where=_where(url))
        response = answer.response
        if response.status >= 400:
            raise _nothing(url, f"it answers with an error (status {response.status})")
        name = urlsplit(url).hostname or "source"
        start = response.body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if b"<html" in start or start.startswith(b"<!doctype html"):
            links = await self._workers.run(_where(url), links_in, response.body, response.url)
            return await self._look_at(links, name)
        content_type = response.headers.get("content-type", "")
        if start.startswith(b"begin:vcalendar") or "text/calendar" in content_type:
            link = Link(url, "calendar")
        elif "text/csv" in content_type or "application/toml" in content_type:
            link = Link(url, "playlist")
        else:
            link = Link(url, "feed")
        options = self._options(link.kind, name=name, url=url)
        return (await self._look(options, f'What the address answers is a "{link.kind}".'),)

    async def _look_at(self, links: tuple[Link, ...], name: str) -> tuple[Found, ...]:
        found: list[Found] = []
        for link in links:
            options = self._options(link.kind, name=link.title or name, url=link.url)
            try:
                found.append(await self._look(options, f'The page names it as its "{link.kind}".'))
            except SourceError:
                # A page may name what is long gone; the others may work.
                continue
        return tuple(found)

    async def _look(self, options: SourceOptions, why: str) -> Found:
        """The items of a source as they would come. Raises SourceError."""
        plan, state = plan_for(options), SourceState()
        items: dict[str, RawItem] = {}
        try:
            waiting = list(plan.start(state, self._now))
        except ValueError as error:
            raise _nothing(options.url, "it is not written like an address") from error
        for _ in range(_MOST_REQUESTS):
            if not waiting:
                break
            request = waiting.pop(0)
            if request.path is not None:
                answer = read_file(
                    request, request.path, NO_VALIDATORS, self._now.date(), Limits(), str(request.path)
                )
            else:
                answer = await self._client.get(request, where=_where(options.url))
            received = await self._workers.receive(
                plan, answer.response, state, self._now, where=_where(options.url)
            )
            items |= {item.id: item for item in received.items}
            waiting += received.requests
            if received.memory is not None:
                state = replace(state, memory=received.memory)
        shown = tuple(item for item in items.values() if not item.private)
        return Found(options=options, items=shown, why=why, trust=KINDS[options.kind].trust)

    def _options(self, kind: str, *, name: str, url: str = "", path: Path | None = None) -> SourceOptions:
        return SourceOptions(id=slug(name), name=name, kind=kind, url=url, path=path, place=self._place)


def _file_called(text: str) -> Path | None:
    path = Path(text)
    return path.resolve() if path.is_file() else None


def whole_address(text: str) -> str:
    """An address as people type it, made whole: "lib.example", "@lib@social.example"."""
    if handle := _HANDLE.fullmatch(text):
        return f"https://{handle[2]}/@{handle[1]}"
    return text if re.match(r"[a-z][a-z0-9+.-]*:(//|.*\.ics)", text, re.IGNORECASE) else f"https://{text}"


def _nothing(url: str, reason: str) -> NotRecognised:
    return NotRecognised(
        _where(url),
        f"Nothing to show was found: {reason}.",
        "Look on the site for RSS, a calendar subscription (iCal, .ics) or the account's own page.",
    )


def _where(url: str) -> str:
    """The address without its query, which may hold a secret."""
    return url.partition("?")[0]
