"""A library's own logo: a picture file beside its theme, in place of the mark and the name."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from signage.errors import SignageError, ThemeError

log = logging.getLogger("signage.display")

#: Pixels within which it is kept: as large as it stands on the welcome slide of a 4K screen.
LARGEST = (1452, 290)


def look(path: Path) -> QImage:
    """The logo, decoded and without an empty margin.

    Raises:
        ThemeError: it is missing, is no picture, or is too large (names the file, the key and a way out).

    """
    try:
        return _decoded(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise ThemeError(
            f"{path.parent / 'theme.toml'}, logo",
            f"The file {path} cannot be read: {error.strerror}.",
            "Put it there, or correct logo; without it the library's name is shown.",
        ) from error
    except SignageError as error:
        raise ThemeError(
            f"{path.parent / 'theme.toml'}, logo",
            f"{path}: {error.what}",
            "Use a PNG, JPEG or WebP; until then the library's name is shown.",
        ) from error


@lru_cache(maxsize=2)
def _decoded(path: Path, changed: int) -> QImage:  # noqa: ARG001 - `changed` makes a new file a new picture
    from signage.media.picture import MOST_BYTES, safe_logo

    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    return QImage.fromData(QByteArray(safe_logo(data, LARGEST)))


def source(path: Path | None) -> str:
    """What QML asks for, "" where the theme has no logo or one that cannot be drawn (the log says why)."""
    if path is None:
        return ""
    try:
        look(path)
    except ThemeError as error:
        log.warning("%s", error)
        return ""
    return f"image://logo/{bytes(path).hex()}"


class Logos(QQuickImageProvider):
    """image://logo/<its path in hex>: the logo, as large as goes into the box that is asked for."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002, ARG002, N802
        """Scale the logo; an empty picture where it has gone meanwhile."""
        try:
            whole = look(Path(bytes.fromhex(id).decode()))
        except ThemeError as error:
            log.warning("%s", error)
            return QImage()
        box = requested.expandedTo(QSize(1, 1))
        return whole.scaled(
            box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
