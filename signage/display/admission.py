"""Admission: whether this screen has a token, how it gets one, and how it loses it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from signage.display import token
from signage.display.pairing import Newcomer

if TYPE_CHECKING:
    from signage.display.knock import Knock

log = logging.getLogger(__name__)


class Admission(QObject):
    """Gets a token where there is none, and keeps it beside the copy.

    A token that somebody else keeps (`--token-file`) is taken as it is: nothing is asked for and
    nothing is forgotten. Draws nothing and does not know what the screen shows.
    """

    #: There is a token now.
    admitted = Signal()
    #: A Newcomer to be shown while there is none.
    waits = Signal(object)

    def __init__(self, hub: str, name: str, given: Path | None, copy: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._name = name
        self.own = given is None
        self.file = given or copy / token.FILE
        self._knock: Knock | None = None

    @property
    def needed(self) -> bool:
        """Whether this screen has to be let in first."""
        return self.own and not token.read(self.file)

    @property
    def newcomer(self) -> Newcomer:
        """What there is to be shown before the hub has said anything."""
        return Newcomer(name=self._name, hub=self._hub)

    def begin(self) -> None:
        """Ask for a code."""
        # Imported now: nothing of the network is needed for the first picture.
        from signage.display.knock import Knock

        self._knock = Knock(self._hub, self._name, self)
        self._knock.waits.connect(self.waits)
        self._knock.let_in.connect(self._keep)
        self._knock.begin()

    def forget(self) -> None:
        """The hub shut this screen out."""
        try:
            token.forget(self.file)
        except OSError as error:
            log.warning("the token could not be removed: %s", error)

    def end(self) -> None:
        """Ask no more."""
        if self._knock is not None:
            self._knock.end()
            self._knock.deleteLater()
            self._knock = None

    @Slot(str)
    def _keep(self, given: str) -> None:
        try:
            token.keep(self.file, given)
        except OSError as error:
            log.warning("the token could not be saved: %s", error)
            return
        log.info("this screen was let in")
        self.end()
        self.admitted.emit()
