"""Emblems: the icon in a number's stamp and on a notice's plate, by what their words are about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

#: icon -> parts of words in the languages of the sign, folded; the first icon of which one occurs is taken.
_NUMBERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "film": ("film", "movie", "dvd", "kino", "فيلم", "أفلام"),
        "games": ("game", "spiel", "لعبة", "ألعاب"),
        "computer": ("computer", "laptop", "rechner", "حاسوب", "حواسيب"),
        "person": (
            "seat", "visitor", "visit", "reader", "member", "people", "children",
            "sitz", "plätze", "besuch", "leser", "mitglied", "menschen", "kinder",
            "مقعد", "مقاعد", "زائر", "زوار", "زيارة", "قارئ", "قراء", "عضو", "أعضاء", "طفل", "أطفال",
        ),
    }
)  # fmt: skip
_WARNINGS = (
    "out of order", "broken", "caution", "careful", "danger",
    "ausser betrieb", "defekt", "vorsicht", "achtung", "gesperrt",
    "معطل", "تحذير", "انتبه", "احذر",
)  # fmt: skip
_HOURS = (
    "opening", "open", "close", "closing",
    "öffn", "offen", "schliess", "geschlossen",
    "مفتوح", "مغلق", "تفتح", "تغلق", "نفتح", "نغلق",
)  # fmt: skip
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)|\b\d{1,2}\s?(?:am|pm|uhr)\b")


def of_number(caption: str) -> str:
    """The icon of what is counted; books where nothing else is said."""
    said = _folded(caption)
    return next((icon for icon, parts in _NUMBERS.items() if any(part in said for part in parts)), "books")


def of_notice(text: str) -> str:
    """A warning where something is wrong, a clock where it is about times, else a plain sign."""
    said = _folded(text)
    if any(part in said for part in _WARNINGS):
        return "warning"
    return "clock" if _TIME.search(said) or any(part in said for part in _HOURS) else "info"


def _folded(text: str) -> str:
    return text.replace("\u00ad", "").casefold()
