"""`python -m signage.display.asked FOLDER THEME...`: how this PC would draw, and what it cannot draw.

For commands that may not import Qt. Reads what is to be shown, as JSON {"where it is": "its words"};
writes one JSON document.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from signage.core import legibility
from signage.display import backend, logo, theme
from signage.errors import ThemeError

#: Characters that a finding names, of those that are missing in one item.
MOST_NAMED = 8


def answer(folder: Path, names: Sequence[str]) -> dict[str, object]:
    """The backend that would be chosen and why; what is wrong with themes; their weak pairs of colours."""
    chosen = backend.choose("auto", folder, os.environ.get("QT_QPA_PLATFORM", ""))
    errors, weak = [], []
    for name in names:
        try:
            tokens = theme.load(name)
        except ThemeError as error:
            errors.append(error.as_json()["error"])
            continue
        if tokens.logo is not None:
            try:
                logo.look(tokens.logo)
            except ThemeError as error:
                errors.append(error.as_json()["error"])
        for pair in legibility.weak_pairs(tokens.colours, tokens.kinds):
            do = "Make one of them lighter or darker; what is read from afar needs a strong contrast."
            weak.append({"where": f"theme {name}", "what": f"{pair}.", "do": do})
    return {"backend": chosen.name, "why": chosen.why, "themes": errors, "weak": weak}


def letterless(texts: Mapping[str, str], families: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    """Which words have letters that no font here can draw, with what to install."""
    from PySide6.QtGui import QGuiApplication

    from signage.display import letters
    from signage.display.window import load_fonts

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication.instance() or QGuiApplication([sys.argv[0]])
    load_fonts()
    every = sorted({family for some in families for family in some})
    found = []
    for where, text in texts.items():
        gone = letters.missing(text, every)
        if gone:
            named = ", ".join(f"{char} (U+{ord(char):04X})" for char in gone[:MOST_NAMED])
            more = f" and {len(gone) - MOST_NAMED} more" if len(gone) > MOST_NAMED else ""
            packages = " ".join(sorted({letters.package(char) for char in gone}))
            what = f"No font here can draw {named}{more}; the TV leaves that out."
            do = f"sudo apt-get install {packages}; if that is there, write it in other characters."
            found.append({"where": where, "what": what, "do": do})
    del app
    return found


def main(folder: Path, names: Sequence[str]) -> dict[str, object]:
    """All of it. Reads standard input."""
    said = answer(folder, names)
    texts = json.loads(sys.stdin.read() or "{}")
    families = [_families(name) for name in names]
    return {**said, "letters": letterless(texts, families)}


def _families(name: str) -> tuple[str, ...]:
    try:
        return tuple(theme.load(name).tables["families"].values())
    except ThemeError:
        return tuple(theme.BASE["families"].values())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2:])) + "\n")
