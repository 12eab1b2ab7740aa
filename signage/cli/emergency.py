"""`signage emergency`: words on every screen at once."""

from __future__ import annotations

from typing import Annotated

import typer

from signage.cli.options import Config, Json
from signage.cli.wiring import open_store, read_settings, time_now

commands = typer.Typer(
    help="Words on every screen at once, until they are ended or a set time comes.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command("start")
def start_emergency(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="At most four lines or sentences.")],
    until: Annotated[str, typer.Option("--until", metavar="TIME", help='It goes by itself then: "15:00".')],
    headline: Annotated[str, typer.Option("--headline", metavar="H", help="Else the first line.")] = "",
    include: Annotated[
        bool, typer.Option("--include/--replace", help="First among everything, or instead of it.")
    ] = False,
    arrow: Annotated[str, typer.Option("--arrow", metavar="WAY", help="left, right, up or down.")] = "",
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Put words on every screen at once, in the stead of those that may be on."""
    from signage.commands import tables
    from signage.commands.emergency import emergency_of
    from signage.commands.listing import by_command_line, emergency_row
    from signage.commands.printing import document
    from signage.core.emergency import Mode

    settings, now = read_settings(config), time_now()
    emergency = emergency_of(
        text,
        until,
        headline=headline,
        mode=Mode.INCLUDE if include else Mode.REPLACE,
        arrow=arrow,
        timezone=settings.library.timezone,
        now=now,
    )
    with open_store(settings) as store:
        store.start_emergency(emergency, by=by_command_line(), now=now)
    if as_json:
        document({"emergency": emergency_row(emergency)})
    else:
        tables.emergency(emergency, settings)


@commands.command("end")
def end_emergency(config: Config = None, as_json: Json = False) -> None:
    """Take it off every screen."""
    from signage.commands.listing import by_command_line, emergency_row
    from signage.commands.printing import document, say

    with open_store(read_settings(config)) as store:
        was = store.end_emergency(by=by_command_line(), now=time_now())
    if as_json:
        document({"ended": emergency_row(was)})
    else:
        say(f"Ended: {was.headline}" if was else "No emergency was on.")
