"""A patron's comment: from what a form carried to an item, or to what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import regex

from signage.core.item import Author, Content, Kind, RawItem
from signage.sources.text import tidy, tidy_line

#: What a reader counts as characters: graphemes, so an emoji of a family is one.
LONGEST_TEXT = 280
LONGEST_NAME = 30
#: Code points in a grapheme, on average: a letter can carry any number of marks.
_MOST_POINTS = 8

_grapheme = regex.compile(r"\X")


class Trouble(StrEnum):
    """Why a comment cannot be taken as it is."""

    EMPTY = "empty"
    TEXT_TOO_LONG = "text too long"
    NAME_TOO_LONG = "name too long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a patron wrote, as the form carried it. It is shown again, as it is, when there is a trouble."""

    text: str
    name: str = ""
    #: The id of the question that it answers, "" for a word of one's own.
    answers: str = ""

    def troubles(self) -> tuple[Trouble, ...]:
        """All that is wrong, in the order of the form; empty where the comment can be taken."""
        found = []
        if not tidy(_whole(self.text))[0].strip():
            found.append(Trouble.EMPTY)
        if _is_longer(self.text, LONGEST_TEXT):
            found.append(Trouble.TEXT_TOO_LONG)
        if _is_longer(self.name, LONGEST_NAME):
            found.append(Trouble.NAME_TOO_LONG)
        return tuple(found)

    def item(self, item_id: str) -> RawItem:
        """The comment as every other source gives its items; the rules judge it. Only without troubles."""
        text, text_tricked = tidy(_whole(self.text))
        name, name_tricked = tidy_line(_whole(self.name))
        return RawItem(
            id=item_id,
            content=Content(
                kind=Kind.COMMENT,
                text=text.strip(),
                author=Author(name=name.strip()) if name.strip() else None,
                answers=self.answers,
            ),
            tricks=text_tricked or name_tricked,
        )


def length(text: str) -> int:
    """How many characters a reader counts; a line's end is one, whichever way a browser sends it."""
    return sum(1 for _ in _grapheme.finditer(_whole(text)))


def _is_longer(text: str, most: int) -> bool:
    return len(_whole(text)) > most * _MOST_POINTS or length(text) > most


def _whole(text: str) -> str:
    """Without halves of surrogate pairs, which nothing can store, and with one kind of line end."""
    return text.encode("utf-8", "ignore").decode().replace("\r\n", "\n").replace("\r", "\n").strip()
