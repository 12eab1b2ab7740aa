"""Block or trust an author, from something that they said; both stand on the page of the rules."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Response

from signage.core.author import AuthorStanding, account_of
from signage.core.role import Permission
from signage.errors import ItemNotFound
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import Visit

router = APIRouter(prefix="/queue")

Moderate = Annotated[Visit, needs(Permission.MODERATE)]
ItemId = Annotated[str, Form(max_length=4000)]
Typed = Annotated[str, Form(max_length=40)]


@router.post("/authors")
def decide(visit: Moderate, item: ItemId, standing: Typed = "") -> Response:
    """From now on, and for all that this author said: off every screen, or shown without asking."""
    hub, words = visit.hub, visit.words
    try:
        account = account_of(hub.store.item(item).content)
    except ItemNotFound as error:
        raise HTTPException(404, "This item is not kept (any more).") from error
    if account is None or standing not in set(AuthorStanding):
        raise HTTPException(404, "Nobody can tell whose words these are.")
    number = hub.store.authors.decide(account, AuthorStanding(standing), by=visit.person.name, now=visit.now)
    hub.announcer.poke()
    said = (
        words.text("{author} is blocked. Nothing of theirs is shown any more.", author=account.named)
        if standing == AuthorStanding.BLOCKED
        else words.text("{author} is trusted. Only what a rule holds waits for you.", author=account.named)
    )
    return visit.back("/queue/rules#authors", said, undo=f"/queue/rules/authors/{number}/remove")


@router.post("/rules/authors/{number}/remove")
def remove(visit: Moderate, number: Number) -> Response:
    """Let nothing hold of an author any more: what they said stands as it would have."""
    if not visit.hub.store.authors.remove(number, by=visit.person.name, now=visit.now):
        return visit.back("/queue/rules#authors", visit.words.text("It was removed already."))
    visit.hub.announcer.poke()
    said = visit.words.text("Removed. What they said waits as everything else does.")
    return visit.back("/queue/rules#authors", said, undo=f"/queue/rules/authors/{number}/restore")


@router.post("/rules/authors/{number}/restore")
def restore(visit: Moderate, number: Number) -> Response:
    """Let it hold again."""
    if not visit.hub.store.authors.restore(number, now=visit.now):
        return visit.back(
            "/queue/rules#authors", visit.words.text("Not undone: somebody changed it since then.")
        )
    visit.hub.announcer.poke()
    return visit.back("/queue/rules#authors", visit.words.text("Undone."))
