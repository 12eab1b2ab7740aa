"""Letters that no font here can draw: found, and taken out before they would stand as empty boxes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from PySide6.QtGui import QFont, QTextLayout

from signage.core.item import Author, Content
from signage.core.snapshot import Snapshot, SnapshotItem

#: Beyond Latin letters and the common signs, which every font of a theme has.
_UNUSUAL = re.compile(r"[^\s!-~\u00a0-\u017f\u2010-\u2027]")
#: What shapes the letters around it and is nothing by itself.
_SHAPING = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
#: What follows a letter and goes with it: marks, selectors, shades of skin.
_AFTER = r"[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]*"


def missing(text: str, families: Iterable[str]) -> tuple[str, ...]:
    """The characters of `text` that neither these fonts nor the system's can draw, in order."""
    asked = tuple(families)
    return tuple(char for char in dict.fromkeys(_UNUSUAL.findall(text)) if not _has(char, asked))


@lru_cache(maxsize=32768)
def _has(char: str, families: tuple[str, ...]) -> bool:
    if unicodedata.category(char) in _SHAPING or char in _SELECTORS:
        return True
    return all(_drawn(char, family) for family in families)


def _drawn(char: str, family: str) -> bool:
    """Whether Qt finds a glyph: number 0 of a font is its empty box."""
    layout = QTextLayout(char, QFont(family))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    return bool(runs) and all(0 not in run.glyphIndexes() for run in runs)


def without(text: str, families: Iterable[str]) -> str:
    """`text` as it can be drawn: "𝐎𝐩𝐞𝐧" becomes "Open" where those are missing; the rest is left out."""
    asked = tuple(families)
    gone = missing(text, asked)
    if not gone:
        return text
    for char in gone:
        plain = unicodedata.normalize("NFKC", char)
        if plain != char and not missing(plain, asked):
            text = text.replace(char, plain)
    for char in missing(text, asked):
        text = re.sub(f"\u200d?{re.escape(char)}{_AFTER}", "", text)
    return re.sub(" {2,}", " ", text).strip(" \u200d")


def package(char: str) -> str:
    """Debian's package of fonts that most likely has `char`."""
    name = unicodedata.name(char, "")
    if name.startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "IDEOGRAPHIC")):
        return "fonts-noto-cjk"
    return "fonts-noto-color-emoji" if ord(char) >= 0x1F000 else "fonts-noto-core"


def drawable(snapshot: Snapshot, families: Iterable[str]) -> Snapshot:
    """The snapshot with nothing in it that would be an empty box.

    An item that has no words left goes, and so does a post from X, which is shown unaltered or not at all.
    """
    asked = tuple(families)
    emergency = snapshot.emergency
    if emergency is not None:
        lines = tuple(without(line, asked) for line in emergency.lines)
        emergency = replace(emergency, headline=without(emergency.headline, asked), lines=lines)
    library = replace(snapshot.library, name=without(snapshot.library.name, asked))
    items = tuple(_items(snapshot.items, asked))
    if (library, emergency, items) == (snapshot.library, snapshot.emergency, snapshot.items):
        return snapshot
    return replace(snapshot, library=library, emergency=emergency, items=items)


def _items(items: Iterable[SnapshotItem], families: tuple[str, ...]) -> Iterator[SnapshotItem]:
    for item in items:
        content = _content(item.content, families)
        if content == item.content:
            yield item
        elif content.platform != "x" and (content.text or not item.content.text):
            yield replace(item, content=content)


def _content(content: Content, families: tuple[str, ...]) -> Content:
    return replace(
        content,
        text=without(content.text, families),
        detail=without(content.detail, families),
        figure=without(content.figure, families),
        place=without(content.place, families),
        audience=without(content.audience, families),
        author=_author(content.author, families),
        boosted_by=_author(content.boosted_by, families),
    )


def _author(author: Author | None, families: tuple[str, ...]) -> Author | None:
    if author is None:
        return None
    return replace(author, name=without(author.name, families), handle=without(author.handle, families))
