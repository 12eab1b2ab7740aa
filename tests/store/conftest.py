from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from signage.store import Store
from tests.store.making import DATES, GUESTS, OURS, TAG, WRITTEN, SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "signage.db"


@pytest.fixture
def store(path: Path, clock: SetClock) -> Iterator[Store]:
    with Store.open(path, clock) as opened:
        opened.register((OURS, TAG, DATES, GUESTS, WRITTEN))
        yield opened
