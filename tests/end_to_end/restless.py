"""Feeds that say something else each time they are asked, so that every fetch has much to save."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.end_to_end.services import Services

FEEDS = 4
ITEMS = 12

_FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Boats</title><link>https://boats.example/</link>
{items}
</channel></rss>"""
_ITEM = "<item><guid>boat-{feed}-{number}</guid><title>{title}</title><pubDate>{date}</pubDate></item>"


class Restless(Services):
    """Services without a corpus: a few feeds whose items change, come and go with every question."""

    def __init__(self) -> None:
        super().__init__(Path(), datetime.now(UTC))

    def settings(self, every: str = "1 s") -> str:
        """Feeds of both trusts, asked all the time."""
        return "".join(
            f'\n[[source]]\nid = "boats-{feed}"\nkind = "feed"\nurl = "{self.address}/boats/{feed}.xml"\n'
            f'trust = "{"publish" if feed % 2 else "review"}"\nevery = "{every}"\n'
            for feed in range(FEEDS)
        )

    def answer(self, path: str, _query: dict[str, str], _token: str) -> tuple[int, str, bytes]:
        """One of the feeds."""
        match path.strip("/").split("/"):
            case ["boats", name]:
                feed, asked = int(name.removesuffix(".xml")), self.asked[path]
                items = "".join(
                    _ITEM.format(
                        feed=feed,
                        number=number,
                        title=f"Boat {number} of quay {feed} has come {(asked + number) // 3} times",
                        date=f"{self.started:%a, %d %b %Y %H:%M:%S} GMT",
                    )
                    for number in range(ITEMS)
                    if number != asked % ITEMS
                )
                return 200, "application/rss+xml", _FEED.format(items=items).encode()
        return 404, "text/plain", b"not found"
