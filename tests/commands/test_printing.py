"""What commands print."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from signage.commands.printing import document, failure, short, table
from signage.errors import NotReachable, SettingsError, UsageError


def test_an_error_is_three_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        failure(NotReachable("source blog", "It does not answer.", "Check the network."), as_json=False) == 1
    )
    told = capsys.readouterr()
    assert told.err == "source blog\n  It does not answer.\n  Check the network.\n"
    assert told.out == ""


def test_further_mistakes_of_the_settings_are_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    error = SettingsError("config.toml", "One.", "Mend it.")
    error.others = (SettingsError("config.toml, [mix]", "Two.", "Mend that."),)
    assert failure(error, as_json=False) == 2
    assert capsys.readouterr().err.count("Mend") == 2


def test_an_error_as_json_is_alone_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert failure(UsageError("--at", "No time.", "Write one."), as_json=True) == 2
    told = capsys.readouterr()
    assert json.loads(told.out) == {"error": {"where": "--at", "what": "No time.", "do": "Write one."}}
    assert told.err == ""


def test_times_have_their_offset(capsys: pytest.CaptureFixture[str]) -> None:
    document({"at": datetime(2026, 11, 28, 15, tzinfo=UTC), "text": "Süßes"})
    told = capsys.readouterr().out
    assert "2026-11-28T15:00:00+00:00" in told
    assert "Süßes" in told


def test_a_table_in_a_pipe_is_one_line_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    table(("a", "b"), [("1", "two\nlines\there"), ("[red]x", "")])
    assert capsys.readouterr().out == "1\ttwo lines here\n[red]x\t\n"


def test_a_long_text_is_cut() -> None:
    assert short("a\n b") == "a b"
    assert short("x" * 200, 10) == "x" * 9 + "…"
