"""How long the words of patrons are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long after they came, words of the form are erased. Says nothing of how long they are shown."""

    comments: timedelta = timedelta(days=30)
    #: Those that a moderator hid.
    hidden: timedelta = timedelta(days=7)

    @property
    def days(self) -> int:
        """After so many days all of them are gone, as patrons are told."""
        return ceil(self.comments / timedelta(days=1))
