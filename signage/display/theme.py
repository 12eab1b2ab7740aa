"""Themes: data that says how the sign looks, given to QML as one singleton of semantic tokens."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtQml import QmlElement, QmlSingleton

from signage import themes
from signage.display import logo
from signage.errors import ThemeError

QML_IMPORT_NAME = "Signage"
QML_IMPORT_MAJOR_VERSION = 1

HERE: Final = Path(__file__).parent
KINDS: Final = ("post", "event", "comment", "question", "number", "notice")
SHADES: Final = ("accent", "onAccent", "deep")
COLOURS: Final = (
    "background",
    "shelfBackground",
    "cap",
    "card",
    "ink",
    "secondaryInk",
    "line",
    "edge",
    "plank",
    "plankHighlight",
    "label",
    "labelInk",
    "peg",
    "plate",
    "plateInk",
    "staffDot",
    "hill",
    "farHill",
)
#: Colours that a theme may leave out, and the one that they are then.
LEFT_OUT: Final[Mapping[str, str]] = MappingProxyType(
    {"hill": "background", "farHill": "background", "staffDot": "ink"}
)
#: name of the table -> name of the token -> its value for every theme
BASE: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    tomllib.loads((HERE / "measures.toml").read_text(encoding="utf-8"))
)
SMALLEST_INCIDENTAL: Final = 3.0
#: Up to this viewing scale a card holds three lines.
THREE_LINES: Final = 0.75
#: Above this many pixels Qt's painter fills glyphs as paths in every frame.
LARGEST_GLYPH: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme, read and checked. Knows no pixels: they come with the size of a window."""

    name: str
    colours: Mapping[str, str]
    kinds: Mapping[str, Mapping[str, str]]
    tables: Mapping[str, Mapping[str, Any]]
    #: The file of the library's own logo; whether it can be drawn is found out when it is.
    logo: Path | None = None


def find(name: str) -> Path:
    """The file of the theme called `name`.

    Raises:
        ThemeError: there is no such theme; names those that there are.

    """
    known: set[str] = set()
    for folder in themes.folders():
        path = folder / name / "theme.toml"
        if path.is_file() and path.parent.parent == folder:
            return path
        known.update(found.parent.name for found in folder.glob("*/theme.toml"))
    raise ThemeError(f"theme {name}", "There is no theme of this name.", f"Use {', '.join(sorted(known))}.")


def load(name: str) -> Tokens:
    """The theme called `name`, whole and checked.

    Raises:
        ThemeError: it is missing, cannot be read, lacks a token or has a wrong one (file, key, way out).

    """
    return read(find(name))


def read(path: Path) -> Tokens:
    """The theme in the file `path`. Raises ThemeError, see `load`."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ThemeError(str(path), f"It cannot be read: {error}.", "Mend or replace the file.") from error
    unknown = set(given) - {"name", "logo", "colours", "kinds", *BASE}
    if unknown:
        _refuse(path, min(unknown), "is not a part of a theme", "Remove it.")
    kinds = _table(path, given, "kinds")
    for kind in kinds:
        if kind not in KINDS:
            _refuse(path, f"kinds.{kind}", "is not a kind of item", f"Use {', '.join(KINDS)}.")
    return Tokens(
        name=str(given.get("name", path.parent.name)),
        colours=_colours(path, "colours", _table(path, given, "colours"), COLOURS),
        kinds={kind: _colours(path, f"kinds.{kind}", _table(path, kinds, kind), SHADES) for kind in KINDS},
        tables={table: _overridden(path, table, _table(path, given, table)) for table in BASE},
        logo=_logo(path, given.get("logo", "")),
    )


def _logo(path: Path, name: object) -> Path | None:
    if not isinstance(name, str) or Path(name).name != name:
        _refuse(
            path,
            "logo",
            f"is {name!r}, not the name of a file in the theme's folder",
            'Write it like "logo.png".',
        )
    return path.parent / str(name) if name else None


def _table(path: Path, given: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = given.get(key, {})
    if not isinstance(value, dict):
        _refuse(path, key, "must be a table", f"Write it as [{key}].")
    return value  # type: ignore[no-any-return]  # checked above


def _colours(path: Path, table: str, given: Mapping[str, Any], wanted: tuple[str, ...]) -> Mapping[str, str]:
    for key in given:
        if key not in wanted:
            _refuse(path, f"{table}.{key}", "is not a colour of a theme", f"Use {', '.join(wanted)}.")
    given = {**{key: given[other] for key, other in LEFT_OUT.items() if other in given}, **given}
    for key in wanted:
        if key not in given:
            _refuse(path, f"{table}.{key}", "is missing", 'Write a colour such as "#1D2430".')
        value = given[key]
        if not (isinstance(value, str) and value.startswith("#") and QColor.isValidColorName(value)):
            _refuse(path, f"{table}.{key}", f"is {value!r}, not a colour", 'Write it like "#1D2430".')
    return dict(given)


def _overridden(path: Path, table: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    base = BASE[table]
    for key, value in given.items():
        if key not in base:
            _refuse(path, f"{table}.{key}", "is not known", "Remove it, or see measures.toml for the names.")
        wanted: type | tuple[type, ...] = str if isinstance(base[key], str) else (int, float)
        if isinstance(value, bool) or not isinstance(value, wanted):
            _refuse(path, f"{table}.{key}", f"is {value!r}", f"Write it like {base[key]!r}.")
    return {**base, **given}


def _refuse(path: Path, key: str, what: str, do: str) -> None:
    raise ThemeError(f"{path}, {key}", f"{key} {what}.", do)


def _pixels(u: float, value: float) -> int:
    return max(1, round(u * value)) if value else 0


def resolve(tokens: Tokens, width: int, height: int, scale: float) -> dict[str, Any]:
    """Every token but the colours, for a window of this size in pixels and the viewing scale k."""
    u = min(width, height) / 100
    tables = tokens.tables
    measures = {**tables["measures"], **(tables["portrait"] if height > width else {})}
    sizes = {name: _pixels(u, value) for name, value in measures.items()}
    sizes |= {name: _pixels(u, value * scale) for name, value in tables["reading"].items()}
    sizes |= {
        name: _pixels(u, max(value * scale, value / 4.1 * SMALLEST_INCIDENTAL))
        for name, value in tables["incidental"].items()
    }
    if scale <= THREE_LINES:
        sizes["bodyLine"] = sizes["bodyLineTight"]
    return {**sizes, **tables["numbers"], **tables["weights"], **tables["durations"], **tables["families"]}


def _type_of(table: str) -> type:
    return {"numbers": float, "families": str}.get(table, int)


def _reader(name: str) -> Callable[[Any], Any]:
    return lambda self: self.values[name]


#: Every token but the colours, with the type that QML sees.
TOKEN_TYPES: Final[Mapping[str, type]] = MappingProxyType(
    {name: _type_of(table) for table, entries in BASE.items() for name in entries if table != "portrait"}
)


@QmlElement
class KindColours(QObject):
    """The three colours of one kind of item."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.values: Mapping[str, QColor] = dict.fromkeys(SHADES, QColor())

    def take(self, shades: Mapping[str, str]) -> None:
        """Use other colours from now on."""
        self.values = {name: QColor(value) for name, value in shades.items()}
        self.changed.emit()

    for _name in SHADES:
        locals()[_name] = Property(QColor, _reader(_name), notify=changed)


@QmlElement
@QmlSingleton
class Theme(QObject):
    """Colours, sizes in pixels, weights and durations, by name. Decides nothing about items.

    Its properties are made from COLOURS and measures.toml, so that a name is written down once.
    `still` true makes every motion a cut (pictures from the painter, reduced motion).
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds = {kind: KindColours(self) for kind in KINDS}
        self._still = False
        self._logo = ""
        self.tokens = load("night")
        self.scale = 1.0
        self.inset = 0.0
        self.window = self.size = (1920, 1080)
        self.values: dict[str, Any] = {}
        self._resolve()

    def take(self, tokens: Tokens, *, scale: float | None = None, inset: float | None = None) -> None:
        """Look like `tokens` from now on, with the viewing scale k, content `inset` per cent in."""
        self.tokens = tokens
        self._logo = logo.source(tokens.logo)
        self.scale = self.scale if scale is None else scale
        self.inset = self.inset if inset is None else inset
        self._lay_out()

    def fit(self, width: int, height: int) -> None:
        """Sizes for a window of `width` x `height` pixels."""
        if (width, height) != self.window and width > 0 and height > 0:
            self.window = (width, height)
            self._lay_out()

    def rest(self, still: bool) -> None:
        """Make every motion a cut, or let things move again."""
        self._still = still
        self.changed.emit()

    def families(self) -> tuple[str, str]:
        """The typefaces of facts and of people's words."""
        return str(self.values["sans"]), str(self.values["serif"])

    def number(self, name: str) -> int:
        """A size in pixels or a duration, for Python's own layout."""
        return int(self.values[name])

    def _lay_out(self) -> None:
        """Content moves in by the inset; the backgrounds go on to the edges."""
        across, down = (round(side * self.inset / 100) for side in self.window)
        self.size = (self.window[0] - 2 * across, self.window[1] - 2 * down)
        self._resolve()

    def _resolve(self) -> None:
        self.values = resolve(self.tokens, *self.size, self.scale)
        self.values |= {name: QColor(value) for name, value in self.tokens.colours.items()}
        for kind, colours in self._kinds.items():
            colours.take(self.tokens.kinds[kind])
        self.changed.emit()

    @Slot(str, result=KindColours)
    def kind(self, name: str) -> KindColours:
        """The colours of a kind; those of a post for a kind that is not known."""
        return self._kinds.get(name, self._kinds["post"])

    def _is_still(self) -> bool:
        return self._still

    def _is_portrait(self) -> bool:
        return self.size[1] > self.size[0]

    def _inset_across(self) -> int:
        return (self.window[0] - self.size[0]) // 2

    def _inset_down(self) -> int:
        return (self.window[1] - self.size[1]) // 2

    def _caches_text(self) -> bool:
        return self.number("passByText") > LARGEST_GLYPH

    def _scrim_from(self) -> QColor:
        return QColor(0, 0, 0, 0)

    def _scrim_to(self) -> QColor:
        return QColor.fromRgbF(0, 0, 0, self.values["scrimOpacity"])

    def _qr_ground(self) -> QColor:
        return QColor("#FFFFFF")

    def _alarm(self) -> QColor:
        return QColor("#A8071A")

    def _alarm_ink(self) -> QColor:
        return QColor("#000000")

    def _qr_ink(self) -> QColor:
        return QColor("#191C22")

    still = Property(bool, _is_still, notify=changed)
    #: Where the library's own logo comes from; "" where its name is shown.
    logo = Property(str, lambda self: self._logo, notify=changed)
    #: Whether the window is higher than wide.
    portrait = Property(bool, _is_portrait, notify=changed)
    #: Pixels between the edges of the window and what may stand there.
    insetAcross = Property(int, _inset_across, notify=changed)  # noqa: N815 - the name that QML sees
    insetDown = Property(int, _inset_down, notify=changed)  # noqa: N815 - the name that QML sees
    #: Whether the crawl's cards are drawn once and kept: glyphs above 60 px are filled as paths.
    cacheText = Property(bool, _caches_text, notify=changed)  # noqa: N815 - the name that QML sees
    #: Above a strip alone: black that comes out of nothing.
    scrimFrom = Property(QColor, _scrim_from, constant=True)  # noqa: N815 - the name that QML sees
    scrimTo = Property(QColor, _scrim_to, notify=changed)  # noqa: N815 - the name that QML sees
    #: Codes are black on white in every theme.
    #: An emergency looks the same in every theme (red and black on white: 7.7 and 21).
    alarm = Property(QColor, _alarm, constant=True)
    alarmGround = Property(QColor, _qr_ground, constant=True)  # noqa: N815 - the name that QML sees
    alarmInk = Property(QColor, _alarm_ink, constant=True)  # noqa: N815 - the name that QML sees
    qrInk = Property(QColor, _qr_ink, constant=True)  # noqa: N815 - the name that QML sees
    qrGround = Property(QColor, _qr_ground, constant=True)  # noqa: N815 - the name that QML sees

    for _name in COLOURS:
        locals()[_name] = Property(QColor, _reader(_name), notify=changed)
    for _name, _type in TOKEN_TYPES.items():
        locals()[_name] = Property(_type, _reader(_name), notify=changed)
