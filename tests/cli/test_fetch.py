"""Fetching and adding from the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.test_cli import CONFIG, signage

ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Harbour Library//Test//EN\r
BEGIN:VEVENT\r
UID:tea@harbour.example\r
DTSTART:{day}T150000Z\r
DTEND:{day}T160000Z\r
SUMMARY:Tea and [stories]\r
LOCATION:Reading room\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG.format(port=8080))
    (tmp_path / "week.csv").write_text("kind,text\nnotice,The reading room has new lamps.\n")
    return tmp_path


def test_a_fetch_tells_what_came(folder: Path) -> None:
    first = signage("fetch", "--json", cwd=folder)
    assert (first.returncode, first.stderr) == (0, "")
    (row,) = json.loads(first.stdout)["sources"]
    assert set(row) == {"source", "kind", "outcome", "items", "new", "changed", "gone", "error", "seconds"}
    assert (row["source"], row["kind"], row["outcome"], row["new"]) == ("week", "playlist", "fetched", 1)
    items = json.loads(signage("items", "--json", cwd=folder).stdout)["items"]
    assert [(item["text"], item["state"]) for item in items] == [
        ("The reading room has new lamps.", "approved")
    ]


def test_a_failure_is_told_and_ends_with_one(folder: Path) -> None:
    (folder / "week.csv").unlink()
    told = signage("fetch", "--json", cwd=folder)
    assert told.returncode == 1
    (row,) = json.loads(told.stdout)["sources"]
    assert row["outcome"] == "failed"
    assert row["error"]
    unknown = signage("fetch", "weak", cwd=folder)
    assert unknown.returncode == 2
    assert "week" in unknown.stderr


def test_what_an_address_gives_is_shown_and_added(folder: Path) -> None:
    day = datetime.now(UTC) + timedelta(days=3)
    (folder / "events.ics").write_text(ICS.format(day=f"{day:%Y%m%d}"), newline="")
    before = (folder / "config.toml").read_text()
    shown = signage("add", "events.ics", cwd=folder)
    assert shown.returncode == 0, shown.stderr
    assert "Tea and [stories] (Reading room)" in shown.stdout
    assert '[[source]]\nid = "events"' in shown.stdout
    assert (folder / "config.toml").read_text() == before
    added = signage("add", "events.ics", "--write", "--json", cwd=folder)
    told = json.loads(added.stdout)
    assert told["written"] is True
    assert told["found"][0]["items"][0]["text"] == "Tea and [stories]"
    assert (folder / "config.toml").read_text().startswith(before)
    fetched = json.loads(signage("fetch", "events", "--json", cwd=folder).stdout)
    assert fetched["sources"][0]["new"] == 1


def test_what_is_nothing_of_use_is_told(folder: Path) -> None:
    told = signage("add", "http://127.0.0.1:9/feed", cwd=folder)
    assert told.returncode == 1
    assert len(told.stderr.splitlines()) == 3
    assert told.stdout == ""
