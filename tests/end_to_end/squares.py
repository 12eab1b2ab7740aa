"""Items that a machine knows on sight: each carries a square of a colour that nothing else on the sign has."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image, ImageChops

from tests.end_to_end.glass import Glass

#: The emoji, and the colour in which Noto Color Emoji fills it.
SQUARES: Mapping[str, tuple[int, int, int]] = {
    "🟥": (0xF4, 0x43, 0x36),
    "🟧": (0xFF, 0x98, 0x00),
    "🟩": (0x7C, 0xB3, 0x42),
    "🟦": (0x19, 0x76, 0xD2),
    "🟪": (0xAB, 0x47, 0xBC),
}
#: Cards that come or go by a fade are not quite of their colour.
_NEAR = 24
#: Every so many rows of the picture are looked at; a square is ten times as high.
_ROWS = 4
_ENOUGH = 20


def table() -> str:
    """A list for a playlist source: an item for each square."""
    return "kind,text\n" + "".join(f"notice,Boat {square * 3}\n" for square in SQUARES)


def square_of(text: str) -> str:
    """The square in the text of an item; "" for another item."""
    return next((square for square in SQUARES if square in text), "")


def seen(glass: Glass) -> frozenset[str]:
    """The squares that are on the glass now, anywhere on it."""
    bands = glass.picture(every=_ROWS).split()
    return frozenset(square for square, colour in SQUARES.items() if _pixels(bands, colour) > _ENOUGH)


def _pixels(bands: tuple[Image.Image, ...], colour: tuple[int, int, int]) -> int:
    near = [
        band.point([255 if abs(value - wanted) <= _NEAR else 0 for value in range(256)])
        for band, wanted in zip(bands, colour, strict=True)
    ]
    return ImageChops.darker(ImageChops.darker(near[0], near[1]), near[2]).histogram()[255]
