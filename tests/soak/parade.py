"""What a restless library shows: every item another one each second, and all that a screen can be told."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PIL import Image

from signage.core import snapshot as snapshots
from signage.core.emergency import Emergency
from signage.core.item import Author, Content, Kind, Picture
from signage.core.snapshot import Screen, Snapshot, SnapshotItem
from tests.display import scenes
from tests.display.hub import Desk

THEMES = ("night", "paper", "high-contrast", "children")
MOTIONS = ("shelf", "shelf", "crawl", "calm")
#: After so many seconds everything has been there once.
ROUND = 240
#: Of each stretch of this many seconds, the first part brings other items, the rest other words for them.
STRETCH, FRESH = 60, 20


def photo(second: int, number: int) -> bytes:
    """A picture that no other second has."""
    image = Image.new("RGB", (480 + 40 * number, 320), (second % 256, second // 256 % 256, 60 * number))
    image.paste((240, 220, 180), (40, 40, 200 + number, 160))
    image.putpixel((0, 0), (second % 251, number, 9))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


class Parade:
    """Feeds a desk. Knows nothing of the display."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        #: Items that were replaced so far.
        self.changes = 0

    def step(self, second: int) -> None:
        """Put up what this second brings, and tell the screen."""
        made = self._snapshot(second)
        self._desk.body, self._desk.etag = snapshots.encode(made), f'"{second}"'
        self._desk.events.append(f"event: revision\ndata: {made.revision}\n\n")
        self.changes += len(made.items)
        del self._desk.reports[:-5], self._desk.asked[:-5]
        for old in list(self._desk.pictures)[:-12]:
            del self._desk.pictures[old]

    def _snapshot(self, second: int) -> Snapshot:
        now = datetime.now(UTC)
        place = second % ROUND
        screen = Screen(
            name="Foyer",
            theme=THEMES[second // 15 % len(THEMES)],
            motion=MOTIONS[place // 20 % len(MOTIONS)],
            layout="strip" if 200 <= place < 220 else "full",
            diagonal=65 if place // 30 % 2 else 43,
            inset=2.5 if place // 45 % 2 else 0,
        )
        day = scenes.around(now, scenes.snapshot([*scenes.everything(), *self._pictured(second)]))
        emergency = None
        if 230 <= place < 235:
            lines = (f"By the stairs at the end ({second}).", "Not by the lift.")
            until = now + timedelta(minutes=1)
            emergency = Emergency(headline="Leave the building", lines=lines, issued=now, until=until)
        return replace(
            day,
            revision=second + 1,
            screen=screen,
            library=replace(day.library, locale="ar" if 100 <= place < 120 else "en-GB"),
            emergency=emergency,
            items=tuple(_replaced(item, second) for item in day.items),
        )

    def _pictured(self, second: int) -> tuple[SnapshotItem, ...]:
        """Items with pictures: a post with its author's, an event, a poster."""
        pictures = [photo(second, number) for number in range(4)]
        hashes = [hashlib.sha256(data).hexdigest() for data in pictures]
        self._desk.pictures |= dict(zip(hashes, pictures, strict=True))
        shown = [(Picture(url=f"https://fern.example/{one}.png", sha256=one),) for one in hashes]
        author = Author(name="Fernmoor Library", handle="@fernmoor@social.example", sha256=hashes[3])
        poster = Content(kind=Kind.POSTER, text="The great autumn sale of used books", pictures=shown[2])
        return (
            scenes.post(
                "picture", "What stood at our door this morning. " * 4, pictures=shown[0], author=author
            ),
            scenes.event("fair", "The fair of small presses", "Main hall", 90, pictures=shown[1]),
            scenes.item("poster", poster),
        )


def _replaced(item: SnapshotItem, second: int) -> SnapshotItem:
    """Another item in fresh seconds, the same with other words in the others."""
    fresh = second if second % STRETCH < FRESH else second // STRETCH
    content = replace(item.content, text=f"{item.content.text} {second}")
    return replace(item, id=f"{item.id}-{fresh}", content=content)
