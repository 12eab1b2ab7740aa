"""The mix: lanes -> one fair turn.

Lanes share the slots of a turn by weight in a smooth pattern (the lane with the most credit is next
and pays for it), so that 2 to 1 is E E P and never a block. An empty lane lends its share. Who is
next within a lane is decided by the order in which the candidates are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signage.core.item import Lane
from signage.core.snapshot import Mix

MOST_SLOTS = 24
LONGEST_TURN = 240.0
#: This many of the library's own announcements may follow each other while another voice is there.
OWN_IN_A_ROW = 2

Credit = Mapping[Lane, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One item that may be shown now. `seconds` is how long it stays.

    `must` comes in every turn. `round` is how often it was shown already, as against the others of its
    lane: as another voice it may pass only who is in the same round. Who is `fresh` passes nobody.
    """

    id: str
    lane: Lane
    seconds: float
    own: bool = False
    must: bool = False
    round: int = 0
    fresh: bool = False


def rest_of_turn(
    waiting: Sequence[Candidate],
    shown: Sequence[Candidate],
    *,
    mix: Mix,
    credit: Credit,
    own_run: int = 0,
) -> tuple[Candidate, ...]:
    """What is still to come in a turn of which `shown` was shown already.

    `waiting` are the candidates that were not, longest waiting first; `credit` is how the lanes stood
    when the turn began; `own_run` is how many of the library's own were shown last in a row. Where
    more items must come than there is room for, those that waited longest come.
    """
    slots, seconds = MOST_SLOTS - len(shown), LONGEST_TURN - sum(item.seconds for item in shown)
    musts = _fitting([item for item in waiting if item.must], slots, seconds)
    owed = {item.id for item in musts}
    lanes = {
        lane: [item for item in musts if item.lane is lane]
        + [item for item in waiting if item.lane is lane and not item.must]
        for lane in Lane
        if mix.weight(lane) > 0
    }
    credit = credit_after(waiting, shown, mix=mix, credit=credit)
    coming: list[Candidate] = []
    must_seconds = sum(item.seconds for item in musts)
    while slots > 0 and (any(lanes.values())):
        only_musts = slots <= len(owed)
        item = _next(lanes, credit, mix, own_run, only_musts=only_musts)
        if item.id not in owed and item.seconds > seconds - must_seconds and (shown or coming or owed):
            if not owed:
                break
            item = _next(lanes, credit, mix, own_run, only_musts=True)
        credit = _paid(credit, [lane for lane, queue in lanes.items() if queue], item.lane, mix)
        lanes[item.lane].remove(item)
        coming.append(item)
        slots, seconds = slots - 1, seconds - item.seconds
        own_run = own_run + 1 if item.own else 0
        if item.id in owed:
            owed.remove(item.id)
            must_seconds -= item.seconds
    return tuple(coming)


def credit_after(
    waiting: Sequence[Candidate], shown: Sequence[Candidate], *, mix: Mix, credit: Credit
) -> Credit:
    """How the lanes stand after `shown`, where they stood as `credit` before it."""
    left = {lane: sum(item.lane is lane for item in (*waiting, *shown)) for lane in Lane}
    for item in shown:
        credit = _paid(credit, [lane for lane in Lane if left[lane] and mix.weight(lane)], item.lane, mix)
        left[item.lane] -= 1
    return credit


def _fitting(musts: Sequence[Candidate], slots: int, seconds: float) -> list[Candidate]:
    fitting: list[Candidate] = []
    for item in musts:
        if len(fitting) < slots and (item.seconds <= seconds or not fitting):
            fitting.append(item)
            seconds -= item.seconds
    return fitting


def _next(
    lanes: Mapping[Lane, list[Candidate]], credit: Credit, mix: Mix, own_run: int, *, only_musts: bool
) -> Candidate:
    """The first of the lane with the most credit, or of those lanes that have another voice."""
    firsts = {lane: queue[0] for lane, queue in lanes.items() if queue and (queue[0].must or not only_musts)}
    if own_run >= OWN_IN_A_ROW:
        voices = {
            lane: voice
            for lane in firsts
            if (voice := _voice(lanes[lane], only_musts=only_musts)) is not None
        }
        firsts = voices or firsts
    return firsts[max(firsts, key=lambda lane: credit.get(lane, 0) + mix.weight(lane))]


def _voice(queue: Sequence[Candidate], *, only_musts: bool) -> Candidate | None:
    """The first that is not the library's own and may be taken before those ahead of it."""
    waiting = [item for item in queue if not item.must]
    this_round = min((item.round for item in waiting), default=0)
    for item in queue:
        passes = item is waiting[0] or (item.round == this_round and not item.fresh) if waiting else False
        if not item.own and (item.must or (passes and not only_musts)):
            return item
    return None


def _paid(credit: Credit, lanes: Sequence[Lane], payer: Lane, mix: Mix) -> Credit:
    """The credit after `payer` had a slot: each lane that has something earns its weight, it pays all.

    Bounded by one round of the pattern, so that a lane that had to wait does not flood later turns.
    """
    total = sum(mix.weight(lane) for lane in lanes)
    paid = {lane: credit.get(lane, 0) + mix.weight(lane) - (total if lane is payer else 0) for lane in lanes}
    return {lane: max(-total, min(total, value)) for lane, value in paid.items()}
