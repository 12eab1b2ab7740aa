"""Ribbons: the lines of the crawl, cut into pieces, measured, and drawn as pictures."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from signage.display.direction import against
from signage.display.paging import Face, Layout, font


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One line of words as a picture: what, in which face and colours, and how large in pixels.

    The words stand on `baseline`, so many pixels from the top. A `turned` line runs from right to left and
    begins at the right edge.
    """

    text: str
    face: Face
    ink: str
    accent: str
    #: What it stands on: without see-through parts the renderer copies it, and leaves out what is behind.
    paper: str
    width: int
    height: int
    baseline: int
    turned: bool = False

    def to_hex(self) -> str:
        """As an address can carry it."""
        return msgspec.json.encode(self).hex()

    @classmethod
    def from_hex(cls, text: str) -> Ribbon:
        """What `to_hex` made."""
        return msgspec.json.decode(bytes.fromhex(text), type=cls)


def draw(line: Ribbon, painter: QPainter) -> None:
    """Draw the line, hashtags bold in the accent."""
    laid = Layout(line.text, 0, line.face, 1e7, 1, line.accent, line.turned)
    painter.setPen(QColor(line.ink))
    left = line.width - laid.widest if line.turned else 0
    laid.layout.draw(painter, QPointF(left, line.baseline - laid.layout.lineAt(0).ascent()))


def baseline(face: Face, height: int) -> int:
    """Where a line of `height` pixels has its baseline, whatever other faces its letters are taken from."""
    metrics = QFontMetricsF(font(face))
    return round((height - metrics.height()) / 2 + metrics.ascent())


def line_width(text: str, face: Face) -> float:
    """How wide one line of a styled text is, in pixels: hashtags are bold."""
    return Layout(text, 0, face, 1e7, 1).widest


def pieces(text: str, most: int, *, turned: bool = False) -> tuple[str, ...]:
    """`text` in pieces of at most `most` characters, cut after spaces only.

    Words that run against the text stay together, however long: on two pieces they would change places.
    """
    found, line, free = [], "", True
    for word in text.split():
        before, free = free, not against(word, turned=turned)
        if line and before and free and len(line) + 1 + len(word) > most:
            found.append(line + " ")
            line = word
        else:
            line = f"{line} {word}" if line else word
    return (*found, line)
