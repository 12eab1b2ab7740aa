"""Hostile texts as every kind of source brings them: on the screens and at /follow they are words and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from xml.sax.saxutils import escape

import httpx
import pytest

from signage.core.decision import State, Verdict
from signage.core.item import LANE_OF, RawItem
from signage.core.skeleton import has_invisible
from signage.core.snapshot import decode
from signage.hub.hub import Hub
from signage.store.outcome import JudgedItem
from tests import hostile
from tests.conftest import corpus_folder
from tests.hub.conftest import fill
from tests.hub.forms import Page
from tests.hub.patrons.conftest import Later, Phone, clock, hub, nadia
from tests.sources import test_bluesky, test_calendar, test_mastodon, test_x
from tests.sources.answers import TORONTO, feed_answer

__all__ = ["clock", "hub", "nadia"]

DAY = "2026-12-01"


def rss(items: str, namespaces: str = "") -> tuple[RawItem, ...]:
    return feed_answer(
        f'<rss version="2.0" {namespaces}><channel><title>News</title>{items}</channel></rss>'
    ).items


def feed(texts: list[str]) -> tuple[RawItem, ...]:
    return rss(
        "".join(
            f"<item><guid>{number}</guid><title>{sane(text)}</title><description>{sane(text)}</description>"
            f"<link>{sane(text)}</link><author>{sane(text)}</author></item>"
            for number, text in enumerate(texts)
        )
    )


def libcal(texts: list[str]) -> tuple[RawItem, ...]:
    return rss(
        "".join(
            f"<item><guid>{number}</guid><title>{sane(text)}</title><libcal:date>{DAY}</libcal:date>"
            f"<libcal:start>15:00:00</libcal:start><libcal:end>16:00:00</libcal:end>"
            f"<libcal:location>{sane(text)}</libcal:location><libcal:audience>{sane(text)}</libcal:audience></item>"
            for number, text in enumerate(texts)
        ),
        'xmlns:libcal="https://libcal.com/rss_xmlns.php"',
    )


def wordpress(texts: list[str]) -> tuple[RawItem, ...]:
    events = [
        {
            "id": number,
            "title": text,
            "description": text,
            "url": text,
            "start_date": f"{DAY} 15:00:00",
            "end_date": f"{DAY} 16:00:00",
            "venue": {"venue": text},
        }
        for number, text in enumerate(texts)
    ]
    return feed_answer(json.dumps({"events": events}), TORONTO).items


def calendar(texts: list[str]) -> tuple[RawItem, ...]:
    def line(text: str) -> str:
        return " ".join(text.split()).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")

    events = [
        test_calendar.event(
            "DTSTART:20261201T140000Z",
            f"LOCATION:{line(text)}",
            f"DESCRIPTION:{line(text)}",
            f"URL:{line(text)}",
            uid=str(number),
            title=line(text),
        )
        for number, text in enumerate(texts)
    ]
    return test_calendar.answer(test_calendar.calendar(*events)).items


def mastodon(texts: list[str]) -> tuple[RawItem, ...]:
    account = test_mastodon.account
    return test_mastodon.received(
        *(
            test_mastodon.status(number, content=text, url=text, account=account(display_name=text))
            for number, text in enumerate(texts, 1)
        )
    ).items


def bluesky(texts: list[str]) -> tuple[RawItem, ...]:
    return test_bluesky.received(
        *(
            {
                "post": test_bluesky.post(
                    str(number), test_bluesky.author(displayName=text), record={"text": text}
                )
            }
            for number, text in enumerate(texts)
        )
    ).items


def x(texts: list[str]) -> tuple[RawItem, ...]:
    posts = [test_x.post(number, text=text) for number, text in enumerate(texts, 1)]
    return test_x.received(test_x.page(*posts, includes={"users": [test_x.user(name=texts[0])]})).items


def sane(text: str) -> str:
    """What XML can hold of a text."""
    return escape("".join(sign for sign in text if sign.isprintable() or sign in "\n\t"))


@pytest.fixture
def texts() -> list[str]:
    """Those of this repository, and a sample of the corpus where it is there."""
    folder = corpus_folder()
    return [*hostile.OURS, *(hostile.sample(folder) if (folder / "hostile").is_dir() else ())]


@pytest.mark.parametrize("kind", [feed, libcal, wordpress, calendar, mastodon, bluesky, x])
def test_what_sources_bring_is_words_on_screens_and_pages(
    kind: Callable[[list[str]], tuple[RawItem, ...]],
    texts: list[str],
    hub: Hub,
    clock: Later,
    foyer: httpx.Client,
    nadia: Phone,
) -> None:
    found = [item for begin in range(0, len(texts), 500) for item in kind(texts[begin : begin + 500])]
    assert len(found) > len(texts) // 2
    for item in found:
        content = item.content
        assert not any(has_invisible(word) for word in content.words()), content
        assert content.url == "" or content.url.startswith(("http://", "https://")), content.url
    now = clock.now()
    when = (
        None
        if found[0].content.when is None
        else replace(found[0].content.when, starts=now + timedelta(hours=1), ends=now + timedelta(hours=2))
    )
    shown = [
        JudgedItem(
            raw=replace(
                item, id=f"{item.id} {number}", content=replace(item.content, when=when, published=now)
            ),
            lane=LANE_OF[item.content.kind],
            verdict=Verdict(state=State.APPROVED),
        )
        for number, item in enumerate(found)
    ]
    fill(hub.store, *shown)
    snapshot = decode(foyer.get("/screen/v1/snapshot").content)
    assert {item.content.kind for item in snapshot.items} >= {found[0].content.kind}
    for language in ("en", "ar"):
        page = nadia.get(f"/follow?language={language}")
        assert (page.status_code, Page("/follow", page.text).foreign) == (200, [])
