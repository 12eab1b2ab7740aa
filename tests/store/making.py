"""Short ways to make what the store takes in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from signage.core.decision import Reason, State, Trust, Verdict
from signage.core.item import LANE_OF, Author, Content, Kind, Picture, RawItem, When
from signage.store import FetchOutcome, JudgedItem, SaveReport, SourceRecord, Store
from signage.store.outcome import STAFF

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

OURS = SourceRecord(id="ours", name="Our posts", kind="mastodon", trust=Trust.PUBLISH, fingerprint="1")
TAG = SourceRecord(id="tag", name="#harbour", kind="mastodon", trust=Trust.REVIEW, fingerprint="1")
DATES = SourceRecord(id="dates", name="Events", kind="calendar", trust=Trust.PUBLISH, fingerprint="1")
GUESTS = SourceRecord(id="guests", name="Guests' events", kind="calendar", trust=Trust.REVIEW)
WRITTEN = SourceRecord(id=STAFF, name="Staff", kind="staff", trust=Trust.PUBLISH)

APPROVED = Verdict(state=State.APPROVED, reasons=(Reason.TRUSTED,))
WAITING = Verdict(state=State.WAITING, reasons=(Reason.REVIEW,))
HELD = Verdict(state=State.HELD, reasons=(Reason.LINK,))


@dataclass
class SetClock:
    """A clock that stands where it was put."""

    time: datetime = NOON

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()


def post(name: str, text: str = "", picture: str = "", author: str = "Mira") -> RawItem:
    return RawItem(
        id=f"mastodon:https://social.example/{name}",
        content=Content(
            kind=Kind.POST,
            text=text or f"Words of {name}",
            author=Author(name=author),
            pictures=(Picture(url=picture),) if picture else (),
            published=NOON - HOUR,
        ),
    )


def event(name: str, starts: datetime = NOON + DAY, *, series: str = "", text: str = "") -> RawItem:
    return RawItem(
        id=f"calendar:{name}",
        series=series,
        content=Content(
            kind=Kind.EVENT, text=text or f"Event {name}", when=When(starts=starts, ends=starts + HOUR)
        ),
    )


def private(raw: RawItem) -> RawItem:
    return replace(raw, private=True)


def fetch(
    store: Store,
    source: SourceRecord,
    raws: Iterable[RawItem] = (),
    *,
    verdict: Verdict | None = None,
    now: datetime = NOON,
    complete: bool = False,
    gone: tuple[str, ...] = (),
    checked: tuple[str, ...] = (),
    settled: bool = False,
    unchanged: bool = False,
    interval: timedelta = HOUR,
) -> SaveReport:
    """Save one fetch; the verdict is what the source's trust gives where none is named."""
    said = verdict or (APPROVED if source.trust is Trust.PUBLISH else WAITING)
    return store.save(
        FetchOutcome(
            source=source.id,
            next_due=now + interval,
            items=tuple(JudgedItem(raw=raw, lane=LANE_OF[raw.content.kind], verdict=said) for raw in raws),
            complete=complete,
            gone=gone,
            checked=checked,
            settled=settled,
            unchanged=unchanged,
        ),
        now,
    )


def states(store: Store) -> dict[str, State]:
    """Every item's state by the last part of its id."""
    return {item.id.rpartition("/")[2].removeprefix("calendar:"): item.state for item in store.items()}
