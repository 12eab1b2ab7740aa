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
#: Languages of which some locale writes other digits than 0 to 9 (CLDR, default numbering systems), and
#: where the digits of such a system begin.
_OTHER_DIGITS = frozenset(
    {
        "ar",
        "as",
        "az",
        "bn",
        "ckb",
        "fa",
        "ks",
        "lrc",
        "mr",
        "my",
        "mzn",
        "ne",
        "pa",
        "ps",
        "sa",
        "sd",
        "ur",
        "uz",
    }
)
_ZEROS = {"arab": 0x660, "arabext": 0x6F0, "deva": 0x966, "beng": 0x9E6, "mymr": 0x1040}


class Words:
    """The sentences in one language, English where a translation is missing.

    `locale` is BCP 47 ("en-GB", "de", "zh-Hant-TW"). Whole numbers among the values are written in the
    locale's digits. Does not write dates and times: that is `core.wording`. An unknown locale speaks
    English and never raises.
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
        return self._filled(self._catalogue.gettext(message) if message else "", values)

    def label(self, context: str, message: str, /, **values: object) -> str:
        """As `text`, for short words that another language says differently in another place."""
        return self._filled(self._catalogue.pgettext(context, message), values)

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """`one` or `many`, as `count` asks in this language; `{count}` is filled too."""
        return self._filled(self._catalogue.ngettext(one, many, count), {"count": count, **values})

    def digits(self, text: str) -> str:
        """`text` with its digits as the locale writes them: Arabic-Indic in Egypt, as they are in Morocco."""
        zero = _zero(self.locale) if self.language in _OTHER_DIGITS else None
        return text if zero is None else text.translate({ord("0") + n: zero + n for n in range(10)})

    def _filled(self, sentence: str, values: dict[str, object]) -> str:
        if not values:
            return sentence
        said = {
            name: self.digits(str(value)) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return sentence.format(**said)


@lru_cache(maxsize=16)
def _zero(locale: str) -> int | None:
    """Where the locale's digits begin in Unicode; None for 0 to 9."""
    # Only languages that need it pay for Babel.
    from babel import Locale, UnknownLocaleError

    for name in (locale, locale.split("-")[0]):
        try:
            return _ZEROS.get(Locale.parse(name, sep="-").default_numbering_system)
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(maxsize=32)
def for_locale(locale: str) -> Words:
    """The words of a locale, read once."""
    return Words(locale)
