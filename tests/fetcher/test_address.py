from __future__ import annotations

import pytest

from signage.fetcher.address import allowed, is_disguised, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808"),
        *("2002:7f00:1::1", "2001:0:7f00:1::1", "no address", ""),
    ],
)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "127.0.0.1.2", "017700000001"]
)
def test_other_spellings_of_an_address_are_seen(host: str) -> None:
    assert is_disguised(host)


@pytest.mark.parametrize("host", ["lib.example", "127.0.0.1", "3com.example", "2130706433.example"])
def test_names_and_plain_addresses_are_no_disguise(host: str) -> None:
    assert not is_disguised(host)


def test_allow_hosts_bind_a_host_with_any_port_or_with_one() -> None:
    assert allowed("Calendar.lan", 443, ["calendar.lan"])
    assert allowed("calendar.lan.", 8080, ["calendar.lan:8080"])
    assert not allowed("calendar.lan", 80, ["calendar.lan:8080"])
    assert not allowed("evil.calendar.lan", 80, ["calendar.lan"])
    assert allowed("::1", 8080, ["[::1]:8080"])
