"""The programme: what one screen shows at one moment and next, each with its why.

`make` is pure: the same snapshot, moment and `Played` always give the same programme. Called again
in the middle of a turn it gives the rest of that turn, so that a screen can ask after every update
and simply go on:

    programme = make(snapshot, screen, now, played, reach)
    played = played_after(programme.played, ids_that_were_shown)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from signage.core.emergency import Emergency
from signage.core.item import Lane
from signage.core.line import lane_name, spoken, stage_only, standing_text
from signage.core.mix import OWN_IN_A_ROW, Candidate, credit_after, rest_of_turn
from signage.core.reading import dwell
from signage.core.showing import Reach as Reach  # screens take both from here
from signage.core.showing import Showing
from signage.core.slides import SlideEntry as SlideEntry
from signage.core.slides import alarm_slide, slides_of
from signage.core.snapshot import Screen, Snapshot, SnapshotItem, natural_order
from signage.core.timetable import screen_at
from signage.core.wording import speak_when

CONNECTED = Reach()


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a screen has shown so far: where each item stands in its queue. Kept by the screen.

    `serial` orders the queues: who is shown goes to the end, who is new begins at the end. `rounds`
    counts how often each was shown, so that nothing comes again before its lane is through. Does not
    know times: a screen that was off for a day goes on where it stopped.
    """

    counter: int = 0
    serial: Mapping[str, int] = field(default_factory=dict)
    rounds: Mapping[str, int] = field(default_factory=dict)
    #: Who came to a lane that was there already and was not shown yet: it must not pass anybody.
    fresh: frozenset[str] = frozenset()
    #: Turns begun so far, and the ids shown in the present one, in order.
    turn_number: int = 0
    turn: tuple[str, ...] = ()
    #: How the lanes stood when the present turn began (core.mix).
    credit: Mapping[Lane, int] = field(default_factory=dict)
    #: The last two ids that were shown.
    latest: tuple[str, ...] = ()
    #: As `serial`, for the slides of the stage, by SlideEntry.key.
    slides: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item in the ticker: all of it in words, and why it is there."""

    item: SnapshotItem
    words: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An item that is not in the ticker now, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What a screen shows from `at` on, if nothing changes.

    `ticker` is the rest of the present turn. `played` is what `played_after` wants: the Played that
    was given, with newcomers in their queues and a new turn begun where one was due. By time alone
    nothing in here changes before `changes_at`; None: never.
    """

    screen: Screen
    at: datetime
    ticker: tuple[Entry, ...]
    slides: tuple[SlideEntry, ...]
    left_out: tuple[LeftOut, ...]
    changes_at: datetime | None
    played: Played
    #: What is on every screen now: the first of the ticker and the first slide. Where its mode is to
    #: replace there is nothing else, and a display that has the whole screen shows nothing but it.
    emergency: Emergency | None = None


def make(
    snapshot: Snapshot,
    screen: Screen,
    now: datetime,
    played: Played | None = None,
    reach: Reach = CONNECTED,
) -> Programme:
    """The programme of `screen` at `now`, an aware time; its timetable says how it shows things then."""
    showing = Showing.at(snapshot, now, reach)
    screen = screen_at(screen, showing.local)
    why_not = {item.id: showing.why_not(item) for item in snapshot.items}
    alarm = next((item for item in snapshot.items if showing.is_alarm(item)), None)
    if showing.takeover:
        return _takeover(showing, screen, alarm, why_not, played or Played())
    allowed = [item for item in snapshot.items if not why_not[item.id] and item is not alarm]
    eligible = [item for item in allowed if not stage_only(item.content)]
    musts = {item.id for item in eligible if showing.must(item)}
    played = _with_newcomers(played or Played(), eligible, musts)
    queue = _queue(eligible, played, musts)
    coming, played = _coming(queue, played, snapshot, alarm)
    slides, waiting_slides = slides_of(allowed, played.slides, showing, alarm)
    played = replace(played, slides=waiting_slides)
    items = {item.id: item for item in eligible}
    places = _places(queue)
    ticker = tuple(
        Entry(
            item=items[candidate.id],
            words=spoken(items[candidate.id].content, showing.local, showing.words),
            why=_why(items[candidate.id], candidate, places[candidate.id], showing),
        )
        for candidate in coming
    )
    if alarm and alarm.id not in played.turn:
        ticker = (_alarm(alarm, showing), *ticker)
    return Programme(
        screen=screen,
        at=now,
        ticker=ticker,
        slides=slides,
        left_out=_left_out(snapshot, why_not, {entry.item.id for entry in ticker}, played, places, showing),
        changes_at=showing.changes_at(screen.timetable),
        played=played,
        emergency=showing.emergency,
    )


def _takeover(
    showing: Showing,
    screen: Screen,
    alarm: SnapshotItem | None,
    why_not: Mapping[str, str],
    played: Played,
) -> Programme:
    """Nothing but the emergency; everything else goes on afterwards where it stopped."""
    return Programme(
        screen=screen,
        at=showing.now,
        ticker=(_alarm(alarm, showing),) if alarm else (),
        slides=(alarm_slide(alarm, showing),) if alarm else (),
        left_out=tuple(LeftOut(id=name, why=why) for name, why in why_not.items() if why),
        changes_at=showing.changes_at(screen.timetable),
        played=played,
        emergency=showing.emergency,
    )


def _alarm(alarm: SnapshotItem, showing: Showing) -> Entry:
    words = spoken(alarm.content, showing.local, showing.words)
    return Entry(item=alarm, words=words, why=showing.words.text("an emergency: before everything"))


def played_after(played: Played, shown: Iterable[str], slides: Iterable[str] = ()) -> Played:
    """`played` after the items `shown` came on in the ticker, in order, and `slides` (keys) on the stage.

    Take `Programme.played`, not the Played that went into `make`.
    """
    serial, rounds, stage = dict(played.serial), dict(played.rounds), dict(played.slides)
    counter, turn, latest = played.counter, played.turn, played.latest
    shown = tuple(shown)
    for name in shown:
        counter += 1
        serial[name] = counter
        rounds[name] = rounds.get(name, 0) + 1
        turn = turn if name in turn else (*turn, name)
        latest = (*latest, name)[-OWN_IN_A_ROW:]
    for key in slides:
        stage[key] = max(stage.values(), default=0) + 1
    return replace(
        played,
        counter=counter,
        serial=serial,
        rounds=rounds,
        fresh=played.fresh - set(shown),
        turn=turn,
        latest=latest,
        slides=stage,
    )


def _with_newcomers(played: Played, eligible: Sequence[SnapshotItem], musts: set[str]) -> Played:
    """Newcomers go to the end of their queue, in natural order; who may not be shown loses its place.

    A newcomer belongs to its lane's next round unless the lane is new itself. Who came in more turns
    than its lane had rounds (pinned, soon) has no debt to pay for that.
    """
    counter, serial, rounds = played.counter, dict[str, int](), dict[str, int]()
    this_round: dict[Lane, int] = {}
    for item in eligible:
        if item.id in played.serial and item.id not in musts:
            seen = played.rounds.get(item.id, 0)
            this_round[item.lane] = min(seen, this_round.get(item.lane, seen))
    newcomers = []
    for item in eligible:
        if item.id in played.serial:
            serial[item.id] = played.serial[item.id]
            known = played.rounds.get(item.id, 0)
            rounds[item.id] = min(known, this_round.get(item.lane, known) + 1)
        else:
            newcomers.append(item)
    fresh = {name for name in serial if name in played.fresh}
    for item in sorted(newcomers, key=natural_order):
        counter += 1
        serial[item.id] = counter
        rounds[item.id] = this_round[item.lane] + 1 if item.lane in this_round else 0
        fresh.update({item.id} if item.lane in this_round else ())
    return replace(played, counter=counter, serial=serial, rounds=rounds, fresh=frozenset(fresh))


def _queue(eligible: Sequence[SnapshotItem], played: Played, musts: set[str]) -> list[Candidate]:
    """Everything that may be shown now, longest waiting first."""
    ordered = sorted(eligible, key=lambda item: (played.rounds[item.id], played.serial[item.id]))
    return [
        replace(
            _candidate(item, must=item.id in musts),
            round=played.rounds[item.id],
            fresh=item.id in played.fresh,
        )
        for item in ordered
    ]


def _candidate(item: SnapshotItem, *, must: bool) -> Candidate:
    seconds = dwell(standing_text(item.content))
    return Candidate(id=item.id, lane=item.lane, own=item.own, seconds=seconds, must=must)


def _coming(
    queue: Sequence[Candidate], played: Played, snapshot: Snapshot, alarm: SnapshotItem | None
) -> tuple[tuple[Candidate, ...], Played]:
    """The rest of the turn, or all of the next one where nothing is left of it.

    An emergency stands outside of the mix and uses its lane's slot of every turn.
    """
    own = {item.id for item in snapshot.items if item.own}
    own_run = 0
    for name in played.latest:
        own_run = own_run + 1 if name in own else 0
    by_id = {candidate.id: candidate for candidate in queue}
    used = [_candidate(alarm, must=True)] if alarm else []
    shown = [*used, *(by_id[name] for name in played.turn if name in by_id)]
    waiting = _still_waiting(queue, played.turn)
    if played.turn_number:
        coming = rest_of_turn(waiting, shown, mix=snapshot.mix, credit=played.credit, own_run=own_run)
        if coming:
            return coming, played
    credit = credit_after(waiting, shown, mix=snapshot.mix, credit=played.credit)
    begun = replace(played, turn_number=played.turn_number + 1, turn=(), credit=credit)
    return rest_of_turn(queue, used, mix=snapshot.mix, credit=credit, own_run=own_run), begun


def _still_waiting(queue: Sequence[Candidate], turn: tuple[str, ...]) -> list[Candidate]:
    """Who can still come in this turn.

    Who stands in its lane behind one that was shown in this turn is a newcomer to a lane that is
    through: it waits for the next turn, or the others would wait longer than they had without it.
    """
    through: set[Lane] = set()
    waiting = []
    for candidate in queue:
        if candidate.id in turn:
            through.update(() if candidate.must else (candidate.lane,))
        elif candidate.must or candidate.lane not in through:
            waiting.append(candidate)
    return waiting


def _places(queue: Sequence[Candidate]) -> dict[str, tuple[int, int]]:
    """For each id, which in its lane's queue it is and how many wait there."""
    totals = {lane: sum(candidate.lane is lane for candidate in queue) for lane in Lane}
    counted = dict.fromkeys(Lane, 0)
    places = {}
    for candidate in queue:
        counted[candidate.lane] += 1
        places[candidate.id] = (counted[candidate.lane], totals[candidate.lane])
    return places


def _why(item: SnapshotItem, candidate: Candidate, place: tuple[int, int], showing: Showing) -> str:
    words = showing.words
    if candidate.must and item.pinned:
        return words.text("pinned by staff: in every turn")
    if candidate.must and item.content.when:
        label = speak_when(item.content.when, showing.local, words, item.content.cancelled)
        return words.text("starts {when}: in every turn", when=label)
    lane = lane_name(item.lane, words)
    return words.text("in its turn ({lane}: {place} of {count})", lane=lane, place=place[0], count=place[1])


def _left_out(
    snapshot: Snapshot,
    why_not: Mapping[str, str],
    taken: set[str],
    played: Played,
    places: Mapping[str, tuple[int, int]],
    showing: Showing,
) -> tuple[LeftOut, ...]:
    """Everything of the snapshot that is not coming, in the snapshot's order."""
    left = []
    for item in snapshot.items:
        if item.id in taken:
            continue
        why = why_not[item.id]
        if not why and stage_only(item.content):
            why = showing.words.text("for the stage only")
        elif not why and item.id in played.turn:
            why = showing.words.text("was shown in this turn")
        elif not why:
            place, count = places[item.id]
            lane = lane_name(item.lane, showing.words)
            why = showing.words.text(
                "waits for a later turn ({lane} {place} of {count})", lane=lane, place=place, count=count
            )
        left.append(LeftOut(id=item.id, why=why))
    return tuple(left)
