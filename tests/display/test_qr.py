from __future__ import annotations

import pytest

from signage.display import qr


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("https://fern.uk/say", "fern.uk/say"),
        ("https://www.fernmoor.example/say", "fernmoor.example\n/say"),
        ("http://signage.example:8080/say", "signage.example\n:8080/say"),
        ("http://signage.example:8080", "signage.example\n:8080"),
        ("http://[fd00::8]:8080/say", "[fd00::8]\n:8080/say"),
        ("https://fernmoor.example", "fernmoor.example"),
    ],
)
def test_a_long_address_breaks_after_its_name(address: str, lines: str) -> None:
    assert qr.broken(address) == lines
