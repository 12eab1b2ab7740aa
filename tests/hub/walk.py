"""A walk through every page of a hub, with hostile texts in every field of every form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from signage.hub.app import make_app
from signage.hub.hub import Hub
from signage.hub.pages import cookies
from signage.hub.token import hashed
from tests.hub.forms import FIELDS, Form, Page
from tests.hub.patrons.conftest import Later
from tests.hub.staff import text_of

#: Of one route so many pages are looked at.
SAMPLES = 2
#: What a browser without scripts is answered with: the next page, the page again, or why not.
ANSWERS = frozenset({200, 204, 303, 400, 403, 404, 409, 413, 422, 429})
#: Typed where a field is empty, so that the rest of a form is taken and the hostile field looked at.
PLAIN = {
    "text": "Lamps and chairs",
    "textarea": "Lamps and chairs",
    "date": "2030-05-06",
    "time": "15:00",
    "password": "heron lamp quiet stairs",
}
#: The same where plain words would be refused: an address, and a field that only robots fill in.
PLAIN_BY_NAME = {"url": "https://library.example/", "website": "", "login": "robin"}
#: So many letters go into a field at once, where many texts are sent together.
ROOM = {"textarea": 1500, "hidden": 60, "text": 250}
#: These end what they are about: they come last.
_ENDINGS = ("remove", "end", "sign-out", "withdraw", "resume", "reset", "hide", "block", "decide")
#: So often each field of a route is tried.
ENOUGH = 2
#: The file that is uploaded under a hostile name.
TABLE = b"kind,text\nnotice,<script>alert(1)</script>\n"
Fields = dict[str, list[str]]
#: A route, the names of the fields, and the button.
Key = tuple[str, tuple[str, ...], str]


def routes_of(hub: Hub) -> Mapping[str, Mapping[str, Any]]:
    """Every route for people, "POST /queue/hide", with what FastAPI knows of its fields."""
    described = make_app(hub).openapi()
    schemas = described.get("components", {}).get("schemas", {})
    found = {}
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            if not path.startswith(("/screen/", "/media/")):
                body = next(iter(told.get("requestBody", {}).get("content", {"": {}}).values()))
                name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
                fields = set(schemas.get(name, {}).get("properties", {}))
                asked = {one["name"]: one["in"] for one in told.get("parameters", ())}
                found[f"{method.upper()} {path}"] = {"fields": fields, "asked": asked}
    return found


@dataclass(slots=True)
class Walk:
    """Somebody who walks through the pages. `token`: of a session, "" for a stranger."""

    hub: Hub
    clock: Later
    client: httpx.Client
    token: str
    person: int
    complaints: list[str] = field(default_factory=list)
    #: By route, names of fields and the button: a form, and the page that it stands on.
    forms: dict[Key, tuple[str, Form]] = field(default_factory=dict)
    #: How often a route was sent a form, and how often something hostile in one of its fields.
    tried: Counter[str] = field(default_factory=Counter)
    posts: int = 0
    _known: frozenset[str] = frozenset()
    #: How often a route was sent a form as it was, by its button.
    _plain: Counter[tuple[str, str]] = field(default_factory=Counter)
    _done: set[Key] = field(default_factory=set)
    _newest: Page | None = None
    _routes: list[tuple[re.Pattern[str], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known = frozenset(routes_of(self.hub))
        paths = {route.partition(" ")[2] for route in self._known}
        for path in sorted(paths, key=lambda one: one.count("{")):
            pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))
            self._routes.append((re.compile(pattern), path))

    def route(self, method: str, address: str) -> str:
        """The route that an address belongs to, "" where there is none."""
        path = urlsplit(address).path
        found = next((known for pattern, known in self._routes if pattern.fullmatch(path)), "")
        route = f"{method.upper()} {found}"
        return route if route in self._known else ""

    def explore(self, addresses: Iterable[str]) -> None:
        """Look at these pages and at what they lead to, and gather their forms."""
        waiting = list(addresses)
        given, seen = set(waiting), set[str]()
        met: dict[tuple[str, str], int] = {}
        while waiting:
            address = waiting.pop(0)
            parts = urlsplit(address)
            key = self.route("GET", address), ",".join(sorted(re.findall(r"(\w+)=", parts.query)))
            known = address in seen or not key[0] or key[0].endswith(".csv")
            if known or (address not in given and met.get(key, 0) >= SAMPLES):
                continue
            seen.add(address)
            met[key] = met.get(key, 0) + 1
            waiting += self.look(address)

    def look(self, address: str) -> list[str]:
        """One page: gather its forms; gives where it leads."""
        answer = self.get(address)
        if self._newest is None:
            return [answer.headers["location"]] if answer.status_code == 303 else []
        return [link.partition("#")[0] for link in self._newest.links if link.startswith("/")]

    def _gather(self, address: str, page: Page) -> None:
        for form in page.forms:
            route = self.route(form.method, form.action)
            if not route:
                self.complaints.append(f"{address}: a form leads to {form.action}, where nothing is")
                continue
            pressed = form.fields[-1] if form.fields and form.fields[-1].sort == "button" else None
            value = pressed.value if pressed and pressed.name == "button" else ""
            self.forms.setdefault((route, form.names, value), (address, form))

    def get(self, address: str, **headers: str) -> httpx.Response:
        """A page as it is answered, judged."""
        answer = self.client.get(address, headers={"Cookie": self._cookie(), **headers})
        self._judge("GET", address, answer)
        return answer

    def attack(self, texts: Iterator[str], *, all_of: Iterable[str] = ()) -> None:
        """One hostile text in each field of each form in turn; then those of `all_of` into all fields."""
        while waiting := [key for key in self.forms if key not in self._done]:
            key = min(waiting, key=lambda one: (one[0].endswith(_ENDINGS), one))
            self._done.add(key)
            self._try(key, texts)
        self._flood(list(all_of))

    def _try(self, key: Key, texts: Iterator[str]) -> None:
        """One form: each of its fields that was not tried in other forms yet, else the form as a whole."""
        address, form = self.forms[key]
        route, _, pressed = key
        untried = [one for one in form.names if self.tried[f"{route} {one}"] < ENOUGH]
        if not untried and self._plain[route, pressed] >= ENOUGH:
            return
        self._plain[route, pressed] += 1
        for name in ("", *untried):
            fields = filled(form)
            if not name and {one.sort for one in form.fields} <= {"file", "hidden"}:
                fields |= {one.name: ["list.csv"] for one in form.fields if one.sort == "file"}
            if name:
                fields[name] = [next(texts)] * max(1, len(fields.get(name, ())))
                self.tried[f"{route} {name}"] += 1
            answer = self.send(form, fields)
            self.tried[route] += 1
            if answer.status_code == 303 and form.method == "post":
                # The next page may have an Undo, and what the form is about may be another item.
                if not name:
                    self.look(answer.headers["location"].partition("#")[0])
                form = self._again(key, address) or form

    def _flood(self, texts: list[str]) -> None:
        """All texts that are left, many in each field that takes words."""
        wordy = [
            (key[0], form, names)
            for key, (_, form) in sorted(self.forms.items())
            if (names := [one for one in form.fields if one.sort in ROOM and one.name != "key"])
            and any(one.sort != "hidden" for one in names)
        ]
        for _, form, names in cycle(wordy):
            if not texts:
                return
            fields = filled(form)
            for one in names:
                if one.sort != "hidden":
                    fields[one.name] = [_handful(texts, ROOM[one.sort])]
            self.send(form, fields)

    def asks(self, texts: Iterator[str]) -> None:
        """A hostile text in the place of each parameter of each address, and in the headers that are read."""
        for route, told in routes_of(self.hub).items():
            method, _, path = route.partition(" ")
            for name, where in told["asked"].items():
                for _ in range(3):
                    typed = next(texts)[:500]
                    address, headers = _address(path, name, where, typed), {}
                    if where == "header":
                        headers[name] = "".join(sign for sign in typed if " " <= sign <= "~").strip()
                    if method == "GET":
                        self.get(address, **headers)
                    else:
                        self.send(Form("post", address, multipart=False, fields=()), {})
                    self.tried[f"{route} {name}"] += 1

    def send(self, form: Form, fields: Fields) -> httpx.Response:
        """Send a form as a browser does."""
        self._enter()
        self.clock.by += timedelta(seconds=5)
        self.posts += 1
        if form.method == "get":
            return self.get(f"{form.action}?{httpx.QueryParams(fields)}"[:8000])
        base = str(self.client.base_url).rstrip("/")
        headers = {"Cookie": self._cookie(), "Origin": base, "Referer": base + "/playlist"}
        key = cookies.form_key(self.token or self._visit())
        files = {
            # Browsers send a file without a name where none was chosen.
            one.name: (name := fields.pop(one.name, [""])[0][:200], TABLE if name else b"")
            for one in form.fields
            if one.sort == "file"
        }
        answer = self.client.post(
            form.action, data={"key": key, **fields}, files=files or None, headers=headers
        )
        self._judge("POST", form.action, answer, str(fields)[:300])
        return answer

    def missed(self, without: Iterable[str] = ()) -> list[str]:
        """Routes, their fields, and fields of templates that no form was sent to."""
        lost = []
        for route, told in routes_of(self.hub).items():
            if route in without:
                continue
            names = set(told["asked"]) | (told["fields"] - {"key"})
            if route.startswith("POST") and not self.tried[route]:
                lost.append(route)
            lost += [f"{route} {name}" for name in sorted(names) if not self.tried[f"{route} {name}"]]
        sent = {one.rpartition(" ")[2] for one in self.tried}
        return lost + [f"the field {name}" for name in sorted(FIELDS - sent - {"key"})]

    def _again(self, key: Key, address: str) -> Form | None:
        """The form as its page has it now: what it is about may be another item."""
        if not self.route("GET", address):
            return None
        self._enter()
        self.get(address)
        there = self._newest.forms if self._newest else ()
        return next(
            (one for one in there if (self.route(one.method, one.action), one.names) == key[:2]), None
        )

    def _judge(self, method: str, address: str, answer: httpx.Response, sent: str = "") -> None:
        """Complain of an answer that no browser should be given, and gather the forms of a page."""
        wrong = ""
        self._newest = None
        if answer.status_code not in ANSWERS:
            wrong = text_of(answer.text)[:300]
        elif answer.status_code == 303:
            target = answer.headers["location"]
            wrong = "" if target.startswith("/") and not target.startswith("//") else f"leads to {target}"
        elif "text/html" in answer.headers.get("content-type", ""):
            page = self._newest = Page(address, answer.text)
            wrong = " ".join(page.foreign[:5])
            if not page.heading and "<main" in answer.text:
                wrong += " no heading"
            self._gather(address, page)
        elif answer.status_code >= 400 and not address.startswith("/static/"):
            wrong = f"no page: {answer.text[:200]}"
        if wrong:
            self.complaints.append(f"{method} {address[:90]} {sent}: {answer.status_code} {wrong}")

    def _enter(self) -> None:
        """Sign in again where a form ended the session."""
        people = self.hub.store.people
        if self.token and people.entered(hashed(self.token), self.hub.clock.now()) is None:
            people.enter(
                self.person, hashed(self.token), browser="Firefox", stays=True, now=self.hub.clock.now()
            )

    def _cookie(self) -> str:
        """One's own session and nothing else that answers have set."""
        self.client.cookies.clear()
        return f"{cookies.SESSION}={self.token}" if self.token else f"{cookies.VISIT}={self._visit()}"

    def _visit(self) -> str:
        return f"walker-{self.posts // 4}-{self.person}"


def _address(path: str, name: str, where: str, typed: str) -> str:
    """A route's address with `typed` in the place of one parameter."""
    quoted = quote(typed, safe="") or "%20"
    whole = re.sub(r"{(\w+)}", lambda found: quoted if found[1] == name else "1", path)
    return f"{whole}?{name}={quoted}" if where == "query" else whole


def filled(form: Form) -> Fields:
    """What a browser would send of a form where somebody typed plain words into what is empty."""
    fields: Fields = {}
    for one in form.fields:
        if one.name != "key" and one.sort != "file":
            fields.setdefault(one.name, []).append(
                one.value or PLAIN_BY_NAME.get(one.name, PLAIN.get(one.sort, ""))
            )
    if any(one.sort in ("radio", "checkbox") for one in form.fields):
        for one in form.fields:
            if one.sort == "radio":
                fields[one.name] = fields[one.name][:1]
    return fields


def _handful(texts: list[str], room: int) -> str:
    """As many texts as there is room for, one at least where one is left."""
    taken: list[str] = []
    while texts and (not taken or sum(map(len, taken)) + len(texts[-1]) < room):
        taken.append(texts.pop())
    return " ".join(taken)
