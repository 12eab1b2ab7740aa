"""Every sentence that people see, by language.

The English sentence is the key. Translations are gettext catalogues beside this file: the `.po` is
the source, the `.mo` beside it is what is read here, and `catalogues.py` makes the one from the
other. The `.mo` files are part of the project, so that a fresh checkout speaks every language and a
display that starts reads some kilobytes with the standard library instead of importing Babel's
catalogue parser first.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

DOMAIN = "signage"
FOLDER = Path(__file__).parent

#: Languages that are written from right to left (ISO 639), and the scripts that say so themselves.
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "nkoo", "syrc", "thaa"})


class Words:
    """The sentences in one language, English where a translation is missing.

    `locale` is BCP 47 ("en-GB", "de", "zh-Hant-TW"). Does not write dates, times or numbers: that is
    `core.wording`. An unknown locale speaks English and never raises.
    """

    def __init__(self, locale: str) -> None:
        self.locale = locale.replace("_", "-")
        parts = self.locale.lower().split("-")
        self.language = parts[0]
        scripts = [part for part in parts[1:] if len(part) == 4]
        self.rtl = scripts[0] in _RIGHT_TO_LEFT_SCRIPTS if scripts else self.language in _RIGHT_TO_LEFT
        names = [self.locale.replace("-", "_"), self.language]
        self._catalogue = gettext.translation(DOMAIN, FOLDER, names, fallback=True)

    def text(self, message: str, /, **values: object) -> str:
        """`message` in this language, with `{names}` in it filled from `values`."""
        return _filled(self._catalogue.gettext(message) if message else "", values)

    def label(self, context: str, message: str, /, **values: object) -> str:
        """As `text`, for short words that another language says differently in another place."""
        return _filled(self._catalogue.pgettext(context, message), values)

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """`one` or `many`, as `count` asks in this language; `{count}` is filled too."""
        return _filled(self._catalogue.ngettext(one, many, count), {"count": count, **values})


def _filled(sentence: str, values: dict[str, object]) -> str:
    return sentence.format(**values) if values else sentence


@lru_cache(maxsize=32)
def for_locale(locale: str) -> Words:
    """The words of a locale, read once."""
    return Words(locale)
