"""People who can sign in to the pages, as the command line knows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from signage.core.person import Person, invitation_address, login_of
from signage.errors import UsageError
from signage.settings import HubSettings


def user_rows(known: Iterable[Person]) -> list[dict[str, Any]]:
    """Everybody with an account: what they sign in with, name, role, and when they were last here."""
    return [
        {
            "login": one.login,
            "name": one.name,
            "role": one.role.value,
            "password": one.ready,
            "seen": one.seen,
        }
        for one in known
    ]


def user_of(login: str, known: Iterable[Person]) -> Person:
    """The one who signs in with `login`. Raises UsageError."""
    everybody = tuple(known)
    found = next((one for one in everybody if one.login == login_of(login)), None)
    if found is None:
        others = ", ".join(one.login for one in everybody)
        raise UsageError(
            "LOGIN",
            f'Nobody signs in with "{login}".',
            f"Those who do: {others}."
            if others
            else "There is no account yet: start the hub and open its first run.",
        )
    return found


def link_of(token: str, hub: HubSettings) -> str:
    """The address of a sign-in link, as a browser opens it."""
    return invitation_address(hub.address or f"http://{hub.host}:{hub.port}", token)
