"""Templates: one environment over the folders of all pages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HUB = Path(__file__).parents[1]
#: Each template is found by the name of its folder: "people/sign-in.html".
FOLDERS = ("pages", "people", "screens", "moderation", "patrons", "staff", "backups", "sources")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Escapes everything; a name that is not given is an error and not an empty place."""
    from jinja2 import PrefixLoader

    return Environment(
        loader=PrefixLoader({name: FileSystemLoader(HUB / name / "templates") for name in FOLDERS}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
