"""What commands print: a table for people, or one JSON document for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from signage.errors import SettingsError, SignageError, UsageError


def document(value: Mapping[str, Any]) -> None:
    """One JSON document on standard output; times as ISO 8601 with offset."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def say(sentence: str) -> None:
    """One line on standard output."""
    sys.stdout.write(sentence + "\n")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, wide: int = 0) -> None:
    """A table as wide as the terminal; column `wide` takes what is left and breaks its lines.

    Written to a file or a pipe, every row is one line with tabs between.
    """
    if not sys.stdout.isatty():
        for row in rows:
            say("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, head in enumerate(heads):
        drawn.add_column(head, ratio=1 if number == wide else None, no_wrap=number != wide)
    for row in rows:
        # Text, not str: what a source wrote in [brackets] is no markup.
        drawn.add_row(*(Text(" ".join(cell.split())) for cell in row))
    Console().print(drawn)


def short(text: str, most: int = 100) -> str:
    """A text on one line, cut at `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def failure(error: SignageError, *, as_json: bool) -> int:
    """Say what went wrong, in three plain lines or as JSON, and give the exit code."""
    if as_json:
        document(error.as_json())
    else:
        others = error.others if isinstance(error, SettingsError) else ()
        for one in (error, *others):
            sys.stderr.write(f"{one.where}\n  {one.what}\n  {one.do}\n")
    return 2 if isinstance(error, SettingsError | UsageError) else 1


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Show that something goes on, where a person watches."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing} …"):
        yield
