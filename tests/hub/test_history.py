"""The history: who decided what, found by words, taken back, and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from signage.core.decision import State
from signage.core.item import Kind
from signage.hub.hub import Hub
from signage.store import Store
from tests.hub.conftest import fill
from tests.hub.staff import Staff, signed_in, text_of
from tests.hub.test_on_air import COMMENT, POST, said


@pytest.fixture
def priya(hub: Hub, store: Store, address: str) -> Iterator[Staff]:
    fill(
        store,
        said(POST, Kind.POST, "A post <b>about</b> wool"),
        said(COMMENT, Kind.COMMENT, "=1+1 more crime"),
    )
    now = datetime.now(UTC)
    store.decide([POST], State.HIDDEN, by="Tom", now=now, note="clause 3")
    store.decide([COMMENT], State.HIDDEN, by="Noor", now=now)
    with signed_in(hub, address) as staff:
        yield staff


def test_the_newest_stands_first_with_who_and_what(priya: Staff) -> None:
    page = priya.get("/history").text
    said = priya.words("/history")
    assert said.index("Noor") < said.index("Tom")
    assert "A post &lt;b&gt;about&lt;/b&gt; wool" in page


@pytest.mark.parametrize(
    ("about", "there", "not_there"), [("WOOL", "Tom", "Noor"), ("noor", "crime", "wool")]
)
def test_it_is_found_by_words_and_by_names(priya: Staff, about: str, there: str, not_there: str) -> None:
    said = priya.words(f"/history?about={about}")
    assert there in said
    assert not_there not in said
    assert "Nothing found." in priya.words("/history?about=%25")


def test_a_decision_is_taken_back_from_here_until_somebody_decides_anew(priya: Staff, store: Store) -> None:
    number = next(one.id for one in store.newest_decisions(9) if one.item == POST)
    assert f"/actions/{number}/undo" in priya.get("/history").text
    priya.client.headers["Referer"] = str(priya.client.base_url) + "/history"
    assert priya.post(f"/actions/{number}/undo").headers["location"] == "/history"
    assert store.item(POST).state is State.APPROVED
    page = priya.get("/history").text
    assert f"/actions/{number}/undo" not in page
    priya.post(f"/actions/{number}/undo")
    assert store.item(POST).state is State.APPROVED


def test_older_rows_are_a_page_away_and_none_is_lost(priya: Staff, store: Store) -> None:
    for number in range(60):
        state = State.APPROVED if number % 2 else State.HIDDEN
        store.decide([POST], state, by=f"Person {number:02d}", now=datetime.now(UTC))
    first = priya.words("/history")
    assert "Person 59" in first
    assert "Person 09" not in first
    older = priya.get("/history").text.partition('href="/history?before=')[2].partition('"')[0]
    assert "Person 09" in priya.words(f"/history?before={older}")


def test_the_table_has_every_row_and_no_formula(priya: Staff) -> None:
    answer = priya.get("/history.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["by"], row["after"], row["note"], row["text"]) for row in rows] == [
        ("Noor", "hidden", "", "'=1+1 more crime"),
        ("Tom", "hidden", "clause 3", "A post <b>about</b> wool"),
    ]


@pytest.mark.parametrize(
    "asked",
    ["/history?before={}", "/playlist?done={}", "/queue?done={}", "/?done={}", "/actions/{}/screens"],
)
def test_a_number_that_no_database_holds_is_refused(priya: Staff, asked: str) -> None:
    answer = priya.get(asked.format(2**63))
    assert answer.status_code == 422
    assert "could not take what was sent" in text_of(answer.text)
    assert priya.get(asked.format(2**63 - 1)).status_code in {200, 303}
