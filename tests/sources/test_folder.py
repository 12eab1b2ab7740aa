"""A folder of posters: what names and notes say, and what is said about names and notes that say nothing."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.item import Kind, RawItem
from signage.core.window import Window
from signage.errors import NotRecognised
from signage.sources import plan_for
from signage.sources.folder import MOST_POSTERS, name_of
from signage.sources.plan import ListedFile, Received, SourceOptions, SourceState
from tests.sources.answers import LONDON, NOW, answer

OPTIONS = SourceOptions(id="posters", kind="folder", path=Path("/library/posters"), place=LONDON)


def folder(*files: tuple[str, str]) -> Received:
    body = [ListedFile(name=name, size=len(text) or 1000, modified=5, text=text) for name, text in files]
    return answer(OPTIONS, msgspec.json.encode(body))


def only(received: Received) -> RawItem:
    assert received.problems == ()
    (item,) = received.items
    return item


def test_it_asks_for_the_listing_of_its_folder() -> None:
    (request,) = plan_for(OPTIONS).start(SourceState(), NOW)
    assert (request.path, request.folder) == (Path("/library/posters"), True)


def test_a_name_gives_date_and_words() -> None:
    item = only(folder(("2026-11-28 Moonlight story hour.jpg", "")))
    assert (item.content.kind, item.content.text) == (Kind.POSTER, "Moonlight story hour")
    assert item.content.when
    assert item.content.when.all_day
    assert item.content.when.starts == datetime(2026, 11, 28, tzinfo=UTC)
    (picture,) = item.content.pictures
    assert picture.alt == "Moonlight story hour"
    assert name_of(picture.url, "posters") == "2026-11-28 Moonlight story hour.jpg"


@pytest.mark.parametrize(
    ("name", "words", "hour"),
    [
        ("2026-11-28 19.30 Moonlight.jpg", "Moonlight", 19),
        ("2026-11-28_moonlight_story-hour.PNG", "moonlight story-hour", 0),
        ("2026-11-28-moonlight-story.webp", "moonlight story", 0),
        ("Moonlight.tiff", "Moonlight", None),
        ("Tag der offenen Tür 2026.avif", "Tag der offenen Tür 2026", None),
    ],
)
def test_names_as_people_write_them(name: str, words: str, hour: int | None) -> None:
    item = only(folder((name, "")))
    assert item.content.text == words
    when = item.content.when
    assert (when.starts.hour if when else None) == hour


@pytest.mark.parametrize("name", ["IMG_1234.jpg", "DSC0012.JPG", "scan 3.png", "12345.png", "Poster.png"])
def test_a_name_that_says_nothing_is_shown_and_told(name: str) -> None:
    received = folder((name, ""))
    assert [item.content.text for item in received.items] == [""]
    assert [problem.where for problem in received.problems] == [name]


def test_a_note_in_toml_wins_over_the_name() -> None:
    note = (
        'alt = "The moon over the library"\ndate = 2026-12-04\nstarts = "18:00"\nends = "20:00"\n'
        'from = "2026-11-20"\nuntil = "2026-12-04"\naddress = "https://fern.example/moon"\n'
        'place = "Roof"\nfacts = "Free. Bring a torch."\n'
    )
    item = only(folder(("2026-11-28 Moonlight.jpg", ""), ("2026-11-28 moonlight.TOML", note)))
    content = item.content
    assert (content.text, content.detail, content.place) == (
        "The moon over the library",
        "Free. Bring a torch.",
        "Roof",
    )
    assert content.url == "https://fern.example/moon"
    assert content.when
    assert content.when.starts == datetime(2026, 12, 4, 18, tzinfo=UTC)
    assert item.windows == (Window(first_day=date(2026, 11, 20), last_day=date(2026, 12, 4)),)


def test_a_note_in_plain_words() -> None:
    note = "The moon over the library\n\nfrom: 2026-11-20\nhours: 09:00-18:00\nFree entry.\nBring a torch."
    item = only(folder(("IMG_1.jpg", ""), ("IMG_1.jpg.txt", note)))
    assert (item.content.text, item.content.detail) == (
        "The moon over the library",
        "Free entry. Bring a torch.",
    )
    assert item.windows == (Window(first_day=date(2026, 11, 20), opens=time(9), closes=time(18)),)
    assert item.content.when is None


def test_what_a_note_says_wrongly_is_told_and_the_others_are_shown() -> None:
    received = folder(
        ("a poster.jpg", ""),
        ("a poster.toml", 'until = "soonish"\n'),
        ("b poster.jpg", ""),
        ("b poster.toml", 'colour = "red"\n'),
    )
    assert [item.content.text for item in received.items] == ["b poster"]
    said = {problem.where: problem.what for problem in received.problems}
    assert "soonish" in said["a poster.jpg"]
    assert "colour" in said["the note beside b poster.jpg"]


def test_other_files_are_no_posters_and_a_poster_that_went_is_gone() -> None:
    received = folder(("notes.pdf", ""), ("Thumbs.db", ""), ("readme.txt", "x"), (".hidden.jpg", ""))
    assert (received.items, received.problems, received.complete) == ((), (), True)


def test_a_picture_that_was_saved_again_is_another_picture_of_the_same_poster() -> None:
    first = only(folder(("Moonlight.jpg", "")))
    body = msgspec.json.encode([ListedFile(name="Moonlight.jpg", size=1000, modified=6)])
    again = only(answer(OPTIONS, body))
    assert again.id == first.id
    assert again.content.pictures[0].url != first.content.pictures[0].url


def test_there_is_an_end_to_posters() -> None:
    received = folder(*((f"Poster of day {number:03}.jpg", "") for number in range(MOST_POSTERS + 5)))
    assert len(received.items) == MOST_POSTERS
    assert len(received.problems) == 1


def test_what_is_no_listing_is_refused() -> None:
    with pytest.raises(NotRecognised):
        answer(OPTIONS, b"<html>")


@pytest.mark.parametrize(
    "address",
    [
        "folder:other/a.jpg?1-2",
        "folder:posters/..%2F..%2Fetc%2Fpasswd?1-2",
        "folder:posters/..?1-2",
        "folder:posters/?1-2",
        "https://fern.example/a.jpg",
        "file:///etc/passwd",
    ],
)
def test_no_address_leads_out_of_the_folder(address: str) -> None:
    assert name_of(address, "posters") == ""


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60), st.text(max_size=200))
def test_no_name_and_no_note_breaks_it(stem: str, note: str) -> None:
    name = f"{stem.replace(chr(0), '')}.png".encode(errors="replace").decode()
    received = folder((name, ""), (name.replace(".png", ".txt"), note.encode(errors="replace").decode()))
    for item in received.items:
        if "/" not in name:
            assert name_of(item.content.pictures[0].url, "posters") == name
