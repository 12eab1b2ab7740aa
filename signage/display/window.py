"""The window: fonts, engine, QML, and the one key that closes it at a desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QKeyEvent
from PySide6.QtQml import QQmlApplicationEngine, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from signage.display.icons import Codes, Icons, Lines
from signage.display.logo import Logos
from signage.display.pictures import Album, Pictures
from signage.display.sign import Sign
from signage.display.theme import Theme
from signage.errors import DisplayError

HERE = Path(__file__).parent
#: What stands beside the shipped fonts for scripts they lack, where fontconfig alone mixes faces in a word.
BESIDE = ("Noto Naskh Arabic",)


def size_of(text: str) -> tuple[int, int]:
    """The numbers of "1920x1080". Raises DisplayError."""
    wide, _, high = text.partition("x")
    if not (wide.isdigit() and high.isdigit() and 0 < int(wide) <= 16384 and 0 < int(high) <= 16384):
        raise DisplayError(f"--size {text}", "This is not a size.", "Write it like 1920x1080.")
    return int(wide), int(high)


def load_fonts() -> None:
    """Make the shipped fonts known to Qt, and let it forget what it kept of them before."""
    QFontDatabase.removeAllApplicationFonts()
    for path in sorted((HERE / "fonts").glob("*.ttf")):
        loaded = QFontDatabase.addApplicationFont(str(path))
        for family in QFontDatabase.applicationFontFamilies(loaded):
            QFont.insertSubstitutions(family, list(BESIDE))


def make_engine(album: Album | None = None) -> tuple[QQmlApplicationEngine, Theme]:
    """The QML engine, with the pictures of `album`, and its theme. Nothing is loaded yet."""
    engine = QQmlApplicationEngine()
    return engine, furnish(engine, album)


def furnish(engine: QQmlEngine, album: Album | None = None) -> Theme:
    """Give an engine what our QML needs: where it lies, its pictures, its theme. Raises DisplayError."""
    engine.addImageProvider("icon", Icons())
    engine.addImageProvider("qr", Codes())
    engine.addImageProvider("line", Lines())
    engine.addImageProvider("logo", Logos())
    if album is not None:
        engine.addImageProvider("picture", Pictures(album))
    engine.addImportPath(str(HERE / "qml"))
    theme = engine.singletonInstance("Signage", "Theme")
    if not isinstance(theme, Theme):
        raise DisplayError("display", "The theme could not be made.", "Install signage again.")
    return theme


def make_window(engine: QQmlApplicationEngine, sign: Sign, width: int, height: int) -> QQuickWindow:
    """The one window, not yet shown. Raises DisplayError where its QML cannot be loaded."""
    engine.setInitialProperties({"sign": sign, "width": width, "height": height})
    engine.load(QUrl.fromLocalFile(str(HERE / "qml" / "Signage" / "Main.qml")))
    windows = engine.rootObjects()
    if not windows or not isinstance(windows[0], QQuickWindow):
        raise DisplayError("display", "The window could not be made.", "See the log for the line in QML.")
    return windows[0]


class Escape(QObject):
    """For people at a desk: Escape closes the window. On a TV it does not."""

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look for the key."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._app.quit()
            return True
        return super().eventFilter(watched, event)
