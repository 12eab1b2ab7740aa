"""Whether a theme's colours and a TV's letters can be read from where people stand.

Contrast is WCAG 2.2, "contrast ratio" and "relative luminance". Heights are those of ISO 9241-3: a
capital of 16 minutes of arc is read with ease, 10 are enough for what is said in passing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: WCAG 2.2, success criteria 1.4.3 and 1.4.6: text in general, and text as good as it can be.
AA, AAA = 4.5, 7.0
#: From how far the sizes of the design are read on a TV of 43 inches, in metres.
DESIGNED_DISTANCE, DESIGNED_DIAGONAL = 5.0, 43.0
#: The design's sizes become no smaller than this part of themselves.
SMALLEST_SCALE = 0.62
#: Minutes of arc that a capital has: text to read, and what is said in passing.
READING, INCIDENTAL = 16.0, 10.0
#: Height of a capital in parts of the font's size, in the typefaces of the themes.
ATKINSON, LITERATA = 0.668, 0.701
#: Diagonals of the TVs that shops sell, in inches.
SOLD = (32, 40, 43, 50, 55, 65, 75, 85, 98)

#: Ink, what it stands on, and the least contrast: AAA in the ticker, AA on the stage and the caps.
_COLOURS = (
    ("ink", "card", AAA),
    ("secondaryInk", "card", AAA),
    ("labelInk", "label", AAA),
    ("plateInk", "plate", AAA),
    ("ink", "background", AA),
    ("secondaryInk", "background", AA),
    ("ink", "cap", AA),
    ("secondaryInk", "cap", AA),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two colours of a theme that meet on the screen. The names are the theme's: "kinds.post.accent"."""

    ink: str
    paper: str
    least: float
    ratio: float

    @property
    def weak(self) -> bool:
        """Whether it cannot be read well enough."""
        return self.ratio < self.least

    def __str__(self) -> str:
        return f"{self.ink} on {self.paper}: {shown(self.ratio)}, at least {self.least:g} is needed"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours "#rrggbb": 1 to 21. Raises ValueError for anything else."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shown(ratio: float) -> str:
    """A ratio for people: one digit, never rounded up to a level that it misses."""
    return f"{math.floor(ratio * 10 + 1e-9) / 10:.1f}"


def pairs(colours: Mapping[str, str], kinds: Mapping[str, Mapping[str, str]]) -> Iterator[Pair]:
    """Every pair of a theme's colours that words stand in. Raises ValueError for what is no colour."""
    for ink, paper, least in _COLOURS:
        yield Pair(ink=ink, paper=paper, least=least, ratio=contrast(colours[ink], colours[paper]))
    for kind, shades in kinds.items():
        accent, on_accent, deep = (shades[name] for name in ("accent", "onAccent", "deep"))
        name = f"kinds.{kind}"
        yield Pair(
            ink=f"{name}.onAccent", paper=f"{name}.accent", least=AAA, ratio=contrast(on_accent, accent)
        )
        yield Pair(ink=f"{name}.accent", paper="card", least=AAA, ratio=contrast(accent, colours["card"]))
        yield Pair(
            ink=f"{name}.accent", paper="background", least=AA, ratio=contrast(accent, colours["background"])
        )
        yield Pair(ink=f"{name}.accent", paper=f"{name}.deep", least=AA, ratio=contrast(accent, deep))
        yield Pair(ink="ink", paper=f"{name}.deep", least=AA, ratio=contrast(colours["ink"], deep))


def weak_pairs(colours: Mapping[str, str], kinds: Mapping[str, Mapping[str, str]]) -> tuple[Pair, ...]:
    """Those of `pairs` that cannot be read well enough."""
    return tuple(pair for pair in pairs(colours, kinds) if pair.weak)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f'"{colour}" is no colour: write it like "#1d2430"')
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def viewing_scale(diagonal: float, distance: float) -> float:
    """k: how large text is on a TV of `diagonal` inches read from `distance` metres, at most 1.

    The largest text where one of them is no size, as in a snapshot of a hub that did not check it.
    """
    if not (diagonal > 0 and distance > 0):
        return 1.0
    wanted = (distance / DESIGNED_DISTANCE) * (DESIGNED_DIAGONAL / diagonal)
    return max(SMALLEST_SCALE, min(1.0, wanted))


def readable_to(diagonal: float) -> float:
    """From how many metres a TV of `diagonal` inches is read with ease, at its largest text."""
    return DESIGNED_DISTANCE * diagonal / DESIGNED_DIAGONAL


def needed_diagonal(distance: float) -> int:
    """The smallest TV that is sold, in inches, of those that are read from `distance` metres."""
    least = DESIGNED_DIAGONAL * distance / DESIGNED_DISTANCE
    return next((size for size in SOLD if size >= least - 0.5), math.ceil(least))


def arcminutes(size: float, diagonal: float, distance: float, *, capital: float = ATKINSON) -> float:
    """How high a capital of a font of `size` u looks from `distance` metres, in minutes of arc.

    One u is a hundredth of the shorter side of a 16:9 picture of `diagonal` inches.
    """
    millimetres = size * capital * diagonal * 25.4 * 9 / math.hypot(16, 9) / 100
    return math.degrees(math.atan(millimetres / (distance * 1000))) * 60
