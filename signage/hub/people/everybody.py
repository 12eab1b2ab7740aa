"""Everybody who can sign in: invite, roles, links, remove."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Response

from signage.core.person import Person, invitation_address, login_of
from signage.core.role import Permission, Role, may
from signage.errors import LastAdministrator, LoginTaken
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import Visit
from signage.hub.people.forms import login_wrong, tidy_name
from signage.hub.token import hashed, make

router = APIRouter(prefix="/settings/people")

Administrator = Annotated[Visit, needs(Permission.ADMINISTER)]
Typed = Annotated[str, Form(max_length=1000)]


@router.get("")
def everybody(visit: Administrator) -> Response:
    """The list, and what each role may do."""
    return _page(visit)


@router.get("/invite")
def invite_form(visit: Administrator) -> Response:
    """Who shall come in."""
    return _form(visit, {"name": "", "login": "", "role": Role.MODERATOR.value}, {"name": "", "login": ""})


@router.post("/invite")
def invite(visit: Administrator, name: Typed = "", login: Typed = "", role: Typed = "") -> Response:
    """A new account with a sign-in link, which is shown once."""
    words, tidied = visit.words, tidy_name(name)
    wrong = {
        "name": "" if tidied else words.text("Write a name."),
        "login": login_wrong(login, words),
    }
    if not any(wrong.values()):
        token = make()
        try:
            person = visit.hub.store.people.invite(
                login=login_of(login), name=tidied, role=_role(role), token_hash=hashed(token), now=visit.now
            )
        except LoginTaken:
            wrong["login"] = words.text("Somebody signs in with this already. Take another one.")
        else:
            return _page(visit, link=_link(visit, person, token))
    return _form(visit, {"name": name, "login": login, "role": role}, wrong, 422)


@router.post("/{person}/role")
def change_role(visit: Administrator, person: Number, role: Typed = "") -> Response:
    """Another role, from the next request on."""
    them = _other(visit, person)
    try:
        visit.hub.store.people.change(them.id, role=_role(role))
    except LastAdministrator:
        return _last(visit)
    return visit.back("/settings/people", visit.words.text("The role of {name} is changed.", name=them.name))


@router.post("/{person}/link")
def new_link(visit: Administrator, person: Number) -> Response:
    """A new sign-in link; the password of now works until it is used."""
    them, token = _other(visit, person), make()
    visit.hub.store.people.link(them.id, hashed(token), visit.now)
    return _page(visit, link=_link(visit, them, token))


@router.post("/{person}/end")
def end_sessions(visit: Administrator, person: Number) -> Response:
    """Sign somebody out everywhere."""
    them = _other(visit, person)
    visit.hub.store.people.leave(them.id)
    return visit.back(
        "/settings/people", visit.words.text("{name} is signed out everywhere.", name=them.name)
    )


@router.get("/{person}/remove")
def ask_to_remove(visit: Administrator, person: Number) -> Response:
    """Ask first: this cannot be undone."""
    return visit.page("people/remove.html", person=_other(visit, person))


@router.post("/{person}/remove")
def remove(visit: Administrator, person: Number) -> Response:
    """Forget the account."""
    them = _other(visit, person)
    try:
        visit.hub.store.people.remove(them.id)
    except LastAdministrator:
        return _last(visit)
    return visit.back("/settings/people", visit.words.text("{name} is removed.", name=them.name))


def _other(visit: Visit, person: int) -> Person:
    """Somebody else. Nobody takes their own role or account away by a slip."""
    found = visit.hub.store.people.get(person)
    if found is None or found.id == visit.person.id:
        raise HTTPException(404, "Nobody has this number.")
    return found


def _role(typed: str) -> Role:
    try:
        return Role(typed)
    except ValueError as error:
        raise HTTPException(422, "There is no such role.") from error


def _link(visit: Visit, person: Person, token: str) -> dict[str, str]:
    base = visit.hub.settings.hub.address or str(visit.request.base_url)
    return {"name": person.name, "address": invitation_address(base, token)}


def _last(visit: Visit) -> Response:
    words = visit.words
    return _page(visit, 422, wrong=words.text("Somebody has to be administrator. Make another one first."))


def _page(
    visit: Visit, status: int = 200, *, link: dict[str, str] | None = None, wrong: str = ""
) -> Response:
    words = visit.words
    table = (
        (words.text("See what is on"), Permission.SEE),
        (words.text("Approve and hide, stop comments"), Permission.MODERATE),
        (words.text("Screens and people"), Permission.ADMINISTER),
    )
    return visit.page(
        "people/people.html",
        status,
        people=visit.hub.store.people.everybody(),
        roles=tuple(Role),
        table=table,
        may=may,
        link=link,
        wrong=wrong,
    )


def _form(visit: Visit, form: dict[str, str], wrong: dict[str, str], status: int = 200) -> Response:
    return visit.page("people/invite.html", status, form=form, wrong=wrong, roles=tuple(Role))
