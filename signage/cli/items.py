"""`signage items`, and what is decided about them: `approve`, `hide`, `undo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from signage.cli.options import Config, Ids, Json, Note, Series
from signage.cli.wiring import open_store, read_settings, time_now
from signage.errors import UsageError

if TYPE_CHECKING:
    from signage.core.decision import State

commands = typer.Typer()


@commands.command()
def items(
    state: Annotated[
        str, typer.Option("--state", metavar="S", help="waiting, held, approved, hidden ...")
    ] = "",
    source: Annotated[str, typer.Option("--source", metavar="ID", help="One source only.")] = "",
    config: Config = None,
    as_json: Json = False,
) -> None:
    """What is in the store."""
    from signage.commands import tables
    from signage.commands.listing import item_row
    from signage.commands.printing import document
    from signage.core.decision import State

    settings = read_settings(config)
    if state and state not in {one.value for one in State}:
        raise UsageError(
            "--state",
            f'There is no state "{state}".',
            f"Take one of: {', '.join(one.value for one in State)}.",
        )
    with open_store(settings) as store:
        found = store.items(states=(State(state),) if state else None, source=source or None)
    if as_json:
        document({"items": [item_row(item) for item in found]})
    else:
        tables.items_table(found, settings, time_now())


@commands.command()
def approve(
    ids: Ids, config: Config = None, as_json: Json = False, note: Note = "", series: Series = False
) -> None:
    """Let items on the screens."""
    from signage.core.decision import State

    _decide(ids, State.APPROVED, config, as_json=as_json, note=note, series=series)


@commands.command()
def hide(
    ids: Ids, config: Config = None, as_json: Json = False, note: Note = "", series: Series = False
) -> None:
    """Take items off every screen at once."""
    from signage.core.decision import State

    _decide(ids, State.HIDDEN, config, as_json=as_json, note=note, series=series)


@commands.command()
def undo(ids: Ids, config: Config = None, as_json: Json = False) -> None:
    """Take back the last decision about items."""
    from signage.commands import tables
    from signage.commands.listing import by_command_line, decision_row
    from signage.commands.printing import document

    with open_store(read_settings(config)) as store:
        stored = store.items()
        decisions = [store.undo(one, by=by_command_line(), now=time_now()) for one in ids]
    if as_json:
        document({"decisions": [decision_row(decision) for decision in decisions]})
    else:
        tables.decided(decisions, stored)


def _decide(
    ids: list[str], after: State, config: Path | None, *, as_json: bool, note: str, series: bool
) -> None:
    from signage.commands import tables
    from signage.commands.listing import by_command_line, decision_row
    from signage.commands.printing import document
    from signage.core.decision import Reason, Scope

    with open_store(read_settings(config)) as store:
        stored = store.items()
        decisions = store.decide(
            ids,
            after,
            by=by_command_line(),
            reasons=(Reason.MODERATOR,),
            note=note,
            scope=Scope.SERIES if series else Scope.ITEM,
            now=time_now(),
        )
    if as_json:
        document({"decisions": [decision_row(decision) for decision in decisions]})
    else:
        tables.decided(decisions, stored)
