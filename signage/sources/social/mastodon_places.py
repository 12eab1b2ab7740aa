"""Where posts stand on their Mastodon server: the ids by which it can be asked about them.

An item's id is the same everywhere (its uri); a place is one server's own number of the status, or
of the boost that brought it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from signage.sources.plan import SourceState
from signage.sources.social.mastodon_timeline import PAGE

#: Posts whose places are remembered.
MOST_PLACES = 400
_KEY = "at "


@dataclass(frozen=True, slots=True)
class Span:
    """The statuses that a page would hold if they were all there: from `lowest` up to before `before`.

    Fits timelines that are ordered by the statuses' ids only.
    """

    lowest: str
    before: str
    full: bool

    @classmethod
    def of(cls, address: str, places: Collection[str]) -> Span:
        """The span of the page at `address` that gave these places."""
        before = parse_qs(urlsplit(address).query).get("max_id", [""])[0]
        return cls(min(places, key=_order, default=""), before, len(places) >= PAGE // 2)

    @property
    def empty(self) -> bool:
        """Whether the page had nothing on it."""
        return not self.lowest

    def holds(self, place: str) -> bool:
        """Whether a status at `place` would be on the page."""
        above = bool(place and self.lowest) and _order(place) >= _order(self.lowest)
        return above and not self.is_before(place)

    def is_before(self, place: str) -> bool:
        """Whether a status at `place` would be on an earlier, newer page."""
        return bool(place and self.before) and _order(place) >= _order(self.before)


def places_in(memory: Mapping[str, str]) -> dict[str, str]:
    """Item id to place, as remembered."""
    return {key.removeprefix(_KEY): value for key, value in memory.items() if key.startswith(_KEY)}


def remember(
    state: SourceState, places: Mapping[str, str], kept: Collection[str], *, first: bool
) -> dict[str, str]:
    """The memory with the places of `kept` and of what is shown; only a first page drops the others."""
    wanted = {*kept, *(shown.id for shown in state.shown)} if first else set(places)
    memory = {key: value for key, value in state.memory.items() if not key.startswith(_KEY)}
    known = sorted((item for item in wanted if item in places), key=lambda item: _order(places[item]))
    return memory | {_KEY + item: places[item] for item in known[-MOST_PLACES:]}


def _order(place: str) -> tuple[int, str]:
    """Ids are texts; longer ones are newer (docs.joinmastodon.org/api/guidelines, id)."""
    return len(place), place
