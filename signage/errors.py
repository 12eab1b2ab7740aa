"""Every error that this software raises on purpose.

* SignageError                 has a place, a sentence for staff and a way out
  x SettingsError              config.toml cannot be used
  x UsageError                 a command was called with words it cannot take
  x SourceError                a source could not be asked or its answer could not be used
    - NotReachable             no address, no connection, no answer, TLS refused
    - Refused                  the address leads into a private network
    - TooLarge                 the answer is larger than a sign needs
    - TooSlow                  the answer, or reading it, took too long
    - NotRecognised            the answer is not what this kind of source gives
    - NeedsSignIn              the service wants a token, or refuses the one it was given
    - AskedToWait              the service asked for a pause (429, 503)
    - BudgetSpent              this month's reads are used up
    - GoneForGood              the address is gone for good (410)
    - Unavailable              the service answered with an error of its own
  x StoreError                 the database cannot be opened or written
    - ItemNotFound             no item has this id
    - NothingToUndo            the item was never decided about
    - Overtaken                the item was changed or decided since it was looked at
    - Undecidable              the item is private or deleted: no person's word changes that
    - LoginTaken               another account signs in with this
    - UnknownCode              no screen waits with this code
    - ScreenTaken              another screen has this name
    - NoBackup                 a file is no backup that can be used
    - LastAdministrator        nobody would be left to look after people and screens
  x ThemeError                 a theme cannot be used
  x SnapshotError              a snapshot or a saved copy cannot be read
  x DisplayError               no screen can be drawn on
    - Busy                     the painter has enough to do for now
  x NotTold                    a message could not be sent to all whom the settings name

Outcomes that are expected (a source that failed, an item that is held) travel as values; these are
raised where a step cannot go on and are turned into values by the one that called it.
"""

from __future__ import annotations

from datetime import timedelta


class SignageError(Exception):
    """An error that a person at the library can do something about.

    `where` names the place ("config.toml, [hub] listen", "source events"), `what` says in a plain
    sentence what is wrong, `do` what to do about it. The cause, for the log, is `__cause__`.
    """

    def __init__(self, where: str, what: str, do: str) -> None:
        super().__init__(where, what, do)
        self.where = where
        self.what = what
        self.do = do

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.do}".rstrip()

    def as_json(self) -> dict[str, dict[str, str]]:
        """The shape that commands print with --json: {"error": {"where", "what", "do"}}."""
        return {"error": {"where": self.where, "what": self.what, "do": self.do}}


class SettingsError(SignageError):
    """config.toml cannot be used. Commands end with exit code 2. `others` are further mistakes in it."""

    others: tuple[SettingsError, ...] = ()


class UsageError(SignageError):
    """A command was called with words it cannot take. Commands end with exit code 2."""


class SourceError(SignageError):
    """A source could not be asked, or its answer could not be used."""


class NotReachable(SourceError):
    """No address, no connection, no answer, or a certificate that is not valid."""


class Refused(SourceError):
    """The address leads into a private network and is not in `allow_hosts`."""


class TooLarge(SourceError):
    """The answer is larger than the limit, decoded or not."""


class TooSlow(SourceError):
    """The answer, or reading it, took longer than the limit."""


class NotRecognised(SourceError):
    """The answer is not what this kind of source gives: HTML, empty, broken beyond reading."""


class NeedsSignIn(SourceError):
    """The service wants a token or refuses the one it was given (401, 403)."""


class AskedToWait(SourceError):
    """The service asked for a pause. `wait` is how long, None where it did not say."""

    def __init__(self, where: str, what: str, do: str, wait: timedelta | None = None) -> None:
        super().__init__(where, what, do)
        self.args = (where, what, do, wait)
        self.wait = wait


class BudgetSpent(SourceError):
    """The month's reads of a paid service are used up; asking stops before money is spent."""


class GoneForGood(SourceError):
    """The service said that this address is gone for good (410)."""


class Unavailable(SourceError):
    """The service answered with an error of its own (404, 5xx)."""


class StoreError(SignageError):
    """The database cannot be opened, read or written."""


class ItemNotFound(StoreError):
    """No item has this id, or a shortened id fits several."""


class NothingToUndo(StoreError):
    """Nobody has decided anything about this item yet."""


class Overtaken(StoreError):
    """The item was changed or decided about since the person looked at it."""


class Undecidable(StoreError):
    """The item is private, or was deleted at its source: no person's word changes that."""


class LoginTaken(StoreError):
    """Another account signs in with this name or address."""


class UnknownCode(StoreError):
    """No screen waits with this code."""


class ScreenTaken(StoreError):
    """Another screen has this name."""


class NoBackup(StoreError):
    """A file is damaged, comes from elsewhere or from a newer version: it cannot be restored."""


class LastAdministrator(StoreError):
    """The only administrator cannot be removed or made something else."""


class ThemeError(SignageError):
    """A theme is missing, incomplete or has a value that cannot be used."""


class SnapshotError(SignageError):
    """A snapshot, or a copy of one on disk, cannot be read."""


class DisplayError(SignageError):
    """There is no screen to draw on, or it cannot be used."""


class Busy(DisplayError):
    """Too many pictures are wanted at once."""


class NotTold(SignageError):
    """A message could not be sent to all whom the settings name."""
