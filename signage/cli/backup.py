"""`signage backup` and `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from signage.cli.options import Config, Json
from signage.cli.wiring import open_store, read_settings, time_now

commands = typer.Typer()


@commands.command("backup")
def back_up(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Else a new one in the data folder.")
    ] = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Everything but the settings file in one file; the sign may go on running."""
    from signage.commands.backups import checked_target
    from signage.commands.printing import document, say
    from signage.hub.backups.folder import Backups, Purpose

    settings, now = read_settings(config), time_now()
    with open_store(settings) as store:
        backups = Backups(store.path, settings.hub.data)
        if file is None:
            kept = backups.make(Purpose.BY_HAND, now)
            path, size = kept.path, kept.size
        else:
            path = checked_target(file)
            size = backups.write(path, now).size
    if as_json:
        document({"backup": str(path), "bytes": size, "checked": True})
    else:
        say(f"{path}: {size / 1_000_000:.1f} MB, checked and readable.")


@commands.command("restore")
def go_back(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="As made by: signage backup")],
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Go back to a backup, after one of now is made. What was hidden or withdrawn since stays so."""
    from signage.commands.backups import database_file, restored_row, sentences
    from signage.commands.printing import document, say
    from signage.hub.backups.folder import Backups
    from signage.hub.backups.lock import alone

    settings = read_settings(config)
    backups = Backups(database_file(settings), settings.hub.data)
    with alone(settings.hub.data):
        restored, before = backups.restore(file, time_now())
    if as_json:
        document({"restored": restored_row(file, restored, before)})
    else:
        say("\n".join(sentences(file, restored, before, settings)))
