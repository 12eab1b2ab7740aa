"""What numbers and notices have for an icon."""

from __future__ import annotations

import pytest

from signage.display import emblems
from signage.display.icons import FOLDER


@pytest.mark.parametrize(
    ("caption", "icon"),
    [
        ("new films", "film"),
        ("neue Spielfilme", "film"),
        ("new games", "games"),
        ("Brettspiele zum Ausleihen", "games"),
        ("seats left", "person"),
        ("freie Sitzplätze", "person"),
        ("مقاعد شاغرة", "person"),
        ("laptops to borrow", "computer"),
        ("books borrowed so far today", "books"),
        ("", "books"),
    ],
)
def test_a_number_shows_what_is_counted(caption: str, icon: str) -> None:
    assert emblems.of_number(caption) == icon
    assert (FOLDER / f"{icon}.svg").is_file()


@pytest.mark.parametrize(
    ("text", "icon"),
    [
        ("We close at 17:00 today. Return slot stays open.", "clock"),
        ("Heute schließen wir um 17 Uhr.", "clock"),
        ("Heute schlie\u00adßen wir früher.", "clock"),
        ("The lift is out of order until 15:00.", "warning"),
        ("Der Aufzug ist außer Betrieb.", "warning"),
        ("المصعد معطل", "warning"),
        ("Three for two at the book sale", "info"),
    ],
)
def test_a_notice_shows_what_it_is_about(text: str, icon: str) -> None:
    assert emblems.of_notice(text) == icon
    assert (FOLDER / f"{icon}.svg").is_file()
