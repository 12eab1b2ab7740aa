"""Fixtures of the tests from end to end: a virtual screen, the services on loopback, a free port."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.end_to_end.glass import Glass, lit, missing
from tests.end_to_end.services import Services


@pytest.fixture
def glass(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glass]:
    """A virtual screen of this test's own."""
    if why := missing():
        pytest.skip(why)
    with lit(tmp_path_factory.mktemp("glass")) as made:
        yield made


@pytest.fixture
def services(corpus: Path) -> Iterator[Services]:
    """The outside world, answering; stopped at the end at the latest."""
    made = Services(corpus, datetime.now(UTC))
    yield made
    made.stop()
