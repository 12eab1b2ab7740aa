"""`python -m signage.display.asked FOLDER THEME...`: how this PC would draw, and what is wrong with themes.

For commands that may not import Qt: one JSON document on standard output.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from signage.display import backend, theme
from signage.errors import ThemeError


def answer(folder: Path, names: Sequence[str]) -> dict[str, object]:
    """The backend that would be chosen, why, and one error for each theme that cannot be used."""
    chosen = backend.choose("auto", folder, os.environ.get("QT_QPA_PLATFORM", ""))
    errors = []
    for name in names:
        try:
            theme.load(name)
        except ThemeError as error:
            errors.append(error.as_json()["error"])
    return {"backend": chosen.name, "why": chosen.why, "themes": errors}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(Path(sys.argv[1]), sys.argv[2:])) + "\n")
