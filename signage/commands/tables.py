"""The tables that commands print for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from signage.commands.checkup import Finding, Level
from signage.commands.listing import when_said
from signage.commands.printing import say, short, table
from signage.core.decision import Decision
from signage.core.emergency import Emergency, Mode
from signage.core.item import Content, Item
from signage.core.programme import Programme
from signage.core.wording import moment_of
from signage.settings import Settings
from signage.store.items import short_id
from signage.words import for_locale

if TYPE_CHECKING:
    from signage.fetcher.discover import Found


def items_table(items: Sequence[Item], settings: Settings, now: datetime) -> None:
    """What is in the store."""
    words = for_locale(settings.library.locale)
    rows = [
        (
            short_id(item.id),
            item.state.value,
            ", ".join(reason.value for reason in item.reasons),
            item.sources[0] if item.sources else "",
            item.content.kind.value,
            when_said(item.content, now, settings.library.timezone, words),
            said(item.content),
        )
        for item in items
    ]
    table(("id", "state", "why", "source", "kind", "when", "text"), rows, wide=6)


def said(content: Content) -> str:
    """Who says what, on one line."""
    author = content.author
    by = (author.handle or author.name) if author else ""
    place = f" ({content.place})" if content.place else ""
    return short(f"{by}: {content.text}{place}" if by else f"{content.figure} {content.text}{place}".strip())


def decided(decisions: Iterable[Decision], items: Iterable[Item]) -> None:
    """What was decided, one line each."""
    known = {item.id: item for item in items}
    for decision in decisions:
        before = decision.before.value if decision.before else "new"
        text = said(known[decision.item].content) if decision.item in known else decision.item
        say(f"{short_id(decision.item)}  {before} -> {decision.after.value}  {text}")


def screens(rows: Iterable[Mapping[str, Any]], settings: Settings) -> None:
    """The screens that are let in."""
    words, zone = for_locale(settings.library.locale), ZoneInfo(settings.library.timezone)
    table(
        ("screen", "where", "let in"),
        [(row["screen"], row["where"], moment_of(row["since"], zone, words)) for row in rows],
    )


def users(rows: Iterable[Mapping[str, Any]], settings: Settings) -> None:
    """Everybody who can sign in."""
    words, zone = for_locale(settings.library.locale), ZoneInfo(settings.library.timezone)
    table(
        ("login", "name", "role", "last here"),
        [
            (
                row["login"],
                row["name"],
                row["role"],
                moment_of(row["seen"], zone, words) if row["seen"] else "never",
            )
            for row in rows
        ],
    )


def emergency(shown: Emergency, settings: Settings) -> None:
    """What is on every screen now, and until when."""
    until = shown.until.astimezone(ZoneInfo(settings.library.timezone))
    say("\n".join((shown.headline, *(f"  {line}" for line in shown.lines))))
    how = "instead of everything else" if shown.mode is Mode.REPLACE else "before everything else"
    say(f"On every screen, {how}, until {until:%Y-%m-%d %H:%M}. To end it: signage emergency end")


def fetched(rows: Iterable[Mapping[str, Any]]) -> None:
    """What a fetch brought, one line a source."""
    heads = ("source", "kind", "outcome", "items", "new", "changed", "gone", "seconds", "error")
    table(heads, [tuple(_cell(row[head]) for head in heads) for row in rows], wide=8)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def found(results: Sequence[Found], settings: Settings, now: datetime) -> None:
    """What an address gives: the kind, why, and its items as they would appear."""
    words = for_locale(settings.library.locale)
    for number, one in enumerate(results):
        say(f"{'Also: ' if number else ''}{one.options.kind}. {one.why}")
        if number == 0:
            rows = [
                (when_said(raw.content, now, settings.library.timezone, words), said(raw.content))
                for raw in one.items[:20]
            ]
            table(("when", "text"), rows, wide=1)
            if not rows:
                say("It has nothing to show just now.")
            if len(one.items) > len(rows):
                say(f"... and {len(one.items) - len(rows)} more.")


def programme(row: Mapping[str, Any], made: Programme, items: Iterable[Item], settings: Settings) -> None:
    """What a screen shows, when, why; and what not."""
    known = {item.id: item for item in items}
    words = for_locale(settings.library.locale)

    def when(item_id: str | None) -> str:
        item = known.get(item_id or "")
        return when_said(item.content, made.at, settings.library.timezone, words) if item else ""

    at = made.at.astimezone(ZoneInfo(settings.library.timezone))
    say(f"{made.screen.name}, {at:%Y-%m-%d %H:%M}, beginning afresh\n")
    if made.emergency:
        emergency(made.emergency, settings)
        say("")
    ticker = [
        (entry["kind"], short(entry["words"]), when(entry["id"]), entry["why"]) for entry in row["ticker"]
    ]
    table(("ticker", "what", "when", "why"), ticker, wide=1)
    say("")
    slides = [(slide.kind, short(slide.words), f"{slide.seconds:.0f} s", slide.why) for slide in made.slides]
    table(("slide", "what", "for", "why"), slides, wide=1)
    if row["left_out"]:
        say("")
        left = [
            (
                short_id(one["id"]),
                said(known[one["id"]].content) if one["id"] in known else one["id"],
                one["why"],
            )
            for one in row["left_out"]
        ]
        table(("left out", "what", "why"), left, wide=1)


def findings(found: Sequence[Finding]) -> None:
    """What a check-up found: the worst first, then one line for all that is fine."""
    worst = (Level.ERROR, Level.WARNING, Level.FINE)
    for finding in sorted(found, key=lambda one: worst.index(one.level)):
        mark = {Level.ERROR: "WRONG ", Level.WARNING: "better", Level.FINE: "fine  "}[finding.level]
        say(f"{mark}  {finding.where}: {finding.what}")
        if finding.do:
            say(f"        {finding.do}")
