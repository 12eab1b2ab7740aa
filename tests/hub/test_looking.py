"""What a page says of an address that was looked at: its lines as they would stand, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from signage.core.decision import Reason, Trust
from signage.core.item import Author, Content, Kind, RawItem
from signage.fetcher.discover import Found
from signage.hub.hub import Hub
from signage.hub.sources.looking import own_hosts, proposal
from signage.sources.plan import SourceOptions
from signage.words import for_locale

WORDS = for_locale("en-GB")


def found(hub: Hub, *texts: str, days: int = 0) -> Found:
    """An account that said these things so many days ago."""
    said = hub.clock.now() - timedelta(days=days)
    return Found(
        options=SourceOptions(id="towns", name="The town", kind="mastodon", url="https://far.example/@town"),
        items=tuple(
            RawItem(
                id=f"mastodon:{number}",
                content=Content(
                    kind=Kind.POST, text=text, published=said, author=Author(handle="@town@far.example")
                ),
            )
            for number, text in enumerate(texts)
        ),
        why="The address is that of a mastodon.",
        trust=Trust.REVIEW,
    )


def test_what_waits_for_more_than_its_trust_says_why(hub: Hub) -> None:
    snapshot = hub.editions.of(hub.settings.screens[0].name).snapshot
    finds = found(hub, "Snow on the roof", "Write to ada@harbour.example")
    made = proposal(finds, hub.settings, snapshot, hub.clock.now(), WORDS)
    assert [line.waits for line in made.lines] == [(), (Reason.CONTACT,)]
    assert [line.who for line in made.lines] == ["@town@far.example"] * 2
    assert made.why_lane == "Proposed: these are posts, of 4 words on average."
    assert made.trust.trust is Trust.REVIEW


def test_what_is_too_old_says_so(hub: Hub) -> None:
    snapshot = hub.editions.of(hub.settings.screens[0].name).snapshot
    (line,) = proposal(found(hub, "Snow", days=30), hub.settings, snapshot, hub.clock.now(), WORDS).lines
    assert line.why.startswith("too old since")


def test_the_library_is_where_its_contact_address_is(hub: Hub) -> None:
    told = replace(hub.settings, hub=replace(hub.settings.hub, contact="mailto:desk@harbour.example"))
    assert own_hosts(told) >= {"harbour.example"}
    told = replace(told, hub=replace(told.hub, contact="https://library.example/contact"))
    assert own_hosts(told) >= {"library.example"}
