"""Looking at an address before it is added: what it gives, as it would appear, and what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from signage.core.assembly import for_screen
from signage.core.decision import Reason, State, Trust, Verdict
from signage.core.item import LANE_OF, Item, Lane, RawItem
from signage.core.line import lane_name, standing_text, ticker_text
from signage.core.proposal import Ground, LaneProposal, TrustProposal, lane_of, trust_of
from signage.core.reading import dwell
from signage.core.showing import Reach, Showing
from signage.core.snapshot import Snapshot
from signage.fetcher.discover import Found
from signage.fetcher.verdicts import judged
from signage.settings import Settings, SourceSettings
from signage.store.items import EarlierTexts
from signage.words import Words

#: Of each find so many items are shown.
MOST_ITEMS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item as its card would say it. `why`: what keeps it off, `waits`: why somebody is asked first."""

    who: str
    text: str
    when: datetime | None
    seconds: int
    why: str
    waits: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One thing that an address can be, and what is proposed with it. Decides nothing."""

    found: Found
    trust: TrustProposal
    why_trust: str
    lane: LaneProposal | None
    why_lane: str
    lines: tuple[Line, ...]


def proposal(found: Found, settings: Settings, snapshot: Snapshot, now: datetime, words: Words) -> Proposal:
    """What is proposed with a find, and how its newest items would stand on the snapshot's screen now."""
    trust = trust_of(found.trust, urlsplit(found.options.url).hostname or "", own_hosts(settings))
    lane = lane_of([raw.content for raw in found.items])
    return Proposal(
        found=found,
        trust=trust,
        why_trust=_why_trust(trust, words),
        lane=lane,
        why_lane=_why_lane(lane, words) if lane else "",
        lines=_lines(found, trust.trust, settings, snapshot, now),
    )


def own_hosts(settings: Settings) -> frozenset[str]:
    """Hosts that are the library's: of its contact address, and of calendars and feeds it trusts."""
    contact = settings.hub.contact.removeprefix("mailto:")
    named = contact.rpartition("@")[2] if "@" in contact else urlsplit(contact).hostname or ""
    trusted = {
        urlsplit(source.options.url).hostname or ""
        for source in settings.sources
        if source.trust is Trust.PUBLISH and source.kind in {"feed", "calendar"}
    }
    return frozenset({named, *trusted} - {""})


def _lines(
    found: Found, trust: Trust, settings: Settings, snapshot: Snapshot, now: datetime
) -> tuple[Line, ...]:
    source = SourceSettings(options=found.options, trust=trust)
    showing = Showing.at(snapshot, now, Reach(answered=True))
    lines = []
    for one in judged(found.items, source, settings, EarlierTexts({})):
        content, item = one.raw.content, _approved(one.raw, trust, now)
        made = for_screen(item, None, snapshot.screen, settings.ages, frozenset())
        lines.append(
            Line(
                who=_who(one.raw, showing.words),
                text=ticker_text(content) or content.detail,
                when=content.when.starts if content.when else content.published,
                seconds=round(dwell(standing_text(content))),
                why=showing.why_not(made) if made else "",
                waits=_waits(one.verdict),
            )
        )
    # What would be shown stands first, in the order in which it came.
    return tuple(sorted(lines, key=lambda line: bool(line.why)))


def _waits(verdict: Verdict) -> tuple[Reason, ...]:
    """What it waits for beside its source's trust, which is said once for all."""
    if verdict.state is not State.HELD:
        return ()
    return tuple(reason for reason in verdict.reasons if reason is not Reason.REVIEW)


def _approved(raw: RawItem, trust: Trust, now: datetime) -> Item:
    """The item as it were once it is approved."""
    return Item(
        raw=raw,
        lane=LANE_OF[raw.content.kind],
        sources=(),
        trust=trust,
        state=State.APPROVED,
        first_seen=now,
        confirmed=now,
    )


def _who(raw: RawItem, words: Words) -> str:
    author = raw.content.author
    named = author.handle or author.name if author else ""
    return named or lane_name(LANE_OF[raw.content.kind], words)


def _why_trust(proposed: TrustProposal, words: Words) -> str:
    return {
        Ground.OWN_PLANS: words.text("Proposed: calendars and lists are the library's own plans."),
        Ground.OWN_SITE: words.text("Proposed: it is on a website of the library."),
        Ground.OTHERS: words.text("Proposed, until you say that this is the library's own."),
    }[proposed.ground]


def _why_lane(proposed: LaneProposal, words: Words) -> str:
    match proposed.lane:
        case Lane.EVENTS:
            return words.text(
                "Proposed: {count} of {total} have a date.", count=proposed.count, total=proposed.total
            )
        case Lane.POSTS:
            return words.plural(
                "Proposed: these are posts, of {count} word on average.",
                "Proposed: these are posts, of {count} words on average.",
                proposed.words,
            )
        case Lane.PATRONS:
            return words.text("Proposed: these are visitors' own words.")
    return words.text("Proposed: these are notices, offers or posters.")
