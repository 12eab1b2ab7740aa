"""What is never handed to a parser: web pages, XML with entities of its own, XML built to exhaust."""

from __future__ import annotations

import codecs
import re

from signage.errors import NotRecognised, TooLarge

MOST_ATTRIBUTES = 200
MOST_DEPTH = 100
#: A feed of 500 items, each with a page of HTML in it, has fewer.
MOST_ELEMENTS = 100_000

#: Encodings that feeds are really written in. Python knows others that could hide a "<" from the scan below.
_USUAL = re.compile(
    r"utf[-_]?(8|16|32)([-_]?[lb]e)?|utf-?8-sig|us-?ascii|ascii|iso[-_]?8859[-_]\d+(:\d+)?|latin-?\d+|"
    r"(windows|cp|x-cp)[-_]?(125\d|874|93[26]|949|950|437|850|866)|koi8[-_]?[rut]|euc[-_]?(jp|kr|cn|tw)|"
    r"(x-)?s(hift)?[-_]?jis|gb(k|[-_]?2312|[-_]?18030)|big5([-_]?hkscs)?|iso-2022-(jp|kr)|tis-?620|mac(roman|intosh)?",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']\s*([\w.:-]+)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PROLOGUE = re.compile(r"\s+|<\?[^>]*>|<!--.*?-->|<!doctype(?!\s+html)[^>\[]*>", re.IGNORECASE | re.DOTALL)
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|meta|script)\b", re.IGNORECASE)
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]*\[", re.IGNORECASE)
_MARKUP = re.compile(r"<(?=[^\s<])")
_TAG_NAME = re.compile(r"/?([^\s<>/=\"']+)")
_QUOTE_OR_END = re.compile(r"[\"'>]")
#: HTML's tags without an end, as they stand in descriptions that forgot to escape them.
_VOID = frozenset(["br", "img", "hr", "input", "meta", "area", "col", "embed", "wbr"])


def refuse_page(body: bytes, where: str) -> None:
    """Raises NotRecognised where `body` is empty, or a web page: an error page, a sign-in, a Wi-Fi portal."""
    if not body.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise NotRecognised(
            where, "The answer was empty.", "Nothing is changed on the screens; it is asked again later."
        )
    if looks_like_page(body):
        raise NotRecognised(
            where,
            "A web page came back, not a feed.",
            "Open the address in a browser: if it is an ordinary page, look there for a link called RSS, "
            "feed or subscribe and use that address; if it is a sign-in page, this PC's network or the "
            "address needs one first.",
        )


def looks_like_page(body: bytes) -> bool:
    """Whether `body` begins as HTML does, whatever its content type said."""
    start = _as_text(body[:8192]).lstrip("\ufeffï»¿")
    while found := _PROLOGUE.match(start):
        start = start[found.end() :]
    return bool(_HTML.match(start))


def refuse_hostile_xml(body: bytes, content_type: str, where: str) -> None:
    """Raises before a parser could be hurt by `body`; takes time in proportion to its length.

    NotRecognised for entity declarations, a DOCTYPE with a subset of its own, an encoding that no
    feed uses; TooLarge for more than `MOST_ATTRIBUTES` on an element, `MOST_DEPTH` open elements or
    `MOST_ELEMENTS` of them.
    """
    text = _as_text(body)
    views = [text]
    for name in (_CHARSET.search(content_type), _DECLARED.search(text[:1024].lstrip("\ufeffï»¿"))):
        if name is not None:
            decoded = _decoded(body, name.group(1), where)
            views += [decoded] if decoded is not None else []
    for view in views:
        if "<!ENTITY" in view.upper() or _SUBSET.search(view):
            raise NotRecognised(
                where,
                "It defines XML entities of its own, which feeds do not need and attacks do.",
                "Ask whoever runs the address for a plain RSS or Atom feed.",
            )
    _refuse_shape(text, where)


def _as_text(body: bytes) -> str:
    # Without the zero bytes, UTF-16 and UTF-32 show their markup as every other encoding does.
    return body.replace(b"\0", b"").decode("latin-1")


def _decoded(body: bytes, encoding: str, where: str) -> str | None:
    try:
        codecs.lookup(encoding)
    except (LookupError, ValueError):
        return None
    if not _USUAL.fullmatch(encoding):
        raise NotRecognised(
            where, f"It says that it is written in {encoding[:40]}, which no feed uses.", "Ask for UTF-8."
        )
    return body.decode(encoding, "ignore")


def _refuse_shape(text: str, where: str) -> None:
    open_elements: list[str] = []
    position, elements = 0, 0
    while found := _MARKUP.search(text, position):
        start = found.start()
        if text.startswith("<![CDATA[", start):
            position = text.find("]]>", start)
        elif text.startswith("<!--", start):
            position = text.find("-->", start)
        elif text.startswith(("<!", "<?"), start):
            position = text.find(">", start)
        elif name := _TAG_NAME.match(text, start + 1):
            position, attributes = _end_of_tag(text, name.end())
            elements += 1
            if elements > 2 * MOST_ELEMENTS:  # an opening and a closing tag each
                raise TooLarge(
                    where, f"It has more than {MOST_ELEMENTS} elements.", "Ask for a shorter feed."
                )
            if attributes > MOST_ATTRIBUTES:
                raise TooLarge(
                    where,
                    f"One of its elements has more than {MOST_ATTRIBUTES} attributes.",
                    "No feed is written so; check the address.",
                )
            _step(open_elements, name, closed=text.startswith("/", position - 1))
            if len(open_elements) > MOST_DEPTH:
                raise TooLarge(
                    where,
                    f"Its elements are nested more than {MOST_DEPTH} deep.",
                    "No feed is written so; check the address.",
                )
        else:
            position = start + 1
        if position < 0:
            return


def _end_of_tag(text: str, position: int) -> tuple[int, int]:
    attributes = 0
    while found := _QUOTE_OR_END.search(text, position):
        attributes += text.count("=", position, found.start())
        if found.group() == ">":
            return found.start(), attributes
        position = text.find(found.group(), found.end()) + 1
        if position <= 0:
            break
    return -1, attributes


def _step(open_elements: list[str], name: re.Match[str], *, closed: bool) -> None:
    element = name.group(1)
    if element.lower() in _VOID:
        return
    if name.group().startswith("/"):
        if element in open_elements:
            while open_elements.pop() != element:
                pass
    elif not closed:
        open_elements.append(element)
