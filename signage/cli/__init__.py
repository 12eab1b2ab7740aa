"""Every command, thin: read the settings, wire, run. What a command needs is imported inside it.

A module holds the commands of one noun; a new one has its line in `COMMANDS` or `GROUPS`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from signage import __version__
from signage.cli import backup, check, emergency, items, preview, running, screen, sources, user

#: In the order of the help: commands of one word ...
COMMANDS = (running, sources, check, items, preview, backup)
#: ... and the first word of those of two.
GROUPS = {"emergency": emergency, "screen": screen, "user": user}

app = typer.Typer(
    help="A sign for the TVs in a public library.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in COMMANDS:
    app.add_typer(module.commands)
for name, module in GROUPS.items():
    app.add_typer(module.commands, name=name)


@app.callback(invoke_without_command=True)
def signage(
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version.")] = False,
) -> None:
    """A sign for the TVs in a public library."""
    if version:
        from signage.commands.printing import say

        say(f"signage {__version__}")
        raise typer.Exit
