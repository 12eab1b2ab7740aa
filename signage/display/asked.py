"""`python -m signage.display.asked FOLDER THEME...`: how this PC would draw, and what is wrong with themes.

For commands that may not import Qt: one JSON document on standard output.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from signage.core import legibility
from signage.display import backend, logo, theme
from signage.errors import ThemeError


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


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(Path(sys.argv[1]), sys.argv[2:])) + "\n")
