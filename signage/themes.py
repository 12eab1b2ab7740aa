"""Where themes lie, and which there are. What is in them only the display knows."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_HERE = Path(__file__).parent


def folders() -> tuple[Path, ...]:
    """Where themes may lie: in $SIGNAGE_THEMES, beside the package, or where it was installed."""
    own = os.environ.get("SIGNAGE_THEMES", "")
    shipped = (_HERE.parent / "themes", Path(sys.prefix) / "share" / "signage" / "themes")
    return (Path(own).absolute(), *shipped) if own else shipped


def names() -> tuple[str, ...]:
    """Every theme of this PC."""
    return tuple(sorted({found.parent.name for folder in folders() for found in folder.glob("*/theme.toml")}))
