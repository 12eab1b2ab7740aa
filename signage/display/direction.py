"""Which way a text runs, and what in it must never be turned round."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from signage.core.wording import TO_LEFT

_PATH = r"[\w~%?=&#+./-]*[\w/…]"
#: What keeps its own order among words from right to left: without that "@library" becomes "library@".
#: Letter boxes and hosts begin where a word does: tried at each letter, a word of 5,000 stops the screen.
_FOREIGN = re.compile(
    rf"""(?ax)
    (?:https?://|www\.)\S*[\w/]                     # an address
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+      # of a letter box
    | @\w[\w.-]*(?:@[\w.-]*\w)?                     # a handle
    | (?<![a-z0-9-])(?<![a-z0-9-]\.)(?:[a-z0-9-]+\.)+[a-z]{{2,}}(?:/{_PATH})?  # a host, perhaps with a path
    | \#\w*[A-Za-z]\w*                              # a hashtag
    | \b[A-Za-z]\w*(?:\+\+?|\#)                     # C++
    | \+\d[\d\ ()/-]*\d | \b0\d+(?:\ \d{{2,}})+     # a telephone
    | \b\d+(?:-\d+)+                                # a number of parts
    """
)


def isolated(name: str) -> str:
    """`name` so that its direction and that of the sentence around it leave each other alone."""
    return f"\u2068{name}\u2069"


def mirrored(text: str, otherwise: bool = False) -> bool:
    """Whether `text` runs from right to left, by its first letter; `otherwise` where it has none.

    A handle or an address in front of the words says nothing about them.
    """
    for part in (_FOREIGN.sub("", text), text):
        for char in part:
            direction = unicodedata.bidirectional(char)
            if direction in {"R", "AL"}:
                return True
            if direction == "L":
                return False
    return otherwise


def guarded(text: str) -> str:
    """`text` with all that keeps its own order isolated, where the text runs from right to left."""
    return _FOREIGN.sub(lambda found: isolated(found.group()), text) if mirrored(text) else text


def against(word: str, *, turned: bool) -> bool:
    """Whether a word has letters that run against the text around it."""
    other = {"L"} if turned else {"R", "AL"}
    return any(unicodedata.bidirectional(char) in other for char in word)


def listed(parts: Iterable[str], *, turned: bool) -> str:
    """Short facts on one line, points between them; from right to left where it is `turned`."""
    return (TO_LEFT if turned else "") + " · ".join(isolated(part) for part in parts if part)
