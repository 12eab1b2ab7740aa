"""What the posts of all services have in common on their way to an item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from signage.core.item import Picture, RawItem
from signage.sources.plan import Problem
from signage.sources.social.json_answer import web_address

#: A post that claims to be further in the future than this is left out until its time comes.
MOST_AHEAD = timedelta(minutes=10)
#: Posts with the same fault that are told of one by one.
MOST_ALIKE = 3

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# X's codes for posts without a language (docs.x.com, supported languages).
_NO_LANGUAGE = frozenset({"und", "art", "mul", "mis", "zxx"})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A post that a rule keeps off, and why; "" where the settings or the clock say so themselves."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A post that cannot be used, and what is wrong with it."""

    what: str


Reading = RawItem | LeftOut | Broken

FUTURE = LeftOut()
NO_ID = Broken("It has no id.")
NO_DATE = Broken("It has no date that can be read.")


def gather(readings: Iterable[Reading]) -> tuple[tuple[RawItem, ...], tuple[Problem, ...]]:
    """The usable posts of one answer, each once, and what to tell staff about the others.

    Posts with the same fault are told one by one up to `MOST_ALIKE`, as a number beyond.
    """
    all_of_them = list(readings)
    items: dict[str, RawItem] = {}
    broken: dict[str, list[int]] = {}
    left_out: Counter[str] = Counter()
    for place, reading in enumerate(all_of_them, start=1):
        if isinstance(reading, RawItem):
            items.setdefault(reading.id, reading)
        elif isinstance(reading, Broken):
            broken.setdefault(reading.what, []).append(place)
        elif reading.why:
            left_out[reading.why] += 1
    total = len(all_of_them)
    problems: list[Problem] = []
    for what, places in broken.items():
        if len(places) > MOST_ALIKE:
            left_out[what] += len(places)
        else:
            problems += [Problem(where=f"post {place} of {total}", what=what) for place in places]
    problems += [Problem(where=f"{count} of {total} posts", what=why) for why, count in left_out.items()]
    return tuple(items.values()), tuple(problems)


def is_ahead(published: datetime, now: datetime) -> bool:
    """Whether a post claims to be from the future."""
    return published - now > MOST_AHEAD


def language(code: str) -> str:
    """A BCP 47 tag, "" for unknown ones and X's own (qme, qht, zxx ...)."""
    known = _LANGUAGE.fullmatch(code) and code not in _NO_LANGUAGE and not code.startswith("q")
    return code if known else ""


def pictures(found: Iterable[Picture]) -> tuple[Picture, ...]:
    """Those that have an address, each once."""
    return tuple({picture.url: picture for picture in found if picture.url}.values())


def host_of(address: str) -> str:
    """The host of a web address in lower case, with its port if it has one; "" if it is none."""
    return urlsplit(address).netloc.rpartition("@")[2].lower() if web_address(address) else ""
