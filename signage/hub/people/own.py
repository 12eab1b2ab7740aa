"""One's own page: name, language, password, sessions. And the phone's page "More"."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from signage.core.role import Permission
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import LANGUAGES, Visit
from signage.hub.people import passwords
from signage.hub.people.forms import name_wrong, password_wrong, tidy_name

router = APIRouter()

Own = Annotated[Visit, needs(Permission.SEE)]
Typed = Annotated[str, Form(max_length=1000)]


@router.get("/more")
def more(visit: Own) -> Response:
    """What the phone's tabs have no room for."""
    return visit.page("pages/more.html")


@router.get("/me")
def me(visit: Own) -> Response:
    """The page itself."""
    return _page(visit)


@router.post("/me")
def change(visit: Own, name: Typed = "", language: Typed = "") -> Response:
    """Another name or language."""
    tidied = tidy_name(name)
    wrong = name_wrong(tidied, visit.words)
    if wrong:
        return _page(visit, 422, name=wrong)
    chosen = language if language in LANGUAGES else ""
    visit.hub.store.people.change(visit.person.id, name=tidied, language=chosen)
    return visit.back("/me", visit.words.text("Saved."))


@router.post("/me/password")
def change_password(
    visit: Annotated[Visit, needs(Permission.OWN_PASSWORD)], now: Typed = "", password: Typed = ""
) -> Response:
    """Another password, by who knows the one of now; ends all other sessions."""
    people, person, words = visit.hub.store.people, visit.person, visit.words
    address = visit.request.client.host if visit.request.client else ""
    if not visit.hub.tries.allowed(person.login, address, visit.now):
        return _page(visit, 429, now=words.text("Too many tries. Wait 10 minutes."))
    if not passwords.right(people.password(person.id), now):
        visit.hub.tries.wrong(person.login, address, visit.now)
        return _page(visit, 422, now=words.text("This is not your password."))
    wrong = password_wrong(password, words, person.login, person.name, visit.hub.settings.library.name)
    if wrong:
        return _page(visit, 422, password=wrong)
    people.set_password(person.id, passwords.hashed(password), keep=_session(visit))
    return visit.back("/me", words.text("Your password is changed. All other browsers are signed out."))


@router.post("/me/sessions/end")
def end_others(visit: Own) -> Response:
    """Sign out everywhere else."""
    visit.hub.store.people.leave(visit.person.id, keep=_session(visit))
    return visit.back("/me", visit.words.text("You are signed out everywhere else."))


@router.post("/me/sessions/{session}/end")
def end(visit: Own, session: Number) -> Response:
    """Sign out in one other browser."""
    visit.hub.store.people.leave(visit.person.id, session=session)
    return visit.back("/me", visit.words.text("You are signed out there."))


def _session(visit: Visit) -> int:
    return visit.entry.session.id if visit.entry else 0


def _page(visit: Visit, status: int = 200, **wrong: str) -> Response:
    return visit.page(
        "people/me.html",
        status,
        form={"name": visit.person.name, "language": visit.person.language},
        wrong={"name": "", "now": "", "password": "", **wrong},
        languages=LANGUAGES,
        sessions=visit.hub.store.people.sessions(visit.person.id, visit.now),
    )
