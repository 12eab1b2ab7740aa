"""How a source is doing, in one of five words, from what the store remembers of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from signage import errors
from signage.errors import SignageError

#: What passes by itself does so within this time; then a person should look.
PATIENCE = timedelta(hours=3)


class Trouble(StrEnum):
    """Why a source could not be read, as the pages tell it."""

    NONE = ""
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    TOO_LARGE = "too large"
    TOO_SLOW = "too slow"
    UNRECOGNISED = "unrecognised"
    SIGN_IN = "sign in"
    WAIT = "wait"
    BUDGET = "budget"
    GONE = "gone"
    UNAVAILABLE = "unavailable"
    OTHER = "other"


class Health(StrEnum):
    """How it is doing, the worst first."""

    NEEDS_YOU = "needs you"
    SLOW = "slow"
    NEW = "new"
    WORKING = "working"
    PAUSED = "paused"


_TROUBLES: dict[type[SignageError], Trouble] = {
    errors.NotReachable: Trouble.UNREACHABLE,
    errors.Refused: Trouble.REFUSED,
    errors.TooLarge: Trouble.TOO_LARGE,
    errors.TooSlow: Trouble.TOO_SLOW,
    errors.NotRecognised: Trouble.UNRECOGNISED,
    errors.NeedsSignIn: Trouble.SIGN_IN,
    errors.AskedToWait: Trouble.WAIT,
    errors.BudgetSpent: Trouble.BUDGET,
    errors.GoneForGood: Trouble.GONE,
    errors.Unavailable: Trouble.UNAVAILABLE,
}
#: What mostly passes without anybody's help.
_PASSING = frozenset({Trouble.UNREACHABLE, Trouble.TOO_SLOW, Trouble.UNRECOGNISED, Trouble.UNAVAILABLE})
#: What passes at a time that is known.
_BY_ITSELF = frozenset({Trouble.WAIT, Trouble.BUDGET})


def trouble_of(error: SignageError) -> Trouble:
    """What an error is to the pages."""
    return _TROUBLES.get(type(error), Trouble.OTHER)


def health(
    trouble: Trouble,
    now: datetime,
    *,
    failed_since: datetime | None,
    last_good: datetime | None,
    shrunken: bool = False,
    paused: bool = False,
) -> Health:
    """In which of the five words a source is doing.

    One that never worked needs a person at once: its address may be wrong. One that did is given time
    where its trouble is of a sort that passes.
    """
    if paused:
        return Health.PAUSED
    if shrunken:
        return Health.NEEDS_YOU
    if failed_since is None:
        return Health.NEW if last_good is None else Health.WORKING
    if trouble in _BY_ITSELF:
        return Health.SLOW
    passing = trouble in _PASSING and last_good is not None and now - failed_since < PATIENCE
    return Health.SLOW if passing else Health.NEEDS_YOU
