"""The wall: one window on one output, and what outlives a single picture: copy, link, reports."""

from __future__ import annotations

import argparse
import logging
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from signage.clock import Clock, SystemClock
from signage.core import legibility
from signage.core import snapshot as snapshots
from signage.core.programme import Reach
from signage.core.snapshot import Screen, Snapshot, zone_of
from signage.core.timetable import screen_at
from signage.display import backend
from signage.display import theme as themes
from signage.display.admission import Admission
from signage.display.glimpse import glimpse
from signage.display.mount import Mount
from signage.display.pairing import Newcomer
from signage.display.pictures import Album
from signage.display.report import Report
from signage.display.saved import Choice, Saved
from signage.display.sign import Sign
from signage.display.window import make_engine, make_window
from signage.display.witness import Witness
from signage.errors import SnapshotError, ThemeError

log = logging.getLogger("signage.display")

#: How this process ends when something happened that must not: it is started again.
BROKEN = 70
REPORT_EVERY_MS = 10_000
#: What is painted changed: told so soon after it, so that several changes are one report.
TELL_AFTER_MS = 1_000
LOOK_AT_TIMETABLE_MS = 5_000
#: So long a screen shows its name when it is called.
CALLED_MS = 20_000
#: The hub has not been asked yet.
NEVER = Reach(answered=False, silent_for=timedelta.max)


class Wall(QObject):
    """The window on its output, and everything that outlives a single picture: link, copy, reports."""

    def __init__(self, options: argparse.Namespace, app: QGuiApplication, chosen: backend.Backend) -> None:
        super().__init__()
        self._options = options
        self._app = app
        self._backend = chosen
        self._clock: Clock = SystemClock()
        self._saved = Saved(options.copy)
        self._album = Album(options.copy / "pictures")
        self._asked_for_pictures = False
        self._notices_only = options.copy_choice == "notices"
        self._choice: Choice = options.copy_choice
        self._link: Any = None
        self._awake: QObject | None = None
        self._record = Report(self._clock, chosen.name)
        self._revision: int | None = None
        self._looked_for = False
        #: Taken out of the models, and perhaps still on the glass.
        self._leaving: frozenset[str] = frozenset()
        snapshot = self._saved.load(self._choice)
        self._screen = self._screen_of(snapshot)
        self._engine, self._theme = make_engine(self._album)
        self._dress()
        self._sign = Sign(self._theme, self._screen, self._clock.now, self._reach, self, album=self._album)
        self._sign.failed.connect(self._record.failed)
        self._sign.wander.begin()
        self._mount = Mount(app, options, self._theme, self._screen, self)
        width, height = self._mount.size()
        self._theme.fit(width, height)
        self._sign.show(snapshot, self._saved.played(), notices_only=self._notices_only)
        self._revision = snapshot.revision if snapshot else None
        self._admission = Admission(options.hub, self._screen.name, options.token_file, options.copy, self)
        self._admission.admitted.connect(self._open_link)
        self._admission.waits.connect(self._wait_outside)
        if self._admission.needed:
            self._wait_outside(self._admission.newcomer)
        self._reports = QTimer(self, interval=REPORT_EVERY_MS)
        self._reports.timeout.connect(self._report)
        self._calling = QTimer(self, singleShot=True, interval=CALLED_MS)
        self._calling.timeout.connect(self._end_call)
        self._telling = QTimer(self, singleShot=True, interval=TELL_AFTER_MS)
        self._telling.timeout.connect(self._tell)
        self._sign.painted.connect(self._tell_soon)
        self.window = make_window(self._engine, self._sign, width, height)
        self._witness = Witness(self.window, self)
        self._witness.stood.connect(self._say)
        self._show()
        timetable = QTimer(self, interval=LOOK_AT_TIMETABLE_MS)
        timetable.timeout.connect(self._follow_timetable)
        timetable.start()

    @Slot()
    def _follow_timetable(self) -> None:
        self._become(self._screen_of(self._told))

    def _screen_of(self, snapshot: Snapshot | None) -> Screen:
        """What the hub said of this screen for this moment, and what the command line says instead."""
        self._told = snapshot
        known = Screen(name=self._options.screen or "Screen")
        if snapshot is not None:
            local = self._clock.now().astimezone(zone_of(snapshot.library.timezone))
            known = screen_at(snapshot.screen, local)
        asked = {
            "theme": self._options.theme,
            "motion": self._options.motion,
            "layout": self._options.layout,
            "output": self._options.output,
        }
        return replace(known, **{name: value for name, value in asked.items() if value})

    def _dress(self) -> None:
        try:
            tokens = themes.load(self._screen.theme)
        except ThemeError as error:
            log.warning("%s", error)
            tokens = themes.load("night")
        self._theme.take(
            tokens,
            scale=legibility.viewing_scale(self._screen.diagonal, self._screen.distance),
            inset=self._screen.inset,
        )
        self._theme.rest(self._screen.motion == "calm")

    def _reach(self) -> Reach:
        reach: Reach = self._link.reach if self._link is not None else NEVER
        return reach

    # -- the window -------------------------------------------------------------------------------

    def _show(self) -> None:
        window = self.window
        window.sceneGraphError.connect(self._graphics_failed)
        window.frameSwapped.connect(self._first_frame, Qt.ConnectionType.QueuedConnection)
        self._sign.set_refresh_rate(self._mount.refresh_rate())
        self._mount.resized.connect(self._resized)
        self._mount.hang(window)

    @Slot()
    def _resized(self) -> None:
        self._theme.fit(*self._mount.size())
        self._sign.relayout()

    @Slot()
    def _first_frame(self) -> None:
        """Everything that can wait for the first picture waited for it."""
        if self._awake is not None:
            return  # a second frame was drawn before this slot was reached
        self.window.frameSwapped.disconnect(self._first_frame)
        log.info("first frame %.2f s after the start; drawn by %s: %s", _age(), *self._said())
        from signage.display.awake import Awake

        self._awake = Awake(self)
        if self._admission.needed:
            self._admission.begin()
        else:
            self._open_link()

    def _said(self) -> tuple[str, str]:
        return self._backend.name, self._backend.why

    @Slot()
    def _graphics_failed(self) -> None:
        backend.forget(self._options.copy)
        log.critical("the graphics card failed; starting again")
        self._app.exit(BROKEN)

    # -- the hub ----------------------------------------------------------------------------------

    @Slot()
    def _open_link(self) -> None:
        # Imported now: nothing of the network is needed for the first picture.
        from signage.display.link import Link

        self._sign.pairing.take(None)
        self._link = Link(self._options.hub, self._admission.file, self)
        self._link.arrived.connect(self._take)
        self._link.hidden.connect(self._hide)
        self._link.answered.connect(self._answered)
        self._link.pictured.connect(self._keep_picture)
        self._link.looked_for.connect(self._look_for)
        if self._admission.own:
            # Queued: the link must not be taken down while it reads an answer.
            self._link.refused.connect(self._shut_out, Qt.ConnectionType.QueuedConnection)
        self._link.begin()
        self._reports.start()

    @Slot(object)
    def _wait_outside(self, newcomer: Newcomer) -> None:
        """Show the code; while there is none, a screen that has a copy goes on showing that."""
        if newcomer.code or self._sign.turns is None:
            self._sign.pairing.take(newcomer)

    @Slot()
    def _shut_out(self) -> None:
        """Nothing of the library stays on this PC; then ask for a code again."""
        if self._link is None:
            return
        log.info("the hub does not know this screen any more; it forgets what it has")
        self._reports.stop()
        self._link.end()
        self._link.deleteLater()
        self._link = None
        self._revision = None
        self._asked_for_pictures = False
        self._admission.forget()
        self._sign.forget()
        self._sign.pairing.take(self._admission.newcomer)
        try:
            self._saved.forget()
            self._album.keep_only(())
        except OSError as error:
            log.warning("the copy could not be removed: %s", error)
        self._admission.begin()

    @Slot(bytes)
    def _take(self, data: bytes) -> None:
        try:
            snapshot = snapshots.decode(data)
        except SnapshotError as error:
            log.warning("%s", error)
            return
        before = self._sign.on_glass()
        self._revision = snapshot.revision
        self._sign.take(snapshot, notices_only=self._notices_only)
        self._become(self._screen_of(snapshot))
        self._answer_call(snapshot)
        self._leaving |= before - self._sign.on_glass() - {item.id for item in snapshot.items}
        try:
            self._album.keep_only((snapshot, self._saved.keep(data, snapshot)))
        except OSError as error:
            log.warning("the copy could not be saved: %s", error)
        self._fetch_pictures(snapshot)
        self._report()

    def _answer_call(self, snapshot: Snapshot) -> None:
        """Show this screen's name for a while, where staff ask; never over an emergency."""
        if snapshot.emergency is not None:
            self._end_call()
        elif snapshot.called and not self._calling.isActive():
            locale = snapshot.library.locale
            self._sign.pairing.take(Newcomer(name=self._screen.name, hub="", locale=locale, called=True))
            self._calling.start()

    @Slot()
    def _end_call(self) -> None:
        self._calling.stop()
        newcomer = self._sign.pairing.newcomer
        if newcomer is not None and newcomer.called:
            self._sign.pairing.take(None)

    def _fetch_pictures(self, snapshot: Snapshot) -> None:
        self._asked_for_pictures = True
        self._link.fetch(self._album.missing(snapshot))

    @Slot(str, bytes)
    def _keep_picture(self, sha256: str, data: bytes) -> None:
        """What comes later than its slide is for the next time: nothing that stands changes its shape."""
        try:
            if not self._album.keep(sha256, data):
                log.warning("the hub sent something else than the picture %s", sha256[:12])
        except OSError as error:
            log.warning("a picture could not be saved: %s", error)

    @Slot(list, int)
    def _hide(self, ids: list[str], revision: int) -> None:
        self._leaving |= self._sign.hide(frozenset(ids), revision)
        try:
            self._saved.hide(ids, revision)
        except OSError as error:
            log.warning("what was hidden could not be noted: %s", error)
        self._report()

    @Slot()
    def _answered(self) -> None:
        self._sign.answered()
        if not self._asked_for_pictures and self._sign.turns is not None:
            self._fetch_pictures(self._sign.turns.snapshot)

    def _become(self, screen: Screen) -> None:
        """Follow what was set for this screen since the last snapshot."""
        before, self._screen = self._screen, screen
        if before == screen:
            return
        log.info("this screen is set up anew: %s", screen)
        self._dress()
        self._sign.become(screen)
        self._mount.become(screen)

    @Slot()
    def _report(self) -> None:
        self._keep_played()
        self._tell()

    @Slot()
    def _tell_soon(self) -> None:
        if self._link is not None and not self._telling.isActive():
            self._telling.start()

    @Slot()
    def _tell(self) -> None:
        if self._link is not None:
            self._witness.look()

    @Slot()
    def _say(self) -> None:
        """Report what the witness saw: the hub is never told of something that is not so on the glass yet."""
        self._record.removed(self._leaving)
        self._leaving = frozenset()
        if self._link is not None:
            self._show_glass()
            self._link.report(self._record.told(self._revision, self._sign.on_glass(), self._sign.turns))

    def _show_glass(self) -> None:
        if self._looked_for and self._link is not None:
            self._looked_for = False
            jpeg = glimpse(self.window)
            if jpeg:
                self._link.show(jpeg, self._revision or 0)

    @Slot()
    def _look_for(self) -> None:
        """Somebody would like to see the glass: once what is in the models now stands on it."""
        self._looked_for = True
        self._tell()

    def _keep_played(self) -> None:
        turns = self._sign.turns
        if turns is not None:
            try:
                self._saved.keep_played(turns.played)
            except OSError as error:
                log.warning("what was played could not be saved: %s", error)

    def leave(self) -> None:
        """Save what was played and close the line. The window stays up for whoever ends the process."""
        self._mount.end()
        self._sign.stop()
        self._keep_played()
        self._admission.end()
        if self._link is not None:
            self._link.end()

    def close(self) -> None:
        """Leave, and take the window down, where the process goes on."""
        self.leave()
        for timer in self.findChildren(QTimer):
            timer.stop()  # what they would touch is gone in a moment
        self.window.close()
        # Now, and before the sign: bindings of a half-gone scene would read what is no more.
        shiboken6.delete(self._engine)


def _age() -> float:
    """Seconds since this process was started (proc(5), field 22 of stat)."""
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    return float(Path("/proc/uptime").read_text().split()[0]) - ticks / os.sysconf("SC_CLK_TCK")
