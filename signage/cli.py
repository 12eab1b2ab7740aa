"""Every command, thin: read the settings, wire, run. What a command needs is imported inside it."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from signage import __version__
from signage.errors import UsageError

if TYPE_CHECKING:
    from signage.core.decision import State
    from signage.core.snapshot import Screen
    from signage.settings import Settings
    from signage.store import Store

app = typer.Typer(
    help="A sign for the TVs in a public library.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

emergencies = typer.Typer(
    help="Words on every screen at once, until they are ended or a set time comes.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(emergencies, name="emergency")
screens = typer.Typer(
    help="Screens on other PCs: let them in, list them, shut them out.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(screens, name="screen")

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


def _settings(config: Path | None) -> Settings:
    from signage.settings import load

    return load(config)


def _screen(settings: Settings, name: str, theme: str = "") -> Screen:
    from dataclasses import replace

    screen = settings.screen(name)
    if screen is None:
        known = ", ".join(one.name for one in settings.screens)
        raise UsageError("--screen", f'There is no screen called "{name}".', f"The settings have: {known}.")
    if not theme:
        return screen
    # What is asked for here wins over the timetable too.
    timetable = tuple(replace(period, theme="") for period in screen.timetable)
    return replace(screen, theme=theme, timetable=timetable)


@contextmanager
def _store(settings: Settings) -> Iterator[Store]:
    from signage.clock import SystemClock
    from signage.store import Store

    settings.hub.data.mkdir(parents=True, exist_ok=True)
    store = Store.open(settings.hub.database or settings.hub.data / "signage.db", SystemClock())
    try:
        yield store
    finally:
        store.close()


def _now() -> datetime:
    from signage.clock import SystemClock

    return SystemClock().now()


def _become(command: list[str]) -> NoReturn:
    """Go on as another program of this software, with nothing of this one left in memory."""
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606  our own interpreter and module


@app.callback(invoke_without_command=True)
def signage(
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version.")] = False,
) -> None:
    """A sign for the TVs in a public library."""
    if version:
        from signage.commands.printing import say

        say(f"signage {__version__}")
        raise typer.Exit


@app.command()
def run(config: Config = None, windowed: Windowed = False, size: Size = "", theme: Theme = "") -> None:
    """Hub and display on this PC, kept up."""
    from signage.commands.programs import display_command, has_screen, hub_command, job

    settings = _settings(config)
    screens = settings.screens if has_screen() else ()
    if not screens:
        sys.stderr.write("There is no screen here (no X server, no Wayland): the hub runs alone.\n")
    displays = {
        f"display {screen.name}": display_command(settings, screen, theme=theme, windowed=windowed, size=size)
        for screen in screens
    }
    _become([sys.executable, "-m", "signage.keeper", job(hub_command(settings), displays).encode()])


@app.command()
def hub(
    config: Config = None, verbose: Annotated[bool, typer.Option("--verbose", help="Log more.")] = False
) -> None:
    """The hub alone: fetches, stores, decides and serves."""
    from signage.hub.log import start_log
    from signage.hub.server import serve

    start_log(logging.DEBUG if verbose else logging.INFO)
    serve(_settings(config))


@app.command()
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
    from signage.commands.programs import display_command, distant_display_command

    if hub:
        _become(list(distant_display_command(hub, screen, theme=theme, windowed=windowed, size=size)))
    settings = _settings(config)
    _become(
        list(display_command(settings, _screen(settings, screen), theme=theme, windowed=windowed, size=size))
    )


@app.command()
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
    settings = _settings(config)
    with _store(settings) as store, progress("Fetching"):
        rows = asyncio.run(fetch_once(settings, store, source or None))
    if as_json:
        document({"sources": [asdict(row) for row in rows]})
    else:
        tables.fetched([asdict(row) for row in rows])
    if any(row.outcome == "failed" for row in rows):
        raise typer.Exit(1)


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL")],
    config: Config = None,
    as_json: Json = False,
    write: Annotated[bool, typer.Option("--write", help="Append it to the settings file.")] = False,
) -> None:
    """Find out what a URL is, show its items, print or append its table."""
    from signage.commands import tables
    from signage.commands.addition import append, found_rows, table_of
    from signage.commands.printing import document, progress, say
    from signage.hub.fetching import find_out
    from signage.hub.log import start_log

    start_log(logging.WARNING)
    settings = _settings(config)
    with progress("Looking"):
        found = asyncio.run(find_out(url, settings))
    table = table_of(found[0].options, settings, trust=found[0].trust.value)
    if write:
        append(settings.path, table)
    if as_json:
        document({"found": found_rows(found), "table": table, "written": write})
        return
    tables.found(found, settings, _now())
    say(f"\n{table}")
    say(
        f"Appended to {settings.path}."
        if write
        else f"With --write this is appended to {settings.path.name}."
    )


@app.command()
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


@app.command()
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

    settings = _settings(config)
    if state and state not in {one.value for one in State}:
        raise UsageError(
            "--state",
            f'There is no state "{state}".',
            f"Take one of: {', '.join(one.value for one in State)}.",
        )
    with _store(settings) as store:
        found = store.items(states=(State(state),) if state else None, source=source or None)
    if as_json:
        document({"items": [item_row(item) for item in found]})
    else:
        tables.items_table(found, settings, _now())


@app.command()
def approve(
    ids: Ids, config: Config = None, as_json: Json = False, note: Note = "", series: Series = False
) -> None:
    """Let items on the screens."""
    from signage.core.decision import State

    _decide(ids, State.APPROVED, config, as_json=as_json, note=note, series=series)


@app.command()
def hide(
    ids: Ids, config: Config = None, as_json: Json = False, note: Note = "", series: Series = False
) -> None:
    """Take items off every screen at once."""
    from signage.core.decision import State

    _decide(ids, State.HIDDEN, config, as_json=as_json, note=note, series=series)


def _decide(
    ids: list[str], after: State, config: Path | None, *, as_json: bool, note: str, series: bool
) -> None:
    from signage.commands import tables
    from signage.commands.listing import by_command_line, decision_row
    from signage.commands.printing import document
    from signage.core.decision import Reason, Scope

    with _store(_settings(config)) as store:
        stored = store.items()
        decisions = store.decide(
            ids,
            after,
            by=by_command_line(),
            reasons=(Reason.MODERATOR,),
            note=note,
            scope=Scope.SERIES if series else Scope.ITEM,
            now=_now(),
        )
    if as_json:
        document({"decisions": [decision_row(decision) for decision in decisions]})
    else:
        tables.decided(decisions, stored)


@app.command()
def undo(ids: Ids, config: Config = None, as_json: Json = False) -> None:
    """Take back the last decision about items."""
    from signage.commands import tables
    from signage.commands.listing import by_command_line, decision_row
    from signage.commands.printing import document

    with _store(_settings(config)) as store:
        stored = store.items()
        decisions = [store.undo(one, by=by_command_line(), now=_now()) for one in ids]
    if as_json:
        document({"decisions": [decision_row(decision) for decision in decisions]})
    else:
        tables.decided(decisions, stored)


@emergencies.command("start")
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

    settings, now = _settings(config), _now()
    emergency = emergency_of(
        text,
        until,
        headline=headline,
        mode=Mode.INCLUDE if include else Mode.REPLACE,
        arrow=arrow,
        timezone=settings.library.timezone,
        now=now,
    )
    with _store(settings) as store:
        store.start_emergency(emergency, by=by_command_line(), now=now)
    if as_json:
        document({"emergency": emergency_row(emergency)})
    else:
        tables.emergency(emergency, settings)


@emergencies.command("end")
def end_emergency(config: Config = None, as_json: Json = False) -> None:
    """Take it off every screen."""
    from signage.commands.listing import by_command_line, emergency_row
    from signage.commands.printing import document, say

    with _store(_settings(config)) as store:
        was = store.end_emergency(by=by_command_line(), now=_now())
    if as_json:
        document({"ended": emergency_row(was)})
    else:
        say(f"Ended: {was.headline}" if was else "No emergency was on.")


@screens.command("pair")
def pair_screen(
    code: Annotated[str, typer.Argument(metavar="CODE", help="As the screen shows it.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Else as it calls itself.")] = "",
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Let the new screen in that shows this code."""
    from signage.commands.printing import document, say
    from signage.commands.screens import checked_name

    settings = _settings(config)
    with _store(settings) as store:
        paired = store.pair(code, checked_name(name, settings), _now())
    if as_json:
        document({"screen": paired})
    else:
        say(f'"{paired}" is let in; it shows the sign in a few seconds.')


@screens.command("list")
def list_screens(config: Config = None, as_json: Json = False) -> None:
    """The screens that are let in, and where they are."""
    from signage.commands import tables
    from signage.commands.printing import document
    from signage.commands.screens import screen_rows

    settings = _settings(config)
    with _store(settings) as store:
        rows = screen_rows(store.screens(), settings)
    if as_json:
        document({"screens": rows})
    else:
        tables.screens(rows, settings)


@screens.command("revoke")
def revoke_screen(
    name: Annotated[str, typer.Argument(metavar="NAME")], config: Config = None, as_json: Json = False
) -> None:
    """Shut a screen out: it forgets what it shows and asks for a code again."""
    from signage.commands.printing import document, say
    from signage.commands.screens import revocable

    settings = _settings(config)
    with _store(settings) as store:
        known = revocable(name, store.screens(), settings)
        store.revoke_screen(known)
    if as_json:
        document({"revoked": known})
    else:
        say(f'"{known}" is shut out.')


@app.command()
def programme(at: When = "", screen: ScreenName = "", config: Config = None, as_json: Json = False) -> None:
    """What a screen shows at a moment, what it does not, and why."""
    from signage.commands import tables
    from signage.commands.listing import programme_row
    from signage.commands.moment import moment
    from signage.commands.preview import preview
    from signage.commands.printing import document

    settings = _settings(config)
    when = moment(at, settings.library.timezone, _now(), locale=settings.library.locale)
    with _store(settings) as store:
        seen = preview(settings, store, _screen(settings, screen), when)
        stored = store.items()
    row: dict[str, Any] = programme_row(seen.programme, stored, seen.handed)
    if as_json:
        document(row)
    else:
        tables.programme(row, seen.programme, stored, settings)


@app.command()
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

    settings = _settings(config)
    when = moment(at, settings.library.timezone, _now(), locale=settings.library.locale)
    chosen = _screen(settings, screen, theme)
    with _store(settings) as store:
        paint(settings, store, chosen, when, size=size, out=out)
    if as_json:
        document({"screen": chosen.name, "at": when, "size": size, "out": str(out.absolute())})
