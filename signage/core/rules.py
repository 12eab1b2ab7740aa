"""What the rules say of an item before any person has: (item, policy) -> verdict and reasons.

Rules never delete, and publish nothing from a review source. What they find are reasons for a person to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from signage.core.decision import Reason, State, Trust, Verdict
from signage.core.item import Author, Content, Kind, Picture, RawItem
from signage.core.skeleton import (
    block_list,
    fingerprint,
    has_invisible,
    mixes_scripts,
    visible,
    words_of,
)

#: A text with at least this many letters and hardly a small one among them shouts (text rule 9).
SHOUTING = 13
#: Names that nobody but the library's own people should go by on its screens.
_OFFICES = frozenset(
    fingerprint(name)
    for name in (
        *("library", "the library", "library staff", "staff", "librarian", "the librarian"),
        *("admin", "administrator", "moderator", "bibliothek", "bücherei", "bibliothèque", "biblioteca"),
    )
)

_ENDINGS = (
    "com|org|net|info|biz|edu|gov|mil|int|app|dev|xyz|online|site|shop|store|club|blog|live|link|click|top|vip|"
    "example|social|cloud|space|tech|news|world|media|page|pub|gg|ly|me|tv|io|ai|co|eu|uk|ie|us|ca|au|nz|de|at|"
    "ch|fr|be|nl|lu|es|pt|it|pl|cz|sk|hu|ro|bg|gr|dk|se|no|fi|is|ee|lv|lt|ru|ua|by|tr|il|in|cn|jp|kr|br|mx|ar|za"
)
_MENTION = re.compile(r"(?<![\w.])@[\w.-]+(?:@[\w.-]+)?")
_MAIL = re.compile(
    r"[\w.+-]+\s?(?:@|[\[({]\s?at\s?[\])}])\s?[\w-]+(?:\s?(?:\.|[\[({]\s?dot\s?[\])}])\s?[\w-]+)+"
)
_LINK = re.compile(
    r"[a-z][a-z0-9+.-]{1,9}://\S|\bwww\s?\.\s?\w|\b[\w-]+(?:\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\s+dot\s+)(?:"
    + _ENDINGS
    + r")\b|(?<![\w.@-])(?:[^\W_][\w-]*\.)+(?:"
    + _ENDINGS
    + r")(?![\w-])(?!\.\w)"
)
_NO_PHONE = re.compile(
    r"\b(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})\b"  # dates
    r"|\b[12]\d{3}\s?[-–/]\s?(?:[12]\d{3}|\d{2})\b"  # 1914-1918, 2026/27
    r"|\b97[89](?:[- ]?\d){10}\b"  # ISBN
    r"|(?<![\d+])(?:[1-9]\d?(?:[ .\u00a0]\d{3})+|[1-9]\d{0,2}(?:,\d{3})+)(?![ .,]?\d)"  # 1 000 000
    r"|\b\d{1,2}[:.]\d{2}\s?[-–]\s?\d{1,2}[:.]\d{2}\b"  # 9.00-17.00
)
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00)?\(?\d(?:[ ./()\u2010-\u2015\u00a0-]{0,3}\d){6,14}(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the rules need to know of the library and of one source.

    `boosts` says what happens with what the library passed on or quoted from somebody else:
    "review" holds it, "publish" takes it as the library's own, "hide" hides it.
    """

    library_name: str
    block_words: tuple[str, ...] = ()
    trust: Trust = Trust.REVIEW
    boosts: str = "review"


def judge(raw: RawItem, policy: Policy, *, earlier_texts: frozenset[str] = frozenset()) -> Verdict:
    """The state an item starts in, and why.

    `earlier_texts` are the fingerprints (`skeleton.fingerprint`) of the same source's other items.
    """
    reasons = tuple(_reasons(raw, policy, earlier_texts))
    if raw.foreign and policy.boosts == "hide":
        return Verdict(state=State.HIDDEN, reasons=reasons)
    if reasons:
        return Verdict(state=State.HELD, reasons=reasons)
    if policy.trust is Trust.PUBLISH:
        return Verdict(state=State.APPROVED, reasons=(Reason.TRUSTED,))
    return Verdict(state=State.WAITING, reasons=(Reason.REVIEW,))


def _reasons(raw: RawItem, policy: Policy, earlier_texts: frozenset[str]) -> Iterable[Reason]:
    """In the order in which a person should read them. The first part holds for every source."""
    content, said = raw.content, _said(raw.content)
    if raw.private:
        yield Reason.PRIVATE
    if raw.foreign and policy.boosts != "publish":
        yield Reason.FOREIGN
    if raw.sensitive or raw.warning:
        yield Reason.SENSITIVE
    names = _names(content)
    blocked = block_list(policy.block_words)
    if any(blocked.finds(text) for text in (*said, *names, raw.warning)):
        yield Reason.BLOCK_WORD
    strict = policy.trust is Trust.REVIEW
    if raw.tricks or any(has_invisible(text) or (strict and mixes_scripts(text)) for text in (*said, *names)):
        yield Reason.TRICKS
    if _is_empty(content):
        yield Reason.EMPTY
    if not strict:
        return
    readable = [visible(text).lower() for text in (*said, *names[:1])]
    if any(contacts(text) for text in readable):
        yield Reason.CONTACT
    if any(links(text) for text in readable):
        yield Reason.LINK
    if _shouts(content.text):
        yield Reason.CAPITALS
    if content.kind is not Kind.EVENT and _is_repeated(content.text, earlier_texts):
        yield Reason.REPEATED
    if content.author and _imitates(content.author, policy.library_name):
        yield Reason.IMITATION


def contacts(text: str) -> tuple[tuple[int, int], ...]:
    """Where e-mail addresses and phone numbers stand in a text that is `visible` and in small letters."""
    readable = _blank(_MENTION, text)
    found = [one.span() for one in _MAIL.finditer(readable)]
    for one in _PHONE.finditer(_blank(_NO_PHONE, readable, ";")):
        digits = [c for c in one.group() if c.isdecimal()]
        if len(digits) != len(one.group()) or len(digits) > 8:
            found.append(one.span())
    return tuple(found)


def links(text: str) -> tuple[tuple[int, int], ...]:
    """Where addresses of pages stand in such a text, each to the end of its word."""
    readable = _blank(_MAIL, _blank(_MENTION, text))
    return tuple((one.start(), _end_of_word(text, one.end())) for one in _LINK.finditer(readable))


def _blank(pattern: re.Pattern[str], text: str, sign: str = " ") -> str:
    """`text` with what `pattern` finds painted over; everything else stays where it is."""
    return pattern.sub(lambda found: sign * len(found.group()), text)


def _end_of_word(text: str, place: int) -> int:
    return next((at for at in range(place, len(text)) if text[at].isspace()), len(text))


def changed(before: RawItem, after: RawItem) -> bool:
    """Whether an approval of `before` does not cover `after`: other words, author, picture or address.

    A picture is the same as long as its bytes are; where they are not known yet, its address.
    """
    return _approved_parts(before) != _approved_parts(after) or not _same_pictures(
        before.content.pictures, after.content.pictures
    )


def _approved_parts(raw: RawItem) -> tuple[object, ...]:
    content = raw.content
    return (
        *(content.kind, content.text, content.detail, content.figure, content.place, content.audience),
        *(
            content.author,
            content.boosted_by,
            content.url,
            raw.warning,
            raw.sensitive,
            raw.private,
            raw.foreign,
        ),
    )


def _same_pictures(before: tuple[Picture, ...], after: tuple[Picture, ...]) -> bool:
    if len(before) != len(after):
        return False
    for old, new in zip(before, after, strict=True):
        by_bytes = bool(old.sha256 and new.sha256)
        if (old.sha256 != new.sha256) if by_bytes else (old.url != new.url):
            return False
        if old.alt != new.alt:
            return False
    return True


def _said(content: Content) -> tuple[str, ...]:
    pictures = tuple(picture.alt for picture in content.pictures)
    return (content.text, content.detail, content.figure, content.place, content.audience, *pictures)


def _names(content: Content) -> tuple[str, ...]:
    """The author's name first, "" where there is none."""
    people = [person for person in (content.author, content.boosted_by) if person]
    name = content.author.name if content.author else ""
    return (name, *(text for person in people for text in (person.name, person.handle)))


def _is_empty(content: Content) -> bool:
    if content.pictures and content.kind in (Kind.POST, Kind.POSTER):
        return False
    # Emoji alone are a text; dashes, dots and blank letters are not.
    return not any(c.isalnum() or c > "\u2190" for c in visible(content.text + content.figure).strip())


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isupper() or c.islower()]
    return len(letters) >= SHOUTING and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def _is_repeated(text: str, earlier_texts: frozenset[str]) -> bool:
    mark = fingerprint(text)
    return bool(mark) and mark in earlier_texts


def _imitates(author: Author, library_name: str) -> bool:
    """Whether a name or handle reads as the library's own, or as one of its offices."""
    library = "".join(words_of(library_name))
    for name in (author.name, author.handle.lstrip("@").split("@")[0]):
        written = "".join(words_of(name))
        if " ".join(words_of(name)) in _OFFICES:
            return True
        if library and written and (library in written or _nearly(written, library)):
            return True
    return False


def _nearly(written: str, library: str) -> bool:
    """Whether one letter more, less or other makes the two the same; for names of 8 letters and more."""
    if len(library) < 8 or abs(len(written) - len(library)) > 1:
        return False
    short, long = sorted((written, library), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[start + 1 :] if len(short) == len(long) else short[start:]
    return rest == long[start + 1 :]
