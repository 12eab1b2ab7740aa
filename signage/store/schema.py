"""The tables. Migrations lead from one version of them to the next (signage/store/migrations).

Only what SQLAlchemy Core can say for every database stands here; what is SQLite's own is in
`connection`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

#: The newest migration; a database that says something unknown was made by a newer version.
VERSION = "0015"


class Instant(TypeDecorator[datetime]):
    """A moment: aware going in, UTC coming out. Refuses naive times."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps it as text without an offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Aware again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: One row: rises with every change that could change a snapshot.
revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("trust", String, nullable=False),
    Column("lane", String),
    # What of its settings, when it changes, makes everything remembered about its answers void.
    Column("fingerprint", String, nullable=False),
    # Whether the settings still name it.
    Column("listed", Boolean, nullable=False),
    Column("memory", Text, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("due", Instant, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failure", Text, nullable=False),
    Column("trouble", String, nullable=False, server_default=""),
    Column("failed_since", Instant),
    Column("last_good", Instant),
    Column("problems", Text, nullable=False),
    Column("suspicion", Text),
)

validators = Table(
    "validators",
    metadata,
    Column("source", ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True),
    Column("address", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
)

#: Paid reads by source and month ("2026-11").
reads = Table(
    "reads",
    metadata,
    Column("source", ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True),
    Column("month", String, primary_key=True),
    Column("number", Integer, nullable=False),
)

#: What is shown of an item and where it stands; both follow from its sightings and its ruling.
items = Table(
    "items",
    metadata,
    Column("id", String, primary_key=True),
    Column("short", String, nullable=False),
    Column("series", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("lane", String, nullable=False),
    Column("trust", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("published", Instant),
    Column("starts", Instant),
    Column("ends", Instant),
    Column("first_seen", Instant, nullable=False),
    Column("confirmed", Instant, nullable=False),
    # The decision of a person that holds now, none where rules and sources rule.
    Column("ruling", Integer),
    # The last decision before its words or picture last changed: older approvals are void.
    Column("changed_after", Integer, nullable=False),
    # An approval fell because the item changed, and nobody has looked since.
    Column("stale", Boolean, nullable=False),
    Index("ix_items_short", "short"),
    # The queue is counted, and what is over is passed by, in this index alone: rows are long.
    Index("ix_items_state", "state", "first_seen", "id", "ends", "reasons"),
    Index("ix_items_series", "series"),
    Index("ix_items_kind", "kind", "state", "ends", "first_seen"),
    Index("ix_items_first_seen", "first_seen"),
)

#: What one source says of one item.
sightings = Table(
    "sightings",
    metadata,
    # Deferred: within a transaction a sighting is written before its item, which follows from it.
    Column(
        "item",
        ForeignKey("items.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        primary_key=True,
    ),
    Column("source", ForeignKey("sources.id"), primary_key=True),
    Column("presence", String, nullable=False),
    Column("raw", Text, nullable=False),
    Column("lane", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("confirmed", Instant, nullable=False),
    Index("ix_sightings_source", "source", "presence"),
)

#: The append-only log. Outlives its items, so no foreign key leads to them.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("item", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("scope", String, nullable=False),
    # The decision about a series that this row carries out.
    Column("series_ruling", ForeignKey("series_rulings.id")),
    # The decision that this row takes back.
    Column("undoes", Integer),
    Index("ix_decisions_item", "item", "id"),
    sqlite_autoincrement=True,
)

#: Decisions about whole series: they bind dates that are not known yet.
series_rulings = Table(
    "series_rulings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("series", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    # The item that the person looked at: an approval covers its words and picture only.
    Column("seen", Text, nullable=False),
    Column("undone", Boolean, nullable=False),
    Index("ix_series_rulings_series", "series", "id"),
    sqlite_autoincrement=True,
)

placements = Table(
    "placements",
    metadata,
    Column("target", String, primary_key=True),
    Column("scope", String, primary_key=True),
    Column("placement", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
)

#: What staff changed: one row for each time that somebody did something. Rows are added only.
edits = Table(
    "edits",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("by", String, nullable=False),
    Column("deed", String, nullable=False),
    # The edit that this one takes back.
    Column("undoes", Integer),
    # The decision that it was made with; who takes that back takes this back too.
    Column("decision", Integer),
    sqlite_autoincrement=True,
)

#: What was before and after an edit; goes with the item that it is about.
changes = Table(
    "changes",
    metadata,
    Column("edit", ForeignKey("edits.id", ondelete="CASCADE"), primary_key=True),
    Column("target", String, primary_key=True),
    Column("scope", String, primary_key=True),
    Column("change", Text, nullable=False),
    Index("ix_changes_target", "target"),
)

#: Pictures whose bytes were fetched and checked, by the address they came from.
pictures = Table(
    "pictures",
    metadata,
    Column("url", Text, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    # The average colour of its edge, "" where nobody asked.
    Column("matte", String, nullable=False, server_default=""),
)

#: Which pictures an item has.
depictions = Table(
    "depictions",
    metadata,
    Column("item", ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("url", Text, primary_key=True),
    Index("ix_depictions_url", "url"),
)

#: What staff put on every screen; rows are added, and ended once.
emergencies = Table(
    "emergencies",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("emergency", Text, nullable=False),
    Column("until", Instant, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("ended_by", String),
    Column("ended_at", Instant),
    sqlite_autoincrement=True,
)

#: Who stopped comments and social posts; rows are added, and ended once.
stops = Table(
    "stops",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    # From this one on no snapshot holds what was stopped.
    Column("revision", Integer, nullable=False),
    Column("ended_by", String, nullable=False),
    Column("ended_at", Instant),
    sqlite_autoincrement=True,
)

#: What moderators wrote down beside the words of the settings; rows are added, and marked as removed.
block_words = Table(
    "block_words",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("word", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    # "" while it holds.
    Column("removed_by", String, nullable=False),
    sqlite_autoincrement=True,
)

#: Whom the library blocked or trusts; rows are added, and marked as removed.
authors = Table(
    "authors",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("account", String, nullable=False),
    Column("named", String, nullable=False),
    Column("clue", String, nullable=False),
    Column("standing", String, nullable=False),
    # The newest decision of then: later words about single items win.
    Column("after", Integer, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    # "" while it holds.
    Column("removed_by", String, nullable=False),
    sqlite_autoincrement=True,
)

#: What each screen showed when, in seconds since 1970: two numbers and two names, for there are many rows.
shown = Table(
    "shown",
    metadata,
    Column("began", Integer, primary_key=True, autoincrement=False),
    Column("screen", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("ended", Integer, nullable=False),
)

screens = Table(
    "screens",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("made", Instant, nullable=False),
    Index("ix_screens_name", "name"),
)

#: How staff want screens to look, by their names.
looks = Table(
    "looks",
    metadata,
    Column("screen", String, primary_key=True),
    Column("look", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
)

pairings = Table(
    "pairings",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("until", Instant, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("login", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("language", String, nullable=False),
    # Argon2id; "" before a password was set.
    Column("password", String, nullable=False),
    Column("made", Instant, nullable=False),
    Column("seen", Instant),
    # The id of somebody who was removed is never given to another.
    sqlite_autoincrement=True,
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("token_hash", String, nullable=False, unique=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("browser", String, nullable=False),
    Column("stays", Boolean, nullable=False),
    Column("made", Instant, nullable=False),
    Column("seen", Instant, nullable=False),
    Index("ix_sessions_person", "person"),
    sqlite_autoincrement=True,
)

#: Sign-in links that were not used yet; the newest one of a person counts.
invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("until", Instant, nullable=False),
)
