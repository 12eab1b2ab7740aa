"""Slides: an entry of the programme -> what the stage shows, worded and sized."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from signage.clock import trusted
from signage.core import wording
from signage.core.item import Content, When
from signage.core.programme import SlideEntry
from signage.core.snapshot import Library
from signage.display import boards, paging, qr
from signage.display.bubbles import Bubbles
from signage.display.cards import ICONS, question_icon
from signage.display.conductor import SlideTurn
from signage.display.direction import guarded, isolated, listed, mirrored
from signage.display.headline import LINES, TALL_LINES, headline
from signage.display.models import SlideRow
from signage.display.pictures import Album
from signage.display.theme import Theme
from signage.words import Words

#: Lines of a comment on the wall, on a wide and on an upright screen.
BUBBLE, TALL_BUBBLE = 2, 4
MOST_TODAY = 4
SMALL_POST = 150
#: What stands above the title of an event that is near; the date on the spine says the rest.
NEAR: Mapping[wording.Phase, Callable[[wording.Label], str]] = MappingProxyType(
    {
        wording.Phase.NOW: wording.Label.__str__,
        wording.Phase.SOON: wording.Label.__str__,
        wording.Phase.TODAY: lambda label: label.lead or label.strong,
        wording.Phase.TOMORROW: lambda label: label.lead or label.strong,
    }
)


@dataclass(frozen=True, slots=True)
class Easel:
    """Makes slides. Knows the theme's measures, the library and the words; holds no items."""

    theme: Theme
    library: Library
    words: Words
    #: Pixels of the window's width.
    width: int
    #: Where readers can answer; "" where there is no form.
    address: str = ""
    album: Album | None = None
    #: The only pictures that may be used, by their places; None: all that are there.
    held: frozenset[str] | None = None
    #: Whether posts have their date instead of their age: nobody knows what happened since.
    dated: bool = False

    def turn(self, entry: SlideEntry, now: datetime) -> SlideTurn | None:
        """The slide of one entry. `now` is local. None for what must not be cut and does not fit."""
        match entry.kind:
            case "today":
                return self._today(entry, now)
            case "wall":
                return self._wall(entry)
            case "question":
                return self._question(entry)
            case "emergency" if entry.item:
                # Its words and its way are the alarm's.
                row = SlideRow(id=entry.item.id, kind="emergency")
                return SlideTurn(row, frozenset({entry.item.id}), entry.seconds)
            case "hours":
                row, week = boards.hours(self.theme, self.library, self.words, now)
                return SlideTurn(row, frozenset(), entry.seconds, week=week)
        if entry.item is None:
            return SlideTurn(self.welcome(now), frozenset(), entry.seconds)
        content = _guarded(entry.item.content)
        make = {"event": self._event, "poster": self._poster}.get(entry.kind, self._post)
        row_of_item = make(content, entry.item.id, now)
        return SlideTurn(row_of_item, frozenset({entry.item.id}), entry.seconds) if row_of_item else None

    def welcome(self, now: datetime) -> SlideRow:
        """Nothing to show: a welcome, and until when the library is open."""
        hours = self.library.hours
        closes, opens = hours.closes_at(now), hours.opens_at(now)
        text = self.library.name
        if not trusted(wording.moment(now)):
            pass  # nobody knows whether it is open
        elif closes:
            text = self.words.text(
                "{library} is open until {time}",
                library=isolated(self.library.name),
                time=wording.clock_time(closes, self.words),
            )
        elif hours.known and opens:
            said = wording.speak_when(
                When(starts=opens, ends=opens.replace(hour=23, minute=59)), now, self.words
            )
            text = self.words.text(
                "{library} opens {when}", library=isolated(self.library.name), when=str(said)
            )
        return SlideRow(kind="welcome", title=self.words.text("Welcome"), text=text, mirrored=self.words.rtl)

    def _px(self, name: str) -> int:
        return self.theme.number(name)

    def _event(self, content: Content, item: str, now: datetime) -> SlideRow:
        if content.when is None:
            return SlideRow(id=item, kind="event", title=content.text, titleSize=self._px("titleMedium"))
        label = wording.speak_when(content.when, now, self.words, content.cancelled)
        starts = wording.local(content.when.starts, now.tzinfo)
        time = wording.time_span(content.when, now.tzinfo, self.words)
        near = NEAR[label.phase](label) if label.phase in NEAR else ""
        beside = content.url and not self.theme.property("portrait")
        panel = self._px("panelWidth") if beside else 0
        picture = self._picture(content, self._covering())
        if picture and not self.theme.property("portrait"):
            panel = self._px("eventPicture")
        column = self.width - self._px("dateSpine") - self._px("slideLeft") - self._px("slideRight") - panel
        lines = TALL_LINES if self.theme.property("portrait") else LINES
        size, title = headline(self.theme, content.text, column, self._language(content), lines=lines)
        return SlideRow(
            id=item,
            kind="event",
            icon="",
            eyebrow=listed((label.note or _capital(near), content.audience), turned=self.words.rtl),
            title=title,
            titleSize=size,
            time=time or (self.words.text("All day") if content.when.all_day else ""),
            place=content.place,
            weekday=wording.weekday(starts.date(), self.words),
            day=self.words.digits(str(starts.day)),
            month=wording.month(starts.date(), self.words),
            code=qr.picture(content.url),
            address=_printed(content.url),
            verb=self.words.text("More") if content.url else "",
            picture=picture,
            pictureSpan=self._px("eventPicture") if picture else 0,
            mirrored=mirrored(content.text, self.words.rtl),
        )

    def _covering(self) -> str:
        """The shape of an event's picture: as round at its corners as the spine beside it."""
        corner = self._px("bigSpineRadius")
        return f"cover-{corner}" if corner else "cover"

    def _picture(self, content: Content, shape: str) -> str:
        """Where QML finds the first picture of an item that is on this screen."""
        return next((found for one in content.pictures if (found := self._place(one.sha256, shape))), "")

    def _place(self, sha256: str, shape: str) -> str:
        place = f"image://picture/{shape}/{sha256}"
        if self.album is None or not self.album.has(sha256):
            return ""
        return place if self.held is None or place in self.held else ""

    def _poster(self, content: Content, item: str, now: datetime) -> SlideRow | None:
        picture = self._picture(content, "whole")
        return boards.poster(self.theme, content, item, picture, now, self.words) if picture else None

    def _wall(self, entry: SlideEntry) -> SlideTurn:
        across = self.width - self._px("bigSpine") - self._px("slideLeft") - self._px("slideRight")
        lines = TALL_BUBBLE if self.theme.property("portrait") else BUBBLE
        bubbles = Bubbles(self.theme, self.library, self.words, across).rows(entry.items, lines=lines)
        title = self.words.text("What readers say")
        row = SlideRow(
            kind="wall",
            icon="chat",
            title=title,
            titleSize=self._px("titleSmall"),
            mirrored=self.words.rtl,
        )
        return SlideTurn(row, frozenset(one.id for one in entry.items), entry.seconds, bubbles=bubbles)

    def _question(self, entry: SlideEntry) -> SlideTurn | None:
        if entry.item is None:
            return None
        content = _guarded(entry.item.content)
        panel = 0 if self.theme.property("portrait") else self._px("questionPanel")
        across = self.width - self._px("bigSpine") - self._px("slideLeft") - self._px("answerGap") - panel
        bubbles = Bubbles(self.theme, self.library, self.words, across).rows(entry.items, lines=1)
        sizes = ("titleMedium", "titleSmall")
        size, title = headline(self.theme, content.text, across, self._language(content), sizes, lines=2)
        address = content.url or self.address
        row = SlideRow(
            id=entry.item.id,
            kind="question",
            icon=question_icon(content.text),
            eyebrow=self.words.text("Question of the week"),
            title=title,
            titleSize=size,
            code=qr.picture(address),
            address=qr.broken(address) if address else "",
            verb=self.words.text("Tell us") if address else self.words.text("Tell us at the desk"),
            mirrored=mirrored(content.text, self.words.rtl),
        )
        ids = frozenset(one.id for one in (entry.item, *entry.items))
        return SlideTurn(row, ids, entry.seconds, bubbles=bubbles)

    def _language(self, content: Content) -> str:
        return content.language or self.library.locale

    def _post(self, content: Content, item: str, now: datetime) -> SlideRow | None:
        author = content.author
        name = (author.name or author.handle) if author else self.library.name
        age = wording.age(content.published, now, self.words, dated=self.dated) if content.published else ""
        handle = author.handle if author and author.name else ""
        avatar = self._place(author.sha256, "round") if author else ""
        strict = content.platform == "x"
        if strict and not (avatar and handle and age):
            return None  # its display terms want these beside it, always
        picture = self._picture(content, "whole" if strict else "cover")
        spans = [self._px("postPicture"), self._px("postPictureNarrow")] if picture else [0]
        small = len(content.text) > SMALL_POST
        sizes = ["postText", "postSmallText"] if strict else ["postSmallText" if small else "postText"]
        text = content.text.strip() if strict else _headed(content.text, content.detail)
        for span in spans:
            for size in sizes:
                column = self._post_column(size, span)
                if strict:
                    shown, whole = text, paging.holds_as_written(text, column)
                else:
                    shown = paging.pages(text, column, most=1)[0]
                    whole = shown == " ".join(text.split())
                if whole:
                    break
            else:
                continue
            break
        else:
            if strict:
                return None  # whole or not at all
        own = author is None or author.name in {"", self.library.name}
        return SlideRow(
            id=item,
            kind="post",
            icon=ICONS.get(content.platform, "blog"),
            name=name,
            meta=listed((handle, age), turned=self.words.rtl),
            initial="" if own else name[:1].upper(),
            avatar=avatar,
            picture=picture,
            pictureSpan=span,
            text=shown if strict else paging.run_in("", shown, self.theme.tokens.kinds["post"]["accent"]),
            asWritten=strict,
            textSize=self._px(size),
            mirrored=mirrored(shown, self.words.rtl),
        )

    def _post_column(self, size: str, picture: int) -> paging.Column:
        """The room for the words of a post beside a picture of so many pixels."""
        face = paging.Face(str(self.theme.values["serif"]), self._px("quote"), self._px(size))
        portrait = bool(self.theme.property("portrait"))
        beside = 0 if portrait else picture
        below = self._px("tickerHeight") + (self._px("pictureHeight") if portrait and picture else 0)
        room = self.theme.size[1] - below - self._px("slideTop") - self._px("slideBottom")
        room -= self._px("avatar") + self._px("slideGap")
        width = self.width - self._px("bigSpine") - 2 * self._px("slideLeft") - beside
        return paging.Column(face, width, max(1, room // self._px("postLine")))

    def _today(self, entry: SlideEntry, now: datetime) -> SlideTurn:
        across = self.width - self._px("bigSpine") - self._px("slideLeft") - self._px("slideRight")
        events = {item.id: _guarded(item.content) for item in entry.items[:MOST_TODAY]}
        row, rows = boards.today(self.theme, events, self.words, across, now)
        return SlideTurn(row, frozenset(row.id for row in rows), entry.seconds, rows)


def _guarded(content: Content) -> Content:
    """The content with nothing in its words that their direction could turn round."""
    return replace(
        content, text=guarded(content.text), detail=guarded(content.detail), place=guarded(content.place)
    )


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _headed(title: str, text: str) -> str:
    """A title and the text below it as one text, with a dash between where the title has no end."""
    between = " " if not text or unicodedata.category(title.rstrip()[-1:] or " ") == "Po" else " – "
    return f"{title}{between}{text}".strip() if text else title


def _printed(address: str) -> str:
    """The address for those who type: it may break after a slash and before a point."""
    text = qr.short(address)[:60] if address else ""
    return text.replace("/", "/\u200b").replace(".", "\u200b.")
