"""Texts that were made to break pages and screens: some of our own, and those of the hostile collections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

#: So many single characters make one text.
TOGETHER = 40
OURS = (
    "<script>alert('said')</script>",
    "\"><img src=x onerror=alert('drawn')>",
    "'><svg/onload=alert(`shown`)>",
    "' autofocus onfocus=alert(1) x='",
    "javascript:alert(document.domain)",
    "</textarea></title></style><iframe src=javascript:alert(2)>",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "%s %n %(name)s {0} {name} {",
    "'; DROP TABLE items; -- \" OR 1=1",
    '=HYPERLINK("http://evil.example","look")',
    "..\\..\\..\\etc\\passwd ../../../../etc/passwd file:///etc/passwd",
    "Set-Cookie: stolen=1\r\nLocation: http://evil.example\r\n\r\n",
    "//evil.example/path \\\\evil.example\\share",
    "Story \u202etxet live\u202c end \u2067\u2067abc",
    "\u200b\u2060\ufeff\u3164\u00ad",
    "Z" + "\u0334\u0353\u0301\u0351" * 60 + "algo",
    "👩‍👩‍👧‍👦🇩🇪🇫🇷" * 20,
    "مرحبا hello שלום 123 #قصص @you",
    "one\n\n\r\n\u2028two\u2029three\x0b\x0cfour",
    "before\x00after \x1b[31mred\x07 \x7f",
    "\ufffe\uffff \U0010ffff \ue000",
    "99999999999999999999999999",
    "-1",
    "0",
    "1e999",
    "NaN",
    "٣",
    "2026-02-30",
    "24:61",
    "10:00+05:00",
    "2026-W10-1",
    "9",
    "0,9",
    "9999-12-31",
    "0001-01-01",
    "a" * 3000,
    "a " * 1500,
    "[" * 1500,
    "&lt;b&gt;&amp;amp;&#x3c;script&#x3e;",
    '[[]] null undefined true {"key": "\\ud800"}',
)


def texts(folder: Path) -> list[str]:
    """Every text of the collections in `folder`/hostile that can be typed into a form, each once."""
    hostile = folder / "hostile"
    return _whole((*_naughty(hostile / "strings"), *_tricks(hostile), *_letters(hostile), *_scripts(hostile)))


def sample(folder: Path) -> list[str]:
    """All naughty strings and tricks, and a twentieth of the many letters and scripts."""
    hostile = folder / "hostile"
    many = [*_letters(hostile), *_scripts(hostile)]
    return _whole((*_naughty(hostile / "strings"), *_tricks(hostile), *many[::20]))


def _whole(found: Iterable[str]) -> list[str]:
    """Each once, without what no browser can send as UTF-8: a half of a pair of UTF-16."""
    return [
        text
        for text in dict.fromkeys(found)
        if text and not any("\ud800" <= sign <= "\udfff" for sign in text)
    ]


def _naughty(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.json")):
        if "base64" not in path.name:  # the same strings, harmless as they are written there
            yield from (str(one) for one in json.loads(path.read_text("utf-8")))


def _scripts(folder: Path) -> Iterator[str]:
    folder = folder / "xss"
    yield from (folder / "payloadbox" / "xss-payload-list.txt").read_text("utf-8").splitlines()
    for path in sorted((folder / "bleach").glob("*.test")):
        yield path.read_text("utf-8").partition("\n--\n")[0]
    for one in json.loads((folder / "dompurify" / "expect.json").read_text("utf-8")):
        yield one["payload"]


def _tricks(folder: Path) -> Iterator[str]:
    for one in json.loads((folder / "generated" / "text-tricks.json").read_text("utf-8")):
        if isinstance(one.get("text"), str):
            yield one["text"]


def _letters(folder: Path) -> Iterator[str]:
    folder = folder / "unicode"
    confusable = json.loads((folder / "confusables" / "confusables.json").read_text("utf-8"))
    yield from _joined(confusable)
    for line in _lines(folder / "grapheme" / "GraphemeBreakTest.txt"):
        yield "".join(chr(int(part, 16)) for part in line.split() if part not in "÷×")
    for path in (*sorted((folder / "bidi").glob("Bidi*.txt")), folder / "grapheme" / "emoji-data.txt"):
        ranges = (line.split(";")[0].split("..") for line in _lines(path))
        yield from _joined(chr(int(end, 16)) for one in ranges for end in one)


def _lines(path: Path) -> Iterator[str]:
    """The lines of a table of Unicode, without what is said about them."""
    for line in path.read_text("utf-8").splitlines():
        if told := line.partition("#")[0].strip():
            yield told


def _joined(characters: Iterable[str]) -> Iterator[str]:
    known = list(dict.fromkeys(characters))
    yield from (" ".join(known[at : at + TOGETHER]) for at in range(0, len(known), TOGETHER))
