import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from signage.words import Words, for_locale
from signage.words.catalogues import compiled, languages, sentences, updated

PROJECT = Path(__file__).parents[2]


def test_english_is_the_key() -> None:
    words = Words("en-GB")
    assert words.text("a visitor") == "a visitor"
    assert words.text("ended at {when}", when="14:00") == "ended at 14:00"
    assert words.label("day", "today") == "today"
    assert words.plural("{count} event today", "{count} events today", 1) == "1 event today"
    assert words.plural("{count} event today", "{count} events today", 3) == "3 events today"
    assert words.text("") == ""


@pytest.mark.parametrize("locale", ["de", "de-DE", "de_AT", "de-CH"])
def test_german_is_spoken_in_all_its_countries(locale: str) -> None:
    words = Words(locale)
    assert words.label("day", "today") == "heute"
    assert words.plural("{count} event today", "{count} events today", 1) == "1 Veranstaltung heute"
    assert words.plural("{count} event today", "{count} events today", 2) == "2 Veranstaltungen heute"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا فعاليات اليوم"),
        (1, "فعالية واحدة اليوم"),
        (2, "فعاليتان اليوم"),
        (3, "3 فعاليات اليوم"),
        (10, "10 فعاليات اليوم"),
        (11, "11 فعالية اليوم"),
        (99, "99 فعالية اليوم"),
        (100, "100 فعالية اليوم"),
        (103, "103 فعاليات اليوم"),
    ],
)
def test_arabic_has_six_ways_to_count(count: int, said: str) -> None:
    assert Words("ar").plural("{count} event today", "{count} events today", count) == said


def test_arabic_is_written_with_the_digits_of_its_country() -> None:
    assert Words("ar-EG").plural("{count} event today", "{count} events today", 12) == "١٢ فعالية اليوم"
    assert Words("ar-MA").label("duration", "{count} min", count=20) == "20 د"
    assert Words("ar-SA").label("duration", "{count} min", count=20) == "٢٠ د"
    assert Words("ar-SA").text("ended at {when}", when="14:00") == "انتهى في 14:00"


def test_digits_are_those_of_cldr() -> None:
    """Every locale that Babel knows: what is not in the table writes 0 to 9, or is a script we do not have."""
    unknown = {"adlm", "cakm", "hmnp", "mtei", "nkoo", "olck", "tibt"}
    for name in locale_identifiers():
        system = Locale.parse(name).default_numbering_system
        said = Words(name).digits("0123456789")
        if system == "latn" or system in unknown:
            assert said == "0123456789", name
        elif not name.startswith(("bgn", "raj", "sat", "bgc", "bho", "mni", "sdh")):
            assert said != "0123456789", name
            assert [int(digit) for digit in said] == list(range(10)), name


@pytest.mark.parametrize("locale", ["", "x", "../../etc", "tlh", "en-GB-oed", "C", "fr-FR"])
def test_what_is_not_known_speaks_english(locale: str) -> None:
    assert Words(locale).label("day", "today") == "today"


def test_what_people_write_is_not_read_as_a_place_for_values() -> None:
    assert Words("en").text("{name}: “{text}”", name="{x}", text="{0} {") == "{x}: “{0} {”"


@pytest.mark.parametrize(
    ("locale", "rtl"),
    [("ar", True), ("he-IL", True), ("fa", True), ("en", False), ("az-Arab", True), ("ur-Latn", False)],
)
def test_direction(locale: str, rtl: bool) -> None:
    assert Words(locale).rtl is rtl


def test_a_locale_is_read_once() -> None:
    assert for_locale("de") is for_locale("de")


def test_there_are_catalogues() -> None:
    assert [po.parent.parent.name for po in languages()] == ["ar", "de"]


@pytest.mark.parametrize("po", languages(), ids=lambda po: po.parent.parent.name)
def test_each_catalogue_is_compiled_as_it_is_written(po: Path) -> None:
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.parent.name)
    assert po.with_suffix(".mo").read_bytes() == compiled(catalogue), "run python -m signage.words.catalogues"


def _missing(messages: list[Message]) -> list[str]:
    return [str(message.id) for message in messages if message.id and not all(message.string or [""])]


@pytest.mark.parametrize("po", languages(), ids=lambda po: po.parent.parent.name)
def test_every_sentence_in_the_code_is_translated(po: Path) -> None:
    assert len(sentences()) > 40
    assert not _missing(list(updated(po))), "run python -m signage.words.catalogues and translate"


@pytest.mark.parametrize("po", languages(), ids=lambda po: po.parent.parent.name)
def test_nothing_is_left_to_guess(po: Path) -> None:
    with po.open("rb") as file:
        assert not [message.id for message in read_po(file) if message.id and message.fuzzy]


@pytest.mark.parametrize("po", languages(), ids=lambda po: po.parent.parent.name)
def test_translations_keep_the_places_for_values(po: Path) -> None:
    for message in updated(po):
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            wanted = {name for original in originals for name in _places(str(original))}
            # "No events", "one event", "two events" (Arabic) say their number without a digit.
            said = strings[-1:] if message.pluralizable else strings
            assert all(_places(str(string)) == wanted for string in said), message.id
            assert all(_places(str(string)) <= wanted for string in strings), message.id


def _places(sentence: str) -> set[str]:
    return {part.split("}")[0] for part in sentence.split("{")[1:]}


def test_a_display_that_starts_does_not_pay_for_babel() -> None:
    """Only who writes a date needs it; its catalogue parser is needed by nobody who runs a sign."""
    code = (
        "import sys, signage.words, signage.core.programme; signage.words.for_locale('de').text('Welcome');"
        "print(sorted(name for name in sys.modules if name.split('.')[0] == 'babel'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
