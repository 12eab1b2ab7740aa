"""How long a text must stand to be read without effort.

The numbers are DESIGN-TOKENS section 5: 0.42 s a word is 143 words a minute, below the 160 to 180
that subtitles are allowed, because readers arrive late, stand far and include children.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

#: Seconds that one word takes, and seconds to notice a card and look up.
SECONDS_A_WORD = 0.42
LOOK_UP = 2.0
EACH_FURTHER_CARD = 0.8
SHORTEST, LONGEST = 5.0, 16.0
STAGE_SHORTEST, STAGE_LONGEST = 10.0, 30.0
STAGE_WITH_CODE = 20.0
#: Average advance of the ticker's type, in parts of its size (Atkinson Hyperlegible Next 500).
AVERAGE_ADVANCE = 0.463
#: Width of one full card's text and size of its type at viewing scale 1, in `u`.
CARD_WIDTH, TYPE_SIZE = 90.0, 6.5

_PIECE = re.compile(
    r"(?P<address>https?://\S+|www\.\S+|[\w.-]+@[\w.-]+|[#@]\w+)"
    r"|(?P<number>\d[\d.,:/\u00a0-]*)"
    # Hiragana, Katakana, Han, and half-width Katakana: no spaces, so two characters are a word.
    r"|(?P<dense>[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])"
    # Thai, Lao, Myanmar, Khmer: no spaces either, five characters a word.
    r"|(?P<joined>[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
    r"|(?P<emoji>[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff](?:[\ufe0f\u200d]|[\U0001f3fb-\U0001f3ff]"
    r"|(?<=\u200d)[\u2600-\u27bf\U0001f000-\U0001faff])*)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
    r"|[\u0300-\u036f\u0591-\u05c7\u064b-\u0652'’\u00ad-])*)"
)
_WEIGHTS = {"address": 2.0, "number": 2.0, "dense": 0.5, "joined": 0.2, "emoji": 0.5, "word": 1.0}


@lru_cache(maxsize=2048)
def words_in(text: str, language: str = "") -> float:
    """How many words' time `text` takes: addresses, hashtags and numbers 2, emoji 0.5.

    Scripts without spaces are counted by characters: 2 a word in Chinese and Japanese, 5 in Thai,
    Lao, Burmese and Khmer. Korean has spaces. `language` is not needed for that and only there so
    that callers need not change when a language asks for its own speed.
    """
    del language
    return sum(_WEIGHTS[str(piece.lastgroup)] for piece in _PIECE.finditer(text))


def dwell(text: str, cards: int = 1, *, children: bool = False) -> float:
    """Seconds that `cards` cards with `text` in all stay on the shelf."""
    seconds = LOOK_UP + SECONDS_A_WORD * words_in(text) + EACH_FURTHER_CARD * (cards - 1)
    return min(max(seconds, SHORTEST), LONGEST) * (1.4 if children else 1.0)


def stage_dwell(text: str, *, code: bool = False) -> float:
    """Seconds that a slide stays; `code` where it has a QR code, for taking a phone out."""
    seconds = min(max(4.0 + SECONDS_A_WORD * words_in(text), STAGE_SHORTEST), STAGE_LONGEST)
    return max(seconds, STAGE_WITH_CODE) if code else seconds


def pages_estimate(text: str, *, scale: float = 1.0, lines: int = 2) -> int:
    """About how many pages of one card `text` fills, at viewing scale `scale`: an estimate.

    It knows average advances only. What really fits is the display's to say (`display/paging.py`).
    """
    wide = sum(2 if character >= "\u2e80" else 1 for character in text)
    a_line = CARD_WIDTH / (AVERAGE_ADVANCE * TYPE_SIZE * scale)
    return max(1, math.ceil(wide / (a_line * lines * 0.94)))
