"""Coming in and going out: first run, sign-in, sign-in links, sign-out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from signage.core.person import STAYING, Person, login_of
from signage.core.role import Permission
from signage.hub.pages import cookies
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import Visit, local_address
from signage.hub.people import passwords
from signage.hub.people.browser import browser_of
from signage.hub.people.first_run import TICKET, Answer
from signage.hub.people.forms import login_wrong, name_wrong, password_wrong, tidy_name
from signage.hub.token import hashed, make

router = APIRouter()

Stranger = Annotated[Visit, needs(Permission.ANYBODY)]
First = Annotated[Visit, needs(Permission.FIRST_RUN)]
Typed = Annotated[str, Form(max_length=1000)]

#: Who typed the right code may make the account.
TICKET_COOKIE = "signage-first-run"


@router.get("/first-run")
def first_run(visit: First) -> Response:
    """Step 1: the code from the TV."""
    return visit.page("people/first-run.html", code="", wrong="")


@router.post("/first-run")
def take_code(visit: First, code: Typed = "") -> Response:
    """Whether this is the code."""
    words, run = visit.words, visit.hub.first_run
    wrong = ""
    match run.answer(code, visit.now):
        case Answer.RIGHT:
            response = visit.back("/first-run/account")
            cookies.write(visit.request, response, TICKET_COOKIE, run.ticket(visit.now), lasts=TICKET)
            return response
        case Answer.WRONG:
            wrong = words.text("That is not the code on the TV. Check it again: N and M look alike.")
        case Answer.TOO_MANY:
            wrong = words.text("Too many tries. The TV shows a new code in 1 minute.")
        case Answer.OVER:
            wrong = words.text("The 10 minutes are over. Start the sign again for a new code.")
    visit.hub.announcer.poke()
    return visit.page("people/first-run.html", 422, code=code[:20], wrong=wrong)


@router.get("/first-run/account")
def account(visit: First) -> Response:
    """Step 2: name and password; without the right code back to step 1."""
    if not _has_ticket(visit):
        return visit.back("/first-run")
    return visit.page("people/account.html", form={"name": "", "login": ""}, wrong=_nothing())


@router.post("/first-run/account")
def make_account(visit: First, name: Typed = "", login: Typed = "", password: Typed = "") -> Response:
    """The first administrator."""
    if not _has_ticket(visit):
        return visit.back("/first-run")
    words, tidied = visit.words, tidy_name(name)
    wrong = {
        "name": name_wrong(tidied, words),
        "login": login_wrong(login, words),
        "password": password_wrong(password, words, login, name, visit.hub.settings.library.name),
    }
    if not any(wrong.values()):
        people = visit.hub.store.people
        kept = passwords.hashed(password)
        taken = people.find(login_of(login))
        if taken is not None:
            wrong["login"] = words.text("Somebody signs in with this already. Take another one.")
        else:
            person = people.begin(login=login_of(login), name=tidied, password=kept, now=visit.now)
            visit.hub.first_run.close()
            visit.hub.announcer.poke()
            if person is None:
                return visit.back("/sign-in")
            response = _enter(visit, person, "/", stays=True)
            cookies.forget(visit.request, response, TICKET_COOKIE)
            return response
    return visit.page("people/account.html", 422, form={"name": name, "login": login}, wrong=wrong)


@router.get("/sign-in")
def sign_in(visit: Stranger, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """The form; who is signed in already goes on."""
    if visit.entry:
        return visit.back(local_address(next))
    return visit.page("people/sign-in.html", next=local_address(next), login="", stays=True, wrong="")


@router.post("/sign-in")
def enter(
    visit: Stranger,
    login: Typed = "",
    password: Typed = "",
    stays: Typed = "",
    next: Typed = "/",  # noqa: A002 - the name in the form
) -> Response:
    """Sign in, or say that one of the two is wrong, and not which."""
    hub, known = visit.hub, login_of(login)[:200]
    address = visit.request.client.host if visit.request.client else ""
    wrong = "wait"
    if hub.tries.allowed(known, address, visit.now):
        person = hub.store.people.find(known)
        kept = hub.store.people.password(person.id) if person else ""
        if passwords.right(kept, password) and person:
            hub.tries.right(known, address, visit.now)
            if passwords.outdated(kept):
                hub.store.people.rehash(person.id, passwords.hashed(password))
            return _enter(visit, person, local_address(next), stays=bool(stays))
        hub.tries.wrong(known, address, visit.now)
        wrong = "words"
    values = {"next": local_address(next), "login": login, "stays": bool(stays), "wrong": wrong}
    return visit.page("people/sign-in.html", 429 if wrong == "wait" else 422, **values)


@router.post("/sign-out")
def sign_out(visit: Annotated[Visit, needs(Permission.SEE)]) -> Response:
    """End this session."""
    if visit.entry:
        visit.hub.store.people.leave(visit.person.id, session=visit.entry.session.id)
    response = visit.back("/sign-in")
    cookies.forget(visit.request, response, cookies.SESSION)
    return response


@router.get("/invitation")
def invitation(visit: Stranger, token: str = "") -> Response:
    """A sign-in link. Looking at it does not use it: mail programs look at links by themselves."""
    person = visit.hub.store.people.invited(hashed(token), visit.now) if token else None
    return visit.page("people/invitation.html", 200 if person else 404, person=person, token=token, wrong="")


@router.post("/invitation")
def accept(visit: Stranger, token: Typed = "", password: Typed = "") -> Response:
    """Use the link: set the password and sign in."""
    people = visit.hub.store.people
    person = people.invited(hashed(token), visit.now) if token else None
    if person is None:
        return visit.page("people/invitation.html", 404, person=None, token="", wrong="")
    library = visit.hub.settings.library.name
    wrong = password_wrong(password, visit.words, person.login, person.name, library)
    if wrong:
        return visit.page("people/invitation.html", 422, person=person, token=token, wrong=wrong)
    person = people.accept(hashed(token), passwords.hashed(password), visit.now)
    if person is None:  # used in another browser while this one hashed
        return visit.page("people/invitation.html", 404, person=None, token="", wrong="")
    return _enter(visit, person, "/", stays=True)


def _has_ticket(visit: Visit) -> bool:
    return visit.hub.first_run.holds(cookies.read(visit.request, TICKET_COOKIE), visit.now)


def _nothing() -> dict[str, str]:
    return {"name": "", "login": "", "password": ""}


def _enter(visit: Visit, person: Person, address: str, *, stays: bool) -> Response:
    """A new session, under a token that nobody knew before."""
    token = make()
    browser = browser_of(visit.request.headers.get("user-agent", ""))
    people = visit.hub.store.people
    if visit.entry:
        people.leave(visit.person.id, session=visit.entry.session.id)
    people.enter(person.id, hashed(token), browser=browser, stays=stays, now=visit.now)
    response = RedirectResponse(address, status_code=303)
    cookies.write(visit.request, response, cookies.SESSION, token, lasts=STAYING if stays else None)
    return response
