"""One item as a line of the ticker: text rules 5, 9 and 11 of the design, and the whole line in words."""

from __future__ import annotations

import re
from datetime import datetime

from signage.core.item import Author, Content, Kind, Lane
from signage.core.redaction import BAR
from signage.core.wording import speak_when
from signage.words import Words

#: More hashtags than this at the end of a post say nothing to someone walking past.
MOST_TAGS = 2
LONGEST_NAME = 9
#: Letters in capitals from which on a comment shouts.
SHOUTING = 13

_TAGS_AT_END = re.compile(rf"(?:\s*#\w+){{{MOST_TAGS + 1},}}\s*$")
_LINK_AT_END = re.compile(
    r"[\s:>–-]*(?:https?://\S+|(?<![@\w])(?:[\w-]+\.)+[a-z]{2,}/\S*)\s*$", re.IGNORECASE
)
_REPEATED_MARK = re.compile(r"([!?¡¿‼⁉؟،؛。、！？])\1+")
_REPEATED_EMOJI = re.compile(r"([\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)(?:\s?\1){3,}")
_SENTENCE = re.compile(r"(^|[.!?:]\s+)(\w)")


def stage_only(content: Content) -> bool:
    """Whether an item has no card in the ticker.

    A poster is a picture. A post of X stands with avatar, name, handle, time and mark beside its whole
    text, or not at all (X display requirements): no card has room for that.
    """
    return content.kind is Kind.POSTER or content.platform == "x"


def ticker_text(content: Content) -> str:
    """The item's own words as the ticker shows them: one line, no more marks than one.

    X's display terms want their posts unaltered: only their line breaks become spaces there.
    """
    text = content.text.strip()
    if content.platform == "x":
        return " ".join(text.split())
    if content.kind is Kind.POST:
        text = _without_tail(text)
    if content.kind is Kind.COMMENT:
        text = _calm(text)
    text = " · ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    return _REPEATED_EMOJI.sub(r"\1", _REPEATED_MARK.sub(r"\1", text))


def standing_text(content: Content) -> str:
    """All the words that stand on the item's cards, for counting how long they take to read."""
    match content.kind:
        case Kind.EVENT:
            return f"{content.text} {content.place}"
        case Kind.COMMENT | Kind.QUESTION:
            return f"{content.text} {content.detail}"
        case Kind.NUMBER:
            return f"{content.figure} {content.text}"
    return content.text


def first_name(author: Author | None, words: Words) -> str:
    """The name under a patron's comment: the first one, at most 9 characters, else "a visitor"."""
    names = author.name.split() if author else []
    return names[0] if names and len(names[0]) <= LONGEST_NAME else words.text("a visitor")


def spoken(content: Content, now_local: datetime, words: Words) -> str:
    """The whole line in words, for lists, commands and screen readers."""
    text = ticker_text(content).replace(BAR, words.text("[words blacked out by the library]"))
    match content.kind:
        case Kind.EVENT if content.when:
            label = speak_when(content.when, now_local, words, content.cancelled)
            return ", ".join(part for part in (f"{label} {text}", content.place) if part)
        case Kind.POST if content.author and (content.author.name or content.author.handle):
            return f"{content.author.name or content.author.handle}: {text}"
        case Kind.COMMENT:
            said = words.text("{name}: “{text}”", name=first_name(content.author, words), text=text)
            reply = words.text("We answered: {text}", text=content.detail) if content.detail else ""
            return f"{said} {reply}".strip()
        case Kind.QUESTION:
            return f"{text} – {content.detail}" if content.detail else text
        case Kind.NUMBER:
            return f"{content.figure} {text}".strip()
    return text


def lane_name(lane: Lane, words: Words) -> str:
    """What a lane is called, for staff."""
    match lane:
        case Lane.EVENTS:
            return words.label("lane", "events")
        case Lane.POSTS:
            return words.label("lane", "posts")
        case Lane.PATRONS:
            return words.label("lane", "patrons")
        case Lane.NOTICES:
            return words.label("lane", "notices")


def _without_tail(text: str) -> str:
    """Without a link at the very end and without more than two hashtags there; never empty."""
    shorter = text
    while True:
        cut = _LINK_AT_END.sub("", _TAGS_AT_END.sub("", shorter)).rstrip()
        if cut == shorter or not cut:
            return shorter
        shorter = cut


def _calm(text: str) -> str:
    letters = [c for c in text if c.isupper() or c.islower()]
    if len(letters) < SHOUTING or not all(c.isupper() for c in letters):
        return text
    return _SENTENCE.sub(lambda found: found.group(1) + found.group(2).upper(), text.lower())
