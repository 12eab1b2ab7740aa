"""The patrons' pages: say something, see what became of it, take it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Response

from signage.core.decision import State
from signage.core.item import Item
from signage.core.role import Permission
from signage.hub.moderation.clauses import clauses
from signage.hub.pages import cookies
from signage.hub.pages.guard import needs
from signage.hub.pages.visit import LANGUAGES, Visit
from signage.hub.patrons.comment import LONGEST_NAME, LONGEST_TEXT, Trouble, Written
from signage.hub.patrons.letterbox import Age, local_day
from signage.hub.patrons.question import answered, asked
from signage.store.items import short_id
from signage.words import Words

router = APIRouter(prefix="/say")

Anybody = Annotated[Visit, needs(Permission.ANYBODY)]
#: Longer than any comment can be: what is too long is told to its writer, not cut.
Typed = Annotated[str, Form(max_length=20_000)]


@router.get("")
def say(visit: Anybody, free: str = "") -> Response:
    """The form: what the screens ask, else a word of one's own; with `free` that in any case."""
    if not visit.hub.settings.patrons_address:
        return visit.page("patrons/closed.html", 404)
    question = None if free else asked(visit.hub, visit.now)
    return _form(visit, Written(text="", answers=question.id if question else ""))


@router.post("")
def take(
    visit: Anybody,
    text: Typed = "",
    name: Typed = "",
    stamp: Typed = "",
    website: Typed = "",
    question: Typed = "",
    proof: Typed = "",
) -> Response:
    """Take a comment in, or give the page back with everything on it. Robots fill in `website`."""
    hub, words = visit.hub, visit.words
    written = Written(text=text, name=name, answers=answered(hub, question, visit.now))
    if not hub.settings.patrons_address:
        return visit.page("patrons/closed.html", 404)
    wrong = {trouble.value: _sentence(trouble, words) for trouble in written.troubles()}
    if wrong:
        return _form(visit, written, wrong, 422)
    if hub.letterbox.private(written, hub.settings):
        told = words.text("Take out the e-mail address or phone number. Everyone in the room could read it.")
        return _form(visit, written, {"private": told}, 422)
    age = hub.letterbox.age(stamp, visit.now)
    if age is Age.OLD:
        return _form(visit, written, {"old": words.text("This page was open a long time.")}, 422)
    phone = visit.mark or cookies.read(visit.request, cookies.VISIT)
    if hub.letterbox.phones.blocked(phone, local_day(visit.now, hub.settings)):
        return _form(visit, written, {}, 403, template="patrons/blocked.html")
    if website or age is Age.YOUNG or not _has_room(visit, phone, proof):
        return _form(visit, written, {}, 429, template="patrons/wait.html")
    code = hub.letterbox.take(written, hub.settings, visit.now, phone=phone)
    hub.announcer.poke()
    return visit.back(f"/say/{code}{visit.asked}")


@router.get("/withdraw")
def look_up(visit: Anybody, code: str = "") -> Response:
    """Type the code; with one in the address, its page."""
    if not code:
        return visit.page("patrons/withdraw.html", typed="", wrong="")
    found = _found(visit, code)
    return found if isinstance(found, Response) else visit.back(f"/say/{found[0]}{visit.asked}")


@router.get("/{code}")
def receipt(visit: Anybody, code: str) -> Response:
    """What became of a comment, and the button that takes it back."""
    found = _found(visit, code)
    if isinstance(found, Response):
        return found
    known, item = found
    author = item.content.author
    return visit.page(
        "patrons/receipt.html",
        code=known,
        name=author.name if author else "",
        said=visit.when(item.content.published) if item.content.published else "",
        became=_became(visit, item),
        reply=_reply(visit, item),
        hours=_hours(visit),
        days=visit.hub.settings.retention.days,
    )


@router.post("/{code}/withdraw")
def withdraw(visit: Anybody, code: str) -> Response:
    """Off every screen, and erased."""
    found = _found(visit, code)
    if isinstance(found, Response):
        return found
    visit.hub.letterbox.withdraw(found[0], visit.now)
    visit.hub.announcer.poke()
    return visit.page("patrons/withdrawn.html", code=found[0])


def _has_room(visit: Visit, phone: str, proof: str) -> bool:
    letterbox = visit.hub.letterbox
    proven = letterbox.proofs.holds(proof, visit.now)
    return letterbox.has_room(phone, _trace(visit), proven=proven)


def _found(visit: Visit, typed: str) -> tuple[str, Item] | Response:
    """The code as it is written and its comment, or the page that says why not."""
    words, letterbox, trace = visit.words, visit.hub.letterbox, _trace(visit)
    if not letterbox.may_look(trace):
        wrong = words.text("Too many tries. Wait some minutes, then try again.")
        return visit.page("patrons/withdraw.html", 429, typed=typed[:60], wrong=wrong)
    found = letterbox.find(typed)
    if found is not None:
        return found
    letterbox.missed(trace)
    wrong = words.text("No such code. It may have been withdrawn, or its time is over.")
    return visit.page("patrons/withdraw.html", 404, typed=typed[:60], wrong=wrong)


def _form(
    visit: Visit,
    written: Written,
    wrong: dict[str, str] | None = None,
    status: int = 200,
    *,
    template: str = "patrons/say.html",
) -> Response:
    question = asked(visit.hub, visit.now) if written.answers else None
    return visit.page(
        template,
        status,
        form=written,
        question=question.content.text if question else "",
        question_id=short_id(written.answers) if question else "",
        wrong=wrong or {},
        stamp=visit.hub.letterbox.stamp(visit.now),
        task=visit.hub.letterbox.proofs.task(visit.now),
        languages=LANGUAGES,
        longer=visit.hub.patience.until(visit.now) is not None,
        hours=_hours(visit),
        days=visit.hub.settings.retention.days,
        most=LONGEST_TEXT,
    )


def _hours(visit: Visit) -> int:
    """For how many hours a comment is shown at most."""
    return max(1, round(visit.hub.settings.ages.patrons / timedelta(hours=1)))


def _trace(visit: Visit) -> str:
    address = visit.request.client.host if visit.request.client else ""
    return visit.hub.tries.trace(address, visit.now)


def _became(visit: Visit, item: Item) -> str:
    words = visit.words
    match item.state:
        case State.WAITING | State.HELD:
            if visit.hub.patience.until(visit.now):
                return words.text(
                    "Sent. Many are writing just now: it takes longer than usual until somebody reads it."
                )
            return words.text("Sent. A person who works here reads it next.")
        case State.APPROVED:
            said = item.content.published
            if said is not None and visit.now - said > visit.hub.settings.ages.patrons:
                return words.text("It was on the screens, and rests now.")
            return words.text("Approved. It takes its turn on the screens.")
    return _hidden(visit, item)


def _reply(visit: Visit, item: Item) -> str:
    """What the library answered, where that is on the screens too."""
    placement = visit.hub.store.placement(item.id)
    return (placement.detail or "") if placement and item.state is State.APPROVED else ""


def _hidden(visit: Visit, item: Item) -> str:
    """That it is not shown, with the reason that a person gave from the library's own list."""
    words = visit.words
    last = next(reversed(visit.hub.store.decisions(item.id)), None)
    if last is not None and last.note in clauses(visit.hub.settings):
        return words.text("The library does not show it: {why}", why=last.note)
    return words.text("The library does not show it.")


def _sentence(trouble: Trouble, words: Words) -> str:
    match trouble:
        case Trouble.EMPTY:
            return words.text("Write something first.")
        case Trouble.TEXT_TOO_LONG:
            return words.text("That is more than {most} characters. Make it shorter.", most=LONGEST_TEXT)
        case Trouble.NAME_TOO_LONG:
            return words.text("A name has at most {most} characters.", most=LONGEST_NAME)
