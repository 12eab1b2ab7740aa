"""Who may do what: the one table of permissions."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here, from the least to the most."""

    VIEWER = "viewer"
    MODERATOR = "moderator"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What a page asks for. Every route names exactly one."""

    #: Open to everybody once there is an administrator: sign-in, and the patrons' pages.
    ANYBODY = "anybody"
    #: Open to everybody until there is an administrator, and never again.
    FIRST_RUN = "first run"
    #: See what is on, the playlist, any moment, screens; one's own page.
    SEE = "see"
    #: Approve, hide, undo, stop and bring back; see the queue.
    MODERATE = "moderate"
    #: Add, edit, pin, order, import.
    EDIT = "edit"
    #: Sources, trust, screens, people, opening hours, words, backup.
    ADMINISTER = "administer"
    #: Change one's own password: not from a view-only account, which a whole desk shares.
    OWN_PASSWORD = "own password"  # noqa: S105 - a permission


_SEEING = frozenset({Permission.ANYBODY, Permission.SEE})
_MODERATING = _SEEING | {Permission.MODERATE, Permission.OWN_PASSWORD}
_EDITING = _MODERATING | {Permission.EDIT}

#: What each role may do. Nobody may do what is not here.
GRANTED: Mapping[Role, frozenset[Permission]] = {
    Role.VIEWER: _SEEING,
    Role.MODERATOR: _MODERATING,
    Role.EDITOR: _EDITING,
    Role.ADMINISTRATOR: _EDITING | {Permission.ADMINISTER},
}


def may(role: Role | None, permission: Permission) -> bool:
    """Whether somebody with this role may; None is somebody who did not sign in."""
    if role is None:
        return permission is Permission.ANYBODY
    return permission in GRANTED[role]
