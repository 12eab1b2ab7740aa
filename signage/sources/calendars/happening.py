"""The words of an event: what of a VEVENT may be read on a TV, and whether it may be at all.

Never looks at ORGANIZER, ATTENDEE, CONTACT or COMMENT: they hold people's names and addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from icalendar import Event

from signage.core.item import Content, Kind, Picture, RawItem
from signage.sources.calendars import meeting
from signage.sources.calendars.occurrence import Occurrence
from signage.sources.text import opening, plain, short_links, tidy, tidy_line

#: Characters of a description that are kept: a slide has room for fewer.
MOST_DETAIL = 1200
MOST_TITLE = 300
MOST_PLACE = 120

_MARKUP = re.compile(
    r"<(/?[a-z][a-z0-9]*)(\s[^<>]*)?/?>|&(#\d+|#x[0-9a-f]+|[a-z][a-z0-9]{1,30});", re.IGNORECASE
)
_BLOCK = re.compile(r"<(p|br|div|li|ul|ol|h[1-6]|table)\b", re.IGNORECASE)

_CANCELLED_WORD = (
    r"cancell?ed|abgesagt|entfällt|fällt aus|annulée?|annulé|geannuleerd|afgelast|cancelad[oa]|annullato|"
    r"inställt|avlyst|aflyst|peruttu|odwołane|zrušeno"
)
_POSTPONED_WORD = r"postponed|verschoben|reportée?|uitgesteld|pospuest[oa]|aplazad[oa]|adiad[oa]|rinviato"
_OPENING_MARK = r"^[\s\[(*!_~–—-]*"
_CLOSING_MARK = r"[\s\])*!:;|,_~–—-]*"
_CANCELLED = re.compile(
    rf"{_OPENING_MARK}(?:{_CANCELLED_WORD})(?=\s*[\])*!:|–—-]|\s*$){_CLOSING_MARK}", re.IGNORECASE
)
_CANCELLED_LOUD = re.compile(rf"{_OPENING_MARK}(?:{_CANCELLED_WORD.upper()})\b{_CLOSING_MARK}")
_CANCELLED_LAST = re.compile(
    rf"\s*(?:[(\[*]|[–—:|-]\s)\s*(?:{_CANCELLED_WORD})\s*[)\]*!]*\s*$", re.IGNORECASE
)
_POSTPONED = re.compile(rf"{_OPENING_MARK}(?:{_POSTPONED_WORD})(?=\s*[\])*!:|–—-]|\s*$)", re.IGNORECASE)
_POSTPONED_LOUD = re.compile(rf"{_OPENING_MARK}(?:{_POSTPONED_WORD.upper()})\b")

#: Titles that say only that somebody has no time.
_BUSY = re.compile(
    r"\W*((private|personal)( appointment| event| booking| meeting)?|busy|free|tentative|away|unavailable|"
    r"out of (the )?office|working elsewhere|not available|booked|reserved|blocked|"
    r"privat(er termin)?|belegt|gebucht|beschäftigt|besetzt|reserviert|abwesend|nicht verfügbar|frei|"
    r"occupée?|privée?|absente?|indisponible|réservée?|ocupad[oa]|privad[oa]|reservad[oa]|"
    r"zajęty|wolny|wstępna akceptacja|poza biurem|obsazeno|occupato|libero|provvisorio|fuori sede|"
    r"provisoire|mit vorbehalt|tentativo|provisional|fuera de la oficina|absence du bureau|"
    r"bezet|privé|optaget|upptagen|opptatt|varattu)\W*",
    re.IGNORECASE,
)

_AUDIENCE = re.compile(
    r"\b(all ages|ages?\b|adults?|seniors?|older adults|teens?|tweens?|youth|young (people|adults)|children|"
    r"child|kids?|bab(y|ies)|toddlers?|preschool(ers)?|pre-?k|infants?|families|family|parents|caregivers|"
    r"students?|everyone|general public|grades?|under \d+s?|"
    r"kinder|jugend(liche)?|erwachsene|familien?|senioren|alle|babys|"
    r"enfants?|jeunes?|ados?|adolescents?|adultes?|familles?|tout public|aînés|"
    r"niños|jóvenes|adultos|familias|jeugd|volwassenen|kinderen)\b",
    re.IGNORECASE,
)
_STREET = re.compile(r"^\d+[a-z]?(?:[-–/]\d+[a-z]?)?\s+\D", re.IGNORECASE)
_POSTCODE = re.compile(
    r"^(?:[a-z]{1,2}-)?\d{4,5}\s+\D|^[A-Z][A-Z .]* \d{5}(-\d{4})?$|^\w+ [A-Z]\d[A-Z] ?\d[A-Z]\d$"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
_LIBCAL = re.compile(r"https?://[\w.-]+\.libcal\.com/(?:cal)?event[/?][^\s<>\"')\]]+", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif)(?:$|\?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a VEVENT stands: whether it is off, not settled yet, or nobody else's business."""

    cancelled: bool
    tentative: bool
    private: bool


def manner(event: Event) -> Manner:
    """What STATUS, CLASS and the title say. RFC 5545 sections 3.8.1.3 and 3.8.1.11.

    Times that are only marked as taken (titles such as "Busy") are private.
    """
    status = _word(event, "STATUS").upper()
    title = tidy_line(_word(event, "SUMMARY"))[0]
    marked = any(
        name.startswith("X-") and "CANCEL" in name and _word(event, name).upper() in {"TRUE", "YES", "1"}
        for name in map(str, event)
    )
    return Manner(
        cancelled=marked or status in {"CANCELLED", "CANCELED"} or _says_off(title),
        tentative=status == "TENTATIVE",
        private=_word(event, "CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"} or bool(_BUSY.fullmatch(title)),
    )


def raw_item(uid: str, found: Occurrence, *, cancelled: bool, private: bool) -> RawItem | None:
    """The item of one occurrence; None where it has no title."""
    event = found.event
    title, tricky_title = tidy_line(_plain(_word(event, "SUMMARY")))
    title = _without_cancelled(title)
    if not title:
        return None
    place, tricky_place = tidy_line(_place(_word(event, "LOCATION")))
    written = _word(event, "DESCRIPTION")
    detail, tricky_detail = tidy(short_links(meeting.without_joining(_plain(written, links=False))))
    if " ".join(detail.split()).casefold().rstrip(".") == title.casefold().rstrip("."):
        detail = ""
    audience, tricky_audience = tidy_line(_audience(event))
    return RawItem(
        id=f"calendar:{uid}/{found.key}",
        series=f"calendar:{uid}",
        content=Content(
            kind=Kind.EVENT,
            text=opening(title, MOST_TITLE),
            detail=_shortened(detail),
            platform="calendar",
            url=_url(event, written),
            pictures=_pictures(event),
            when=found.when,
            place=opening(place, MOST_PLACE),
            audience=opening(audience, MOST_PLACE),
            cancelled=cancelled,
            language=_language(event),
        ),
        private=private,
        tricks=tricky_title or tricky_place or tricky_detail or tricky_audience,
    )


def _says_off(title: str) -> bool:
    return any(
        pattern.search(title)
        for pattern in (_CANCELLED, _CANCELLED_LOUD, _CANCELLED_LAST, _POSTPONED, _POSTPONED_LOUD)
    )


def _without_cancelled(title: str) -> str:
    # "Postponed" stays: it says more than the sign's own "cancelled".
    for pattern in (_CANCELLED, _CANCELLED_LOUD, _CANCELLED_LAST):
        rest = pattern.sub("", title).strip()
        if rest:
            title = rest
    return title


def _plain(written: str, *, links: bool = True) -> str:
    """Words without markup. Text that only looks a little like HTML ("ages <5", "Q&A") stays as it is."""
    text = written.replace("\\n", "\n").replace("\\,", ",").replace("\r", "")
    for _ in range(2):  # some publishers escape their markup once more
        if not _MARKUP.search(text):
            break
        text = plain(text if _BLOCK.search(text) else text.replace("\n", "<br>"))
    return short_links(text) if links else text


def _place(written: str) -> str:
    """Where it is, short enough to be read: the name of the place without street, postcode and country."""
    text = re.sub(r"\s*\n\s*", ", ", _plain(written, links=False).strip())
    if meeting.LINK.search(text):
        return meeting.LINK.sub("", text).strip(" ,;:()-–|") or meeting.service(text)
    text = _ADDRESS.sub("", text).strip(" ,;:()-–|") if _ADDRESS.search(text) else text
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) >= 3:
        for index, part in enumerate(parts[1:], start=1):
            if _STREET.match(part) or _POSTCODE.match(part):
                parts = parts[:index]
                break
        else:
            if _STREET.match(parts[0]):
                parts = parts[:2]
    return ", ".join(dict.fromkeys(parts))


def _audience(event: Event) -> str:
    """Who it is for, out of CATEGORIES: the deepest step of each "A > B > C" that names people."""
    found: dict[str, None] = {}
    for written in _all(event.get("CATEGORIES")):
        for category in getattr(written, "cats", []):
            for one in str(category).split(","):
                steps = [step.strip() for step in re.split(r"\s*>\s*", _plain(one)) if step.strip()]
                people = [step for step in steps if _AUDIENCE.search(step) and len(step) <= 40]
                if people:
                    found[people[-1]] = None
    return ", ".join(list(found)[:3])


def _url(event: Event, description: str) -> str:
    for candidate in (_word(event, "URL"), *_LIBCAL.findall(description)[:1]):
        url = str(candidate).strip().rstrip(".,;")
        if _is_web(url) and not meeting.LINK.search(url):
            return url
    return ""


def _pictures(event: Event) -> tuple[Picture, ...]:
    """Pictures that ATTACH or IMAGE (RFC 7986 section 5.10) name by address; none inside the file."""
    found: list[Picture] = []
    for name in ("IMAGE", "ATTACH"):
        for value in _all(event.get(name)):
            params = getattr(value, "params", {})
            url = str(value).strip()
            is_picture = str(params.get("FMTTYPE", "")).lower().startswith("image/") or _PICTURE.search(url)
            if is_picture and "ENCODING" not in params and _is_web(url):
                found.append(Picture(url=url))
    return tuple(found[:4])


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and len(url) <= 2000


def _language(event: Event) -> str:
    params = getattr(next(iter(_all(event.get("SUMMARY"))), None), "params", {})
    language = str(params.get("LANGUAGE", ""))
    return language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else ""


def _shortened(detail: str) -> str:
    if len(detail) <= MOST_DETAIL:
        return detail
    lines: list[str] = []
    room = MOST_DETAIL
    for line in detail.split("\n"):
        if len(line) > room:
            if room > 80:
                lines.append(opening(line, room))
            break
        lines.append(line)
        room -= len(line) + 1
    return "\n".join(lines)


def _word(event: Event, name: str) -> str:
    value = next(iter(_all(event.get(name))), None)
    return "" if value is None else str(value).strip()


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
