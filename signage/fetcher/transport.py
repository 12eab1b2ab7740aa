"""Connections that go to the checked address and nowhere else."""

from __future__ import annotations

import ssl

import httpx

from signage.errors import Refused
from signage.fetcher import address
from signage.fetcher.resolver import Resolver, resolve

#: How many addresses of a host are tried.
_MOST_TRIES = 4


class CheckedTransport(httpx.AsyncBaseTransport):
    """Resolves each host once, checks what came out, and connects to exactly that address.

    The name stays in the Host header, in TLS (SNI) and in the check of the certificate. Connections
    are not kept: one that was opened to an address for one name must not serve another name there.
    Knows nothing about redirects and bodies. Raises Refused, with an empty `where`.
    """

    def __init__(self, allow_hosts: tuple[str, ...] = (), resolver: Resolver = resolve) -> None:
        self.allow_hosts = allow_hosts
        self._resolver = resolver
        self._inner: httpx.AsyncHTTPTransport | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request, to the first checked address that takes a connection."""
        if self._inner is None:
            # TLS's list of authorities costs a megabyte and 30 ms: only where it is needed.
            self._inner = httpx.AsyncHTTPTransport(
                verify=_authorities(), trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
            )
        host = request.url.host
        addresses = await self.addresses(host, request.url.port or _port(request.url.scheme))
        for n, found in enumerate(addresses[:_MOST_TRIES], start=1):
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=found),
                headers=request.headers,
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if n == min(len(addresses), _MOST_TRIES):
                    raise
        raise httpx.ConnectError("the name has no address")

    async def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of a host that may be used. Raises Refused where there is none, or OSError."""
        in_house = address.allowed(host, port, self.allow_hosts)
        if not in_house and address.is_disguised(host):
            raise _refused(host)
        found = await self._resolver(host, port)
        usable = found if in_house else tuple(one for one in found if address.is_public(one))
        if found and not usable:
            raise _refused(host)
        return usable

    async def aclose(self) -> None:
        """Ends what is left of connections."""
        if self._inner is not None:
            await self._inner.aclose()


def _authorities() -> ssl.SSLContext:
    """The authorities that come with httpx, and those of this PC (a library may have its own)."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


def _port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _refused(host: str) -> Refused:
    return Refused(
        "",
        f"{host} lies in a private network, which sources may not use.",
        f'If it is the library\'s own, add "{host}" to allow_hosts under [hub].',
    )
