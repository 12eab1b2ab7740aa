"""Marks inside a text: where a rule found what it gives as its reason, for a person who looks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from signage.core.decision import Reason
from signage.core.rules import contacts, links
from signage.core.skeleton import block_list, has_invisible, mixes_scripts, visible

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the text, in order. `reason` is None for what no rule found anything in."""

    text: str
    reason: Reason | None = None
    #: A character that is drawn as nothing, by its name ("ZERO WIDTH SPACE"); else "".
    named: str = ""


def marked(text: str, block_words: tuple[str, ...]) -> tuple[Piece, ...]:
    """The whole text, cut where marks begin and end. Says nothing about what is to be done.

    Look-alike letters are marked one by one, invisible characters by their names; where two rules found
    something in one place the first of link, contact, block word, trick counts.
    """
    reasons: list[Reason | None] = [None] * len(text)
    for start, end, reason in _found(text, block_words):
        for place in range(start, end):
            reasons[place] = reasons[place] or reason
    pieces: list[Piece] = []
    for place, sign in enumerate(text):
        named = _name(sign) if has_invisible(sign) else ""
        piece = Piece(text=sign, reason=Reason.TRICKS if named else reasons[place], named=named)
        last = pieces[-1] if pieces else None
        if last is None or named or last.named or last.reason is not piece.reason:
            pieces.append(piece)
        else:
            pieces[-1] = Piece(text=last.text + sign, reason=last.reason)
    return tuple(pieces)


def _found(text: str, block_words: tuple[str, ...]) -> Iterator[tuple[int, int, Reason]]:
    shown, places = _as_rules_read(text)
    for reason, spans in ((Reason.LINK, links(shown)), (Reason.CONTACT, contacts(shown))):
        for start, end in spans:
            yield places[start], places[end - 1] + 1, reason
    blocked = block_list(block_words)
    for word in _WORD.finditer(text):
        if blocked.finds(word.group()):
            yield word.start(), word.end(), Reason.BLOCK_WORD
        if mixes_scripts(word.group()):
            yield from _strangers(word.group(), word.start())


def _as_rules_read(text: str) -> tuple[str, list[int]]:
    """The text as the rules read it, and where each of its characters stands in `text`."""
    shown, places = [], []
    for place, sign in enumerate(text):
        for one in visible(sign).lower():
            shown.append(one)
            places.append(place)
    return "".join(shown), places


def _strangers(word: str, start: int) -> Iterator[tuple[int, int, Reason]]:
    """The letters of a mixed word that are not of the script that most of it is in."""
    scripts = [_name(sign).split(" ")[0] if sign.isalpha() else "" for sign in word]
    most = max(set(scripts) - {""}, key=scripts.count)
    for place, script in enumerate(scripts):
        if script not in ("", most):
            yield start + place, start + place + 1, Reason.TRICKS


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}")
