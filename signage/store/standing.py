"""Where an item stands: what its sources, the rules and people together make of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from signage.core.author import AuthorRule, AuthorStanding, by_author
from signage.core.decision import Reason, State, Trust, Verdict
from signage.core.item import Lane, RawItem

#: A person's word that nothing but a person's word takes back.
FIRM = (State.HIDDEN, State.WITHDRAWN)


class Presence(StrEnum):
    """Whether a source still has an item."""

    HERE = "here"
    #: It is no longer on the source's complete list.
    MISSING = "missing"
    #: The service said that it was deleted or is no longer public.
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one source says of one item."""

    item: str
    source: str
    trust: Trust
    #: Whether the settings still name the source.
    listed: bool
    presence: Presence
    raw: RawItem
    lane: Lane
    verdict: Verdict
    first_seen: datetime
    confirmed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A person's decision that holds: the row of the log, and what it says."""

    id: int
    state: State
    reasons: tuple[Reason, ...] = (Reason.MODERATOR,)


def counting(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """The sightings that count: those of sources in the settings, else the last ones there were.

    So a calendar that was renamed in the settings does not keep cancelled dates alive by its old name.
    """
    everything = tuple(sightings)
    return tuple(sighting for sighting in everything if sighting.listed) or everything


def leading(sightings: Sequence[Sighting]) -> Sighting | None:
    """The sighting that speaks for the item, or None where no source has it any more.

    A private one comes first, so that nothing private gets out by a second door; then a source
    that may publish, so that a source under review cannot put words into an approved item.
    """
    here = [sighting for sighting in counting(sightings) if sighting.presence is Presence.HERE]
    return min(
        here,
        key=lambda sighting: (
            not sighting.raw.private,
            sighting.trust is not Trust.PUBLISH,
            sighting.verdict.state is not State.APPROVED,
            sighting.first_seen,
            sighting.source,
        ),
        default=None,
    )


def stand(
    sightings: Sequence[Sighting],
    ruling: Ruling | None,
    *,
    stale: bool = False,
    author: AuthorRule | None = None,
) -> Verdict:
    """The state of an item and why. `stale` says that an approval fell because the item changed.

    Only a source with trust `publish`, or an author whom the library trusts, lets the rules approve;
    nothing approves a private item. Of a person's word and a blocked author the later counts.
    """
    if ruling is not None and ruling.state in FIRM:
        return Verdict(state=ruling.state, reasons=ruling.reasons)
    lead = leading(sightings)
    if lead is None or any(sighting.presence is Presence.DELETED for sighting in counting(sightings)):
        return Verdict(state=State.GONE, reasons=(Reason.DELETED,))
    if lead.raw.private:
        return Verdict(state=State.HELD, reasons=(Reason.PRIVATE,))
    blocked = author is not None and author.standing is AuthorStanding.BLOCKED
    if author is not None and blocked and (ruling is None or ruling.id <= author.after):
        return by_author(lead.verdict, author.standing)
    if ruling is not None:
        return Verdict(state=ruling.state, reasons=ruling.reasons)
    if author is not None and not blocked and not _held(sightings):
        return by_author(lead.verdict, author.standing)
    state, reasons = lead.verdict.state, lead.verdict.reasons
    if state is State.APPROVED and lead.trust is not Trust.PUBLISH:
        state, reasons = State.WAITING, (Reason.REVIEW,)
    if stale and state in (State.WAITING, State.HELD):
        reasons = (Reason.CHANGED, *(reason for reason in reasons if reason is not Reason.CHANGED))
    return Verdict(state=state, reasons=reasons)


def _held(sightings: Sequence[Sighting]) -> bool:
    """Whether the rules hold it, whichever source it came by."""
    return any(sighting.verdict.state is State.HELD for sighting in counting(sightings))


def ended(raw: RawItem, now: datetime) -> bool:
    """Whether an item is over by itself: an event that has ended, an offer past its last day."""
    when = raw.content.when
    return (when is not None and when.ends <= now) or (raw.expires is not None and raw.expires <= now)
