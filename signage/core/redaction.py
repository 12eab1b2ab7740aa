"""Blacking words out: bars of one length stand in their stead, and nobody can count the letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import regex

from signage.core.marks import Piece

BAR = "█████"
_EDGES = re.compile(r"^\W+|\W+$")
#: What words are made of; marks too, which Python's own \w leaves out.
_LETTER = r"[\p{L}\p{M}\p{N}_]"
#: Scripts that put no spaces between words: there every place is the edge of one.
_DENSE = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_JOINS = regex.compile(f"(?!{_DENSE}){_LETTER}")


def blacked_out(text: str, words: Iterable[str]) -> str:
    """`text` with a bar for each of `words` where it stands by itself, in capitals or not; the longest first.

    One that stands nowhere by itself is a part of longer words: those are covered whole.
    """
    wanted = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return text
    every = regex.compile("|".join(_pattern(word, text) for word in wanted), regex.IGNORECASE)
    return every.sub(BAR, text)


def _pattern(word: str, text: str) -> str:
    before, after = _JOINS.match(word) is not None, _JOINS.match(word[-1]) is not None
    escaped = re.escape(word)
    alone = f"{f'(?<!{_LETTER})' if before else ''}{escaped}{f'(?!{_LETTER})' if after else ''}"
    if regex.compile(alone, regex.IGNORECASE).search(text):
        return alone
    return f"{f'{_LETTER}*' if before else ''}{escaped}{f'{_LETTER}*' if after else ''}"


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
