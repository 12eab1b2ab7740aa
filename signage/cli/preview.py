"""`signage programme` and `shot`: what a screen shows at a moment, as words or drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from signage.cli.options import Config, Json, ScreenName, Size, Theme, When
from signage.cli.wiring import open_store, read_settings, screen_called, time_now

commands = typer.Typer()


@commands.command()
def programme(at: When = "", screen: ScreenName = "", config: Config = None, as_json: Json = False) -> None:
    """What a screen shows at a moment, what it does not, and why."""
    from signage.commands import tables
    from signage.commands.listing import programme_row
    from signage.commands.moment import moment
    from signage.commands.printing import document
    from signage.hub.previews import preview

    settings = read_settings(config)
    when = moment(at, settings.library.timezone, time_now(), locale=settings.library.locale)
    with open_store(settings) as store:
        seen = preview(settings, store, screen_called(settings, screen, looks=store.looks()), when)
        stored = store.items()
    row: dict[str, Any] = programme_row(seen.programme, stored, seen.handed)
    if as_json:
        document(row)
    else:
        tables.programme(row, seen.programme, stored, settings)


@commands.command()
def shot(
    out: Annotated[Path, typer.Argument(metavar="OUT.png")],
    at: When = "",
    screen: ScreenName = "",
    theme: Theme = "",
    size: Size = "1920x1080",
    config: Config = None,
    as_json: Json = False,
) -> None:
    """What a screen shows at a moment, drawn."""
    from signage.commands.moment import moment
    from signage.commands.preview import paint
    from signage.commands.printing import document

    settings = read_settings(config)
    when = moment(at, settings.library.timezone, time_now(), locale=settings.library.locale)
    with open_store(settings) as store:
        chosen = screen_called(settings, screen, theme, store.looks())
        paint(settings, store, chosen, when, size=size, out=out)
    if as_json:
        document({"screen": chosen.name, "at": when, "size": size, "out": str(out.absolute())})
