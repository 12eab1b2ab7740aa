"""`signage fetch` and `add`: what the sources have."""

from __future__ import annotations

import asyncio
import logging
from typing import Annotated

import typer

from signage.cli.options import Config, Json
from signage.cli.wiring import open_store, read_settings, time_now

commands = typer.Typer()


@commands.command()
def fetch(
    source: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE...]", help="Ids; all if left out.")
    ] = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Fetch now and say what came; exit 1 if any failed."""
    from dataclasses import asdict

    from signage.commands import tables
    from signage.commands.printing import document, progress
    from signage.hub.fetching import fetch_once
    from signage.hub.log import start_log

    start_log(logging.WARNING)
    settings = read_settings(config)
    with open_store(settings) as store, progress("Fetching"):
        rows = asyncio.run(fetch_once(settings, store, source or None))
    if as_json:
        document({"sources": [asdict(row) for row in rows]})
    else:
        tables.fetched([asdict(row) for row in rows])
    if any(row.outcome == "failed" for row in rows):
        raise typer.Exit(1)


@commands.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL")],
    config: Config = None,
    as_json: Json = False,
    write: Annotated[bool, typer.Option("--write", help="Append it to the settings file.")] = False,
) -> None:
    """Find out what a URL is, show its items, print or append its table."""
    from signage.amendment import append, table_of
    from signage.commands import tables
    from signage.commands.addition import found_rows
    from signage.commands.printing import document, progress, say
    from signage.hub.fetching import find_out
    from signage.hub.log import start_log

    start_log(logging.WARNING)
    settings = read_settings(config)
    with progress("Looking"):
        found = asyncio.run(find_out(url, settings))
    table = table_of(found[0].options, settings, trust=found[0].trust.value)
    if write:
        append(settings.path, table)
    if as_json:
        document({"found": found_rows(found), "table": table, "written": write})
        return
    tables.found(found, settings, time_now())
    say(f"\n{table}")
    say(
        f"Appended to {settings.path}."
        if write
        else f"With --write this is appended to {settings.path.name}."
    )
