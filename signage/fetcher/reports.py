"""What the log says of sources: one line when something changes, none while it stays as it is."""

from __future__ import annotations

import logging

from signage.errors import SignageError
from signage.store.outcome import SaveReport

log = logging.getLogger(__name__)


class Reports:
    """Knows what was said of each source last. Writes no secrets: addresses lose their query."""

    def __init__(self) -> None:
        self._troubles: dict[str, str] = {}
        self._moves: dict[str, str] = {}

    @property
    def troubled(self) -> tuple[str, ...]:
        """The sources that failed last time."""
        return tuple(self._troubles)

    def failed(self, source_id: str, error: SignageError) -> None:
        """A source begins to fail, or fails in another way than before."""
        if self._troubles.get(source_id) != type(error).__name__:
            self._troubles[source_id] = type(error).__name__
            log.warning("source %s: %s %s", source_id, error.what, error.do)
            log.debug("source %s: because of %s", source_id, error.__cause__)

    def worked(self, source_id: str, report: SaveReport, moved_to: str = "") -> None:
        """A fetch went well. A permanent redirect is told once, since a portal sends one for everything."""
        if self._troubles.pop(source_id, None):
            log.info("source %s: works again.", source_id)
        if report.new or report.changed or report.gone:
            figures = (report.new, report.changed, report.gone)
            log.info("source %s: %d new, %d changed, %d gone.", source_id, *figures)
        if moved_to and self._moves.get(source_id) != moved_to:
            self._moves[source_id] = moved_to
            log.warning(
                "source %s: its address has moved for good to %s. If that is right, change it.",
                *(source_id, moved_to.partition("?")[0]),
            )
