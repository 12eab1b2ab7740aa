"""The menu: which pages there are, and who sees them there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from signage.core.role import Permission, Role, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page of the menu. `label` is English; the template translates it."""

    address: str
    label: str
    icon: str
    #: Who sees it in the menu; the page itself names its own permission.
    permission: Permission
    #: Has a tab on phones; the others are on the page "More".
    tab: bool = False
    here: bool = False


#: In the order of the menu. A page that is added gets a line here and its label in `templates/menu.html`.
PLACES = (
    Place(address="/", label="On air", icon="screen", permission=Permission.SEE, tab=True),
    Place(address="/queue", label="Queue", icon="inbox", permission=Permission.MODERATE, tab=True),
    Place(address="/playlist", label="Playlist", icon="list", permission=Permission.SEE, tab=True),
    Place(address="/sources", label="Sources", icon="feed", permission=Permission.SEE),
    Place(address="/history", label="History", icon="clock", permission=Permission.MODERATE),
    Place(address="/settings/people", label="Settings", icon="settings", permission=Permission.ADMINISTER),
)


def of(role: Role | None, path: str) -> tuple[Place, ...]:
    """What somebody with this role sees; `here` is where `path` is."""
    return tuple(
        replace(place, here=_holds(place.address, path)) for place in PLACES if may(role, place.permission)
    )


def _holds(address: str, path: str) -> bool:
    if address == "/":
        return path == "/"
    first = address.split("/")[1]
    return path == f"/{first}" or path.startswith(f"/{first}/")
