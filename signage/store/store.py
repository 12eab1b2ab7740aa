"""The store: everything the hub must not forget."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from signage.clock import Clock
from signage.core.agenda import Agenda
from signage.core.decision import Decision, Reason, Scope, State
from signage.core.edit import Change, Deed, Edit
from signage.core.emergency import Emergency
from signage.core.item import Item, Kind, RawItem
from signage.core.pairing import Pairing
from signage.core.placement import Placement
from signage.core.retention import Retention
from signage.core.snapshot import Screen
from signage.core.source import SourceState
from signage.store import (
    agenda,
    decisions,
    edits,
    emergencies,
    intake,
    items,
    log,
    looks,
    pairings,
    pictures,
    placements,
    pruning,
    queue,
    renaming,
    revision,
    screens,
    sources,
)
from signage.store.airings import Airings
from signage.store.authors import Authors
from signage.store.block_words import BlockWords
from signage.store.connection import BUSY_SECONDS, Database
from signage.store.items import EarlierTexts
from signage.store.outcome import DueSource, FetchOutcome, SaveReport, SourceHealth, SourceRecord, Validators
from signage.store.people import People
from signage.store.queue import Part, Place, Waiting
from signage.store.stops import Stops


class Store:
    """One database, for any number of threads.

    Every call that writes is one transaction and durable when it returns; every call can raise
    StoreError. Does not decide what is fetched or shown, and does not tell anybody about changes:
    ask `revision` and `data_version`.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._unswept = False
        #: Accounts, sessions and sign-in links.
        self.people = People(database)
        #: Who took comments and social posts off every screen.
        self.stops = Stops(database)
        #: Words that hold, beside those of the settings.
        self.block_words = BlockWords(database)
        #: Whom the library blocked or trusts.
        self.authors = Authors(database)
        #: What each screen showed when.
        self.airings = Airings(database)

    @classmethod
    def open(cls, url_or_path: str | Path, clock: Clock, *, busy_seconds: float = BUSY_SECONDS) -> Store:
        """Open or make the database and bring its tables up to date.

        A file is made with its folder, readable by its owner only. After a stop that was not clean
        every page is checked. Waits `busy_seconds` for other programs before it raises StoreError.
        """
        return cls(Database(url_or_path, busy_seconds=busy_seconds), clock)

    @property
    def path(self) -> Path | None:
        """The file of the database; None where it is on a server."""
        return self._database.path

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Sources

    def register(self, records: Sequence[SourceRecord]) -> None:
        """Make the list of sources that of the settings; see sources.register."""
        with self._database.writing() as connection:
            sources.register(connection, records, self._clock.now())

    def due_sources(self, now: datetime, ids: Collection[str] | None = None) -> tuple[DueSource, ...]:
        """The sources that want to be asked now; with `ids` those, due or not."""
        with self._database.reading() as connection:
            return sources.due(connection, now, ids)

    def next_due(self) -> datetime | None:
        """When the next source wants to be asked."""
        with self._database.reading() as connection:
            return sources.next_due(connection)

    def source_state(self, source: str) -> SourceState:
        """What a source's plan remembers, and what is shown of it now."""
        with self._database.reading() as connection:
            return sources.state(connection, source, self._clock.now())

    def validators(self, address: str, source: str) -> Validators:
        """What to ask this address "has it changed?" with. By source: two may read one address."""
        with self._database.reading() as connection:
            return sources.validators_of(connection, address, source)

    def earlier_texts(self, source: str, now: datetime) -> EarlierTexts:
        """What this source said lately, for the rule "same text again"."""
        with self._database.reading() as connection:
            return items.earlier_texts(connection, source, now)

    def reads_this_month(self, source: str, now: datetime) -> int:
        """Paid reads of a source in this month."""
        with self._database.reading() as connection:
            return sources.reads_this_month(connection, source, now)

    def save(self, outcome: FetchOutcome, now: datetime) -> SaveReport:
        """Take in what a fetch gave."""
        with self._database.writing() as connection:
            return intake.save(connection, outcome, now)

    def accept(self, source: str, now: datetime) -> int:
        """Staff say that a list which looks too short is right. Returns how many items went."""
        with self._database.writing() as connection:
            return sources.accept(connection, source, now)

    def withdraw_source(self, source: str, now: datetime) -> int:
        """Let go of what came through a source that was taken out. Returns how many items went."""
        with self._database.writing() as connection:
            return sources.withdraw(connection, source, now)

    def source_health(self) -> tuple[SourceHealth, ...]:
        """How every source is doing."""
        with self._database.reading() as connection:
            return sources.health(connection, self._clock.now())

    # Items, decisions, placements

    def items(
        self,
        *,
        states: Collection[State] | None = None,
        source: str | None = None,
        limit: int | None = None,
        ids: Collection[str] | None = None,
        ends_after: datetime | None = None,
    ) -> list[Item]:
        """Items, the first seen first; with `limit` the newest ones only, with `ids` those that are kept.

        `ends_after`: without those that were over by then.
        """
        with self._database.reading() as connection:
            return items.read(
                connection, states=states, source=source, limit=limit, ids=ids, ends_after=ends_after
            )

    def item(self, id_or_prefix: str) -> Item:
        """One item by its id, its short id, or an unambiguous beginning. Raises ItemNotFound."""
        with self._database.reading() as connection:
            return items.read(connection, ids=[items.find(connection, id_or_prefix)])[0]

    def saying(self, about: str, limit: int) -> list[Item]:
        """The newest items that have these words, whatever state they are in; nothing private."""
        with self._database.reading() as connection:
            return items.saying(connection, about, limit)

    def queue(self, now: datetime, most: int, part: Part | None = None) -> tuple[str, ...]:
        """The ids of what has waited longest for a person, the oldest first."""
        with self._database.reading() as connection:
            return queue.first(connection, now, most, part)

    def queue_length(self, now: datetime, part: Part | None = None) -> int:
        """How many items wait for a person."""
        with self._database.reading() as connection:
            return queue.count(connection, now, part)

    def queue_place(self, item_id: str, now: datetime, part: Part | None = None) -> Place | None:
        """Where an item stands in the queue or a part of it, by its whole id; None where it does not wait."""
        with self._database.reading() as connection:
            return queue.place(connection, item_id, now, part)

    def waiting(self, item_id: str) -> Waiting | None:
        """One item, by its whole id, and the mark of what is seen of it now."""
        with self._database.reading() as connection:
            return queue.of(connection, item_id)

    def decide(
        self,
        ids: Iterable[str],
        after: State,
        *,
        by: str,
        now: datetime,
        reasons: tuple[Reason, ...] = (),
        note: str = "",
        scope: Scope = Scope.ITEM,
        seen: str | None = None,
        changes: Sequence[Change] = (),
        deed: Deed = Deed.CHANGE,
    ) -> tuple[Decision, ...]:
        """Let a person's word bind these items or their series, all or none; see decisions.decide.

        `changes` are made in the same moment, so that nothing is ever shown without them.
        """
        with self._database.writing() as connection:
            made = decisions.decide(
                connection, ids, after, by=by, reasons=reasons, note=note, scope=scope, now=now, seen=seen
            )
            if changes:
                number = made[0].id if made else None
                edits.make(connection, changes, deed, by=by, now=now, decision=number)
            return made

    def undo(self, id_or_prefix: str, *, by: str, now: datetime, only: int | None = None) -> Decision:
        """Take back a person's last word, with `only` no other row. Raises ItemNotFound, NothingToUndo."""
        with self._database.writing() as connection:
            undone = decisions.undo(connection, id_or_prefix, by=by, now=now, only=only)
            if undone.undoes is not None:
                edits.undo_with(connection, undone.undoes, by=by, now=now)
            return undone

    def decisions(self, item_id: str) -> list[Decision]:
        """The log of one item, by its whole id, the oldest row first."""
        with self._database.reading() as connection:
            return log.of_item(connection, item_id)

    def decision(self, number: int) -> Decision | None:
        """One row of the log by its number."""
        with self._database.reading() as connection:
            return log.by_id(connection, number)

    def newest_decisions(self, limit: int, *, before: int | None = None, about: str = "") -> list[Decision]:
        """What people decided last, the newest row first; see log.newest."""
        with self._database.reading() as connection:
            return log.newest(connection, limit, before=before, about=about)

    def edit(self, changes: Sequence[Change], deed: Deed, *, by: str, now: datetime) -> int:
        """Change placements and what staff wrote, all or nothing; gives its number. Raises Overtaken."""
        with self._database.writing() as connection:
            return edits.make(connection, changes, deed, by=by, now=now)

    def undo_edit(self, number: int, *, by: str, now: datetime) -> int:
        """Take an edit back as a whole. Raises NothingToUndo."""
        with self._database.writing() as connection:
            return edits.undo(connection, number, by=by, now=now)

    def edit_of(self, number: int) -> Edit | None:
        """One edit with its changes."""
        with self._database.reading() as connection:
            return edits.of(connection, number)

    def standing_edits(self, deeds: Sequence[Deed], most: int) -> tuple[Edit, ...]:
        """The newest of these deeds that came without a decision and that nobody took back."""
        with self._database.reading() as connection:
            return edits.standing(connection, deeds, most)

    def last_edit(self, target: str) -> Edit | None:
        """The newest edit of one item or series."""
        with self._database.reading() as connection:
            return edits.last_about(connection, target)

    def written(self, item_id: str) -> RawItem | None:
        """What staff wrote by hand under this id."""
        with self._database.reading() as connection:
            return edits.said(connection, item_id)

    def agenda(
        self,
        now: datetime,
        *,
        begins: datetime | None = None,
        kinds: frozenset[Kind] = frozenset(),
        about: str = "",
    ) -> Agenda:
        """What may be shown from now on, in no order; see agenda.lines."""
        with self._database.reading() as connection:
            return agenda.lines(connection, now, begins=begins, kinds=kinds, about=about)

    def placement(self, target: str, scope: Scope = Scope.ITEM) -> Placement | None:
        """What staff want done with one item or series."""
        with self._database.reading() as connection:
            return placements.of(connection, (scope, target))

    def placements(self) -> list[Placement]:
        """Every placement."""
        with self._database.reading() as connection:
            return placements.read(connection)

    def keep_picture(
        self, url: str, sha256: str, *, width: int, height: int, now: datetime, matte: str = ""
    ) -> bool:
        """Note what the picture at `url` is; items get its hash. True where it is another than before."""
        with self._database.writing() as connection:
            return pictures.keep(connection, url, sha256, width=width, height=height, now=now, matte=matte)

    def pictures(self) -> dict[str, str]:
        """Every fetched picture: its hash by its address."""
        with self._database.reading() as connection:
            return pictures.known(connection)

    def prune(self, now: datetime, retention: Retention = Retention()) -> int:
        """Forget old items that nobody hid or withdrew, and what patrons wrote. Returns how many."""
        with self._database.writing() as connection:
            forgotten = pruning.prune(connection, now, retention)
        self._unswept = True
        self.sweep()
        return forgotten

    def last_decisions(self, ids: Collection[str]) -> dict[str, int]:
        """The number of the newest row of the log about each of these items."""
        with self._database.reading() as connection:
            return log.last_of(connection, ids)

    def erase(self, item_id: str, now: datetime) -> bool:
        """Forget a comment of the form at its writer's wish. Whether there was one."""
        with self._database.writing() as connection:
            known = pruning.erase(connection, item_id, now)
        self._unswept = self._unswept or known
        self.sweep()
        return known

    def sweep(self) -> None:
        """Take what was forgotten off the disk too; where somebody reads an earlier view, next time."""
        if self._unswept:
            self._unswept = not self._database.sweep()

    # Emergencies

    def start_emergency(self, emergency: Emergency, *, by: str, now: datetime) -> None:
        """Put these words on every screen, in the stead of those that may be on."""
        with self._database.writing() as connection:
            emergencies.start(connection, emergency, by=by, now=now)

    def end_emergency(self, *, by: str, now: datetime) -> Emergency | None:
        """Take an emergency off every screen; gives what was on."""
        with self._database.writing() as connection:
            return emergencies.end(connection, by=by, now=now)

    def emergency(self, now: datetime) -> Emergency | None:
        """The emergency that is on at `now`."""
        with self._database.reading() as connection:
            return emergencies.current(connection, now)

    # Screens

    def add_screen(self, name: str, token_hash: str, now: datetime) -> None:
        """Let a token (SHA-256, hex) speak for a screen."""
        with self._database.writing() as connection:
            screens.add(connection, name, token_hash, now)

    def screen_of_token(self, token_hash: str) -> str | None:
        """The name of the screen that a token speaks for."""
        with self._database.reading() as connection:
            return screens.of_token(connection, token_hash)

    def screens(self) -> Mapping[str, datetime]:
        """Every screen that has a token, and since when."""
        with self._database.reading() as connection:
            return screens.known(connection)

    def rename_screen(self, old: str, new: str) -> bool:
        """Call a screen otherwise, wherever it is named; whether there was one. Raises ScreenTaken."""
        with self._database.writing() as connection:
            return renaming.rename(connection, old, new)

    def revoke_screen(self, name: str) -> int:
        """Let no token speak for this screen any more. Returns how many did."""
        with self._database.writing() as connection:
            return screens.revoke(connection, name)

    def put_look(self, screen: Screen, *, by: str, now: datetime) -> None:
        """Let this screen look so from now on, whatever the settings say."""
        with self._database.writing() as connection:
            looks.put(connection, screen, by=by, now=now)

    def drop_look(self, name: str) -> bool:
        """Let a screen look as the settings say. Whether it did not."""
        with self._database.writing() as connection:
            return looks.drop(connection, name)

    def looks(self) -> Mapping[str, Screen]:
        """How staff want screens to look, by their names."""
        with self._database.reading() as connection:
            return looks.read(connection)

    def begin_pairing(self, name: str, token_hash: str, now: datetime) -> Pairing | None:
        """A code for a new screen that calls itself `name`; None while too many are open."""
        with self._database.writing() as connection:
            return pairings.begin(connection, name, token_hash, now)

    def pairing(self, token_hash: str, now: datetime) -> Pairing | None:
        """What the screen with this token waits for; None where its code has run out or was entered."""
        with self._database.reading() as connection:
            return pairings.of_token(connection, token_hash, now)

    def pair(self, code: str, name: str, now: datetime) -> str:
        """Let the screen that shows `code` in; gives its name. Raises StoreError where that cannot be."""
        with self._database.writing() as connection:
            return pairings.accept(connection, code, name, now)

    # Changes

    def revision(self) -> int:
        """Rises with every change that could change a snapshot."""
        with self._database.reading() as connection:
            return revision.current(connection)

    def data_version(self) -> int:
        """Changes with every commit of this or another process; cheap enough to ask five times a second."""
        return self._database.data_version()
