"""Any sequence of fetches and decisions: what must hold after each step."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from signage.core.decision import Decision, Scope, State, Verdict
from signage.core.item import RawItem
from signage.errors import NothingToUndo, StoreError
from signage.store import SourceRecord, Store
from tests.store.making import (
    APPROVED,
    DATES,
    DAY,
    GUESTS,
    HELD,
    MINUTE,
    NOON,
    WAITING,
    SetClock,
    event,
    fetch,
    private,
)

NAMES = ("a", "b", "c", "d")
PEOPLE = ("Ann", "Ben")


def date(name: str, words: int, secret: bool) -> RawItem:
    raw = event(name, NOON + 3 * DAY, series="calendar:club" if name in "ab" else "", text=f"Words {words}")
    return private(raw) if secret else raw


raws = st.lists(
    st.builds(date, st.sampled_from(NAMES), st.integers(0, 1), st.sampled_from((False, False, False, True))),
    max_size=4,
    unique_by=lambda raw: raw.id,
)


class History(RuleBasedStateMachine):
    """Fetches by two sources, people's words, undo, settings that change, restarts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = SetClock()
        self.store = Store.open(self.folder / "signage.db", self.clock)
        #: What a person hid or withdrew last, as long as no person said otherwise.
        self.firm: dict[str, State] = {}
        self.logs: dict[str, list[Decision]] = {}
        self.revision = 0

    @initialize()
    def begin(self) -> None:
        self.store.register((DATES, GUESTS))

    @rule(
        source=st.sampled_from((DATES, GUESTS)),
        listed=raws,
        verdict=st.sampled_from((APPROVED, WAITING, HELD)),
        complete=st.booleans(),
        settled=st.booleans(),
        gone=st.lists(st.sampled_from(NAMES), max_size=2),
        minutes=st.integers(0, 40),
    )
    def fetched(
        self,
        source: SourceRecord,
        listed: list[RawItem],
        verdict: Verdict,
        complete: bool,
        settled: bool,
        gone: list[str],
        minutes: int,
    ) -> None:
        self.clock.time += minutes * MINUTE
        fetch(
            self.store,
            source,
            listed,
            verdict=verdict,
            now=self.clock.time,
            complete=complete,
            settled=settled,
            gone=tuple(f"calendar:{name}" for name in gone),
            interval=timedelta(hours=1),
        )

    @rule(
        name=st.sampled_from(NAMES),
        after=st.sampled_from((State.APPROVED, State.HIDDEN, State.WITHDRAWN, State.WAITING)),
        by=st.sampled_from(PEOPLE),
        scope=st.sampled_from(Scope),
    )
    def decided(self, name: str, after: State, by: str, scope: Scope) -> None:
        try:
            made = self.store.decide([f"calendar:{name}"], after, by=by, scope=scope, now=self.clock.time)
        except StoreError:
            return
        for decision in made:
            self.firm.pop(decision.item, None)
            if after in (State.HIDDEN, State.WITHDRAWN):
                self.firm[decision.item] = after

    @rule(name=st.sampled_from(NAMES), by=st.sampled_from(PEOPLE))
    def undone(self, name: str, by: str) -> None:
        try:
            decision = self.store.undo(f"calendar:{name}", by=by, now=self.clock.time)
        except (NothingToUndo, StoreError):
            return
        bound = NAMES if decision.scope is Scope.SERIES else (name,)
        for other in bound:
            log = self.store.decisions(f"calendar:{other}")
            if log and log[-1].reasons == decision.reasons and log[-1].at == decision.at:
                self.firm.pop(log[-1].item, None)
                if log[-1].after in (State.HIDDEN, State.WITHDRAWN):
                    self.firm[log[-1].item] = log[-1].after

    @rule(listed=st.sampled_from(((DATES, GUESTS), (DATES,), (GUESTS,))))
    def registered(self, listed: tuple[SourceRecord, ...]) -> None:
        self.store.register(listed)
        self.store.register((DATES, GUESTS))

    @rule()
    def restarted(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder / "signage.db", self.clock)

    @invariant()
    def what_a_person_hid_stays_hidden(self) -> None:
        states = {item.id: item.state for item in self.store.items()}
        assert {item_id: states[item_id] for item_id in self.firm} == self.firm

    @invariant()
    def the_log_only_grows_and_leads_to_where_items_stand(self) -> None:
        for item in self.store.items():
            log = self.store.decisions(item.id)
            known = self.logs.get(item.id, [])
            assert log[: len(known)] == known
            assert log[0].before is None
            assert all(later.before is earlier.after for earlier, later in pairwise(log))
            assert log[-1].after is item.state
            self.logs[item.id] = log

    @invariant()
    def nothing_private_and_nothing_unasked_is_approved(self) -> None:
        for item in self.store.items(states=(State.APPROVED,)):
            assert not item.raw.private
            people = [row for row in self.store.decisions(item.id) if row.by in PEOPLE]
            assert people or "dates" in item.sources

    @invariant()
    def the_revision_never_falls(self) -> None:
        assert self.store.revision() >= self.revision
        self.revision = self.store.revision()

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestHistory = History.TestCase
TestHistory.settings = settings(deadline=None, max_examples=25, stateful_step_count=20)
