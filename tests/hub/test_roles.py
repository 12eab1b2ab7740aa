"""Role times route: what each role may do at each address of the hub, asked of a real one."""

from __future__ import annotations

import re

import httpx
import pytest

from signage.core.role import Role
from signage.hub.app import make_app
from signage.hub.hub import Hub
from tests.hub.staff import Staff, signed_in
from tests.patience import PATIENCE

#: Who may do it, from the least role on. "anybody" needs no session; "nobody": only before the first
#: administrator; "screen": only a TV with its token, no person at all.
TABLE = {
    "GET /": "viewer",
    "GET /actions/{number}/screens": "moderator",
    "POST /actions/{number}/undo": "moderator",
    "POST /hide": "moderator",
    "GET /stop": "viewer",  # leads to On air: there is nothing to see before the button is pressed
    "POST /stop": "moderator",
    "GET /resume": "moderator",
    "POST /resume": "moderator",
    "GET /queue": "moderator",
    "GET /queue/news": "moderator",
    "POST /queue/approve": "moderator",
    "POST /queue/hide": "moderator",
    "POST /queue/claim": "moderator",
    "POST /queue/longer": "moderator",
    "POST /queue/longer/end": "moderator",
    "GET /queue/rules": "moderator",
    "POST /queue/authors": "moderator",
    "POST /queue/rules/authors/{number}/remove": "moderator",
    "POST /queue/rules/authors/{number}/restore": "moderator",
    "POST /queue/rules/try": "moderator",
    "POST /queue/rules/words": "moderator",
    "POST /queue/rules/words/{number}/remove": "moderator",
    "POST /queue/rules/words/{number}/restore": "moderator",
    "POST /queue/several": "moderator",
    "POST /queue/several/decide": "moderator",
    "POST /queue/several/{token}/undo": "moderator",
    "GET /queue/more": "moderator",
    "POST /queue/more": "moderator",
    "POST /queue/black-out": "moderator",
    "POST /queue/block": "moderator",
    "POST /queue/edits/{number}/undo": "moderator",
    "GET /history": "moderator",
    "GET /history.csv": "moderator",
    "GET /playlist": "viewer",
    "GET /playlist/picture/{sha256}": "viewer",
    "GET /playlist/emergency": "editor",
    "POST /playlist/emergency": "editor",
    "POST /playlist/emergency/end": "editor",
    "GET /playlist/preview": "viewer",
    "GET /playlist/preview/picture": "viewer",
    "GET /playlist/draft/{token}": "viewer",
    "GET /playlist/{short}/picture": "viewer",
    "GET /playlist/import": "editor",
    "POST /playlist/import": "editor",
    "POST /playlist/import/{file}": "editor",
    "GET /playlist/new": "editor",
    "POST /playlist/new": "editor",
    "GET /playlist/{short}": "editor",
    "POST /playlist/{short}": "editor",
    "POST /playlist/{short}/pin": "editor",
    "POST /playlist/{short}/unpin": "editor",
    "POST /playlist/{short}/move": "editor",
    "POST /playlist/{short}/remove": "editor",
    "POST /playlist/{short}/hide": "moderator",
    "POST /playlist/{short}/show": "moderator",
    "POST /playlist/undo/{number}": "editor",
    "GET /sources": "viewer",
    "GET /sources/add": "administrator",
    "POST /sources/add": "administrator",
    "POST /sources/look": "administrator",
    "GET /sources/{source}": "administrator",
    "POST /sources/{source}": "administrator",
    "GET /sources/{source}/remove": "administrator",
    "POST /sources/{source}/remove": "administrator",
    "POST /sources/{source}/fetch": "administrator",
    "POST /sources/{source}/accept": "administrator",
    "GET /more": "viewer",
    "GET /me": "viewer",
    "POST /me": "viewer",
    "POST /me/password": "moderator",
    "POST /me/sessions/end": "viewer",
    "POST /me/sessions/{session}/end": "viewer",
    "POST /sign-out": "viewer",
    "GET /settings/screens": "administrator",
    "GET /settings/screens/picture": "administrator",
    "POST /settings/screens": "administrator",
    "GET /settings/screens/look": "administrator",
    "POST /settings/screens/look/rename": "administrator",
    "POST /settings/screens/look": "administrator",
    "POST /settings/screens/look/call": "administrator",
    "POST /settings/screens/look/reset": "administrator",
    "GET /settings/screens/remove": "administrator",
    "POST /settings/screens/remove": "administrator",
    "GET /settings/backup": "administrator",
    "POST /settings/backup": "administrator",
    "GET /settings/backup/{name}": "administrator",
    "GET /settings/backup/{name}/restore": "administrator",
    "GET /settings/people": "administrator",
    "GET /settings/people/invite": "administrator",
    "POST /settings/people/invite": "administrator",
    "POST /settings/people/{person}/role": "administrator",
    "POST /settings/people/{person}/link": "administrator",
    "POST /settings/people/{person}/end": "administrator",
    "GET /settings/people/{person}/remove": "administrator",
    "POST /settings/people/{person}/remove": "administrator",
    "GET /sign-in": "anybody",
    "POST /sign-in": "anybody",
    "GET /invitation": "anybody",
    "POST /invitation": "anybody",
    "GET /say": "anybody",
    "POST /say": "anybody",
    "GET /say/withdraw": "anybody",
    "GET /say/{code}": "anybody",
    "POST /say/{code}/withdraw": "anybody",
    "GET /follow": "anybody",
    "GET /healthz": "anybody",
    "GET /static/{name}": "anybody",
    "GET /p/{code}": "anybody",
    "GET /P/{code}": "anybody",
    "GET /first-run": "nobody",
    "POST /first-run": "nobody",
    "GET /first-run/account": "nobody",
    "POST /first-run/account": "nobody",
    "GET /media/{sha256}": "screen",
    "GET /screen/v1/snapshot": "screen",
    "GET /screen/v1/changes": "screen",
    "POST /screen/v1/report": "screen",
    "PUT /screen/v1/picture": "screen",
    # How a TV asks to be let in: nobody has to sign in for that.
    "POST /screen/v1/pair": "anybody",
}
FROM = {
    "viewer": set(Role),
    "moderator": set(Role) - {Role.VIEWER},
    "editor": {Role.EDITOR, Role.ADMINISTRATOR},
    "administrator": {Role.ADMINISTRATOR},
    "nobody": set(),
    "screen": set(),
}
FILLED = {"name": "app.css", "code": "ABCDEF", "sha256": "0" * 64}


def test_every_address_of_the_hub_is_in_the_table(hub: Hub) -> None:
    there = {
        f"{method.upper()} {path}"
        for path, methods in make_app(hub).openapi()["paths"].items()
        for method in methods
    }
    assert there == set(TABLE)


def ask(staff: Staff, route: str) -> httpx.Response:
    """The request that a browser would send; what is not given stays empty."""
    method, path = route.split()
    path = re.sub(r"{(\w+)}", lambda found: FILLED.get(found[1], "1"), path)
    if method == "PUT":
        return staff.client.put(path)
    return staff.get(path) if method == "GET" else staff.post(path)


def lets_in(answer: httpx.Response) -> bool:
    """Whether that was more than a refusal; what is missing or wrong in a form counts as let in."""
    return answer.status_code not in {401, 403}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, hub: Hub, address: str) -> None:
    with signed_in(hub, address):
        pass  # so that person 1, whom the forms are about, is the first administrator
    for number, (route, least) in enumerate(TABLE.items()):
        with signed_in(hub, address, f"Robin{number}", role) as staff:
            answer = ask(staff, route)
        assert answer.status_code < 500, route
        if least == "nobody":
            assert answer.status_code == 404, route
        elif least == "anybody":
            assert lets_in(answer), route
        else:
            assert lets_in(answer) == (role in FROM[least]), f"{role}: {route}: {answer.status_code}"
            if not lets_in(answer):
                assert answer.status_code == (401 if least == "screen" else 403), route


def test_who_is_not_signed_in_gets_no_further_than_the_door(hub: Hub, address: str) -> None:
    with signed_in(hub, address):
        pass
    for route, least in TABLE.items():
        with httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE) as client:
            key = re.search(r'name="key" value="([^"]+)"', client.get("/sign-in").text)
            assert key
            answer = ask(Staff(client, key[1]), route)
        if least == "anybody":
            assert lets_in(answer), route
        elif least == "screen":
            assert answer.status_code == 401, route
        elif least == "nobody":
            assert answer.status_code == 404, route
        else:
            assert answer.headers["location"].startswith("/sign-in"), route
            assert not answer.content, route


@pytest.mark.parametrize("role", list(Role))
def test_no_form_is_taken_from_another_site_or_without_its_key(role: Role, hub: Hub, address: str) -> None:
    with signed_in(hub, address, "Robin", role) as staff:
        for route in TABLE:
            method, path = route.split()
            if method == "GET" or path.startswith("/screen/"):
                continue
            path = re.sub(r"{(\w+)}", "1", path)
            foreign = staff.client.post(
                path, data={"key": staff.key}, headers={"Origin": "http://evil.example"}
            )
            without = staff.client.post(path, headers={"Origin": str(staff.client.base_url).rstrip("/")})
            for answer in (foreign, without):
                assert answer.status_code in {403, 404}, f"{route}: {answer.status_code}"
            assert hub.store.people.find("ada") is not None
