"""Which part of Qt Quick draws: the graphics card, or the software backend where there is none.

Qt does not fall back by itself, and the choice is fixed before the first window.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

DEVICES: Final = Path("/dev/dri")
BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
REMEMBERED: Final = "backend.json"
#: Drivers that draw with the processor: ten times dearer than Qt's own software backend.
SLOW_DRIVERS: Final = ("llvmpipe", "softpipe", "swrast", "swr")
PROBE_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Backend:
    """The choice, "software" or "opengl", and why."""

    name: str
    why: str

    def apply(self, environ: MutableMapping[str, str]) -> None:
        """Tell Qt, before the application object is made."""
        environ["QSG_RENDER_LOOP"] = "threaded"
        if self.name == "software":
            environ["QT_QUICK_BACKEND"] = "software"
            # Else each fill of a few lines is shared out to threads: dearer to wake than to draw.
            environ["QT_NO_GUI_THREADPOOL"] = "1"
            # Milliseconds between two looks of the GUI thread at what changed. At Qt's 5 it takes part in
            # each frame while anything moves, though the render thread alone moves it.
            environ["QT_QPA_UPDATE_IDLE_TIME"] = "40"
        else:
            environ.pop("QT_QUICK_BACKEND", None)
            environ.pop("QT_NO_GUI_THREADPOOL", None)
            environ.pop("QT_QPA_UPDATE_IDLE_TIME", None)
            environ["QSG_RHI_BACKEND"] = "opengl"


def choose(asked: str, folder: Path, platform: str, devices: Path = DEVICES) -> Backend:
    """The backend for this computer. `asked` other than "auto" wins; `folder` remembers a probe."""
    if asked != "auto":
        return Backend(asked, "it was asked for")
    if not any(devices.glob("renderD*")):
        return Backend("software", "this computer has no graphics card that can draw")
    key = _key(platform, devices)
    remembered = _remembered(folder, key)
    if remembered is not None:
        return judge(remembered, "remembered from this boot")
    renderer = probe()
    _remember(folder, key, renderer)
    return judge(renderer, "tried in a process of its own")


def judge(renderer: str, how: str) -> Backend:
    """The backend that goes with what OpenGL calls its renderer; "" where there was none."""
    if not renderer:
        return Backend("software", f"OpenGL does not work here ({how})")
    if any(slow in renderer.lower() for slow in SLOW_DRIVERS):
        return Backend("software", f"OpenGL would be drawn by the processor: {renderer} ({how})")
    return Backend("opengl", f"{renderer} ({how})")


def forget(folder: Path) -> None:
    """Try again at the next start: the graphics card failed."""
    (folder / REMEMBERED).unlink(missing_ok=True)


def probe() -> str:
    """What OpenGL calls its renderer, asked in a short child process; "" where it cannot be used."""
    command = [sys.executable, "-m", "signage.display.backend"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, check=False, text=True)  # noqa: S603 - our own module
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("the graphics card could not be tried: %s", error)
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _key(platform: str, devices: Path) -> str:
    from PySide6.QtCore import qVersion

    drivers = sorted(
        f"{path.name}={(Path('/sys/class/drm') / path.name / 'device' / 'driver').resolve().name}"
        for path in devices.glob("renderD*")
    )
    boot = BOOT.read_text().strip() if BOOT.exists() else ""
    return " ".join([*drivers, qVersion(), platform, boot])


def _remembered(folder: Path, key: str) -> str | None:
    try:
        known = json.loads((folder / REMEMBERED).read_text())
    except (OSError, ValueError):
        return None
    return str(known["renderer"]) if isinstance(known, dict) and known.get("key") == key else None


def _remember(folder: Path, key: str, renderer: str) -> None:
    try:
        (folder / REMEMBERED).write_text(json.dumps({"key": key, "renderer": renderer}))
    except OSError as error:
        log.warning("the choice of the backend cannot be remembered: %s", error)


def _ask_opengl() -> int:
    """The child process: print the renderer's name."""
    from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext

    app = QGuiApplication([])
    surface = QOffscreenSurface()
    surface.create()
    context = QOpenGLContext()
    if not context.create() or not context.makeCurrent(surface):
        return 1
    renderer = context.functions().glGetString(0x1F01)
    sys.stdout.write(str(renderer or ""))
    context.doneCurrent()
    del app
    return 0 if renderer else 1


if __name__ == "__main__":
    os.environ.setdefault("QT_LOGGING_RULES", "*=false")
    sys.exit(_ask_opengl())
