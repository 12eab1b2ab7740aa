"""What more can be done with an item: reply, black words out, hide with a reason, block a phone for today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Response

from signage.core.author import account_of
from signage.core.decision import State
from signage.core.edit import Change, Deed
from signage.core.item import Item, Kind
from signage.core.marks import marked
from signage.core.placement import UNALTERED, Placement
from signage.core.redaction import blacked_out, found_words
from signage.core.role import Permission
from signage.errors import ItemNotFound, NothingToUndo, Overtaken, Undecidable
from signage.hub.hub import Hub
from signage.hub.moderation import deciding
from signage.hub.moderation.clauses import clauses
from signage.hub.moderation.queue import after_deciding, part_of
from signage.hub.pages.guard import needs
from signage.hub.pages.number import Number
from signage.hub.pages.visit import Visit
from signage.hub.patrons.letterbox import local_day
from signage.sources.text import tidy
from signage.store.items import short_id

router = APIRouter(prefix="/queue")

Moderate = Annotated[Visit, needs(Permission.MODERATE)]
ItemId = Annotated[str, Form(max_length=4000)]
Typed = Annotated[str, Form(max_length=4000)]
Several = Annotated[list[str], Form()]
#: A reply stands on the screen under the comment: as long as a comment can be.
LONGEST_REPLY = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The form as it stands: what was ticked and typed, and how the item would read."""

    item: Item
    seen: str
    reply: str
    offered: tuple[str, ...]
    ticked: tuple[str, ...]
    others: str
    shown: str
    #: The text is other than it was written.
    covered: bool
    waits: bool
    blockable: bool
    wrong: str = ""


@router.get("/more")
def more(visit: Moderate, item: str = "") -> Response:
    """The sheet of one item; what was found in it is ticked."""
    found = _item(visit.hub, item)
    placement = visit.hub.store.placement(found.id)
    offered = found_words(marked(found.content.text, visit.hub.block_words()))
    waits = found.state in (State.WAITING, State.HELD)
    reply = placement.detail if placement and placement.detail is not None else found.content.detail
    return _page(visit, found, reply=reply, ticked=offered if waits else (), others="")


@router.post("/more")
def approve(
    visit: Moderate,
    item: ItemId,
    seen: Typed = "",
    reply: Typed = "",
    black: Several = [],  # noqa: B006 - FastAPI makes a new one each time
    others: Typed = "",
    button: Typed = "",
) -> Response:
    """Approve with a reply and with words blacked out, or show how that would look."""
    hub, found = visit.hub, _item(visit.hub, item)
    said = tidy(reply, paragraphs=True)[0].strip()
    ticked = tuple(word[:400] for word in black[:50])
    if button != "save" or len(said) > LONGEST_REPLY:
        wrong = ""
        if len(said) > LONGEST_REPLY:
            wrong = visit.words.text("A reply has at most {most} characters.", most=LONGEST_REPLY)
        status = 422 if wrong else 200
        return _page(visit, found, reply=reply, ticked=ticked, others=others, wrong=wrong, status=status)
    change = _change(hub, found, said, [*ticked, *others.splitlines()])
    deed = Deed.REPLY if said else Deed.BLACK_OUT
    if found.state is State.APPROVED:
        number = hub.store.edit([change], deed, by=visit.person.name, now=visit.now)
        hub.announcer.poke()
        said = visit.words.text("Saved. The screens show it within a few seconds.")
        return visit.back("/", said, undo=f"/queue/edits/{number}/undo")
    return _approve(visit, found, seen, change, deed)


@router.post("/black-out")
def black_out(visit: Moderate, item: ItemId, seen: Typed, show: Typed = "") -> Response:
    """Black out what the rules found, and approve."""
    hub, found = visit.hub, _item(visit.hub, item)
    words = found_words(marked(found.content.text, hub.block_words()))
    return _approve(visit, found, seen, _change(hub, found, None, words), Deed.BLACK_OUT, show)


@router.post("/edits/{number}/undo")
def undo_edit(visit: Moderate, number: Number) -> Response:
    """Take a reply or bars back that were put over something on the screens."""
    edit = visit.hub.store.edit_of(number)
    if edit is None or edit.deed not in (Deed.REPLY, Deed.BLACK_OUT):
        raise HTTPException(404, "There is no such edit.")
    items = visit.hub.store.items(ids=[change.target for change in edit.changes])
    if any(item.state is not State.APPROVED for item in items):
        # Where somebody brings it back later, its bars must still be there.
        return visit.back("/", visit.words.text("Not undone: somebody changed it since then."))
    try:
        visit.hub.store.undo_edit(number, by=visit.person.name, now=visit.now)
    except NothingToUndo:
        return visit.back("/", visit.words.text("Not undone: somebody changed it since then."))
    visit.hub.announcer.poke()
    return visit.back("/", visit.words.text("Undone."))


@router.post("/block")
def block(visit: Moderate, item: ItemId, seen: Typed, show: Typed = "") -> Response:
    """Hide it, and let its phone say nothing more today; what else waits from there is hidden with it."""
    hub, found = visit.hub, _item(visit.hub, item)
    words, day, by = visit.words, local_day(visit.now, hub.settings), visit.person.name
    phones = hub.letterbox.phones
    if not phones.knows(found.id, day):
        said = words.text("Its phone is not known (any more): phones are forgotten each day.")
        return visit.back("/queue", said)
    waiting = [one.id for one in hub.store.items(ids=phones.others(found.id, day)) if _waits(one)]
    try:
        (decision,) = hub.store.decide([found.id], State.HIDDEN, by=by, now=visit.now, seen=seen)
    except Overtaken:
        return visit.back("/queue", deciding.overtaken(hub, found.id, words))
    except Undecidable:
        return visit.back("/queue", words.text("It was deleted at its source."))
    hidden = hub.store.decide(waiting, State.HIDDEN, by=by, now=visit.now) if waiting else ()
    phones.block(found.id, day, decision=decision.id, others=[one.id for one in hidden])
    hub.announcer.poke()
    said = words.plural(
        "Blocked until tomorrow. {count} other waiting comment is hidden with it.",
        "Blocked until tomorrow. {count} other waiting comments are hidden with it.",
        len(hidden),
    )
    part = part_of(show)
    address = f"/queue?show={part.value}" if part else "/queue"
    return visit.back(address, said, undo=f"/actions/{decision.id}/undo")


def _approve(visit: Visit, item: Item, seen: str, change: Change, deed: Deed, show: str = "") -> Response:
    hub, words = visit.hub, visit.words
    changes = [] if change.before == change.after else [change]
    try:
        (decision,) = hub.store.decide(
            [item.id],
            State.APPROVED,
            by=visit.person.name,
            now=visit.now,
            seen=seen,
            changes=changes,
            deed=deed,
        )
    except Overtaken:
        return visit.back("/queue", deciding.overtaken(hub, item.id, words))
    except Undecidable:
        return visit.back("/queue", words.text("It was deleted at its source."))
    hub.announcer.poke()
    return visit.back(after_deciding(decision.id, show))


def _change(hub: Hub, item: Item, reply: str | None, words: Sequence[str]) -> Change:
    """What the sheet makes of an item. `reply` None leaves the reply as it is."""
    before = hub.store.placement(item.id)
    stands = before or Placement(target=item.id)
    text = (stands.text if item.state is State.APPROVED else "") or item.content.text
    covered = blacked_out(text, words)
    after = replace(stands, text=covered if covered != item.content.text else "")
    if reply is not None:
        after = replace(after, detail=None if reply == item.content.detail else reply)
    kept = None if after.empty else after
    return Change(target=item.id, before=before, after=kept)


def _waits(item: Item) -> bool:
    return item.state in (State.WAITING, State.HELD)


def _item(hub: Hub, item_id: str) -> Item:
    """An item that moderators see; 404 for every other."""
    try:
        found = hub.store.item(item_id)
    except ItemNotFound as error:
        raise HTTPException(404, "No item has this id.") from error
    if found.raw.private or found.content.platform in UNALTERED:
        raise HTTPException(404, "There is nothing to change about this.")
    return found


def _page(
    visit: Visit,
    item: Item,
    *,
    reply: str,
    ticked: tuple[str, ...],
    others: str,
    wrong: str = "",
    status: int = 200,
) -> Response:
    hub = visit.hub
    waiting = hub.store.waiting(item.id)
    if waiting is not None:  # the page tells of what the mark is about
        item = waiting.item
    placement = hub.store.placement(item.id)
    text = (placement.text if placement and not _waits(item) else "") or item.content.text
    offered = found_words(marked(text, hub.block_words()))
    shown = blacked_out(text, [*ticked, *others.splitlines()])
    if waiting and _waits(item):
        person = visit.person
        hub.claims.opened(item.id, waiting.seen, person=person.id, name=person.name, now=visit.now)
    sheet = Sheet(
        item=item,
        seen=waiting.seen if waiting else "",
        reply=reply,
        offered=offered,
        ticked=ticked,
        others=others,
        shown=shown,
        covered=shown != item.content.text,
        waits=_waits(item),
        blockable=hub.letterbox.phones.knows(item.id, local_day(visit.now, hub.settings)),
        wrong=wrong,
    )
    account = account_of(item.content)
    return visit.page(
        "moderation/sheet.html",
        status,
        sheet=sheet,
        short=short_id(item.id),
        clauses=clauses(hub.settings),
        comment=item.content.kind is Kind.COMMENT,
        account=account,
        known_author=hub.store.authors.of(account) if account else None,
        most=LONGEST_REPLY,
    )
