"""The options and arguments that several commands take, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[Path | None, typer.Option("--config", metavar="PATH", help="The settings file.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
ScreenName = Annotated[
    str, typer.Option("--screen", metavar="NAME", help="Which TV; the first one if left out.")
]
Theme = Annotated[str, typer.Option("--theme", metavar="NAME", help="Another theme than the TV's own.")]
Size = Annotated[str, typer.Option("--size", metavar="WxH", help="In pixels, such as 1920x1080.")]
Windowed = Annotated[bool, typer.Option("--windowed", help="In a window that Escape closes.")]
When = Annotated[
    str, typer.Option("--at", metavar="TIME", help='"15:00", "2026-11-28 15:00"; the library\'s time.')
]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help='As "signage items" prints it.')]
Note = Annotated[str, typer.Option("--note", help="A word for the log.")]
Series = Annotated[bool, typer.Option("--series", help="All dates of a repeated event.")]
