from __future__ import annotations

import pytest

from signage.display import qr


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("https://fern.uk/say", "fern.uk/say"),
        ("https://fern.example/say", "fern.example\n/say"),
        ("https://www.fernmoor.example/say", "fernmoor\n.example/say"),
        ("http://signage.example:8080/say", "signage\n.example:8080\n/say"),
        ("http://192.168.4.31:8080/say", "192.168.4.31\n:8080/say"),
        ("http://[fd00::8]:8080/say", "[fd00::8]:8080\n/say"),
        (
            "https://a.very.long.name.of.a.library.example/say",
            "a.very.long\n.name.of.a\n.library.example/say",
        ),
    ],
)
def test_a_long_address_breaks_between_its_parts(address: str, lines: str) -> None:
    assert qr.broken(address) == lines
