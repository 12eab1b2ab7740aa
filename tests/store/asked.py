"""What a database is asked: a test counts questions and rows where a clock would say something else each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event


@dataclass(frozen=True)
class Question:
    """One statement that only reads, how many values it was given, and how SQLite went about it."""

    words: str
    plan: str


@contextmanager
def asked() -> Iterator[list[Question]]:
    """Every question that any database of this process is asked within the block."""
    questions: list[Question] = []

    def note(_connection: Any, cursor: Any, words: str, values: Any, *_: Any) -> None:
        if words.startswith("SELECT"):
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {words}", values).fetchall()
            questions.append(Question(words, " / ".join(row[3] for row in plan)))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield questions
    finally:
        event.remove(Engine, "before_cursor_execute", note)
