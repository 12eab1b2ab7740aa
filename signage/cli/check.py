"""`signage check`: what is wrong here and what to do."""

from __future__ import annotations

import typer

from signage.cli.options import Config, Json

commands = typer.Typer()


@commands.command()
def check(config: Config = None, as_json: Json = False) -> None:
    """Settings, themes, fonts, clock, disk, sources: what is wrong and what to do."""
    from signage.clock import SystemClock
    from signage.commands import tables
    from signage.commands.checkup import Level, everything
    from signage.commands.printing import document

    found = everything(config, SystemClock())
    ok = all(finding.level is not Level.ERROR for finding in found)
    if as_json:
        rows = [{"where": f.where, "level": f.level.value, "what": f.what, "do": f.do} for f in found]
        document({"ok": ok, "findings": rows})
    else:
        tables.findings(found)
    if not ok:
        raise typer.Exit(1)
