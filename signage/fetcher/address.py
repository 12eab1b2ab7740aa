"""Which addresses a source may lead to: the public internet, and the hosts that the library allowed.

Asks nobody; `fetcher.client` resolves names and passes what it found.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address

#: Well-known NAT64 prefix (RFC 6052): the last four bytes are an IPv4 address.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: All public IPv6 there is (RFC 4291, IANA: global unicast).
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
#: The last label of a host that old resolvers read as an IPv4 address: 2130706433, 0x7f.1, 0177.0.0.1.
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet. An IPv4 address within IPv6 is judged as well.

    False for what is no address, and for private, loopback, link-local, shared (CGNAT), multicast,
    documentation and reserved ranges (RFC 6890).
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return _is_public4(ip)
    if ip in _NAT64:
        return _is_public4(IPv4Address(ip.packed[-4:]))
    embedded = _embedded(ip)
    return ip in _GLOBAL_UNICAST and ip.is_global and all(_is_public4(inner) for inner in embedded)


def _is_public4(ip: IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _embedded(ip: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that 6to4 and Teredo carry inside."""
    return tuple(inner for inner in (ip.sixtofour, *(ip.teredo or ())) if inner is not None)


def is_disguised(host: str) -> bool:
    """Whether a host is an IPv4 address in a spelling other than four decimal numbers.

    Browsers and the C library read "2130706433", "0x7f.1" and "0177.0.0.1" as 127.0.0.1.
    """
    labels = host.rstrip(".").lower().split(".")
    if not _NUMBER.fullmatch(labels[-1]):
        return False
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return True
    return False


def allowed(host: str, port: int, allow_hosts: Iterable[str]) -> bool:
    """Whether the library allowed this host as it is written, with any port or with this one."""
    host = host.strip("[]").rstrip(".").lower()
    names = {host, f"{host}:{port}", f"[{host}]", f"[{host}]:{port}"}
    return any(entry.strip().rstrip(".").lower() in names for entry in allow_hosts)
