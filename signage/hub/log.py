"""The log: one line an event on standard error, with time, level and sentence."""

from __future__ import annotations

import logging
import sys

FORMAT = "%(asctime)s %(levelname)s %(message)s"


def start_log(level: int = logging.INFO) -> None:
    """Begin to log. Libraries speak up from warnings on, this software from `level`."""
    logging.basicConfig(level=logging.WARNING, format=FORMAT, stream=sys.stderr)
    logging.getLogger("signage").setLevel(level)
