"""`signage run`, `hub` and `display`: the programs that stay up."""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated, NoReturn

import typer

from signage.cli.options import Config, ScreenName, Size, Theme, Windowed
from signage.cli.wiring import read_settings, screen_called

commands = typer.Typer()


@commands.command()
def run(config: Config = None, windowed: Windowed = False, size: Size = "", theme: Theme = "") -> None:
    """Hub and display on this PC, kept up."""
    from signage.commands.programs import display_command, has_screen, hub_command, job, keeper_command

    settings = read_settings(config)
    screens = settings.screens if has_screen() else ()
    if not screens:
        sys.stderr.write("There is no screen here (no X server, no Wayland): the hub runs alone.\n")
    displays = {
        f"display {screen.name}": display_command(settings, screen, theme=theme, windowed=windowed, size=size)
        for screen in screens
    }
    _become(keeper_command(job(displays, hub_command(settings), windowed=windowed)))


@commands.command()
def hub(
    config: Config = None, verbose: Annotated[bool, typer.Option("--verbose", help="Log more.")] = False
) -> None:
    """The hub alone: fetches, stores, decides and serves."""
    from signage.hub.log import start_log
    from signage.hub.server import serve

    start_log(logging.DEBUG if verbose else logging.INFO)
    serve(read_settings(config))


@commands.command()
def display(
    config: Config = None,
    screen: ScreenName = "",
    hub: Annotated[
        str, typer.Option("--hub", metavar="URL", help="A hub on another PC; then no settings are read.")
    ] = "",
    theme: Theme = "",
    size: Size = "",
    windowed: Windowed = False,
) -> None:
    """The display alone: draws what the hub hands it, or its saved copy."""
    from signage.commands.programs import display_command, distant_display_command, job, keeper_command

    if hub:
        command = distant_display_command(hub, screen, theme=theme, windowed=windowed, size=size)
        # Who closed a window does not want it back.
        _become(command if windowed else keeper_command(job({f"display {screen}".strip(): command})))
    settings = read_settings(config)
    chosen = screen_called(settings, screen)
    _become(display_command(settings, chosen, theme=theme, windowed=windowed, size=size))


def _become(command: tuple[str, ...]) -> NoReturn:
    """Go on as another program of this software, with nothing of this one left in memory."""
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606  our own interpreter and module
