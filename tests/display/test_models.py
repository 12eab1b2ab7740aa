from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester

from signage.display.models import TickerModel, TickerRow

ROWS = st.lists(st.builds(TickerRow, id=st.sampled_from("abcd"), text=st.text(max_size=3)), max_size=6)


def watcher(model: TickerModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), ROWS), min_size=1, max_size=6))
def test_a_model_keeps_the_rules_of_models(steps: list[tuple[bool, list[TickerRow]]]) -> None:
    model = TickerModel()
    watched = watcher(model)
    for whole, rows in steps:
        if whole:
            model.replace(rows)
        else:
            model.update(rows)
        assert model.rows == tuple(rows)
        assert model.rowCount() == len(rows)
    assert watched.model() is model


def test_only_the_fields_that_changed_are_announced() -> None:
    model = TickerModel()
    model.replace([TickerRow(id="a", text="one"), TickerRow(id="b", text="two")])
    told: list[tuple[int, list[bytes]]] = []
    names = model.roleNames()
    model.dataChanged.connect(
        lambda first, _last, roles: told.append((first.row(), [bytes(names[role].data()) for role in roles]))
    )
    model.put(1, replace(model.rows[1], text="three", page=1))
    model.put(0, model.rows[0])
    assert told == [(1, [b"text", b"page"])]


def test_rows_are_read_by_role_and_nothing_else_is_there() -> None:
    model = TickerModel()
    model.replace([TickerRow(id="a", figure="94")])
    role = next(number for number, name in model.roleNames().items() if bytes(name.data()) == b"figure")
    assert model.data(model.index(0), role) == "94"
    assert model.data(model.index(5), role) is None
    assert model.data(model.index(0), Qt.ItemDataRole.DisplayRole) is None
    assert model.data(QModelIndex(), role) is None
    assert model.rowCount(model.index(0)) == 0


@pytest.mark.parametrize("calls", [20_000])
def test_twenty_thousand_calls_into_qt_lose_no_reference(calls: int) -> None:
    timer = QTimer()
    model = TickerModel()
    for _ in range(calls // 4):
        timer.start(1000)
        timer.stop()
        model.beginResetModel()
        model.endResetModel()
    assert not timer.isActive()
