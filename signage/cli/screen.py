"""`signage screen`: who is let in among the screens on other PCs."""

from __future__ import annotations

from typing import Annotated

import typer

from signage.cli.options import Config, Json
from signage.cli.wiring import open_store, read_settings, time_now

commands = typer.Typer(
    help="Screens on other PCs: let them in, list them, shut them out.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command("pair")
def pair_screen(
    code: Annotated[str, typer.Argument(metavar="CODE", help="As the screen shows it.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Else as it calls itself.")] = "",
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Let the new screen in that shows this code."""
    from signage.commands.printing import document, say
    from signage.commands.screens import checked_name

    settings = read_settings(config)
    with open_store(settings) as store:
        paired = store.pair(code, checked_name(name, settings), time_now())
    if as_json:
        document({"screen": paired})
    else:
        say(f'"{paired}" is let in; it shows the sign in a few seconds.')


@commands.command("list")
def list_screens(config: Config = None, as_json: Json = False) -> None:
    """The screens that are let in, and where they are."""
    from signage.commands import tables
    from signage.commands.printing import document
    from signage.commands.screens import screen_rows

    settings = read_settings(config)
    with open_store(settings) as store:
        rows = screen_rows(store.screens(), settings)
    if as_json:
        document({"screens": rows})
    else:
        tables.screens(rows, settings)


@commands.command("revoke")
def revoke_screen(
    name: Annotated[str, typer.Argument(metavar="NAME")], config: Config = None, as_json: Json = False
) -> None:
    """Shut a screen out: it forgets what it shows and asks for a code again."""
    from signage.commands.printing import document, say
    from signage.commands.screens import revocable

    settings = read_settings(config)
    with open_store(settings) as store:
        known = revocable(name, store.screens(), settings)
        store.revoke_screen(known)
    if as_json:
        document({"revoked": known})
    else:
        say(f'"{known}" is shut out.')
