"""Words that hold what they stand in, as moderators wrote them down on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from signage.store.connection import Database
from signage.store.schema import block_words


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockWord:
    """One word or phrase, and who wrote it down."""

    id: int
    word: str
    by: str
    at: datetime


class BlockWords:
    """The words beside those of the settings. Every call is one transaction and can raise StoreError.

    Judges nothing: what is here already stays as it was decided.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[BlockWord, ...]:
        """Every word that holds, in alphabetical order."""
        rows = select(block_words).where(block_words.c.removed_by == "")
        with self._database.reading() as connection:
            found = [
                BlockWord(id=row.id, word=row.word, by=row.by, at=row.at) for row in connection.execute(rows)
            ]
        return tuple(sorted(found, key=lambda one: one.word.casefold()))

    def add(self, word: str, *, by: str, now: datetime) -> int:
        """Let a word hold; gives its number, also where it was there already."""
        with self._database.writing() as connection:
            there = select(block_words.c.id).where(
                func.lower(block_words.c.word) == word.lower(), block_words.c.removed_by == ""
            )
            number = connection.scalar(there)
            if number is None:
                row = {"word": word, "by": by, "at": now, "removed_by": ""}
                number = connection.scalar(insert(block_words).values(row).returning(block_words.c.id))
            return int(number or 0)

    def remove(self, number: int, *, by: str) -> bool:
        """Let a word hold nothing any more; False where it does not."""
        return self._mark(number, before="", after=by)

    def restore(self, number: int) -> bool:
        """Let a word that was removed hold again; False where it does."""
        return self._mark(number, before=None, after="")

    def _mark(self, number: int, *, before: str | None, after: str) -> bool:
        row = update(block_words).where(block_words.c.id == number).values(removed_by=after)
        stands = block_words.c.removed_by
        row = row.where(stands != "" if before is None else stands == before)
        with self._database.writing() as connection:
            return connection.execute(row).rowcount > 0
