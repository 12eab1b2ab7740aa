"""`signage user`: who can sign in to the pages, and the way back in where a password was lost."""

from __future__ import annotations

from typing import Annotated

import typer

from signage.cli.options import Config, Json
from signage.cli.wiring import open_store, read_settings, time_now

commands = typer.Typer(
    help="People who sign in to the pages: list them, make a sign-in link, end their sessions.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Login = Annotated[str, typer.Argument(metavar="LOGIN", help="The email address or user name.")]


@commands.command("list")
def list_users(config: Config = None, as_json: Json = False) -> None:
    """Everybody who has an account."""
    from signage.commands import tables
    from signage.commands.printing import document
    from signage.commands.users import user_rows

    settings = read_settings(config)
    with open_store(settings) as store:
        rows = user_rows(store.people.everybody())
    if as_json:
        document({"users": rows})
    else:
        tables.users(rows, settings)


@commands.command("link")
def make_link(login: Login, config: Config = None, as_json: Json = False) -> None:
    """A new sign-in link, for a lost password: it works once, for seven days."""
    from signage.commands.printing import document, say
    from signage.commands.users import link_of, user_of
    from signage.hub.token import hashed, make

    settings = read_settings(config)
    with open_store(settings) as store:
        person, token = user_of(login, store.people.everybody()), make()
        store.people.link(person.id, hashed(token), time_now())
    address = link_of(token, settings.hub)
    if as_json:
        document({"user": person.login, "link": address})
    else:
        say(f"{person.name} opens this once, within seven days, and chooses a password:\n\n    {address}\n")


@commands.command("end")
def end_sessions(login: Login, config: Config = None, as_json: Json = False) -> None:
    """Sign somebody out everywhere."""
    from signage.commands.printing import document, say
    from signage.commands.users import user_of

    settings = read_settings(config)
    with open_store(settings) as store:
        person = user_of(login, store.people.everybody())
        store.people.leave(person.id)
    if as_json:
        document({"signed_out": person.login})
    else:
        say(f"{person.name} is signed out everywhere.")
