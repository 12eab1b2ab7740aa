"""What fits: texts cut into pages and widths in pixels, measured with the fonts that are drawn."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import accumulate, pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from signage.display.direction import isolated

ELLIPSIS = "…"
SOFT = "\u00ad"
SENTENCE_END = re.compile(r"(?:[.!?:;…؟؛۔]+[\"“”’«»)\]\u2069]*(?=\s)|[。、！？][」』）]*)")
#: Vowel signs and accents, which no `\w` knows: "#معًا" is one word.
_MARKS = "".join(chr(code) for code in range(0x300, 0x1B00) if unicodedata.category(chr(code))[0] == "M")
HASHTAG = re.compile(rf"(?<![\w#&/])#\w*[^\W\d][\w{_MARKS}]*")
#: Where a line may end within a text ...
_BREAKS = re.compile(rf"[\s{SOFT}\u200b-]+")
#: ... and letters between any two of which it may: Thai and its neighbours, Chinese, Japanese, Korean.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
#: What a page may end with as it stands; after anything else comes an ellipsis.
CLOSED = tuple(".!?:;,…؟؛،۔。、！？")
FEWEST_LAST_WORDS = 3
#: A page ends at a sentence where one ends in its last 45 %.
PREFERRED = 0.55
LEEWAY = 1.08


@dataclass(frozen=True, slots=True)
class Face:
    """How a text is set. `spacing` between letters, in pixels."""

    family: str
    weight: int
    pixels: int
    spacing: float = 0.0


@lru_cache(maxsize=64)
def font(face: Face) -> QFont:
    """The font of a face, as QML draws it."""
    made = QFont(face.family)
    made.setPixelSize(face.pixels)
    made.setWeight(QFont.Weight(face.weight))
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, face.spacing)
    return made


def advance(text: str, face: Face) -> int:
    """How wide one line of plain text is, in whole pixels, rounded up."""
    return int(QFontMetricsF(font(face)).horizontalAdvance(text)) + 1


def leading_words(text: str, face: Face, width: float) -> str:
    """The first words that fit on one line: "Harbour" of "Harbour Library"; the first one if none does.

    For names, which read better short than with an ellipsis.
    """
    words = text.split()
    for count in range(len(words), 0, -1):
        if advance(some := " ".join(words[:count]), face) <= width:
            return some
    return words[0] if words else text


def run_in(name: str, text: str, accent: str) -> str:
    """The one place where markup is made: everything is escaped, name and hashtags stand out.

    Gives text for Text.StyledText with nothing in it but <b> and <font color>. The name is isolated,
    so that "@library" keeps its sign in front in a line that runs from right to left.
    """
    mark = f'<b><font color="{accent}">{{}}</font></b>'
    parts, last = [], 0
    if name:
        parts.append(mark.format(escape(isolated(name))) + " ")
    for tag in HASHTAG.finditer(text):
        parts += [escape(text[last : tag.start()]), mark.format(escape(tag.group()))]
        last = tag.end()
    return "".join([*parts, escape(text[last:])])


def set_off(text: str, part: str, accent: str) -> str:
    """`text` for Text.StyledText with `part` in the accent; everything is escaped, as in `run_in`."""
    before, found, after = text.partition(part) if part else (text, "", "")
    said = f'<font color="{accent}">{escape(found)}</font>' if found else ""
    return escape(before) + said + escape(after)


_WAY = {False: Qt.LayoutDirection.LeftToRight, True: Qt.LayoutDirection.RightToLeft}


class Layout:
    """One text laid out in lines of one width. Counts in code points, not in UTF-16 units as Qt does.

    Runs as its first letter says, or as `turned` does.
    """

    def __init__(
        self,
        text: str,
        bold: int,
        face: Face,
        width: float,
        most: int,
        accent: str = "",
        turned: bool | None = None,
    ) -> None:
        bold = min(bold, len(text))
        units = [0, *accumulate(2 if ord(char) > 0xFFFF else 1 for char in text)]
        layout = QTextLayout(text, font(face))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if turned is not None:
            option.setTextDirection(_WAY[turned])
            option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        spans = [(0, bold), *(match.span() for match in HASHTAG.finditer(text))]
        layout.setFormats([_bold(units[begin], units[end], accent) for begin, end in spans if end > begin])
        back = {unit: place for place, unit in enumerate(units)}
        self.ends: list[int] = []
        self.widest = 0.0
        layout.beginLayout()
        while len(self.ends) < most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            self.widest = max(self.widest, line.naturalTextWidth())
            self.ends.append(back.get(line.textStart() + line.textLength(), len(text)))
        layout.endLayout()
        self.layout = layout
        self.whole = bool(self.ends) and self.ends[-1] >= len(text)


def _bold(begin: int, end: int, accent: str) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length = begin, end - begin
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold)
    if accent:
        style.setForeground(QColor(accent))
    span.format = style
    return span


@dataclass(frozen=True, slots=True)
class Column:
    """Room for text: a face, a width in pixels and a number of lines."""

    face: Face
    width: int
    lines: int

    def holds(self, text: str, name: str = "") -> bool:
        """Whether `text`, after the run-in `name`, fits whole."""
        lead = f"{name} " if name else ""
        if len(lead) + len(text) > self._most:
            return False
        return not text or Layout(lead + text, len(lead), self.face, self.width, self.lines).whole

    def fill(self, text: str, name: str = "") -> int:
        """How many code points of `text` fit after the run-in; at least one."""
        lead = f"{name} " if name else ""
        laid = Layout((lead + text)[: self._most], len(lead), self.face, self.width, self.lines)
        return max(1, laid.ends[-1] - len(lead)) if laid.ends else len(text)

    @property
    def _most(self) -> int:
        """More code points than this never fit: a text of a megabyte must not be laid out to learn that."""
        return self.lines * max(self.width, 1)


def holds_as_written(text: str, column: Column) -> bool:
    """Whether `text` fits whole with its own line breaks."""
    return column.holds(text.replace("\n", "\u2028"))


def narrowest(text: str, name: str, face: Face, widest: int, lines: int, least: int) -> int | None:
    """The smallest width, in pixels, in which the text fits in `lines`; None if not even in `widest`.

    No word is broken for that: a layout breaks one rather than being wider.
    """
    if not Column(face, widest, lines).holds(text, name):
        return None
    words = [word for word in _BREAKS.split(f"{name} {text}") if not _UNSPACED.search(word)]
    least = max(least, min(widest, max((advance(word, face) for word in words), default=0)))
    low, high = least - 1, max(least, widest)
    while high - low > max(4, widest // 100):
        middle = (low + high) // 2
        low, high = (low, middle) if Column(face, middle, lines).holds(text, name) else (middle, high)
    return high


def pages(text: str, column: Column, *, name: str = "", most: int = 4) -> tuple[str, ...]:
    """`text` in pages that fit `column`, the first one after the run-in `name`.

    Each page but the last ends with a sentence, or with a word and an ellipsis. A text that needs more
    than `most` pages keeps its first ones, up to a sentence where it can.
    """
    text = " ".join(text.split())
    if column.holds(text, name):
        return (text,)
    cut = _cut(text, column, name, None, most=most)
    if 1 < len(cut) <= most and len(cut[-1].split()) < FEWEST_LAST_WORDS:
        even = _cut(text, column, name, int(len(text) / len(cut) * LEEWAY))
        if len(even) == len(cut) and len(even[-1]) > len(cut[-1]):
            cut = even
    if len(cut) > most:
        cut = cut[: max(1, most - 1)]
        return tuple(_ended(page) for page in cut)
    return (*(_ended(page) for page in cut[:-1]), cut[-1])


def _cut(
    text: str,
    column: Column,
    name: str,
    limit: int | None,
    *,
    sentences: bool = True,
    most: int | None = None,
) -> list[str]:
    """`text` page by page; no more than one page after `most`."""
    found: list[str] = []
    rest = text
    while rest and (most is None or len(found) <= most):
        lead = "" if found else name
        if column.holds(rest, lead):
            found.append(rest)
            break
        end = _page_end(rest, column, lead, limit, sentences=sentences)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return found


def _page_end(rest: str, column: Column, name: str, limit: int | None, *, sentences: bool) -> int:
    end = column.fill(rest, name)
    if rest[end - 1] == "/" and end < len(rest):
        # A line may break there, but an address on two pages is none.
        end = rest.rfind(" ", 0, end) + 1 or end
    if rest[end - 1] == SOFT:
        # A page ends in the middle of a word only where the word takes most of it.
        before = rest.rfind(" ", 0, end) + 1
        if before <= end * PREFERRED:
            return end
        end = before
    if limit is not None and limit < end:
        before = rest.rfind(" ", 0, limit + 1)
        end = before if before > limit * PREFERRED else end
    stops = [stop.end() for stop in SENTENCE_END.finditer(rest, 0, end + 1) if stop.end() <= end]
    if sentences and stops and stops[-1] > end * PREFERRED:
        return stops[-1]
    while end > 1 and not column.holds(rest[:end].rstrip() + ELLIPSIS, name):
        before = rest.rstrip()[: end - 1].rfind(" ") if end <= len(rest) else -1
        soft = rest.rfind(SOFT, 0, end - 1)
        if soft > before and before <= end * PREFERRED:
            return soft + 1
        end = before if before > 0 else _step_back(rest, end)
    return end


def _step_back(text: str, end: int) -> int:
    """One grapheme back: never between a letter and what belongs to it."""
    end -= 1
    while end > 1 and _belongs(text[end], text[end - 1]):
        end -= 1
    return end


def _belongs(char: str, before: str) -> bool:
    joined = "\u200d"
    return (
        unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or joined in {char, before}
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
        or ("\U0001f1e6" <= char <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
    )


def _ended(page: str) -> str:
    if page.endswith(SOFT):
        return page.removesuffix(SOFT) + "-"
    closed = page.rstrip('"“”’«»)]」』）\u2069')
    return page if closed.endswith(CLOSED) else page + ELLIPSIS


def line_height(face: Face) -> float:
    """How high a line is that nobody gave a height, in pixels."""
    return QFontMetricsF(font(face)).height()


def elided(text: str, column: Column) -> str:
    """`text` as it is where it fits, else its first words and an ellipsis; a word is never cut."""
    text = " ".join(text.split())
    if column.holds(text):
        return text
    return _cut(text, column, "", None, sentences=False, most=1)[0].rstrip(f" ,.:;-–،؛{SOFT}") + ELLIPSIS


def balanced(text: str, column: Column) -> str:
    """`text` broken into as few lines as it needs, all about as long as each other."""
    for lines in range(1, column.lines + 1):
        width = narrowest(text, "", column.face, column.width, lines, 1)
        if width is not None:
            ends = Layout(text, 0, column.face, width, lines).ends
            parts = [text[begin:end].strip() for begin, end in pairwise([0, *ends])]
            return "\n".join(parts) if " ".join(parts) == text else text
    return text


def only_emoji(text: str) -> bool:
    """Whether `text` is nothing but a few pictures."""
    seen = [char for char in text if not char.isspace()]
    kinds = {unicodedata.category(char) for char in seen}
    return 0 < len(seen) <= 24 and "So" in kinds and kinds <= {"So", "Sk", "Mn", "Cf", "Me"}
