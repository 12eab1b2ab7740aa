"""The sources of the settings, as the store lists them."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

from signage.core.decision import Trust
from signage.settings import Settings, SourceSettings
from signage.store.outcome import FORM, STAFF, SourceRecord

#: What may change without making remembered answers void.
_HARMLESS = frozenset({"id", "name", "monthly_reads", "signed"})


def records(settings: Settings) -> tuple[SourceRecord, ...]:
    """Every source for `Store.register`: what is asked, staff, and the patrons' form if there is one."""
    staff = SourceRecord(id=STAFF, name="Staff", kind="staff", trust=Trust.PUBLISH)
    form = SourceRecord(id=FORM, name="Patrons", kind="form", trust=Trust.REVIEW)
    asked = tuple(
        SourceRecord(
            id=source.id,
            name=source.name,
            kind=source.kind,
            trust=source.trust,
            lane=source.lane,
            fingerprint=_fingerprint(source, settings),
        )
        for source in settings.sources
    )
    return (*asked, staff, form) if settings.patrons_address else (*asked, staff)


def _fingerprint(source: SourceSettings, settings: Settings) -> str:
    """Stands for all that decides what a source gives and how it is judged; never holds a token."""
    options = {name: value for name, value in asdict(source.options).items() if name not in _HARMLESS}
    parts = (options, source.trust, source.lane, source.boosts, settings.block_words, settings.library.name)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
