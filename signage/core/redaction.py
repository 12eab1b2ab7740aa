"""Blacking words out: bars of one length stand in their stead, and nobody can count the letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from signage.core.marks import Piece

BAR = "█████"
_EDGES = re.compile(r"^\W+|\W+$")


def blacked_out(text: str, words: Iterable[str]) -> str:
    """`text` with a bar for each of `words`, wherever it stands, in capitals or not; the longest first."""
    wanted = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return text
    return re.sub("|".join(re.escape(word) for word in wanted), BAR, text, flags=re.IGNORECASE)


def found_words(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """What the rules marked in a text, each once, in order: what a person may want to black out.

    Whole words, also where only some letters of one were marked.
    """
    text = "".join(piece.text for piece in pieces)
    marked = "".join(("x" if piece.reason else " ") * len(piece.text) for piece in pieces)
    found: list[str] = []
    for run in re.finditer("x+", marked):
        start, end = run.span()
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        word = _EDGES.sub("", text[start:end]) or text[start:end].strip()
        if word and word not in found:
            found.append(word)
    return tuple(found)
