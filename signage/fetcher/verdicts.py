"""What the rules say of everything that one fetch brought."""

from __future__ import annotations

from collections.abc import Iterable

from signage.core import rules
from signage.core.item import LANE_OF, RawItem
from signage.core.skeleton import fingerprint
from signage.settings import Settings, SourceSettings
from signage.store.items import EarlierTexts
from signage.store.outcome import JudgedItem


def judged(
    items: Iterable[RawItem],
    source: SourceSettings,
    settings: Settings,
    earlier: EarlierTexts,
    added_words: tuple[str, ...] = (),
) -> tuple[JudgedItem, ...]:
    """Each item with its lane and its verdict; `added_words` hold beside those of the settings.

    Of several that say the same the first is no repetition.
    """
    policy = rules.Policy(
        library_name=settings.library.name,
        block_words=(*settings.block_words, *added_words),
        trust=source.trust,
        boosts=source.boosts,
    )
    first = dict(earlier.first)
    found: list[JudgedItem] = []
    for raw in items:
        mark = fingerprint(raw.content.text)
        said_by_others = frozenset([mark] if first.setdefault(mark, raw.id) != raw.id else [])
        verdict = rules.judge(raw, policy, earlier_texts=said_by_others)
        found.append(JudgedItem(raw=raw, lane=source.lane or LANE_OF[raw.content.kind], verdict=verdict))
    return tuple(found)
