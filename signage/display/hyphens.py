"""Soft hyphens for long words, from the dictionary of the text's language."""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

from signage.display.paging import SOFT

#: Fewest letters before the first and after the last hyphen of a word.
SIDES = 4
#: And after the last one in a headline, where the word is large: "Figurentheater-wochen".
LAST_OF_TITLE = 6
#: Shorter words are never broken.
LONG = 14

_WORD = re.compile(rf"(?<![\w#@/.&])[^\W\d_]{{{LONG},100}}(?![\w/@]|\.\w)")


def hyphenated(text: str, language: str, last: int = SIDES) -> str:
    """`text` with soft hyphens in its long words; as it is where the language has no dictionary.

    At least `last` letters follow the last hyphen of a word.
    Hashtags, handles and addresses stay whole. Titles are not for this: they break between words.
    """
    dictionary = _dictionary(language, last)
    if dictionary is None:
        return text
    return _WORD.sub(lambda found: dictionary.inserted(found.group(), SOFT), text)


@lru_cache(maxsize=16)
def _dictionary(language: str, last: int) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language.replace("-", "_")) if language else None
    return pyphen.Pyphen(lang=known, left=SIDES, right=last) if known else None
