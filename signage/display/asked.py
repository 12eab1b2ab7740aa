"""What `signage check` asks the display, in a process of its own: `python -m signage.display.asked FOLDER`.

Prints one JSON document: how it would draw, and what is wrong with its themes.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from signage.display import backend, theme
from signage.errors import ThemeError


def main() -> None:
    """Answer for the folder of the saved copy and the themes named after it."""
    folder, *names = sys.argv[1:]
    chosen = backend.choose("auto", Path(folder), os.environ.get("QT_QPA_PLATFORM", ""))
    wrong = []
    for name in names:
        try:
            theme.load(name)
        except ThemeError as error:
            wrong.append(error.as_json()["error"])
    sys.stdout.write(json.dumps({"backend": chosen.name, "why": chosen.why, "themes": wrong}))


if __name__ == "__main__":
    main()
