"""Patrons and moderators at once, for a moment; `script/bench crowd` lets more of them at it for minutes."""

from __future__ import annotations

from pathlib import Path

from tests.bench import crowd


def test_a_crowd_loses_nothing_and_decides_nothing_twice(tmp_path: Path) -> None:
    told = crowd.run(tmp_path, 10, patrons=12, moderators=5)
    assert told.wrong == []
    assert not [status for status in told.statuses if status >= 500]
    assert told.taken
    assert told.decided
