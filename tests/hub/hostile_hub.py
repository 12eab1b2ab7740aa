"""A hub with hostile texts wherever a text can be stored, for tests that walk through its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from urllib.parse import quote

import httpx
import pytest

from signage.core.author import Account, AuthorStanding
from signage.core.decision import State, Trust, Verdict
from signage.core.item import LANE_OF, Author, Content, Kind, RawItem, When
from signage.core.role import Role
from signage.core.snapshot import Screen
from signage.errors import SourceError
from signage.fetcher.discover import Found
from signage.hub.backups.folder import Purpose
from signage.hub.hub import Hub
from signage.hub.patrons.comment import Written
from signage.hub.screens.report import Report
from signage.hub.sources import adding
from signage.hub.token import hashed
from signage.settings import Settings, SourceSettings
from signage.sources.plan import SourceOptions
from signage.store.items import short_id
from signage.store.outcome import STAFF, FetchOutcome, JudgedItem
from tests import hostile
from tests.conftest import corpus_folder
from tests.hub.conftest import fill, notice
from tests.hub.patrons.conftest import Later, clock, hub
from tests.hub.staff import signed_in
from tests.hub.test_pages_browser import INSIDE
from tests.hub.walk import Walk
from tests.patience import PATIENCE

__all__ = ["clock", "hub"]

INVITED = "invited-by-link"
STRANGERS = (
    "/sign-in",
    "/sign-in?next=/queue",
    f"/invitation?token={INVITED}",
    "/say",
    "/say?free=yes",
    "/say/withdraw",
    "/follow",
)


@pytest.fixture
def texts() -> list[str]:
    """Those of this repository, and those of the corpus where it is there."""
    folder = corpus_folder()
    return [*hostile.OURS, *(hostile.texts(folder) if (folder / "hostile").is_dir() else ())]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    settings.path.write_text("")
    return replace(
        settings,
        sources=tuple(
            SourceSettings(
                options=SourceOptions(
                    id=name, name=f"{hostile.OURS[0]} {name}", kind="feed", url=f"https://{name}.example/feed"
                ),
                trust=Trust.REVIEW,
            )
            for name in ("blog", "news")
        ),
        clauses=(hostile.OURS[1], "Advertising"),
        block_words=("lamps", hostile.OURS[0]),
    )


def items(texts: list[str]) -> Iterator[JudgedItem]:
    """These texts as items of every kind and in every state: in the words, the name, the place, the figure."""
    now = datetime.now(UTC)
    for number, (kind, text) in enumerate(zip(cycle(Kind), texts, strict=False)):
        after = texts[(number * 7 + 1) % len(texts)]
        content = Content(
            kind=kind,
            text=text,
            detail=after,
            figure=after[:12] if kind is Kind.NUMBER else "",
            platform={Kind.POST: "mastodon", Kind.EVENT: "calendar"}.get(kind, ""),
            author=Author(name=after, handle=text[:80]) if kind in (Kind.POST, Kind.COMMENT) else None,
            published=now,
            when=When(starts=now + timedelta(hours=1), ends=now + timedelta(hours=2))
            if kind is Kind.EVENT
            else None,
            place=after,
            audience=after,
        )
        state = (State.APPROVED, State.WAITING, State.HELD, State.HIDDEN)[number // len(Kind) % 4]
        source = "playlist" if kind is not Kind.COMMENT else "patrons"
        yield JudgedItem(
            raw=RawItem(
                id=f"{source}:hostile-{number}", content=content, series=after[:100] if number % 2 else ""
            ),
            lane=LANE_OF[kind],
            verdict=Verdict(state=state),
        )


def asked() -> JudgedItem:
    """A question that everybody is asked."""
    content = Content(kind=Kind.QUESTION, text=hostile.OURS[0])
    return JudgedItem(
        raw=RawItem(id="playlist:asked", content=content),
        lane=LANE_OF[Kind.QUESTION],
        verdict=Verdict(state=State.APPROVED),
    )


def posted() -> JudgedItem:
    """A post whose author is known and can be blocked."""
    author = Author(name=hostile.OURS[1], handle="@reader@far.example", url="https://far.example/@reader")
    content = Content(
        kind=Kind.POST, text=hostile.OURS[2], platform="mastodon", author=author, published=datetime.now(UTC)
    )
    return JudgedItem(
        raw=RawItem(id="mastodon:hostile", content=content),
        lane=LANE_OF[Kind.POST],
        verdict=Verdict(state=State.WAITING),
    )


@pytest.fixture
def ada(
    hub: Hub, address: str, clock: Later, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Walk]:
    """An administrator among hostile items, sources, screens and people."""
    store, now = hub.store, clock.now()
    stored = [*hostile.OURS, *texts[len(hostile.OURS) :: 64]]
    fill(store, *items(stored), asked(), posted())
    for number, text in enumerate(texts[:6]):
        store.add_screen(text[:40] or "x", hashed(f"screen {number}"), now)
        hub.store.people.invite(
            login=f"robin{number}",
            name=text[:60] or "x",
            role=Role.MODERATOR,
            token_hash=hashed(f"{INVITED}{number or ''}"),
            now=now,
        )
        store.block_words.add(f"{text[:40]} {number}", by="Ada", now=now)
    known = Account(key=hostile.OURS[0], named=hostile.OURS[0], clue=hostile.OURS[0])
    store.authors.decide(known, AuthorStanding.BLOCKED, by="Ada", now=now)
    store.put_look(Screen(name="Children"), by="Ada", now=now)
    for number, text in enumerate(texts[:6]):
        hub.letterbox.take(
            Written(text=f"Hello {text[:100]}", name=text[:10]),
            hub.settings,
            now,
            phone=f"phone {number % 2}",
        )
    for count in (3, 1):
        outcome = FetchOutcome(
            source="blog",
            items=tuple(notice(number) for number in range(20, 20 + count)),
            complete=True,
            next_due=now + timedelta(hours=1),
        )
        store.save(outcome, now)
    painted = [one.id for one in store.items() if one.state is State.APPROVED][:40]
    hub.reports.keep("Foyer", Report(painted=tuple(painted[:20])), now)
    hub.reports.keep("Foyer", Report(painted=tuple(painted[20:])), now)
    hub.backups.make(Purpose.BY_HAND, now)

    async def found(address: str, settings: Settings) -> tuple[Found, ...]:
        if "nothing" in address:
            raise SourceError(address, f"Nothing is at {address}.", address)
        options = SourceOptions(id="found", name=address, kind="feed", url="https://found.example/feed")
        return (
            Found(
                options=options,
                items=tuple(one.raw for one in items(stored[:7])),
                why=address,
                trust=Trust.REVIEW,
            ),
        )

    monkeypatch.setattr(adding, "find_out", found)
    with (
        signed_in(hub, address, "Grace", Role.ADMINISTRATOR) as staff,
        httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE) as client,
    ):
        token = staff.client.cookies["signage-session"]
        person = store.people.find("grace")
        assert person is not None
        store.people.enter(person.id, hashed("another browser"), browser=texts[0], stays=True, now=now)
        yield Walk(hub, clock, client, token, person.id)


def inside(hub: Hub) -> tuple[str, ...]:
    """The pages of staff, with those about the hostile things."""
    (backup, *_) = hub.backups.all()
    return (
        *INSIDE,
        *(f"/playlist/new?kind={kind}" for kind in ("offer", "question", "desk", "number")),
        *(f"/playlist/{short_id(one.id)}" for one in hub.store.items(source=STAFF)[:3]),
        *(
            f"/settings/screens/look?name={quote(name)}"
            for name in ("Children", *list(hub.store.screens())[-2:])
        ),
        "/resume",
        "/queue/more?item=patrons:hostile-2",
        "/queue/more?item=patrons:hostile-9",
        "/queue/more?item=mastodon:hostile",
        f"/playlist/{short_id('playlist:hostile-1')}",
        f"/playlist/{short_id('patrons:hostile-2')}",
        "/sources/add?url=news.example",
        f"/settings/backup/{backup.name}/restore",
    )
