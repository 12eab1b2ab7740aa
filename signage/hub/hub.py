"""The hub's parts, put together: what every route reaches."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import BoundedSemaphore

from signage.clock import Clock
from signage.core.importing import Checked
from signage.core.snapshot import Snapshot, SnapshotItem
from signage.hub.announcer import Announcer, Change
from signage.hub.backups.folder import Backups
from signage.hub.door import names_of
from signage.hub.editions import Editions
from signage.hub.fetching import Fetching, Sought
from signage.hub.moderation.claims import Claims
from signage.hub.moderation.patience import Patience
from signage.hub.pages.sayings import Sayings
from signage.hub.patrons.letterbox import Letterbox
from signage.hub.people.first_run import FirstRun, notice_of
from signage.hub.people.tries import Tries
from signage.hub.prints import Prints
from signage.hub.screens.diary import Diary
from signage.hub.screens.glimpses import Glimpses
from signage.hub.screens.leaving import Leavings
from signage.hub.screens.report import Reports
from signage.hub.staff.desk import Desk
from signage.hub.token import hashed, kept, receipt_key
from signage.settings import Settings
from signage.store import Store
from signage.words import for_locale


class Hub:
    """Settings, store, editions, announcer and reports of one running hub.

    Fetches nothing and serves nothing by itself: see `server` and the routes.
    """

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self.settings = settings
        self.store = store
        self.clock = clock
        self.first_run = FirstRun()
        self.editions = Editions(settings, store, clock, self._first_run_notice)
        self.announcer = Announcer(store.data_version, self._look)
        self.glimpses = Glimpses()
        self.reports = Reports()
        self.leavings = Leavings()
        self.claims = Claims()
        self.patience = Patience()
        #: Decisions that were made together, by the token that takes them back.
        self.together: Desk[tuple[int, ...]] = Desk()
        self.diary = Diary(store)
        self.fetching = Fetching()
        self.names = names_of(settings.hub, settings.patrons_address)
        self.sayings = Sayings()
        self.tries = Tries()
        self.letterbox = Letterbox(store, receipt_key(settings.hub.data))
        self.imports: Desk[Checked] = Desk()
        self.drafts: Desk[Snapshot] = Desk()
        #: What addresses were found to be, before somebody adds one.
        self.findings: Desk[Sought] = Desk()
        #: So many addresses are looked at at once.
        self.looks = BoundedSemaphore(2)
        self.backups = Backups(store.path, settings.hub.data)
        self.prints = Prints(settings.hub.data / "media")
        self._opened = False
        self._fetched: datetime | None = None

    def _look(self) -> Change | None:
        """What changed; pictures from before may show what is hidden or covered now."""
        change = self.editions.look()
        if change is not None:
            self.glimpses.forget(change.revision)
        return change

    def reload(self, settings: Settings) -> None:
        """Go on with other settings. Where it listens and keeps its things stays until the next start."""
        self.settings = settings
        self.names = names_of(settings.hub, settings.patrons_address)
        self.admit_own_screens()
        self.editions.reload(settings)
        self.announcer.poke()

    def admit_own_screens(self) -> None:
        """Let in the TVs of this PC by the tokens in their files. Raises StoreError."""
        for screen in self.settings.screens:
            token = kept(self.settings.hub.data, screen.name)
            if self.store.screen_of_token(hashed(token)) != screen.name:
                self.store.add_screen(screen.name, hashed(token), self.clock.now())

    def block_words(self) -> tuple[str, ...]:
        """The words that hold what they stand in: of the settings, and of the page."""
        return (*self.settings.block_words, *(one.word for one in self.store.block_words.all()))

    def opened(self) -> bool:
        """Whether there is an administrator: first run is over, and never comes back."""
        self._opened = self._opened or self.store.people.has_administrator()
        return self._opened

    def _first_run_notice(self, now: datetime) -> tuple[SnapshotItem, ...]:
        """The code of first run for the screens. Where only this PC reaches the pages, its log is enough."""
        shown, address = self.first_run.code(now), self.settings.hub.address
        if shown is None or not address or self._opened:
            return ()
        words = for_locale(self.settings.library.locale)
        return (notice_of(*shown, address, words),)

    def fetched(self, _revision: int) -> None:
        """A source was asked and what it gave is stored: look for changes at once."""
        self._fetched = self.clock.now()
        self.announcer.poke()

    def fetch_age(self) -> timedelta | None:
        """How long ago a source gave an answer last; None before the first one."""
        return None if self._fetched is None else self.clock.now() - self._fetched
