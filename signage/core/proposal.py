"""Proposals for a new source: how far to trust it and in which lane to show it, each with its ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from signage.core.decision import Trust
from signage.core.item import LANE_OF, Content, Lane
from signage.core.reading import words_in


class Ground(StrEnum):
    """Why a trust is proposed."""

    #: Its kind is one in which a library keeps its own plans.
    OWN_PLANS = "own plans"
    #: It is on a site of the library.
    OWN_SITE = "own site"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustProposal:
    """How far to trust it. A person decides."""

    trust: Trust
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneProposal:
    """Where to show it: the lane that `count` of its `total` items belong to, in `words` words each."""

    lane: Lane
    count: int
    total: int
    words: int


def trust_of(usual: Trust, host: str, own_hosts: Collection[str]) -> TrustProposal:
    """`usual`: what its kind deserves; `host`: where it is, `own_hosts` those that are the library's."""
    if usual is Trust.PUBLISH:
        return TrustProposal(trust=usual, ground=Ground.OWN_PLANS)
    if any(is_at(host, own) for own in own_hosts):
        return TrustProposal(trust=Trust.PUBLISH, ground=Ground.OWN_SITE)
    return TrustProposal(trust=Trust.REVIEW, ground=Ground.OTHERS)


def is_at(host: str, site: str) -> bool:
    """Whether a host is the site's own or one below it: "blog.library.example" at "library.example"."""
    one, other = host.casefold().removeprefix("www."), site.casefold().removeprefix("www.")
    return bool(other) and (one == other or one.endswith(f".{other}"))


def lane_of(contents: Sequence[Content]) -> LaneProposal | None:
    """The lane of most of them, None where there are none to judge by."""
    if not contents:
        return None
    ((lane, count),) = Counter(LANE_OF[content.kind] for content in contents).most_common(1)
    average = sum(words_in(content.text) for content in contents) / len(contents)
    return LaneProposal(lane=lane, count=count, total=len(contents), words=round(average))
