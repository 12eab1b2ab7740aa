"""The pictures of items: fetched after them or read beside them, checked in a worker, kept on the shelf."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from pathlib import Path

from signage.clock import Clock
from signage.core.decision import State
from signage.core.item import Author, Item, RawItem
from signage.errors import NotRecognised, SourceError
from signage.fetcher.client import Client, authority_of
from signage.fetcher.hosts import Hosts
from signage.fetcher.workers import Workers
from signage.media.picture import MOST_POSTER_BYTES, safe_picture, safe_poster, size_of
from signage.media.shelf import Shelf
from signage.sources.folder import name_of
from signage.sources.plan import Problem, Request
from signage.store import Store

log = logging.getLogger(__name__)

#: No picture on a screen is larger; a 4K screen draws its slides from this as well.
BOX = (1920, 1080)
AVATAR_BOX = (256, 256)
#: A poster is 80 u high: 1728 pixels at 4K.
POSTER_BOX = (2560, 1728)
#: At most so many are fetched after one fetch of a source; the rest comes after the next one.
MOST_AT_ONCE = 40
#: What the shelf may hold, in bytes.
#: How the addresses of pictures begin that staff sent: nobody could fetch them again.
UPLOAD = "upload:"
QUOTA = 512 * 1024 * 1024
PICTURE_TYPES = "image/webp, image/jpeg, image/png, image/gif;q=0.5"


class Pictures:
    """Fetches what approved items show, and takes in posters. One that cannot be had fails no source.

    Asks for each address once; one that failed is left alone until the program starts again. Does not
    fetch for items that nobody approved.
    """

    def __init__(
        self, store: Store, shelf: Shelf, client: Client, workers: Workers, hosts: Hosts, clock: Clock
    ) -> None:
        self._store, self._shelf, self._client = store, shelf, client
        self._workers, self._hosts, self._clock = workers, hosts, clock
        self._failed: dict[str, str] = {}

    async def collect(self, source: str) -> int:
        """Fetch the missing pictures of a source's approved items; gives how many came."""
        items = await asyncio.to_thread(self._store.items, states=[State.APPROVED], source=source, limit=100)
        kept = await asyncio.to_thread(self._store.pictures)
        wanted = [
            (url, box)
            for url, box in addresses(items).items()
            if url not in self._failed and self._shelf.path(kept.get(url, "")) is None
        ]
        came = 0
        for url, box in wanted[:MOST_AT_ONCE]:
            try:
                await self._fetch(url, box)
                came += 1
            except (SourceError, OSError) as error:
                self._failed[url] = str(error)
                log.debug("source %s: a picture could not be had: %s", source, error)
        for url in addresses(items):
            self._shelf.use(kept.get(url, ""))
        for url in kept:
            if url.startswith(UPLOAD):
                self._shelf.use(kept[url])
        if came:
            await asyncio.to_thread(self._shelf.prune, QUOTA)
        return came

    async def take_in(
        self, source: str, folder: Path, items: Iterable[RawItem], limit: int = MOST_POSTER_BYTES
    ) -> list[Problem]:
        """Read the pictures that a folder's items name, those that are not here yet.

        Gives what was wrong with single files, also with those that were tried before.
        """
        kept = await asyncio.to_thread(self._store.pictures)
        problems = []
        for url in [picture.url for item in items for picture in item.content.pictures]:
            name = name_of(url, source)
            if not name:
                continue
            if self._shelf.path(kept.get(url, "")) is not None:
                self._shelf.use(kept[url])
            elif url not in self._failed:
                try:
                    data = await asyncio.to_thread(_read, folder / name, limit)
                    picture, matte = await self._workers.run(name, safe_poster, data, POSTER_BOX)
                    await self._keep(url, picture, matte)
                except SourceError as error:
                    self._failed[url] = f"{error.what} {error.do}"
                except OSError as error:
                    self._failed[url] = f"It cannot be read or kept: {error.strerror}."
            if url in self._failed:
                problems.append(Problem(where=name, what=self._failed[url]))
        return problems

    async def _fetch(self, url: str, box: tuple[int, int]) -> None:
        request = Request(name="picture", url=url, accept=PICTURE_TYPES)
        async with self._hosts.turn(authority_of(url)):
            if self._hosts.pause_left(authority_of(url)):
                return
            answer = await self._client.get(request, where="picture")
        if answer.response.status >= 400:
            raise NotRecognised("picture", "The picture is not there.", "Nothing needs to be done.")
        picture = await self._workers.run("picture", safe_picture, answer.response.body, box)
        await self._keep(url, picture)

    async def _keep(self, url: str, picture: bytes, matte: str = "") -> None:
        width, height = size_of(picture)
        sha256 = await asyncio.to_thread(self._shelf.keep, picture)
        now = self._clock.now()
        await asyncio.to_thread(
            self._store.keep_picture, url, sha256, width=width, height=height, now=now, matte=matte
        )


def _read(path: Path, limit: int) -> bytes:
    """The bytes of a file, at most one more than `limit`. Raises OSError."""
    with path.open("rb") as file:
        return file.read(limit + 1)


def addresses(items: Iterable[Item]) -> dict[str, tuple[int, int]]:
    """What to fetch for these items, each address with the box that it must fit."""
    found: dict[str, tuple[int, int]] = {}
    for item in items:
        if item.raw.private:
            continue
        content = item.content
        found |= {picture.url: BOX for picture in content.pictures}
        people: tuple[Author | None, ...] = (content.author, content.boosted_by)
        found |= {person.picture: AVATAR_BOX for person in people if person}
    return {url: box for url, box in found.items() if url.startswith(("http://", "https://"))}
