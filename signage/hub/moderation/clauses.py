"""Clauses: why the library hides something, from its own list."""

from __future__ import annotations

from signage.settings import Settings
from signage.words import for_locale


def clauses(settings: Settings) -> tuple[str, ...]:
    """The library's own reasons; where it wrote none, the usual ones in its language. Seven at most."""
    words = for_locale(settings.library.locale)
    return settings.clauses or (
        words.text("It has somebody's private details."),
        words.text("It hurts somebody."),
        words.text("It is advertising."),
        words.text("It is about something else."),
        words.text("It was said already."),
    )
