"""The database: schema, migrations, queries. `Store` is what everything else calls."""

from signage.store.items import EarlierTexts, short_id
from signage.store.outcome import (
    DueSource,
    FetchOutcome,
    JudgedItem,
    SaveReport,
    SourceHealth,
    SourceRecord,
    Validators,
)
from signage.store.store import Store

__all__ = [
    "DueSource",
    "EarlierTexts",
    "FetchOutcome",
    "JudgedItem",
    "SaveReport",
    "SourceHealth",
    "SourceRecord",
    "Store",
    "Validators",
    "short_id",
]
