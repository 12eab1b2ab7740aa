"""The check-up: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from zoneinfo import ZoneInfo

from signage import sources
from signage.clock import SOFTWARE_MADE, Clock, trusted
from signage.commands.backups import database_file
from signage.commands.programs import has_screen
from signage.core import legibility
from signage.core.decision import State
from signage.core.snapshot import Screen
from signage.errors import SignageError
from signage.hub.backups.folder import Backups
from signage.settings import Settings, SourceSettings, load
from signage.store import Store
from signage.store.items import short_id

#: The libraries that Qt's platform plugins load from the system, and Debian's package of each.
_LIBRARIES = {
    "glib-2.0": "libglib2.0-0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "xkbcommon": "libxkbcommon0",
    "EGL": "libegl1",
    "GL": "libgl1",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0",
    "xcb-xkb": "libxcb-xkb1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "wayland-cursor": "libwayland-cursor0",
    "wayland-egl": "libwayland-egl1",
}
#: Bytes free below which writing will soon stop.
_LEAST_FREE = 200 * 1024 * 1024
#: A backup older than this says that none was made for some time.
_OLDEST_BACKUP = timedelta(days=2)


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    FINE = "fine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    where: str
    level: Level
    what: str
    do: str = ""


def fine(where: str, what: str) -> Finding:
    """Nothing to do."""
    return Finding(where=where, level=Level.FINE, what=what)


def warning(where: str, what: str, do: str) -> Finding:
    """It works, but not as well as it could."""
    return Finding(where=where, level=Level.WARNING, what=what, do=do)


def wrong(where: str, what: str, do: str) -> Finding:
    """It does not work."""
    return Finding(where=where, level=Level.ERROR, what=what, do=do)


def from_error(error: SignageError) -> Finding:
    """An error as a finding."""
    return wrong(error.where, error.what, error.do)


def check(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything but the sources' own answers, which are in the store (`health`)."""
    yield fine(
        str(settings.path),
        f"{_count(len(settings.sources), 'source')}, {_count(len(settings.screens), 'screen')}.",
    )
    yield clock(now)
    yield disk(settings.hub.data)
    if database := database_file(settings):
        kept = Backups(database, settings.hub.data).all()
        yield backup(kept[0].made if kept else None, now)
    yield hub(settings)
    if not settings.sources:
        yield warning(
            settings.path.name,
            "There is no [[source]]: nothing will be shown.",
            "Write one, or: signage add URL",
        )
    for source in settings.sources:
        yield plan(source)
    yield from libraries()
    for screen in settings.screens:
        yield size(screen)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def clock(now: datetime) -> Finding:
    """Whether the computer's clock can be right."""
    if trusted(now):
        return fine("clock", f"It is {now.astimezone():%Y-%m-%d %H:%M}.")
    return wrong(
        "clock",
        f"This computer's clock says {now:%Y-%m-%d}; this software was made after {SOFTWARE_MADE:%Y-%m-%d}.",
        'Set it, or let the network set it: "timedatectl set-ntp true".',
    )


def disk(data: Path) -> Finding:
    """Whether the data folder can be written and has room."""
    folder = data
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        return wrong(str(data), "The data folder cannot be written.", "Change its owner, or set [hub] data.")
    free = shutil.disk_usage(folder).free
    if free < _LEAST_FREE:
        return wrong(
            str(data), f"Only {free // 2**20} MiB are free.", "Make room: soon nothing can be stored."
        )
    return fine(str(data), f"{free / 2**30:.1f} GiB are free.")


def backup(newest: datetime | None, now: datetime) -> Finding:
    """Whether the newest backup is as young as it is where all is well."""
    do = 'A sign that runs makes two a day; its log says why one failed. One more now: "signage backup".'
    if newest is None:
        return warning("backup", "There is none yet.", do)
    if now - newest > _OLDEST_BACKUP:
        return warning("backup", f"The last one is {(now - newest).days} days old.", do)
    return fine("backup", f"The last one is of {newest.astimezone():%Y-%m-%d %H:%M}.")


def hub(settings: Settings) -> Finding:
    """Whether a hub answers where the settings say."""
    where = settings.hub.url
    connection = HTTPConnection(settings.hub.url.removeprefix("http://"), timeout=2)
    try:
        connection.request("GET", "/healthz")
        health = json.loads(connection.getresponse().read(65536))
        asked = health["fetched_seconds_ago"]
    except (OSError, HTTPException):
        return warning(where, "No hub is running.", 'Start it with "signage run".')
    except (ValueError, KeyError, TypeError):
        return wrong(where, "Another program answers there.", "Stop it, or set another port: [hub] listen.")
    finally:
        connection.close()
    ago = (
        "has not asked its sources yet" if asked is None else f"asked a source {timedelta(seconds=asked)} ago"
    )
    return fine(where, f"The hub runs and {ago}.")


def plan(source: SourceSettings) -> Finding:
    """Whether a source's plan can be made and its file is there."""
    where = f"source {source.id}"
    try:
        sources.plan_for(source.options)
    except SignageError as error:
        return from_error(error)
    path = source.options.path
    if path is not None and source.kind == "folder":
        if not path.is_dir():
            return wrong(where, f"There is no folder {path}.", "Make it, or correct path in the settings.")
    elif path is not None and not path.exists():
        return wrong(where, f"There is no file {path}.", "Put it there, or correct path in the settings.")
    return fine(where, f"{source.kind}, {source.trust.value}.")


def libraries() -> Iterator[Finding]:
    """Whether the system has what the window and its letters need."""
    missing = [package for name, package in _LIBRARIES.items() if ctypes.util.find_library(name) is None]
    if missing:
        line = f"sudo apt-get install {' '.join(missing)}"
        yield wrong("system libraries", f"{', '.join(missing)} missing: no window can be opened.", line)
    else:
        yield fine("system libraries", "All there.")
    lister = shutil.which("fc-list")
    if lister is None:
        return
    for family, package in (
        ("Noto Color Emoji", "fonts-noto-color-emoji"),
        ("Noto Sans CJK", "fonts-noto-cjk"),
    ):
        asked = [lister, ":", "family"]
        found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603
        if family in found:
            yield fine(f"font {family}", "There.")
        else:
            do = f"sudo apt-get install {package}"
            yield warning(f"font {family}", "Not installed: some letters will be left out.", do)


def size(screen: Screen) -> Finding:
    """Whether the TV is large enough for how far away people stand."""
    where = f"screen {screen.name}"
    reads_to = legibility.readable_to(screen.diagonal)
    if screen.distance > reads_to + 0.05:
        return warning(
            where,
            f"{screen.diagonal:g} inches: readable to {reads_to:.1f} m; people are at {screen.distance:g} m.",
            f"At {screen.distance:g} m choose {legibility.needed_diagonal(screen.distance)} inches or more, "
            "or bring it nearer.",
        )
    if screen.distance / reads_to < legibility.SMALLEST_SCALE:
        return fine(
            where, f"Readable to {reads_to:.1f} m; the smallest text is used at {screen.distance:g} m."
        )
    return fine(where, f"{screen.diagonal:g} inches, readable to {reads_to:.1f} m.")


def drawing(settings: Settings, texts: Mapping[str, str]) -> Iterator[Finding]:
    """How the display would draw on this PC, whether its themes and the letters of `texts` can be used.

    The display is asked: only it knows Qt. `texts` by where they come from.
    """
    if not has_screen():
        do = "The hub alone runs here. For a TV, check again in the TV's own session."
        yield warning("display", "There is no X server or Wayland here.", do)
    themes = sorted(
        {screen.theme for screen in settings.screens}
        | {period.theme for screen in settings.screens for period in screen.timetable if period.theme}
    )
    with tempfile.TemporaryDirectory(prefix="signage-") as folder:
        command = [sys.executable, "-m", "signage.display.asked", folder, *themes]
        try:
            asked = subprocess.run(  # noqa: S603 - our own module
                command, input=json.dumps(texts), capture_output=True, text=True, timeout=60, check=False
            )
        except subprocess.TimeoutExpired:
            yield wrong(
                "display", "It does not say how it would draw.", "Look at its log: signage display --windowed"
            )
            return
    if asked.returncode:
        last = (asked.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        yield wrong("display", f"It cannot start: {last}.", "Install what is missing, then check again.")
        return
    answer = json.loads(asked.stdout)
    yield fine("display", f"Drawn by {answer['backend']}: {answer['why']}.")
    for error in answer["themes"]:
        yield wrong(error["where"], error["what"], error["do"])
    for pair in answer["weak"]:
        yield warning(pair["where"], pair["what"], pair["do"])
    for item in answer["letters"]:
        yield warning(item["where"], item["what"], item["do"])
    if not answer["themes"] and not answer["weak"]:
        yield fine("themes", f"{', '.join(themes)}: complete, and every pair of colours can be read.")


def health(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """What the store knows: an emergency that is on, how the sources fared when they were last asked."""
    if not _has_store(settings):
        return
    store = Store.open(settings.hub.database or settings.hub.data / "signage.db", clock)
    try:
        rows = store.source_health()
        emergency = store.emergency(clock.now())
    finally:
        store.close()
    if emergency:
        until = emergency.until.astimezone(ZoneInfo(settings.library.timezone))
        yield warning(
            "emergency",
            f'"{emergency.headline}" is on every screen until {until:%Y-%m-%d %H:%M}.',
            'When it is over: "signage emergency end".',
        )
    for row in rows:
        where = f"source {row.id}"
        again = f'Ask it again with "signage fetch {row.id}".'
        if row.failure and row.listed:
            yield warning(where, row.failure, again)
        elif row.shrunken_since and row.listed:
            yield warning(where, "Its list became much shorter; what it had is kept for now.", again)
        for problem in row.problems[:10] if row.listed else ():
            yield warning(f"{where}, {problem.where}", problem.what, "Correct it there; the rest is shown.")


def words(settings: Settings, clock: Clock) -> dict[str, str]:
    """What the TVs may show, by where it comes from: the library's name and the items of the store."""
    said = {"[library] name": settings.library.name}
    if not _has_store(settings):
        return said
    try:
        with Store.open(settings.hub.database or settings.hub.data / "signage.db", clock) as store:
            items = store.items(states={State.WAITING, State.HELD, State.APPROVED})
    except SignageError:
        return said  # told by `health`
    return said | {f"item {short_id(item.id)}": " ".join(item.content.words()) for item in items}


def _has_store(settings: Settings) -> bool:
    return bool(settings.hub.database) or (settings.hub.data / "signage.db").exists()


def everything(config: Path | None, clock: Clock) -> list[Finding]:
    """The whole check-up. Wrong settings are raised: nothing else can be looked at without them."""
    settings = load(config)
    found = list(check(settings, clock.now()))
    try:
        known = {finding.where for finding in found if finding.level is not Level.FINE}
        found += [finding for finding in health(settings, clock) if finding.where not in known]
    except SignageError as error:
        found.append(from_error(error))
    return [*found, *drawing(settings, words(settings, clock))]
