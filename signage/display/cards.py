"""Cards: an item of the programme -> what stands on the shelf or runs in the crawl, measured and worded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from signage.core import reading, wording
from signage.core.emergency import EMERGENCY
from signage.core.item import Content, Kind
from signage.core.line import first_name, ticker_text
from signage.core.programme import Entry
from signage.core.quotes import quoted
from signage.core.snapshot import Library
from signage.display import emblems, paging, ribbon
from signage.display.direction import guarded, mirrored
from signage.display.hyphens import hyphenated
from signage.display.models import TickerRow
from signage.display.paging import Column, Face
from signage.display.theme import Theme
from signage.words import Words

ICONS: Mapping[str, str] = MappingProxyType(
    {"mastodon": "mastodon", "bluesky": "bluesky", "x": "x", "youtube": "youtube"}
)
#: The question mark of Arabic and its kin.
TURNED_MARK = "؟"
MOST_PAGES = 4
MOST_PAGES_STRIP = 6
#: Characters that one card of the crawl takes; a longer one is cut with an ellipsis.
LONGEST_CRAWL = 500
#: A long line is drawn in pieces of so many characters, so that no frame has to draw all of it.
PIECE = 48


@dataclass(frozen=True, slots=True)
class Card:
    """One card, measured: the row that QML draws, its pages, and the room it needs.

    `span` is the least width in pixels in which every page fits; a card that `fills` needs it all.
    """

    row: TickerRow
    pages: tuple[str, ...]
    span: int
    fills: bool
    grows: bool
    spoken: str
    #: Its readers take so many times as long as others.
    pace: float = 1.0

    @property
    def id(self) -> str:
        """The item it belongs to."""
        return self.row.id

    def seconds(self, page: int, cards: int = 1) -> float:
        """How long this page must stand; `cards` share the shelf."""
        said = self.spoken if len(self.pages) == 1 else self.pages[page]
        return self.pace * reading.dwell(said, cards)


@dataclass(frozen=True, slots=True)
class Desk:
    """Makes cards. Knows the theme's measures, the library and the words; holds no items."""

    theme: Theme
    library: Library
    words: Words
    #: Pixels between the caps, without the shelf's padding.
    room: int
    strip: bool = False
    #: Whether posts have their date instead of their age: nobody knows what happened since.
    dated: bool = False

    def cards(self, entry: Entry, now: datetime) -> tuple[Card, ...]:
        """The cards of one item, in the order in which they are shown. `now` is local."""
        content = self._hyphenated(entry.item.content)
        row = TickerRow(
            id=entry.item.id,
            kind=content.kind.value,
            mirrored=mirrored(content.text, self.words.rtl),
        )
        match content.kind:
            case Kind.EVENT:
                return (self._event(row, content, now),)
            case Kind.COMMENT:
                return self._comment(row, content)
            case Kind.QUESTION:
                return self._question(row, content)
            case Kind.NUMBER:
                return (self._number(row, content),)
            case Kind.NOTICE | Kind.POSTER:
                return (self._notice(replace(row, kind="notice"), content),)
            case _:
                return (self._post(row, content, now),)

    def _hyphenated(self, content: Content) -> Content:
        """The words as the shelf shows them; titles of events get no hyphens, unless a word is too wide."""
        content = replace(content, text=guarded(ticker_text(content)), detail=guarded(content.detail))
        if content.kind in {Kind.EVENT, Kind.NUMBER}:
            return content
        language = content.language or self.library.locale
        return replace(
            content,
            text=hyphenated(content.text, language),
            detail=hyphenated(content.detail, language),
        )

    def crawling(self, entry: Entry, now: datetime) -> tuple[Card, ...]:
        """The cards of one item for the crawl: one line each, as long as it needs."""
        content = entry.item.content
        content = replace(content, text=guarded(ticker_text(content)), detail=guarded(content.detail))
        return tuple(piece for card in self.cards(entry, now) for piece in self._one_line(content, card))

    @property
    def _pace(self) -> float:
        return float(self.theme.values["pace"])

    def _px(self, name: str) -> int:
        return self.theme.number(name)

    def _face(self, size: str, weight: str, family: str = "sans") -> Face:
        values = self.theme.values
        pixels = int(values[size])
        tracking = values["emojiTracking" if size == "emojiText" else "tracking"]
        return Face(str(values[family]), int(values[weight]), pixels, float(tracking) * pixels)

    def _lines(self) -> int:
        return max(1, (self._px("cardHeight") - self._px("bodySlack")) // self._px("bodyLine"))

    def _accent(self, kind: str) -> str:
        return self.theme.tokens.kinds[kind]["accent"]

    def _small(self, text: str) -> int:
        """The width of a line of incidental text."""
        face = Face(str(self.theme.values["sans"]), self._px("strong"), self._px("incidentalText"))
        return paging.advance(text, face)

    def _paged(
        self, text: str, face: Face, around: int, lines: int, name: str = ""
    ) -> tuple[tuple[str, ...], int, bool]:
        """The pages of a text, the least span of its card, and whether it needs the whole shelf."""
        least = paging.narrowest(text, name, face, self.room - around, lines, self._px("cardHeight"))
        if least is not None:
            return (text,), least + around, False
        column = Column(face, self.room - around - self._px("foreEdgeWidth"), lines)
        most = MOST_PAGES_STRIP if self.strip else MOST_PAGES
        return paging.pages(text, column, name=name, most=most), self.room, True

    def _post(self, row: TickerRow, content: Content, now: datetime) -> Card:
        label = wording.age(content.published, now, self.words, dated=self.dated) if content.published else ""
        spine = max(
            self._px("spineWidth"),
            self._small(label) + 2 * (self._px("labelPadding") + self._px("spinePadding")) if label else 0,
        )
        whose = self._run_in(content)
        emoji = paging.only_emoji(content.text) and content.boosted_by is None
        name = "" if emoji else self._introduced(whose, content)
        face = self._face("emojiText" if emoji else "bodyText", "body")
        around = spine + self._px("bodyLeft") + self._px("bodyRight")
        text = content.text
        pages, span, fills = self._paged(text, face, around, 1 if emoji else self._lines(), name)
        accent = self._accent("post")
        styled = tuple(
            paging.run_in("" if number else name, page, accent) for number, page in enumerate(pages)
        )
        row = replace(
            row,
            icon=ICONS.get(content.platform, "blog"),
            label=label,
            meta=whose or content.platform.title(),
            boosted=content.boosted_by is not None,
            emoji=emoji,
            spine=spine,
        )
        return self._card(row, styled, span, f"{name} {text}".strip(), fills=fills)

    def _introduced(self, name: str, content: Content) -> str:
        """The name as it stands in front of the words: a weblog has a colon, a person's handle has none."""
        person = content.boosted_by is not None or (content.author is not None and content.author.handle)
        return name if person or not name or name.endswith(paging.ELLIPSIS) else f"{name}:"

    def _run_in(self, content: Content) -> str:
        """The name in front of a post, in half a line at most: some feeds have a sentence for a name."""
        half = Column(self._face("bodyText", "strong"), self.room // 2, 1)
        return paging.elided(self.name_of(content), half)

    def name_of(self, content: Content) -> str:
        """How the author of a post is called in front of it: the short handle, or the name of a boost."""
        author = content.author
        if author is None:
            return ""
        if content.boosted_by is not None or not author.handle:
            return author.name or author.handle
        return "@" + author.handle.lstrip("@").split("@")[0]

    def _event(self, row: TickerRow, content: Content, now: datetime) -> Card:
        lead, strong, inverted = self._leaf(content, now)
        leaf = Face(str(self.theme.values["sans"]), self._px("heavy"), self._px("leafText"))
        wide = max(paging.advance(strong, leaf), self._small(lead)) + 2 * self._px("leafPadding")
        spine = max(self._px("leafWidth"), wide) + 2 * self._px("leafInset")
        face = self._face("bodyText", "strong")
        around = spine + self._px("bodyLeft") + self._px("bodyRight")
        text = content.text
        if max((paging.advance(word, face) for word in text.split()), default=0) > self.room - around:
            text = hyphenated(text, content.language or self.library.locale)
        title = paging.advance(text, face) + around
        room = paging.advance(content.place, self._face("bodyText", "body")) + around
        two_lines = title > self.room
        place = "" if two_lines else content.place
        row = replace(
            row,
            lead=lead,
            strong=strong,
            inverted=inverted,
            detail=place,
            spine=spine,
            icon="calendar",
            meta=content.place,
        )
        span = self.room if two_lines else min(self.room, max(title, room))
        shown = paging.elided(text, Column(face, self.room - around, 2))
        spoken = f"{lead} {strong} {content.text} {place}"
        return self._card(row, (shown,), span, spoken, fills=span >= self.room, grows=True)

    def _leaf(self, content: Content, now: datetime) -> tuple[str, str, bool]:
        if content.when is None:
            return "", "", False
        label = wording.speak_when(content.when, now, self.words, content.cancelled)
        if label.note:
            return label.note, label.strong, True
        return label.lead, label.strong, label.phase is wording.Phase.NOW

    def _comment(self, row: TickerRow, content: Content) -> tuple[Card, ...]:
        name = first_name(content.author, self.words)
        known = bool(content.author and content.author.name.startswith(name))
        said = replace(
            row,
            icon="person",
            initial=name[:1].upper() if known else "",
            name=name,
            meta=name,
        )
        cards = [
            self._bubble(said, quoted(content.text, content.language or self.library.locale), "", "comment")
        ]
        if content.detail:
            answer = replace(
                row,
                icon="check",
                name=self.library.name.split()[0],
                meta=self.library.name,
                reply=True,
                mirrored=mirrored(content.detail, self.words.rtl),
            )
            before = self.words.text("You asked, we answered:")
            cards.append(self._bubble(answer, content.detail, before, "question"))
        return tuple(cards)

    def _bubble(self, row: TickerRow, text: str, name: str, kind: str) -> Card:
        row = replace(row, name=self._under_disc(row.name))
        spine = max(self._px("spineWidth"), self._small(row.name))
        face = self._face("quoteText", "quote", "serif")
        around = spine + self._px("bubbleGap") + self._px("bubbleLeft") + self._px("bodyRight")
        pages, span, fills = self._paged(text, face, around, self._lines(), name)
        accent = self._accent(kind)
        styled = tuple(
            paging.run_in("" if number else name, page, accent) for number, page in enumerate(pages)
        )
        return self._card(replace(row, spine=spine), styled, span, f"{name} {text}", fills=fills)

    def _under_disc(self, name: str) -> str:
        """A name in at most two spines' width: the words beside it matter more."""
        face = Face(str(self.theme.values["sans"]), self._px("strong"), self._px("incidentalText"))
        return paging.elided(name, Column(face, 2 * self._px("spineWidth"), 1))

    def _question(self, row: TickerRow, content: Content) -> tuple[Card, ...]:
        strong, body = self._face("bodyText", "strong"), self._face("bodyText", "body")
        spine = self._px("tabWidth")
        around = spine + self._px("questionLeft") + self._px("bodyRight")
        row = replace(
            row,
            spine=spine,
            icon=question_icon(content.text),
            lead=self.words.label("tab of a question", "Q"),
            strong=self.words.label("tab of an answer", "A"),
            meta=self.words.text("Asked at the desk"),
        )
        span = around + max(paging.advance(content.text, strong), paging.advance(content.detail, body))
        if span <= self.room and content.detail:
            row = replace(row, part="both", detail=content.detail)
            return (self._card(row, (content.text,), span, f"{content.text} {content.detail}"),)
        cards = []
        for part, text, face in (("question", content.text, strong), ("answer", content.detail, body)):
            if text:
                pages, wide, _ = self._paged(text, face, around, self._lines())
                turned = replace(row, part=part, mirrored=mirrored(text, self.words.rtl))
                cards.append(self._card(turned, pages, max(wide, self.room), text, fills=True))
        return tuple(cards)

    def _number(self, row: TickerRow, content: Content) -> Card:
        # A longer one is drawn smaller.
        figure = min(paging.advance(content.figure, self._face("figureText", "heavy")), self.room // 2)
        around = 3 * self._px("numberPadding") + self._px("stamp") + figure + self._px("numberRight")
        face = self._face("bodyText", "body")
        least = paging.narrowest(content.text, "", face, self.room - around, 2, self._px("disc"))
        span = self.room if least is None else around + least
        caption = paging.balanced(content.text, Column(face, self.room - around, 2))
        row = replace(
            row,
            figure=content.figure,
            icon=emblems.of_number(content.text),
            meta=content.figure,
            spine=self._px("stamp") + 2 * self._px("spinePadding"),
        )
        return self._card(
            row, (caption,), span, f"{content.figure} {content.text}", fills=least is None, grows=False
        )

    def _notice(self, row: TickerRow, content: Content) -> Card:
        face = self._face("bodyText", "strong")
        around = self._px("plateLeft") + self._px("plateIcon") + self._px("plateGap") + self._px("plateRight")
        pages, span, fills = self._paged(content.text, face, around, 2)
        urgent = row.id.startswith(EMERGENCY)
        icon = "warning" if urgent else emblems.of_notice(content.text)
        row = replace(row, icon=icon, spine=self._px("spineWidth"), meta=self.library.name)
        return self._card(row, pages, span, content.text, fills=fills)

    def _one_line(self, content: Content, card: Card) -> Iterator[Card]:
        """The pieces of one card of the crawl, in the order in which they come."""
        said = _said(content, card.row, self.library.locale)
        if len(said) > LONGEST_CRAWL:
            said = said[:LONGEST_CRAWL].rpartition(" ")[0] + paging.ELLIPSIS
        accent = self._accent("question" if card.row.reply else card.row.kind)
        plate = card.row.kind == "notice"
        colours = self.theme.tokens.colours
        ink, paper = (colours["plateInk"], colours["plate"]) if plate else (colours["ink"], colours["card"])
        accent = ink if plate else accent
        face = self._face("passByText", "body")
        space = ribbon.line_width("n n", face) - ribbon.line_width("nn", face)
        turned = card.row.mirrored
        # Pieces come as they are read; what runs against the crawl comes whole.
        lines = ribbon.pieces(said, PIECE, turned=turned) if turned == self.words.rtl else (said,)
        for number, line in enumerate(lines):
            first, last = number == 0, number == len(lines) - 1
            wide = ribbon.line_width(line.rstrip(), face) + (space if line.endswith(" ") else 0)
            span = round(max(wide, self._small(card.row.meta)) if first else wide)
            span += card.row.spine + self._px("crawlBodyLeft") if first else 0
            span += self._px("crawlBodyRight") if last else 0
            part = "whole" if first and last else "first" if first else "last" if last else "middle"
            drawn = ribbon.Ribbon(
                line.rstrip(),
                face,
                ink,
                accent,
                paper,
                round(wide),
                self._px("crawlLine") + self._px("crawlBelow"),
                ribbon.baseline(face, self._px("crawlLine")) - (self._px("crawlLift") if turned else 0),
                turned,
            )
            picture = f"image://line/{drawn.to_hex()}"
            row = replace(card.row, text=line, line=picture, part=part, page=0, pages=1, span=span)
            # The spine comes first, whatever is written beside it: it is what the pin takes over.
            row = replace(row, mirrored=self.words.rtl)
            yield Card(row, (line,), span, fills=True, grows=False, spoken=line)

    def _card(
        self,
        row: TickerRow,
        pages: tuple[str, ...],
        span: int,
        spoken: str,
        *,
        fills: bool = False,
        grows: bool = True,
    ) -> Card:
        row = replace(row, text=pages[0], pages=len(pages))
        return Card(row, pages, min(span, self.room), fills or len(pages) > 1, grows, spoken, self._pace)


def _said(content: Content, row: TickerRow, locale: str) -> str:
    """What a card of the crawl says, as one line without the name in front."""
    match row.kind:
        case "comment" if row.reply:
            text = content.detail
        case "comment":
            text = quoted(content.text, content.language or locale)
        case "question":
            parts = {"question": [content.text], "answer": [content.detail]}
            text = " ".join(parts.get(row.part, [content.text, content.detail]))
        case "number":
            text = f"{content.figure} {content.text}"
        case _:
            text = content.text
    return " ".join(text.split())


def question_icon(text: str) -> str:
    """The icon of a question, with its mark as the question itself writes it."""
    return "question-turned" if TURNED_MARK in text else "question"
