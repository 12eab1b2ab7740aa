"""A visit: one request of a person, with what a page needs to answer it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from signage.core import wording
from signage.core.person import Person
from signage.core.role import Permission, Role, may
from signage.core.snapshot import zone_of
from signage.hub.hub import Hub
from signage.hub.moderation import stopping
from signage.hub.pages import cookies, menu, rendering
from signage.hub.pages.sayings import Saying
from signage.store.people import Entry
from signage.words import Words, for_locale

#: Languages that the pages speak besides English, as their catalogues are called.
LANGUAGES = {"en": "English", "de": "Deutsch", "ar": "العربية"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who asks, in which language, and how to answer. `entry` is None where nobody is signed in."""

    request: Request
    hub: Hub
    entry: Entry | None
    #: The value by which this browser's forms are known, "" before it has one.
    mark: str
    #: Set while the answer is made, where this browser has no mark yet.
    _new_mark: list[str] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """Who is signed in. Only for routes that need more than Permission.ANYBODY."""
        if self.entry is None:
            raise LookupError("nobody is signed in")
        return self.entry.person

    @property
    def role(self) -> Role | None:
        """What this person is here."""
        return self.entry.person.role if self.entry else None

    @property
    def now(self) -> datetime:
        """The hub's clock."""
        return self.hub.clock.now()

    @property
    def zone(self) -> ZoneInfo:
        """The library's time zone."""
        return zone_of(self.hub.settings.library.timezone)

    @property
    def words(self) -> Words:
        """The person's language; else the browser's, else the library's."""
        library = self.hub.settings.library.locale
        chosen = self.entry.person.language if self.entry else self.language
        return for_locale(chosen or (library if self.entry else preferred(self.request, library)))

    @property
    def language(self) -> str:
        """The language that the address asks for, "" where it asks for none that the pages speak."""
        asked = self.request.query_params.get("language", "")
        return asked if asked in LANGUAGES else ""

    @property
    def asked(self) -> str:
        """What is added to an address so that the next page speaks the same language."""
        return f"?language={self.language}" if self.language else ""

    @property
    def partial(self) -> bool:
        """Whether htmx asks for a part of the page only."""
        return self.request.headers.get("hx-request") == "true"

    def may(self, permission: Permission) -> bool:
        """Whether this person may."""
        return may(self.role, permission)

    def page(self, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """A template, filled. It reaches `visit`, `words`, `menu`, `key` and `values`."""
        mark = self.mark or cookies.read(self.request, cookies.VISIT) or cookies.new_mark()
        body = (
            rendering.environment()
            .get_template(template)
            .render(
                visit=self,
                words=self.words,
                library=self.hub.settings.library,
                key=cookies.form_key(mark),
                menu=menu.of(self.role, self.request.url.path),
                sayings=self.hub.sayings.take(self.mark) if not self.partial else (),
                # Not on the page that says the hub failed: it must need nothing of the store.
                banner=stopping.banner(self.hub, self.words) if self.entry and status < 500 else None,
                **values,
            )
        )
        response = HTMLResponse(body, status_code=status)
        if not self.mark and cookies.read(self.request, cookies.VISIT) != mark:
            cookies.write(self.request, response, cookies.VISIT, mark)
        return response

    def back(self, address: str, said: str = "", *, undo: str = "") -> Response:
        """To another page (303), at whose top stands `said`, with a button that posts to `undo`."""
        if said and self.mark:
            self.hub.sayings.say(self.mark, Saying(text=said, undo=undo))
        return RedirectResponse(address, status_code=303)

    def when(self, moment: datetime) -> str:
        """A moment on the library's clock, in this person's words; today by its time alone."""
        zone = self.zone
        there, here = wording.local(moment, zone), wording.local(self.now, zone)
        if there.date() == here.date():
            return wording.clock_time(there, self.words)
        return wording.moment_of(moment, zone, self.words)

    @property
    def helper(self) -> str:
        """The name of an administrator who can help, "" where there is none."""
        known = self.hub.store.people.everybody()
        return next((one.name for one in known if one.role is Role.ADMINISTRATOR and one.ready), "")

    @property
    def came_from(self) -> str:
        """The page of ours that led here, else the first one."""
        back = urlsplit(self.request.headers.get("referer", ""))
        ours = back.netloc == self.request.headers.get("host", "") and back.path != self.request.url.path
        return local_address(back._replace(scheme="", netloc="").geturl()) if ours else "/"


def local_address(address: str) -> str:
    """`address` where it is a page of this hub, else "/": no form sends people to another site."""
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if plain and address.isprintable() else "/"


def preferred(request: Request, otherwise: str) -> str:
    """The first language of the browser that the pages speak; else `otherwise`."""
    wanted = []
    for part in request.headers.get("accept-language", "").split(",")[:10]:
        name, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), name))
        except ValueError:
            continue
    for _, name in sorted(wanted, key=lambda one: one[0]):
        language = name.split("-")[0].casefold()
        if language == otherwise.split("-")[0].casefold():
            return otherwise
        if language in LANGUAGES:
            return name
    return otherwise
