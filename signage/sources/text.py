"""Words from outside, made fit for a screen: HTML to plain text, and plain text without tricks."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

import nh3
import regex

#: More of a page than this is never read; a sign shows a few hundred characters of it.
MOST_HTML = 200_000

_BLOCKS = set(
    re.findall(
        r"\w+",
        "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
        "header hr li main nav ol p pre section table tr ul",
    )
)
_TAGS = {*_BLOCKS, "a", "span", "img", "td", "th"}
_SILENT = {
    "script",
    "style",
    "template",
    "iframe",
    "object",
    "noscript",
    "svg",
    "math",
    "rp",
    "noembed",
    "noframes",
}
_ATTRIBUTES = {"span": {"class"}, "p": {"class"}, "img": {"class", "alt"}}
#: Classes of pictures that stand for a character (WordPress, and several Mastodon kin).
_EMOJI_CLASSES = frozenset({"emoji", "wp-smiley", "emojione", "twemoji"})

_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s/?#<>\"]+)(/[^\s?#<>\"]*)?([?#][^\s<>\"]*)?", re.IGNORECASE)
_SENTENCE_END = regex.compile(r"[.!?\u2026]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』）]*")


def plain(html: str) -> str:
    """The words of a piece of HTML, entities resolved once, one line for each paragraph.

    The HTML is cleaned by nh3 first, so the walk over it meets only a few well-formed tags.
    Mastodon's shortened links (span.invisible, span.ellipsis) come out as their readers see them,
    and addresses as host and one part of the path. Takes the first `MOST_HTML` characters.
    Does not remove tricks: `tidy` does.
    """
    html = html[:MOST_HTML].encode("utf-8", "ignore").decode()  # JSON can carry half a surrogate pair
    if "<" not in html and "&" not in html:
        return short_links(" ".join(html.split()))
    walk = _Walk()
    walk.feed(nh3.clean(html, tags=_TAGS, clean_content_tags=_SILENT, attributes=_ATTRIBUTES, link_rel=None))
    walk.close()
    return short_links(walk.text())


def short_links(text: str) -> str:
    """`text` with each http address shortened to its host and at most one part of its path."""
    return _ADDRESS.sub(_short_link, text)


def _short_link(found: re.Match[str]) -> str:
    host, path, rest = found.group(1), found.group(2) or "", found.group(3) or ""
    whole = path + rest
    ending = whole[len(whole.rstrip(".,;:!?)]'’”")) :]
    parts = whole[: len(whole) - len(ending)].strip("/").split("/")
    first = re.split(r"[?#]", parts[0])[0]
    cut = len(parts) > 1
    return host + (f"/{first}" if first else "") + ("…" if cut else "") + ending


class _Walk(HTMLParser):
    """Collects the words of HTML that nh3 has cleaned. Not fit for any other HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[list[str]] = [[]]
        self._open: list[tuple[str, str]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a line for a block; remembers what is hidden."""
        values = {name: value or "" for name, value in attrs}
        classes = set(values.get("class", "").split())
        if tag in _BLOCKS:
            self._lines.append([])
        elif tag in {"td", "th"}:
            self._say(" ")
        elif tag == "img" and classes & _EMOJI_CLASSES:
            self._say(values.get("alt", ""))
        if tag in {"span", "p"}:
            role = next((name for name in ("invisible", "quote-inline", "ellipsis") if name in classes), "")
            self._open.append((tag, role))
            self._hidden += role in {"invisible", "quote-inline"}

    def handle_endtag(self, tag: str) -> None:
        """Closes what `handle_starttag` opened."""
        if tag in {"span", "p"} and self._open and self._open[-1][0] == tag:
            _, role = self._open.pop()
            self._hidden -= role in {"invisible", "quote-inline"}
            if role == "ellipsis":
                self._say("…")
        if tag in _BLOCKS:
            self._lines.append([])

    def handle_data(self, data: str) -> None:
        """Takes the words themselves; line breaks in the source are spaces, as in a browser."""
        self._say(data)

    def _say(self, words: str) -> None:
        if not self._hidden:
            self._lines[-1].append(words)

    def text(self) -> str:
        """All lines that have words in them."""
        lines = (" ".join("".join(line).split()) for line in self._lines)
        return "\n".join(line for line in lines if line)


_PICTOGRAPH = r"\p{Extended_Pictographic}[\uFE0E\uFE0F]?\p{Emoji_Modifier}?"
# Scripts in which a joiner or non-joiner changes the letters that are drawn.
_JOINING = (
    r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Nko}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}"
    r"\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}]"
)
# Format characters that are drawn (Arabic and Kaithi number signs).
_DRAWN = r"\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\U000110BD\U000110CD"
_FILTER = regex.compile(
    rf"""
      (?P<kept> \U0001F3F4 [\U000E0030-\U000E0039\U000E0061-\U000E007A]{{3,6}} \U000E007F
        | [0-9\#*] \uFE0F? \u20E3
        | {_PICTOGRAPH} (?: \u200D {_PICTOGRAPH} )*
        | \p{{Han}} [\uFE00-\uFE02\U000E0100-\U000E01EF]
        | (?<={_JOINING}) [\u200C\u200D] (?={_JOINING})
        | (?<=\p{{Mongolian}}) [\u180B-\u180F] )
    | (?P<hidden> [[\p{{Cc}}\p{{Cf}}\p{{Cs}}\p{{Co}}\p{{Noncharacter_Code_Point}}
        \p{{Default_Ignorable_Code_Point}}\uFFFC] -- [\n{_DRAWN}]]+ )
    """,
    regex.VERBOSE | regex.V1,
)
# Overrides and forced right-to-left runs, invisible operators, tags, selectors, letters drawn as nothing.
_TRICKS = regex.compile(
    r"[\u202B\u202D\u202E\u2067\u2061-\u2064\u206A-\u206F\u115F\u1160\u3164\uFFA0\U000E0000-\U000E0FFF]"
    r"|[\uFE00-\uFE0F]{2}"
)
_ZERO_WIDTH = regex.compile(r"[\u200B-\u200D\u2060\uFEFF]")
_ALPHABETIC = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Nd}]")
_MARKS = regex.compile(
    r"([[\p{Mn}\p{Me}]&&\p{Script=Inherited}]{4})[[\p{Mn}\p{Me}]&&\p{Script=Inherited}]+"
    r"|([\p{Mn}\p{Me}]{10})[\p{Mn}\p{Me}]+",
    regex.V1,
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")
_LINE_ENDS = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")
_ONE_FOR_ONE = str.maketrans(
    {
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\t": " ",
        "\u2800": " ",
    }
)


def tidy(text: str, *, paragraphs: bool = False) -> tuple[str, bool]:
    """`text` fit to be drawn, and whether a trick was taken out of it.

    Lines are kept, empty ones not; with `paragraphs` one empty line in a row is kept too.

    NFC. Control, private and invisible characters go. A joiner stays inside an emoji and between
    letters of a script that needs it, tags inside a flag, a selector after an emoji or a Han
    character. At most 4 marks of no script of their own stand on one base. Runs of spaces become one.
    Not every removal is a trick: soft hyphens, byte order marks and direction marks are daily bread.
    """
    tricked = False
    for _ in range(4):
        cleaned, found = _tidy_once(text, paragraphs=paragraphs)
        tricked |= found
        if cleaned == text:
            break
        text = cleaned
    return text, tricked


def tidy_line(text: str) -> tuple[str, bool]:
    """The same for a name or a title: one line."""
    cleaned, tricked = tidy(text)
    return cleaned.replace("\n", " "), tricked


def _tidy_once(text: str, *, paragraphs: bool) -> tuple[str, bool]:
    text = text.replace("\r\n", "\n").translate(_ONE_FOR_ONE)
    tricked = False
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not (text.isascii() and text.replace("\n", "").isprintable()):
        tricked = any(_is_trick(found) for found in _FILTER.finditer(text) if found["hidden"])
        text = _FILTER.sub(lambda found: found["kept"] or "", text)
        text, cut = _MARKS.subn(r"\1\2", text)
        tricked |= cut > 0
        text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    text = _EMPTY_LINES.sub("\n\n", _LINE_ENDS.sub("\n", text)) if paragraphs else _BREAKS.sub("\n", text)
    return text.strip(), tricked


def _is_trick(found: regex.Match[str]) -> bool:
    hidden = found["hidden"]
    if _TRICKS.search(hidden):
        return True
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return bool(_ZERO_WIDTH.search(hidden) and _ALPHABETIC.match(before) and _ALPHABETIC.match(after))


def opening(text: str, most: int = 280) -> str:
    """The first sentences of `text` in at most `most` characters; whole words and "…" where none fits."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, most)]
    if ends and ends[-1] >= most // 4:
        return text[: ends[-1]].rstrip()
    words = text[: most - 1].rsplit(" ", 1)
    return words[0].rstrip(" ,;:.–—-(") + "…"
