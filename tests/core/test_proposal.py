"""What is proposed for a new source, and on what ground."""

from __future__ import annotations

import pytest

from signage.core.decision import Trust
from signage.core.item import Content, Kind, Lane
from signage.core.proposal import Ground, is_at, lane_of, trust_of


@pytest.mark.parametrize(
    ("host", "site", "there"),
    [
        ("harbour.example", "harbour.example", True),
        ("www.harbour.example", "Harbour.example", True),
        ("blog.harbour.example", "harbour.example", True),
        ("harbour.example", "blog.harbour.example", False),
        ("notharbour.example", "harbour.example", False),
        ("", "", False),
    ],
)
def test_where_a_host_belongs(host: str, site: str, there: bool) -> None:
    assert is_at(host, site) is there


def test_trust_and_its_ground() -> None:
    own = {"harbour.example"}
    assert trust_of(Trust.PUBLISH, "far.example", own).ground is Ground.OWN_PLANS
    mine = trust_of(Trust.REVIEW, "blog.harbour.example", own)
    assert (mine.trust, mine.ground) == (Trust.PUBLISH, Ground.OWN_SITE)
    others = trust_of(Trust.REVIEW, "far.example", own)
    assert (others.trust, others.ground) == (Trust.REVIEW, Ground.OTHERS)


def test_the_lane_is_that_of_most_of_them() -> None:
    contents = [
        Content(kind=Kind.EVENT, text="A talk about lamps"),
        Content(kind=Kind.EVENT, text="Chess"),
        Content(kind=Kind.POST, text="Snow"),
    ]
    proposed = lane_of(contents)
    assert proposed is not None
    assert (proposed.lane, proposed.count, proposed.total, proposed.words) == (Lane.EVENTS, 2, 3, 2)
    assert lane_of([]) is None
