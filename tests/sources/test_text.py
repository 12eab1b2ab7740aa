import json
import unicodedata
from pathlib import Path

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from signage.sources.text import opening, plain, short_links, tidy, tidy_line

INVISIBLE = regex.compile(
    r"[\p{Cc}--\n]|[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\uFEFF\u2060\u00AD\u115F\u1160\u3164\uFFA0]",
    regex.V1,
)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Tea &amp; a chapter</p><p>Come in</p>", "Tea & a chapter\nCome in"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("fish &amp;amp; chips", "fish &amp; chips"),
        ("a  b\n   c", "a b c"),
        ("<ul><li>bread</li><li>salt</li></ul>", "bread\nsalt"),
        ("I <3 this & 2 < 3", "I <3 this & 2 < 3"),
        ("<script>alert(1)</script><style>p{}</style>hello", "hello"),
        ("<p>hi <img class='emoji' alt='🐦' src='x'> <img alt='a bird' src='y'></p>", "hi 🐦"),
        ("<table><tr><td>Mon</td><td>9</td></tr><tr><td>Tue</td></tr></table>", "Mon 9\nTue"),
        ("<p>said</p><p class='quote-inline'>RE: https://a.example/x</p>", "said"),
        ("half \ud800 a pair <b>bold</b>", "half a pair bold"),
        (
            '<p>see <a href="https://www.fern.example/long/way"><span class="invisible">https://www.</span>'
            '<span class="ellipsis">fern.example/lo</span><span class="invisible">ng/way</span></a> now</p>',
            "see fern.example/lo… now",
        ),
        (
            '<a href="#">#<span>Readers</span></a> <span class="h-card"><a>@<span>ann</span></a></span>',
            "#Readers @ann",
        ),
    ],
)
def test_html_becomes_the_words_a_reader_sees(html: str, words: str) -> None:
    assert plain(html) == words


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("at https://www.fern.example/a/b?c=1.", "at fern.example/a…."),
        ("at http://fern.example/events, and", "at fern.example/events, and"),
        ("at https://fern.example/?utm=1", "at fern.example"),
        ("no address: fern.example", "no address: fern.example"),
    ],
)
def test_addresses_are_shortened_to_what_can_be_read(text: str, short: str) -> None:
    assert short_links(text) == short


WHOLE = {
    "family": "👩‍👩‍👧‍👦",
    "flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "pirate flag": "🏴‍☠️",
    "country": "🇬🇧",
    "keycap": "1️⃣",
    "skin": "✌🏽",
    "heart on fire": "❤️‍🔥",
    "health worker": "👩🏿‍⚕️",
    "Persian": "می\u200cخواهم",
    "Sinhala": "ශ්\u200dරී",
    "Hindi": "क्\u200dष",
    "Japanese name": "葛\U000e0100飾",
    "Thai": "ที่ห้องสมุด",
    "Vietnamese": "Thư viện Quốc gia Việt Nam",
    "Hebrew points": "בְּרֵאשִׁית",
    "Tibetan": "བསྒྲུབས",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_what_belongs_to_a_script_or_an_emoji_stays_whole(text: str) -> None:
    assert tidy(text) == (unicodedata.normalize("NFC", text), False)


@pytest.mark.parametrize(
    ("text", "cleaned", "tricked"),
    [
        ("evil\u202etxt", "eviltxt", True),
        ("pa\u200byment", "payment", True),
        ("b\u00adook", "book", False),
        ("\ufeffhello", "hello", False),
        ("a\u200e b", "a b", False),
        ("hidden\U000e0041\U000e0042", "hidden", True),
        ("smuggled\U000e0101\U000e0102", "smuggled", True),
        ("a\ufe00\ufe01", "a", True),
        ("\u3164\uffa0", "", True),
        ("Z" + "\u0335" * 12, "Z" + "\u0335" * 4, True),
        ("tab\there\x00\x1b[31m", "tab here[31m", False),
        ("\ue000 icon", "icon", False),
        ("one\r\n\r\n\r\n two", "one\ntwo", False),
        ("wide\u00a0\u2003space", "wide space", False),
        ("ka\u0301ro", "káro", False),
        ("blank\u2800\u2800", "blank", False),
    ],
)
def test_tricks_and_invisible_characters_go(text: str, cleaned: str, tricked: bool) -> None:
    assert tidy(text) == (cleaned, tricked)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\n\r\ntwo\nthree", "one\n\ntwo\nthree"),
        ("one \n \u3000\n\t\n\n two", "one\n\ntwo"),
        ("\n\none\n\n", "one"),
        ("one\u2029\u200b\u2029two", "one\n\ntwo"),
    ],
)
def test_paragraphs_stay_apart_where_they_are_asked_for(text: str, cleaned: str) -> None:
    assert tidy(text, paragraphs=True) == (cleaned, False)


def test_a_name_is_one_line() -> None:
    assert tidy_line(" Ann\n of\tFernmoor ") == ("Ann of Fernmoor", False)


ODD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "👩🏽❤🏴🇬🇧1#\u200d\u200c\ufe0f\u20e3\U000e0067\U000e007f\u202e\u0301\u0335می葛ශ්ක\n \u00a0"
        ),
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=300)
@given(ODD)
@example("e\u200d\u0301")
@example("a\u0300\u200b\u0301\u0302\u0303\u0304\u0305")
def test_tidy_is_settled_after_once_and_leaves_nothing_invisible(text: str) -> None:
    cleaned, _ = tidy(text)
    assert tidy(cleaned) == (cleaned, False)
    apart, _ = tidy(text, paragraphs=True)
    assert tidy(apart, paragraphs=True) == (apart, False)
    assert "\n\n\n" not in apart
    assert tidy(apart)[0] == cleaned
    assert not INVISIBLE.search(cleaned)
    assert len(cleaned) <= len(unicodedata.normalize("NFC", text))
    cleaned.encode()  # no half of a surrogate pair


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from([*WHOLE.values(), "a", " ", "Ω"]), max_size=12))
def test_whole_things_stay_whole_side_by_side(parts: list[str]) -> None:
    joined = " ".join(unicodedata.normalize("NFC", part) for part in parts)
    assert tidy(joined)[0] == " ".join(joined.split())


@settings(deadline=None, max_examples=200)
@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("<>&;/=\"'pbra scriptltgt#x3c\n"), st.characters()), max_size=120
    )
)
def test_plain_never_raises_and_leaves_no_tag_of_a_page(html: str) -> None:
    words = plain(html)
    if "&" not in html:
        assert "<script" not in words.lower()
        assert "<p>" not in words


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=400), st.integers(min_value=20, max_value=200))
def test_an_opening_is_never_longer_than_asked(text: str, most: int) -> None:
    assert len(opening(text, most)) <= most


def test_an_opening_ends_with_a_sentence_where_one_fits() -> None:
    assert opening("We open at nine. Then we make tea. Then nothing for long.", 40) == (
        "We open at nine. Then we make tea."
    )
    assert opening("one two three four five six seven eight nine", 20) == "one two three four…"


def naughty_strings(corpus: Path) -> list[str]:
    hostile = corpus / "hostile"
    strings: list[str] = json.loads((hostile / "strings/blns/blns.json").read_text())
    strings += (hostile / "xss/payloadbox/xss-payload-list.txt").read_text(errors="replace").splitlines()
    for path in sorted((hostile / "xss").rglob("*.test")):
        strings.append(path.read_text(errors="replace").split("%%")[0])
    for path in sorted((hostile / "unicode").rglob("*.txt")):
        strings += path.read_text(errors="replace").splitlines()[:400]
    for path in sorted((hostile / "xss").rglob("*.*js*")):
        strings.append(path.read_text(errors="replace"))
    return strings


def test_naughty_strings_come_out_as_harmless_words(corpus: Path) -> None:
    strings = naughty_strings(corpus)
    assert len(strings) > 7000
    for text in strings:
        words, _ = tidy(plain(text))
        assert tidy(words) == (words, False)
        assert not INVISIBLE.search(words)
        # What was markup is gone; what was escaped may be talked about, as plain text.
        if "&" not in text:
            assert "<script" not in words.lower(), text[:200]
            assert "<img" not in words.lower(), text[:200]


def test_grapheme_clusters_of_unicode_stay_together(corpus: Path) -> None:
    lines = (corpus / "hostile/unicode/grapheme/emoji-data.txt").read_text().splitlines()
    found = (regex.match(r"([0-9A-F]{4,6})\S*\s*; Emoji_Presentation", line) for line in lines)
    emoji = [chr(int(match[1], 16)) for match in found if match]
    assert len(emoji) > 50
    for one in emoji:
        assert tidy(one) == (one, False)
