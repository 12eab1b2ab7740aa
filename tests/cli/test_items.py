"""Commands that look into the store and decide, against a real one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from signage.clock import SystemClock
from signage.core.decision import Reason, State, Trust, Verdict
from signage.core.item import LANE_OF, Content, Kind, RawItem, When
from signage.store import FetchOutcome, JudgedItem, SourceRecord, Store
from tests.cli.test_cli import CONFIG, signage

EVENT = datetime(2027, 3, 4, 14, 0, tzinfo=UTC)  # 15:00 in Berlin


def judged(number: int, kind: Kind, text: str, state: State, *, when: When | None = None) -> JudgedItem:
    reasons = (Reason.LINK,) if state is State.HELD else ()
    return JudgedItem(
        raw=RawItem(id=f"test:{number}", content=Content(kind=kind, text=text, when=when)),
        lane=LANE_OF[kind],
        verdict=Verdict(state=state, reasons=reasons),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG.format(port=8080))
    (tmp_path / "week.csv").write_text("kind,text\nnotice,The reading room has new lamps.\n")
    now = datetime.now(UTC)
    with Store.open(tmp_path / "data" / "signage.db", SystemClock()) as store:
        store.register([SourceRecord(id="week", name="Week", kind="playlist", trust=Trust.PUBLISH)])
        items = (
            judged(1, Kind.NOTICE, "The reading room has new lamps.", State.APPROVED),
            judged(
                2,
                Kind.EVENT,
                "Chess for all",
                State.APPROVED,
                when=When(starts=EVENT, ends=EVENT + timedelta(hours=2)),
            ),
            judged(3, Kind.NOTICE, "See https://shop.example", State.HELD),
        )
        store.save(FetchOutcome(source="week", items=items, next_due=now + timedelta(hours=1)), now)
    return tmp_path


def told(*words: str, cwd: Path) -> dict[str, Any]:
    answer = signage(*words, "--json", cwd=cwd)
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr == ""
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_items_have_the_shape_that_programs_rely_on(folder: Path) -> None:
    items = {item["id"]: item for item in told("items", cwd=folder)["items"]}
    assert set(items) == {"test:1", "test:2", "test:3"}
    event = items["test:2"]
    assert set(event) >= {
        *("id", "source", "kind", "lane", "state", "reasons", "author", "text", "url", "published", "starts"),
        *("ends", "all_day", "place", "cancelled"),
    }
    assert datetime.fromisoformat(event["starts"]) == EVENT
    assert (items["test:3"]["state"], items["test:3"]["reasons"]) == ("held", ["link"])
    held = told("items", "--state", "held", cwd=folder)["items"]
    assert [item["id"] for item in held] == ["test:3"]


def test_a_short_id_hides_and_undo_brings_it_back(folder: Path) -> None:
    lines = [line.split("\t") for line in signage("items", cwd=folder).stdout.splitlines()]
    short = next(line[0] for line in lines if "lamps" in line[-1])
    hidden = told("hide", short, "--note", "broken again", cwd=folder)["decisions"][0]
    assert (hidden["item"], hidden["before"], hidden["after"], hidden["note"]) == (
        "test:1",
        "approved",
        "hidden",
        "broken again",
    )
    assert hidden["by"].startswith("command line")
    back = told("undo", short, cwd=folder)["decisions"][0]
    assert (back["after"], back["reasons"]) == ("approved", ["undone"])
    approved = signage("approve", "test:3", cwd=folder)
    assert "held -> approved  See https://shop.example" in approved.stdout


def test_an_id_that_is_none(folder: Path) -> None:
    answer = signage("hide", "nothing-like-it", cwd=folder)
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 3


def test_a_programme_says_why(folder: Path) -> None:
    made = told("programme", "--at", "2027-03-04 14:50", cwd=folder)
    assert (made["screen"], made["at"]) == ("Foyer", "2027-03-04T13:50:00+00:00")
    event = next(entry for entry in made["ticker"] if entry["id"] == "test:2")
    assert (event["kind"], event["lane"]) == ("event", "events")
    assert "10" in event["words"]
    assert event["why"]
    assert {"id", "kind", "seconds", "why"} <= set(made["slides"][0])
    left = {one["id"]: one["why"] for one in made["left_out"]}
    assert left["test:3"] == "held for a person (link)"
    over = told("programme", "--at", "2027-03-04T17:00:00+01:00", cwd=folder)
    assert "test:2" not in {entry["id"] for entry in over["ticker"]}
    assert "test:2" in {one["id"] for one in over["left_out"]}
    plain = signage("programme", "--at", "2027-03-04 14:50", cwd=folder)
    assert "Chess for all" in plain.stdout


def test_no_such_screen(folder: Path) -> None:
    answer = signage("programme", "--screen", "Attic", cwd=folder)
    assert answer.returncode == 2
    assert "Foyer" in answer.stderr


def test_a_shot_is_a_picture(folder: Path) -> None:
    made = told(
        "shot", "out.png", "--at", "2027-03-04 14:50", "--size", "1280x720", "--theme", "paper", cwd=folder
    )
    assert made["screen"] == "Foyer"
    head = (folder / "out.png").read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1280, 720)


def test_a_check_up_lists_what_was_looked_at(folder: Path) -> None:
    answer = signage("check", "--json", cwd=folder)
    found = json.loads(answer.stdout)
    assert set(found) == {"ok", "findings"}
    assert found["ok"] is (answer.returncode == 0)
    assert {"where", "level", "what", "do"} == set(found["findings"][0])
    levels = {finding["where"]: finding["level"] for finding in found["findings"]}
    assert levels["source week"] == "fine"
    assert levels["screen Foyer"] == "fine"
    assert levels["themes"] == "fine"
    (folder / "week.csv").unlink()
    again = signage("check", cwd=folder)
    assert again.returncode == 1
    assert "source week: There is no file" in again.stdout


def test_an_emergency_is_in_the_programme_until_it_is_ended(folder: Path) -> None:
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    started = told(
        *("emergency", "start", "Please leave. Use the stairs.", "--until", until, "--arrow", "left"),
        cwd=folder,
    )
    assert started["emergency"]["headline"] == "Please leave."
    assert (started["emergency"]["mode"], started["emergency"]["arrow"]) == ("replace", "left")
    made = told("programme", cwd=folder)
    assert made["emergency"]["lines"] == ["Use the stairs."]
    assert [slide["kind"] for slide in made["slides"]] == ["emergency"]
    assert "rests while an emergency is shown" in {one["why"] for one in made["left_out"]}
    checked = json.loads(signage("check", "--json", cwd=folder).stdout)["findings"]
    assert any(one["where"] == "emergency" and one["level"] == "warning" for one in checked)
    assert told("emergency", "end", cwd=folder)["ended"]["headline"] == "Please leave."
    assert told("programme", cwd=folder)["emergency"] is None
    refused = signage("emergency", "start", "Out.", "--until", "soon", cwd=folder)
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[0] == "--until"
