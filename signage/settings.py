"""config.toml -> Settings. Every error names the file, the table, the key and a way out.

Reads the file, the environment and token files; asks no network. The tables themselves are in
`signage.tables`, checked by pydantic; `signage.mistakes` says what was wrong with them.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import platformdirs
from pydantic import ValidationError

from signage import sources
from signage.core.decision import Trust
from signage.core.item import Lane
from signage.core.retention import Retention
from signage.core.snapshot import Ages, Library, Mix, Screen
from signage.errors import SettingsError
from signage.mistakes import explain
from signage.sources.plan import Place, SourceOptions
from signage.tables import File, SourceTable

FILE_NAME = "config.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSettings:
    """Where the hub listens and keeps its things. `database` is an SQLAlchemy address or empty."""

    host: str = "127.0.0.1"
    port: int = 8080
    address: str = ""
    data: Path
    database: str = ""
    allow_hosts: tuple[str, ...] = ()
    #: Addresses or networks whose word about who asks, and how, is believed (X-Forwarded-For, -Proto).
    trusted_proxies: tuple[str, ...] = ()
    contact: str = ""

    @property
    def url(self) -> str:
        """Where a screen on this same PC reaches the hub."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104  compared, not bound
        return f"http://{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """One source, ready for use. The token never shows in a repr, a log or an error."""

    options: SourceOptions
    trust: Trust
    #: None: the lane of each item's kind.
    lane: Lane | None = None
    #: None: the kind's own interval.
    every: timedelta | None = None
    token: str = field(default="", repr=False)
    #: What happens to boosts and quotes of others: publish, review or hide.
    boosts: str = "review"
    #: Whether its items are the library's own announcements.
    own: bool = False

    @property
    def id(self) -> str:
        """The source's stable id."""
        return self.options.id

    @property
    def name(self) -> str:
        """What staff call it."""
        return self.options.name

    @property
    def kind(self) -> str:
        """The kind of system it is: feed, calendar, mastodon ..."""
        return self.options.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that the settings file says, checked and with every default filled in."""

    path: Path
    library: Library
    hub: HubSettings
    patrons_address: str = ""
    #: Where the patrons' pages listen by themselves, host and port; None: with all others.
    patrons_listen: tuple[str, int] | None = None
    retention: Retention = Retention()
    screens: tuple[Screen, ...] = (Screen(),)
    mix: Mix = Mix()
    ages: Ages = Ages()
    review_rest: timedelta = timedelta(minutes=60)
    block_words: tuple[str, ...] = ()
    #: Why the library hides something, in its own words; empty: the usual ones.
    clauses: tuple[str, ...] = ()
    #: Whom to tell that somebody waits too long: addresses of apprise, which hold secrets.
    notify: tuple[str, ...] = field(default=(), repr=False)
    sources: tuple[SourceSettings, ...] = ()

    def source(self, source_id: str) -> SourceSettings | None:
        """The source with this id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)

    def screen(self, name: str = "") -> Screen | None:
        """The screen with this name, the first one where no name is given, or None."""
        if not name:
            return self.screens[0]
        return next((s for s in self.screens if s.name.casefold() == name.casefold()), None)


def find(path: Path | None, environ: Mapping[str, str] = os.environ) -> Path:
    """The settings file to read: `path`, $SIGNAGE_CONFIG, ./config.toml, or the platform's folder.

    Raises SettingsError where there is none.
    """
    if path is None and environ.get("SIGNAGE_CONFIG"):
        path = Path(environ["SIGNAGE_CONFIG"])
    if path is not None:
        if path.is_file():
            return path.absolute()
        raise SettingsError(
            str(path),
            "This settings file does not exist.",
            "Check the path given by --config or SIGNAGE_CONFIG, or copy config.example.toml there.",
        )
    places = (Path(FILE_NAME), platformdirs.user_config_path("signage", appauthor=False) / FILE_NAME)
    for place in places:
        if place.is_file():
            return place.absolute()
    raise SettingsError(
        FILE_NAME,
        f"No settings file was found, neither here nor at {places[1]}.",
        "Copy config.example.toml to config.toml, or name a file with --config.",
    )


def load(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read and check the settings. Raises SettingsError, whose `others` lists further mistakes."""
    path = find(path, environ)
    try:
        raw = path.read_bytes()
        document = tomllib.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            path.name, f"The file cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SettingsError(
            f"{path.name}, line {line}",
            "The file is not UTF-8 text.",
            "Save it again with the encoding UTF-8.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise SettingsError(
            f"{path.name}, line {found[1]}" if found else f"{path.name}, last line",
            f"This is not valid TOML: {str(error).split(' (at')[0].lower()}.",
            'Look for a missing quote or bracket: texts stand in "quotes", lists in [brackets].',
        ) from error
    try:
        tables = File.model_validate(document)
    except ValidationError as error:
        raise explain(path.name, document, error) from error
    return _settings(path, tables, environ)


def _settings(path: Path, tables: File, environ: Mapping[str, str]) -> Settings:
    host, _, port = tables.hub.listen.rpartition(":")
    data = (
        Path(tables.hub.data).expanduser()
        if tables.hub.data
        else platformdirs.user_data_path("signage", appauthor=False)
    )
    library = Library(
        name=tables.library.name,
        timezone=tables.library.timezone,
        locale=tables.library.locale,
        hours=tables.library.opening_hours(),
    )
    return Settings(
        path=path,
        library=library,
        hub=HubSettings(
            host=host.strip("[]"),
            port=int(port),
            address=tables.hub.address,
            data=path.parent / data,
            database=tables.hub.database,
            allow_hosts=tuple(tables.hub.allow_hosts),
            trusted_proxies=tuple(tables.hub.trusted_proxies),
            contact=tables.hub.contact,
        ),
        patrons_address=tables.patrons.address,
        patrons_listen=_listen(tables.patrons.listen),
        retention=Retention(comments=tables.patrons.keep, hidden=tables.patrons.keep_hidden),
        screens=tuple(table.screen() for table in tables.screen) or (Screen(),),
        mix=Mix(**tables.mix.model_dump()),
        ages=Ages(**{name: value for name, value in tables.ages if value is not None}),
        review_rest=tables.rules.review_rest,
        block_words=tuple(tables.rules.block_words),
        clauses=tuple(tables.rules.clauses),
        notify=_notify(path, tables.moderation.notify_file, environ),
        sources=_sources(path, tables, environ),
    )


def _listen(text: str) -> tuple[str, int] | None:
    host, _, port = text.rpartition(":")
    return (host.strip("[]"), int(port)) if text else None


def _sources(path: Path, tables: File, environ: Mapping[str, str]) -> tuple[SourceSettings, ...]:
    found: list[SourceSettings] = []
    place = Place(timezone=tables.library.timezone, locale=tables.library.locale)
    for number, table in enumerate(tables.source, start=1):
        where = f"{path.name}, [[source]] {number}"
        source = _source(path, where, table, place, environ)
        if any(earlier.id == source.id for earlier in found):
            raise SettingsError(
                f"{where}, id",
                f'Another source has the id "{source.id}" already.',
                "Give each source an id (or a name) of its own.",
            )
        found.append(source)
    return tuple(found)


def _source(
    path: Path, where: str, table: SourceTable, place: Place, environ: Mapping[str, str]
) -> SourceSettings:
    kind = (
        table.kind
        or (sources.kind_of_url(table.url) if table.url else None)
        or ("playlist" if table.path else "")
    )
    outside = sources.outside_kinds()
    if kind not in sources.KINDS and kind not in outside:
        known = ", ".join([*sources.KINDS, *outside])
        found = (
            f'"{table.kind}" is no kind of source'
            if table.kind
            else "What this address is cannot be told from it"
        )
        raise SettingsError(
            f"{where}, kind",
            f"{found}.",
            f'Write kind = with one of: {known}. Or ask "signage add {table.url}".'.rstrip(),
        )
    if not (table.url or table.path):
        raise SettingsError(
            f"{where}, url",
            "The source has no address.",
            'Write url = "https://..." or, for a file, path = "...".',
        )
    identity = table.id or slug(table.name or table.url or table.path)
    token = _token(path, where, table, identity, environ)
    trust = Trust(table.trust or (sources.KINDS[kind].trust if kind in sources.KINDS else Trust.REVIEW))
    return SourceSettings(
        options=SourceOptions(
            id=identity,
            name=table.name or identity,
            kind=kind,
            url=table.url,
            path=path.parent / Path(table.path).expanduser() if table.path else None,
            api=table.api.rstrip("/"),
            show=table.show,
            query=table.query,
            signed=bool(token),
            monthly_reads=table.monthly_reads,
            replies=table.replies,
            boosts=table.boosts != "hide",
            bots=table.bots,
            item_kind=table.items,
            place=place,
        ),
        trust=trust,
        lane=table.lane,
        every=table.every,
        token=token,
        boosts=table.boosts,
        own=table.own if table.own is not None else trust is Trust.PUBLISH,
    )


def _token(path: Path, where: str, table: SourceTable, identity: str, environ: Mapping[str, str]) -> str:
    """The source's secret: from $SIGNAGE_TOKEN_<ID>, else the first line of `token_file`."""
    name = "SIGNAGE_TOKEN_" + re.sub(r"\W", "_", identity).upper()
    if environ.get(name):
        return environ[name].strip()
    if not table.token_file:
        return ""
    file = path.parent / Path(table.token_file).expanduser()
    token = _secrets(file, f"{where}, token_file", name).split("\n")[0].strip()
    if not token:
        raise SettingsError(
            f"{where}, token_file", f"The file {file} is empty.", "Put the token on its first line."
        )
    return token


def _notify(path: Path, named: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Addresses to send messages to: from $SIGNAGE_NOTIFY, else the lines of `notify_file`."""
    if environ.get("SIGNAGE_NOTIFY"):
        return tuple(environ["SIGNAGE_NOTIFY"].split())
    if not named:
        return ()
    where = f"{path.name}, [moderation] notify_file"
    text = _secrets(path.parent / Path(named).expanduser(), where, "SIGNAGE_NOTIFY")
    lines = [line.strip() for line in text.splitlines()]
    return tuple(line for line in lines if line and not line.startswith("#"))


def _secrets(file: Path, where: str, variable: str) -> str:
    """What a file with secrets says."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            where,
            f"The file {file} cannot be read.",
            f"Check the path and its permissions, or set {variable}.",
        ) from error


def slug(name: str) -> str:
    """A stable id made from a name or an address: "Our posts" -> "our-posts"."""
    return re.sub(r"[^\w]+", "-", re.sub(r"^\w+://", "", name).casefold()).strip("-") or "source"


def with_data(settings: Settings, data: Path) -> Settings:
    """The same settings with another data folder."""
    return replace(settings, hub=replace(settings.hub, data=data))
