"""The rules: words that hold, a box to try them in, whom the library trusts, and what it gives as reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Response

from signage.core import rules
from signage.core.decision import Decision, Reason, Trust
from signage.core.marks import Piece, marked
from signage.core.role import Permission
from signage.core.skeleton import BlockList, words_of
from signage.hub.hub import Hub
from signage.hub.moderation.clauses import clauses
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import Visit
from signage.hub.patrons.comment import Written
from signage.hub.patrons.letterbox import local_day
from signage.sources.text import tidy_line

router = APIRouter(prefix="/queue/rules")

Moderate = Annotated[Visit, needs(Permission.MODERATE)]
Typed = Annotated[str, Form(max_length=4000)]
LONGEST_WORD = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the rules would say of a text; nothing was kept of it."""

    text: str
    reasons: tuple[Reason, ...]
    pieces: tuple[Piece, ...]
    #: The block words that are in it, in whatever disguise.
    found: tuple[str, ...]


def tried(text: str, library_name: str, block_words: tuple[str, ...]) -> Tried:
    """Judge a text as if a patron had written it."""
    raw = Written(text=text).item("")
    policy = rules.Policy(library_name=library_name, block_words=block_words, trust=Trust.REVIEW)
    reasons = tuple(one for one in rules.judge(raw, policy).reasons if one is not Reason.REVIEW)
    return Tried(
        text=text,
        reasons=reasons,
        pieces=marked(raw.content.text, block_words),
        found=tuple(word for word in block_words if BlockList((word,)).finds(raw.content.text)),
    )


@router.get("")
def page(visit: Moderate) -> Response:
    """All of it."""
    return _page(visit)


@router.post("/try")
def try_it(visit: Moderate, text: Typed = "") -> Response:
    """What would become of a text."""
    hub = visit.hub
    if not text.strip():
        return visit.back("/queue/rules")
    return _page(visit, tried(text, hub.settings.library.name, hub.block_words()))


@router.post("/words")
def add(visit: Moderate, word: Typed = "") -> Response:
    """Write a word down; from now on it holds what it stands in."""
    words, tidied = visit.words, tidy_line(word.encode("utf-8", "ignore").decode())[0].strip()
    if len(tidied) > LONGEST_WORD or not words_of(tidied):
        wrong = words.text("Write a word or a short phrase, at most {most} characters.", most=LONGEST_WORD)
        return _page(visit, wrong=wrong, typed=word[:200], status=422)
    number = visit.hub.store.block_words.add(tidied, by=visit.person.name, now=visit.now)
    said = words.text("“{word}” holds what comes in with it from now on.", word=tidied)
    return visit.back("/queue/rules", said, undo=f"/queue/rules/words/{number}/remove")


@router.post("/words/{number}/remove")
def remove(visit: Moderate, number: Number) -> Response:
    """Let a word hold nothing any more."""
    if not visit.hub.store.block_words.remove(number, by=visit.person.name):
        return visit.back("/queue/rules", visit.words.text("It was removed already."))
    said = visit.words.text("Removed. It holds nothing any more.")
    return visit.back("/queue/rules", said, undo=f"/queue/rules/words/{number}/restore")


@router.post("/words/{number}/restore")
def restore(visit: Moderate, number: Number) -> Response:
    """Let it hold again."""
    if not visit.hub.store.block_words.restore(number):
        raise HTTPException(404, "There is no such word.")
    return visit.back("/queue/rules", visit.words.text("Undone."))


def _page(
    visit: Visit, answer: Tried | None = None, *, wrong: str = "", typed: str = "", status: int = 200
) -> Response:
    hub = visit.hub
    return visit.page(
        "moderation/rules.html",
        status,
        answer=answer,
        wrong=wrong,
        typed=typed,
        settled=hub.settings.block_words,
        added=hub.store.block_words.all(),
        sources=hub.settings.sources,
        patrons=bool(hub.settings.patrons_address),
        blocks=_blocks(hub),
        authors=hub.store.authors.all(),
        clauses=clauses(hub.settings),
        rests=round(hub.settings.review_rest / timedelta(minutes=1)),
        ages={
            "patrons": round(hub.settings.ages.patrons / timedelta(hours=1)),
            "posts": round(hub.settings.ages.posts / timedelta(days=1)),
            "notices": round(hub.settings.ages.notices / timedelta(days=1)),
        },
        file=hub.settings.path.name,
    )


def _blocks(hub: Hub) -> tuple[Decision, ...]:
    """The decisions by which phones are blocked today."""
    day = local_day(hub.clock.now(), hub.settings)
    found = (hub.store.decision(number) for number in hub.letterbox.phones.blocks(day))
    return tuple(one for one in found if one is not None)
