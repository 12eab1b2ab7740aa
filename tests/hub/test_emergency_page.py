"""An emergency from the page: on every screen at once, never without an end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from signage.core.role import Role
from signage.hub.hub import Hub
from tests.hub.staff import Form, Staff, signed_in, text_of

FIRE: Form = {
    "headline": "Please leave the building",
    "lines": "Use the nearest exit.\n\nDo not use the lift.",
    "mode": "replace",
    "arrow": "right",
}


@pytest.fixture
def priya(hub: Hub, address: str) -> Iterator[Staff]:
    with signed_in(hub, address, role=Role.EDITOR) as staff:
        yield staff


def soon(staff: Staff) -> Form:
    """The end that the form proposes."""
    page = staff.get("/playlist/emergency").text
    return {
        name: page.split(f'name="{name}" type="{kind}" value="')[1].split('"')[0]
        for name, kind in (("until_day", "date"), ("until_time", "time"))
    }


def test_it_is_on_every_screen_until_it_is_ended(priya: Staff, hub: Hub) -> None:
    assert priya.post("/playlist/emergency", {**FIRE, **soon(priya)}).status_code == 303
    for screen in ("Foyer", "Children"):
        emergency = hub.editions.of(screen).snapshot.emergency
        assert emergency
        assert (emergency.headline, emergency.lines, emergency.arrow) == (
            "Please leave the building",
            ("Use the nearest exit.", "Do not use the lift."),
            "right",
        )
    assert "Please leave the building" in priya.words("/playlist")
    priya.post("/playlist/emergency/end")
    assert hub.editions.of("Foyer").snapshot.emergency is None
    assert "The emergency is over." in priya.words("/playlist")
    priya.post("/playlist/emergency/end")
    assert "No emergency was shown." in priya.words("/playlist")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"headline": " "}, "Say in a few words"),
        ({"headline": "long " * 20}, "At most 60 characters"),
        ({"lines": "one\ntwo\nthree\nfour"}, "At most 3 lines"),
        ({"lines": "long " * 20}, "A line holds 80 characters."),
        ({"until_day": ""}, "needs an end"),
        ({"until_time": "soon"}, "needs an end"),
        ({"until_day": "2020-01-01"}, "over already"),
        ({"until_day": "2199-01-01"}, "At most 7 days"),
    ],
)
def test_nothing_goes_up_without_words_and_an_end(
    priya: Staff, hub: Hub, changed: Form, sentence: str
) -> None:
    answer = priya.post("/playlist/emergency", {**FIRE, **soon(priya), **changed})
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert hub.editions.of("Foyer").snapshot.emergency is None
    assert 'value="right" selected' in answer.text
