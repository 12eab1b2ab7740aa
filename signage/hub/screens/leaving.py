"""How something leaves the screens: what was taken off, and which screens have said that it is gone."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from signage.hub.screens.report import Report

#: For so long a screen may take to say that something is gone; then it is named.
PATIENCE = timedelta(seconds=5)
#: What was taken off so many times is remembered.
MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Items that were taken off every screen. From `revision` on no snapshot holds them."""

    at: datetime
    revision: int
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the screens say of it."""

    #: Names of screens that show none of it any more and will not again.
    gone: tuple[str, ...] = ()
    #: Names of screens that have not said so.
    silent: tuple[str, ...] = ()
    #: From the decision to the last glass, by the screens' own times; None where it was on no glass.
    seconds: float | None = None

    @property
    def screens(self) -> int:
        """How many screens there are."""
        return len(self.gone) + len(self.silent)

    @property
    def everywhere(self) -> bool:
        """Whether every screen has said so."""
        return not self.silent


def left(leaving: Leaving, screens: Iterable[str], reports: Mapping[str, tuple[datetime, Report]]) -> Left:
    """What the newest reports of these screens say. Nothing counts as gone that no screen said."""
    gone: list[str] = []
    silent: list[str] = []
    times: list[float] = []
    for name in screens:
        removed = _removed(leaving, *reports[name]) if name in reports else None
        if removed is None:
            silent.append(name)
        else:
            gone.append(name)
            times.extend(removed)
    return Left(gone=tuple(gone), silent=tuple(silent), seconds=max(times, default=None))


def _removed(leaving: Leaving, received: datetime, report: Report) -> tuple[float, ...] | None:
    """The seconds after which the items left this glass, none for those that were not on it.

    None where the screen has not said that all of them are gone.
    """
    if leaving.ids.intersection(report.painted):
        return None
    # The screen's clock may be wrong: how long ago it was counts, by that clock, when it reported.
    since = {
        one.id: (received - ((report.clock or one.at) - one.at) - leaving.at).total_seconds()
        for one in report.removed
        if one.id in leaving.ids
    }
    after = {item: seconds for item, seconds in since.items() if seconds >= 0}
    newest = report.revision is not None and report.revision >= leaving.revision
    if newest or (after and after.keys() == leaving.ids):
        return tuple(after.values())
    return None


@dataclass(slots=True)
class Leavings:
    """What was taken off lately, by the number of the decision. In memory; thread-safe."""

    _kept: OrderedDict[str, Leaving] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, key: str, leaving: Leaving) -> None:
        """Remember it; what is known already stays as it is."""
        with self._lock:
            self._kept.setdefault(key, leaving)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def get(self, key: str) -> Leaving | None:
        """What was taken off then, None where that is forgotten."""
        with self._lock:
            return self._kept.get(key)
