"""The skeleton of a text: what is left of it when every disguise is taken off. For comparing only.

After Unicode's security mechanisms (UTS 39, section 4): compatibility forms, case, accents, invisible
characters and look-alike letters are folded away, then digits and signs that stand for letters.
Two texts that a hurried reader takes for the same have the same skeleton.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters of other scripts that look like a Latin one, by their folded form (from UTS 39's table).
_LOOK_ALIKES = {
    "a": "аɑαạӑᴀꭺ",
    "b": "вьƅβЬᖯɓʙ",
    "c": "сϲᴄƈⅽ",
    "d": "ԁɗďđᏧ",
    "e": "еєҽɛεєёᴇℯǝ",
    "f": "ғƒſ",
    "g": "ɡցɢǵġ",
    "h": "һհнʜħ",
    "i": "іӏιıɩɪlłļ|!ⅼǃ1¡",
    "j": "јϳʝ",
    "k": "кκкᴋķ",
    "m": "ммʍᴍ",
    "n": "пողηŋɴп",
    "o": "оοօσѳөøо०૦ᴏ",
    "p": "рρҏᴘ",
    "q": "ԛգ",
    "r": "гʀгɾ",
    "s": "ѕꜱʂ",
    "t": "тτţŧᴛ",
    "u": "υսцʊᴜ",
    "v": "νѵᴠ",
    "w": "ԝшωɯᴡщ",
    "x": "хχҳ×",
    "y": "уүγʏў",
    "z": "ᴢʐż",
}
_FOLDED = str.maketrans({other: base for base, others in _LOOK_ALIKES.items() for other in others})
#: Digits and signs that stand for letters, only where a word has letters too: 45 stays a number.
_SPOKEN = str.maketrans("03456789@$€+", "oeasbtbgaset")
#: Characters that are drawn as nothing though Unicode calls them letters or marks.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
#: Scripts that write no spaces: a word can begin anywhere.
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_PIECES = re.compile(r"[^\W_]+")
_STRETCHED = re.compile(r"(.)\1{2,}")


def visible(text: str) -> str:
    """`text` in compatibility form (NFKC), without characters that are drawn as nothing."""
    shown = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cs") or c in "\n\t")
    return _BLANK.sub("", unicodedata.normalize("NFKC", shown))


def fold(text: str) -> str:
    """`text` without case, accents and look-alikes; spaces and punctuation stay."""
    folded = unicodedata.normalize("NFD", visible(text).casefold())
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", folded))
    return " ".join(_plain_word(word) if any(c.isalpha() for c in word) else word for word in bare.split())


def _plain_word(word: str) -> str:
    # Between letters these stand for one; at a word's edge they are what they are: "Go!" is no "goi".
    return word.strip("!¡|+").translate(_FOLDED).translate(_SPOKEN)


def words_of(text: str) -> tuple[str, ...]:
    """The words of the skeleton of `text`, in order, without any punctuation."""
    return tuple(_PIECES.findall(fold(text)))


def fingerprint(text: str) -> str:
    """One line that is the same for texts that say the same: for "same text again"."""
    return " ".join(words_of(text))


class BlockList:
    """Finds block words as whole words in any disguise. Says nothing about what to do then.

    A word of a script without spaces is found anywhere; several words are found in their order.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        skeletons = {" ".join(words_of(word)) for word in words} - {""}
        self._dense = frozenset(word for word in skeletons if _DENSE.search(word))
        self._phrases = frozenset(word for word in skeletons - self._dense if " " in word)
        self._words = skeletons - self._dense - self._phrases

    def finds(self, text: str) -> bool:
        """Whether any of the words is in `text`."""
        if not text or not (self._words or self._phrases or self._dense):
            return False
        words = words_of(text)
        line = " ".join(words)
        if any(word in line for word in self._dense):
            return True
        if any(f" {phrase} " in f" {line} " for phrase in self._phrases):
            return True
        return bool(self._words) and any(self._is_blocked(form) for form in _forms(text, words))

    def _is_blocked(self, form: str) -> bool:
        if "*" not in form:
            return form in self._words
        if len(form.replace("*", "")) < 2:
            return False
        pattern = re.compile(re.escape(form).replace(r"\*", "."))
        return any(pattern.fullmatch(word) for word in self._words)


@lru_cache(maxsize=8)
def block_list(words: tuple[str, ...]) -> BlockList:
    """The block list of some words, made once."""
    return BlockList(words)


def _forms(text: str, words: tuple[str, ...]) -> set[str]:
    """Every whole word that a reader could see in `text`.

    The words themselves, the parts of CamelCase, what punctuation or single spaced letters pull
    apart ("b.a.d", "b a d"), what is stretched ("baaad"), and what has stars in it ("b*d").
    """
    forms = set(words)
    for chunk in _HUMP.sub(" ", visible(text)).split():
        forms.update(words_of(chunk.lstrip("@#")))
    for chunk in fold(text).split():
        forms.add("".join(_PIECES.findall(chunk)))
        if "*" in chunk:
            forms.add(re.sub(r"[^\w*]|_", "", chunk))
    run: list[str] = []
    for word in (*words, "  "):
        if len(word) == 1:
            run.append(word)
            continue
        if len(run) > 2:
            forms.add("".join(run))
        run = []
    for form in tuple(forms):
        if _STRETCHED.search(form):
            forms.add(_STRETCHED.sub(r"\1", form))
            forms.add(_STRETCHED.sub(r"\1\1", form))
    return forms


def mixes_scripts(text: str) -> bool:
    """Whether one word has Latin letters together with Cyrillic or Greek ones: a disguise."""
    for word in _PIECES.findall(visible(text)):
        scripts = {_script(letter) for letter in word if letter.isalpha()} - {""}
        if "LATIN" in scripts and len(scripts) > 1:
            return True
    return False


def _script(letter: str) -> str:
    if letter < "\u0250":
        return "LATIN"
    # Micro and ohm signs and the like are symbols of the Greek block: NFKC made them Greek letters.
    if letter in "μΩ":
        return ""
    if "\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff":
        return "GREEK"
    return "CYRILLIC" if "\u0400" <= letter <= "\u052f" else ""


def has_invisible(text: str) -> bool:
    """Whether `text` still has characters that steer direction or are drawn as nothing.

    Joiners inside emoji and between letters of scripts that need them do not count.
    """
    return any(
        "\u202a" <= c <= "\u202e"
        or "\u2066" <= c <= "\u2069"
        or c in "\u200b\u2060\ufeff\u00ad\u115f\u1160\u3164\uffa0\u034f"
        or "\U000e0100" <= c <= "\U000e01ef"
        for c in text
    )
