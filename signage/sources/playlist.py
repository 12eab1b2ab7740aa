"""The library's own list: events, notices, numbers, questions in a CSV or TOML file or a published sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signage.core.item import RawItem
from signage.errors import NeedsSignIn, NotRecognised
from signage.sources.dates import zone_of
from signage.sources.feed import refuse_status
from signage.sources.feeds.guard import looks_like_page
from signage.sources.lists import table
from signage.sources.lists.row import RowReader, RowTrouble
from signage.sources.plan import Problem, Received, Request, Response, SourceOptions, SourceState

MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Playlist:
    """One list that staff write by hand. Days without a year or date follow the calendar.

    Does not watch the file: the pipeline asks again when it was saved.
    """

    options: SourceOptions

    def start(self, state: SourceState, now: datetime) -> tuple[Request, ...]:  # noqa: ARG002
        """The one question: the file on this PC, or the published sheet."""
        if self.options.path is not None:
            return (Request(name="list", path=self.options.path),)
        return (
            Request(
                name="list",
                url=self.options.url,
                accept="text/csv, application/toml, text/plain;q=0.5, */*;q=0.1",
                # A list follows the calendar: the same bytes say another day tomorrow.
                conditional=False,
                signed=self.options.signed,
            ),
        )

    def receive(self, response: Response, state: SourceState, now: datetime) -> Received:  # noqa: ARG002
        """The items of all rows that can be used; the others are problems by line.

        Raises NotRecognised where it is no table at all, NeedsSignIn where the sheet is not public.
        """
        where = f"source {self.options.id}"
        refuse_status(response, where)
        _refuse_page(response, where)
        found, problems = self.read(response.body, now, self._is_toml(response))
        return Received(items=tuple(item for _, item in found), problems=tuple(problems), complete=True)

    def read(
        self, body: bytes, now: datetime, toml: bool = False
    ) -> tuple[list[tuple[str, RawItem]], list[Problem]]:
        """The items of a list, each with the line that it stands in, and what was wrong by line.

        Raises NotRecognised where it is no table at all.
        """
        where = f"source {self.options.id}"
        text = table.decoded(body)
        rows, problems = (table.read_toml if toml else table.read_csv)(text, where)
        if len(rows) > MOST_ROWS:
            problems.append(
                Problem(
                    where=rows[MOST_ROWS].where,
                    what=f"this and all below are left out: at most {MOST_ROWS} rows",
                )
            )
        zone = zone_of(self.options.place.timezone)
        reader = RowReader(now.astimezone(zone), zone, self.options.place.locale, self.options.item_kind)
        items: dict[str, tuple[str, RawItem]] = {}
        for row in rows[:MOST_ROWS]:
            try:
                for item in reader.items(row):
                    if item.id in items:
                        problems.append(
                            Problem(where=row.where, what=f"says the same as {items[item.id][0]}")
                        )
                        break
                    items[item.id] = (row.where, item)
            except RowTrouble as trouble:
                problems.append(Problem(where=row.where, what=str(trouble)))
        return list(items.values()), problems

    def _is_toml(self, response: Response) -> bool:
        name = self.options.path.name if self.options.path else self.options.url.partition("?")[0]
        return name.lower().endswith(".toml") or "toml" in response.headers.get("content-type", "")


def _refuse_page(response: Response, where: str) -> None:
    if "accounts.google.com" in response.url:
        raise NeedsSignIn(
            where,
            "The sheet is not public.",
            "In the sheet choose File, Share, Publish to web, pick the tab and CSV, and use that address.",
        )
    if looks_like_page(response.body):
        raise NotRecognised(
            where,
            "A web page came back, not a CSV or TOML list.",
            "Use the sheet's published CSV address (File, Share, Publish to web, CSV); a sheet's own page "
            "needs a person who is signed in.",
        )
