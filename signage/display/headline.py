"""The headline of a slide: as large as its words allow, in lines of like length."""

from __future__ import annotations

from signage.display import paging
from signage.display.hyphens import LAST_OF_TITLE, hyphenated
from signage.display.theme import Theme

#: A headline with a longer word than this, or more lines, is set one step smaller; lines on a wide and on an
#: upright screen.
LONG_WORD = 14
LINES, TALL_LINES = 3, 5
SIZES = ("titleBig", "titleMedium", "titleSmall")


def headline(
    theme: Theme,
    title: str,
    width: int,
    language: str,
    sizes: tuple[str, ...] = SIZES,
    lines: int = LINES,
) -> tuple[int, str]:
    """Size in pixels and lines: 11.6 u where it fits on three lines and has no long word, 9.6, 8.6.

    Words have hyphens only where one of them is wider than `width`.
    """
    longest = max((len(word) for word in title.split()), default=0)
    if longest > LONG_WORD:
        sizes = sizes[-2:]
    for size in sizes:
        room = _column(theme, size, width, lines)
        wide = max((paging.advance(word, room.face) for word in title.split()), default=0)
        if wide <= width and room.holds(title):
            return theme.number(size), paging.balanced(title, room)
    smallest = _column(theme, "titleSmall", width, lines + 1)
    broken = hyphenated(title, language, LAST_OF_TITLE)
    title = broken if smallest.holds(broken) else title
    return theme.number("titleSmall"), paging.elided(title, smallest)


def _column(theme: Theme, size: str, width: int, lines: int) -> paging.Column:
    pixels = theme.number(size)
    spacing = float(theme.values["tracking"]) * pixels
    face = paging.Face(str(theme.values["serif"]), theme.number("title"), pixels, spacing)
    return paging.Column(face, width, lines)
