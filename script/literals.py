"""Find what a QML component must not write down: colours, sizes, durations, and motion by the GUI thread.

usage: python script/literals.py FILE...       prints FILE:LINE: what, and ends with 1 where there is any

Colours, sizes and durations are the theme's, by name; a component that knows one cannot be dressed anew.
Numbers that say no size are allowed: 0, 1 and 2, a part (`/ 3`, `/ 4`), how many lines a text may have, the
angle of a square on its corner, and a list of parts (list<real>) with a comment that says of what.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import ImageColor

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)
    |(?P<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)
    |(?P<other>\S)""",
    re.DOTALL | re.VERBOSE,
)
ALLOWED = frozenset({0.0, 1.0, 2.0})
PARTS = frozenset({3.0, 4.0})
#: property -> numbers that it may have, which are no sizes
HARMLESS = {"maximumLineCount": frozenset({3.0, 4.0}), "rotation": frozenset({45.0})}
#: A number alone is wrong here, whatever it is.
TIMES = frozenset({"duration", "interval", "pause", "velocity"})
MAKES_COLOURS = frozenset({"Qt.rgba", "Qt.hsla", "Qt.hsva", "Qt.color", "Qt.lighter", "Qt.darker", "Qt.tint"})
MOVES = re.compile(
    r"(?:Number|Property|Color|Rotation|Vector3d|Path|Smoothed|Spring|Frame)Animation|Behavior"
)
HEX = re.compile(r"#[0-9A-Fa-f]{3,8}")
PROPERTY = re.compile(r"^\s*(?:readonly\s+|required\s+|default\s+)*(?:property\s+[\w<>.]+\s+)?([\w.]+)\s*:")


def found(text: str) -> Iterator[tuple[int, str]]:
    """Every literal that must not be there: its line, and what is wrong with it."""
    lines = text.splitlines()
    before = ""
    for token in TOKEN.finditer(text):
        word, kind = token.group(), token.lastgroup
        if kind == "comment":
            continue
        number = text.count("\n", 0, token.start()) + 1
        line = lines[number - 1]
        what = ""
        if kind == "string":
            what = _string(word[1:-1])
        elif kind == "number":
            what = _number(word, before, line, lines[number - 2] if number > 1 else "")
        elif kind == "name" and word in MAKES_COLOURS:
            what = f"{word} makes a colour; name one of Theme"
        elif kind == "name" and MOVES.fullmatch(word):
            what = f"{word} moves by the GUI thread; use an Animator"
        elif kind == "name" and word == "asynchronous":
            # A thread that loads pictures asks a provider in Python under a lock of Qt's: both hang for good.
            what = "pictures come from providers in Python: they are loaded at once"
        if what:
            yield number, what
        before = word


def _string(text: str) -> str:
    if HEX.fullmatch(text) or text.lower() in ImageColor.colormap:
        return f"the colour {text}; name one of Theme"
    return ""


def _number(word: str, before: str, line: str, above: str) -> str:
    value = float(int(word, 16)) if word[:2].lower() == "0x" else float(word)
    match = PROPERTY.match(line)
    name = match.group(1) if match else ""
    alone = bool(re.fullmatch(rf"[^:]*:\s*-?{re.escape(word)}\s*", line))
    if name in TIMES and alone:
        return f"the duration {word}; name one of Theme"
    harmless = value in ALLOWED or (before == "/" and value in PARTS) or value in HARMLESS.get(name, ())
    parts = "property list<real>" in line and above.lstrip().startswith("//") and " parts of " in above
    return "" if harmless or (parts and value <= 1) else f"the number {word}; name one of Theme"


def main(paths: Sequence[str]) -> int:
    """Look at files. Gives 1 where something was found, 0 otherwise."""
    bad = 0
    for path in paths:
        for line, what in found(Path(path).read_text(encoding="utf-8")):
            sys.stdout.write(f"{path}:{line}: {what}\n")
            bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
