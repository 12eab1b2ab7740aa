"""The letterbox: where patrons' comments come in, and where their writers take them back."""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from signage.core import rules, wording
from signage.core.decision import Reason, Trust
from signage.core.item import LANE_OF, Item, Kind
from signage.core.skeleton import fingerprint
from signage.core.snapshot import zone_of
from signage.errors import ItemNotFound
from signage.hub.patrons import receipt
from signage.hub.patrons.comment import Written
from signage.hub.patrons.phones import Phones
from signage.hub.patrons.proof import Proofs
from signage.settings import Settings
from signage.store import Store
from signage.store.outcome import FORM, NEVER, FetchOutcome, JudgedItem

#: Comments from one phone, from one address (a whole library shares one), and from everybody.
PHONE, ADDRESS, ALL = parse("5/10minutes"), parse("60/10minutes"), parse("200/10minutes")
#: Wrong codes from one address: a whole library may share one, and guessing one of 20 million takes weeks so.
MISSES = parse("100/10minutes")
#: Nobody writes a comment faster; and a page that is older is loaded anew.
FASTEST, OLDEST = timedelta(seconds=2), timedelta(hours=12)


class Age(StrEnum):
    """How long a form was open, by its stamp."""

    FINE = "fine"
    YOUNG = "young"
    OLD = "old"


class Letterbox:
    """Judges comments, stores them and erases them. Keeps no address; counts are in memory only.

    `trace` stands for a phone's address and is nothing that leads back to it (`Tries.trace`).
    """

    def __init__(self, store: Store, key: bytes) -> None:
        self._store = store
        self._key = key
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self.phones = Phones()
        self.proofs = Proofs(key)

    def stamp(self, now: datetime) -> str:
        """What a form carries to say when it was made; nobody else can make one."""
        made = str(int(now.timestamp()))
        return f"{made}.{self._signed(made)}"

    def age(self, stamp: str, now: datetime) -> Age:
        """How long ago the form with this stamp was made; one that is not ours is too old."""
        # A form in a charset of its own can hold halves of characters, which UTF-8 has none of.
        made, _, signed = stamp.encode("ascii", "replace").decode().partition(".")
        if not hmac.compare_digest(signed.encode(), self._signed(made).encode()) or not made.isdecimal():
            return Age.OLD
        open_for = timedelta(seconds=now.timestamp() - int(made))
        if open_for < FASTEST:
            return Age.YOUNG
        return Age.OLD if open_for > OLDEST else Age.FINE

    def private(self, written: Written, settings: Settings) -> bool:
        """Whether it holds a phone number or an e-mail address, which its writer should take out."""
        return Reason.CONTACT in rules.judge(written.item(""), self._policy(settings)).reasons

    def has_room(self, phone: str, trace: str, *, proven: bool = False) -> bool:
        """Whether another comment may come in now; counts it.

        A phone that has `proven` its work does not count for its address, which a whole library may share.
        """
        keys = [(PHONE, ("phone", phone)), (ALL, ("all",))]
        if not proven:
            keys.append((ADDRESS, ("address", trace)))
        if not all(self._limiter.test(limit, *key) for limit, key in keys):
            return False
        for limit, key in keys:
            self._limiter.hit(limit, *key)
        return True

    def take(self, written: Written, settings: Settings, now: datetime, *, phone: str = "") -> str:
        """Store a comment without troubles; a person decides about it. Gives its code. Raises StoreError.

        Which `phone` it came from is known for this day only.
        """
        code = receipt.new_code()
        raw = written.item(receipt.item_id(code, self._key))
        raw = replace(raw, content=replace(raw.content, published=now))
        mark = fingerprint(raw.content.text)
        earlier = self._store.earlier_texts(FORM, now).first
        verdict = rules.judge(
            raw, self._policy(settings), earlier_texts=frozenset([mark] if mark in earlier else [])
        )
        judged = JudgedItem(raw=raw, lane=LANE_OF[Kind.COMMENT], verdict=verdict)
        self._store.save(FetchOutcome(source=FORM, items=(judged,), next_due=now + NEVER), now)
        self.phones.wrote(phone, raw.id, local_day(now, settings))
        return code

    def may_look(self, trace: str) -> bool:
        """Whether another code may be looked up from there: not after many that were none."""
        return self._limiter.test(MISSES, "miss", trace)

    def missed(self, trace: str) -> None:
        """A code that was looked up from there was none."""
        self._limiter.hit(MISSES, "miss", trace)

    def id_of(self, typed: str) -> str | None:
        """The id that a comment with this code has, whether it is kept or not; None where it is no code."""
        code = receipt.code_of(typed)
        return None if code is None else receipt.item_id(code, self._key)

    def find(self, typed: str) -> tuple[str, Item] | None:
        """The code as it is written, and its comment; None where there is none (any more)."""
        code = receipt.code_of(typed)
        if code is None:
            return None
        try:
            return code, self._store.item(receipt.item_id(code, self._key))
        except ItemNotFound:
            return None

    def withdraw(self, code: str, now: datetime) -> bool:
        """Take a comment off every screen and erase its words. Whether there was one. Raises StoreError."""
        return self._store.erase(receipt.item_id(code, self._key), now)

    def _policy(self, settings: Settings) -> rules.Policy:
        added = tuple(one.word for one in self._store.block_words.all())
        return rules.Policy(
            library_name=settings.library.name,
            block_words=(*settings.block_words, *added),
            trust=Trust.REVIEW,
        )

    def _signed(self, made: str) -> str:
        return hmac.new(self._key, b"stamp " + made.encode(), "sha256").hexdigest()[:32]


def local_day(now: datetime, settings: Settings) -> date:
    """The library's own day."""
    return wording.local(now, zone_of(settings.library.timezone)).date()
