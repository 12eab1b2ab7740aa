"""An emergency as people type it."""

from __future__ import annotations

from datetime import datetime

from signage.commands.moment import moment
from signage.core.emergency import (
    LONGEST,
    LONGEST_HEADLINE,
    LONGEST_LINE,
    MOST_LINES,
    Arrow,
    Emergency,
    Mode,
    parts,
)
from signage.errors import UsageError
from signage.sources.text import tidy_line


def emergency_of(
    text: str, until: str, *, headline: str, mode: Mode, arrow: str, timezone: str, now: datetime
) -> Emergency:
    """What `signage emergency start` puts on every screen.

    The first line or sentence of `text` is the headline where none is given. Raises UsageError for
    words that do not fit and for an end that is past, too far, or no time: an emergency never goes
    up without a hard end.
    """
    lines = [tidy_line(part)[0] for part in parts(text)]
    lines = [line for line in lines if line]
    head = tidy_line(headline)[0]
    if not head and lines:
        head, *lines = lines
    if not head:
        raise UsageError(
            "TEXT", "There are no words.", 'Say it in one sentence: "Please leave the building."'
        )
    if len(head) > LONGEST_HEADLINE:
        raise UsageError(
            "--headline" if headline else "TEXT",
            f"The headline has {len(head)} characters; at most {LONGEST_HEADLINE} can be read from afar.",
            'Put a short one first: --headline "Please leave the building".',
        )
    if len(lines) > MOST_LINES:
        raise UsageError(
            "TEXT",
            f"There are {len(lines)} lines below the headline.",
            f"At most {MOST_LINES} can be taken in: keep what people must do.",
        )
    if long := next((line for line in lines if len(line) > LONGEST_LINE), ""):
        raise UsageError(
            "TEXT",
            f'"{long[:40]}…" has {len(long)} characters; a line holds {LONGEST_LINE}.',
            "Say it shorter, or in two sentences.",
        )
    return Emergency(
        headline=head,
        lines=tuple(lines),
        issued=now,
        until=_end(until, timezone, now),
        mode=mode,
        arrow=_arrow(arrow),
    )


def _end(text: str, timezone: str, now: datetime) -> datetime:
    until = moment(text, timezone, now, option="--until")
    if until <= now:
        raise UsageError(
            "--until",
            f'"{text}" is past.',
            'Name a later time; for tomorrow with its day, like "2026-11-28 09:00".',
        )
    if until - now > LONGEST:
        raise UsageError(
            "--until",
            f'"{text}" is {(until - now).days} days away.',
            f"At most {LONGEST.days} days; start it again when they are over.",
        )
    return until


def _arrow(text: str) -> Arrow:
    try:
        return Arrow(text.strip().casefold())
    except ValueError as error:
        raise UsageError(
            "--arrow",
            f'"{text[:40]}" is no direction.',
            "Take one of: left, right, up, down; or leave it out.",
        ) from error
