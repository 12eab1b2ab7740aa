"""Quotation marks, as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

#: Quotation marks by language (Unicode CLDR, main delimiters).
QUOTES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "«»", "bg": "„“", "cs": "„“", "da": "“”", "de": "„“", "el": "«»", "es": "«»", "fa": "«»",
        "fi": "””", "fr": "«»", "he": "””", "hr": "„“", "hu": "„”", "it": "«»", "ja": "「」", "nb": "«»",
        "nl": "‘’", "no": "«»", "pl": "„”", "pt": "“”", "ro": "„”", "ru": "«»", "sk": "„“", "sl": "„“",
        "sv": "””", "uk": "«»",
    }
)  # fmt: skip

#: A text that stands in quotation marks as a whole, and what stands for marks within marks.
_IN_MARKS = re.compile('["“”„«»][^"“”„«»]*["“”„«»]')
_WITHIN = str.maketrans("“”„«»", "‘’‚‹›")


def quoted(text: str, language: str) -> str:
    """`text` in the quotation marks of its language; marks that it already has are not doubled."""
    marks = QUOTES.get(language.split("-")[0].lower(), "“”")
    bare = text[1:-1] if _IN_MARKS.fullmatch(text) else text
    return f"{marks[0]}{bare.translate(_WITHIN)}{marks[1]}"
