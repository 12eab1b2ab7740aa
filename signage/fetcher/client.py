"""One polite, bounded question to a server."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from signage import __version__
from signage.clock import Clock, SystemClock
from signage.errors import (
    AskedToWait,
    NotReachable,
    NotRecognised,
    Refused,
    SourceError,
    TooSlow,
    Unavailable,
)
from signage.fetcher import pacing
from signage.fetcher.body import read_body
from signage.fetcher.resolver import Resolver, resolve
from signage.fetcher.transport import CheckedTransport
from signage.sources.plan import Request, Response
from signage.store.outcome import Validators

#: For a server that is asked for the first time, or that gave nothing.
NO_VALIDATORS = Validators()

#: Statuses that a plan reads itself: they say something about what was asked.
PLAN_READS = frozenset({400, 401, 403, 404, 410, 422})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one question may cost. Bytes are counted on the wire and decoded; seconds cover all hops."""

    seconds: float = 30
    connect_seconds: float = 10
    body: int = 5 * 1024 * 1024
    calendar: int = 20 * 1024 * 1024
    redirects: int = 5

    def body_of(self, accept: str) -> int:
        """The largest body of an answer: calendars are long, the rest is not."""
        return self.calendar if "text/calendar" in accept else self.body


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back. `response.body` is empty where nothing has changed (304)."""

    response: Response
    validators: Validators = NO_VALIDATORS
    #: Where a permanent redirect led, "" where there was none: proposed to staff, never stored.
    moved_to: str = ""

    @property
    def not_modified(self) -> bool:
        """Whether the server said that its last answer still holds."""
        return self.response.status == 304


class Client:
    """Asks over HTTP within limits, and tells every failure as a SourceError.

    Sends no cookies and no Referer, takes gzip alone, follows at most five redirects and checks the
    address of each. Uses no proxy. Does not know about sources, due times or retries.
    """

    def __init__(
        self,
        contact: str = "",
        allow_hosts: tuple[str, ...] = (),
        *,
        limits: Limits = Limits(),
        clock: Clock = SystemClock(),  # noqa: B008  frozen
        resolver: Resolver = resolve,
    ) -> None:
        self.limits = limits
        self._clock = clock
        self._transport = CheckedTransport(allow_hosts, resolver)
        self._http = httpx.AsyncClient(
            transport=self._transport,
            headers={"User-Agent": user_agent(contact), "Accept-Encoding": "gzip"},
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(limits.seconds, connect=limits.connect_seconds),
            follow_redirects=False,
            trust_env=False,
        )

    def allow(self, allow_hosts: tuple[str, ...]) -> None:
        """Take over the private hosts of new settings."""
        self._transport.allow_hosts = allow_hosts

    async def close(self) -> None:
        """Ends all connections."""
        await self._http.aclose()

    async def get(
        self,
        request: Request,
        validators: Validators = NO_VALIDATORS,
        token: str = "",
        *,
        where: str = "source",
    ) -> Answer:
        """The answer to one request, over all redirects, within 30 s in all.

        `token` goes to the host of `request.url` only. Raises NotReachable, Refused, TooLarge, TooSlow,
        NotRecognised, AskedToWait or Unavailable, with `where` and never with the address's query.
        """
        host = host_of(request.url)
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await self._follow(request, validators, token)
        except TimeoutError as error:
            raise TooSlow(
                where,
                f"{host} took longer than {self.limits.seconds:g} seconds to answer.",
                "It is asked again later.",
            ) from error
        except SourceError as error:
            error.where = where
            raise
        except httpx.HTTPError as error:
            raise _translated(error, where, host) from error
        except (OSError, httpx.InvalidURL, UnicodeError) as error:
            raise NotReachable(
                where,
                f"{host or 'The address'} cannot be found.",
                "Check the address, and this PC's network.",
            ) from error

    async def _follow(self, request: Request, validators: Validators, token: str) -> Answer:
        url = httpx.URL(request.url)
        home = (url.scheme, url.host, url.port)
        moved_to, permanent = "", True
        for _ in range(self.limits.redirects + 1):
            if url.scheme not in {"http", "https"} or not url.host:
                raise NotRecognised("", "The address is not one of the web.", "Use an http or https address.")
            headers = {**request.headers, "Accept": request.accept}
            if token and (url.scheme, url.host, url.port) == home:
                headers["Authorization"] = f"Bearer {token}"
            question = self._http.build_request("GET", url, headers=headers)
            # Beside httpx's own merging of headers, which takes ASCII only.
            question.headers = httpx.Headers([*question.headers.raw, *_conditions(validators)])
            answer = await self._http.send(question, stream=True)
            try:
                if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                    return await self._answer(request, answer, validators, moved_to)
                target = url.join(answer.headers["location"])
            finally:
                await answer.aclose()
            if url.scheme == "https" and target.scheme == "http":
                raise Refused(
                    "",
                    f"{url.host} leads on to an address without encryption.",
                    "Ask its operator, or use another address.",
                )
            permanent = permanent and answer.status_code in _PERMANENT
            moved_to = str(target) if permanent else moved_to
            url = target
        raise Unavailable(
            "",
            f"The address leads on more than {self.limits.redirects} times.",
            "Open it in a browser and use the address where it ends.",
        )

    async def _answer(
        self, request: Request, answer: httpx.Response, sent: Validators, moved_to: str
    ) -> Answer:
        status, host = answer.status_code, answer.url.host
        headers = {name.lower(): value for name, value in answer.headers.items()}
        response = Response(request=request, url=str(answer.url), status=status, headers=headers)
        if status == 304 and sent != NO_VALIDATORS:
            return Answer(response=response, validators=sent, moved_to=moved_to)
        if status in {429, 503}:
            raise AskedToWait(
                "",
                f"{host} asks for a pause (status {status}).",
                "It is asked again after that; nothing needs to be done.",
                pacing.wait_asked(headers, self._clock.now()),
            )
        if not 200 <= status < 300 and status not in PLAN_READS:
            raise Unavailable(
                "", f"{host} answered with an error (status {status}).", "It is asked again later."
            )
        body = await read_body(answer, self.limits.body_of(request.accept))
        if status < 300:
            _refuse_empty_and_pages(body, request.accept, host)
        return Answer(
            response=Response(
                request=request, url=str(answer.url), status=status, headers=headers, body=body
            ),
            validators=Validators(
                etag=_verbatim(answer, b"etag"), last_modified=_verbatim(answer, b"last-modified")
            ),
            moved_to=moved_to,
        )


def user_agent(contact: str = "") -> str:
    """Who asks and where to complain, as publishers wish it."""
    return f"signage/{__version__} (+{contact})" if contact else f"signage/{__version__}"


def host_of(url: str) -> str:
    """The host of an address, for sentences and for pauses; "" where it has none."""
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return ""


def authority_of(url: str) -> str:
    """The server of an address: host, and the port where it is not the usual one."""
    try:
        return httpx.URL(url).netloc.decode("ascii")
    except httpx.InvalidURL:
        return ""


def _conditions(validators: Validators) -> list[tuple[bytes, bytes]]:
    both = ((b"If-None-Match", validators.etag), (b"If-Modified-Since", validators.last_modified))
    return [(name, value.encode("latin-1")) for name, value in both if value]


def _verbatim(answer: httpx.Response, name: bytes) -> str:
    """A header byte for byte: httpx guesses an encoding, and would not send the same bytes back."""
    return next((value.decode("latin-1") for key, value in answer.headers.raw if key.lower() == name), "")


def _refuse_empty_and_pages(body: bytes, accept: str, host: str) -> None:
    """A captive portal answers 200 with a page of its own; nothing is replaced by that."""
    if not body.strip():
        raise NotRecognised("", f"{host} sent an empty answer.", "It is asked again later.")
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) and "text/html" not in accept:
        raise NotRecognised(
            "",
            f"{host} sent a web page where data was expected.",
            'Check the address (try "signage add"), and whether this network wants a sign-in first.',
        )


def _translated(error: httpx.HTTPError, where: str, host: str) -> SourceError:
    if isinstance(error, httpx.TimeoutException):
        return TooSlow(where, f"{host} does not answer in time.", "It is asked again later.")
    if isinstance(error, httpx.ConnectError) and _is_certificate(error):
        return NotReachable(
            where,
            f"The certificate of {host} is not valid, so it may be somebody else.",
            "Check this PC's date and time; else ask the operator of the address.",
        )
    if isinstance(error, httpx.ConnectError):
        return NotReachable(where, f"{host} cannot be reached.", "Check the address, and this PC's network.")
    if isinstance(error, httpx.UnsupportedProtocol):
        return NotRecognised(where, "The address is not one of the web.", "Use an http or https address.")
    return NotReachable(where, f"The connection to {host} broke off.", "It is asked again later.")


def _is_certificate(error: BaseException) -> bool:
    """Whether TLS refused: httpx hides that in the chain of causes."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
