"""Which requests come in."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from signage.hub.door import host_allowed, listen, names_of
from signage.settings import HubSettings

NAMES = names_of(HubSettings(data=Path("/nowhere"), address="http://Signage.example:8080"))


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8080",
        "127.0.0.1:8080",
        "signage.example",
        "signage.example:8080",
        "[::1]:8080",
        "192.168.1.5",
    ],
)
def test_its_own_names_and_addresses_in_figures_come_in(host: str) -> None:
    assert host_allowed(host, NAMES)


@pytest.mark.parametrize(
    "host", ["", "evil.example", "signage.example.evil.example", "localhost.evil", "127.0.0.1.nip.example"]
)
def test_foreign_names_do_not(host: str) -> None:
    assert not host_allowed(host, NAMES)


def test_no_answer_waits_for_the_acknowledgement_of_its_first_piece() -> None:
    with listen("127.0.0.1", 0) as door, socket.create_connection(door.getsockname()):
        accepted, _ = door.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
